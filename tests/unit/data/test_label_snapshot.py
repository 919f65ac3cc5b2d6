"""Labels at two moments: which were added, changed and removed, and in how many images."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssd_desktop.data.dataset import load_dataset
from ssd_desktop.data.label_snapshot import (
    LabelChanges,
    LabelSnapshot,
    changes_between,
    snapshot_from_json,
    snapshot_of,
    snapshot_to_json,
)
from tests.unit.data.made_data import made_dataset, made_sample, write_voc_folder, write_xml

BOX, OTHER = (2, 3, 20, 25), (5, 5, 30, 28)
PATHS = st.sampled_from([Path("/data/a.png"), Path("/data/b/c.png"), Path("/data/그림 d.png")])
SNAPSHOTS = st.builds(
    LabelSnapshot,
    st.dictionaries(PATHS, st.lists(st.sampled_from("uvwx"), max_size=4).map(tuple)),
)


def plain_changes(before, now):
    """Goes through the objects one by one."""
    added = changed = removed = 0
    for path in {*before, *now}:
        old, new = list(before.get(path, ())), list(now.get(path, ()))
        for one in list(old):
            if one in new:
                old.remove(one)
                new.remove(one)
        while old or new:
            changed += bool(old and new)
            added += not old
            removed += not new
            old, new = old[1:], new[1:]
    return added, changed, removed, len([path for path in now if path not in before])


@given(SNAPSHOTS, SNAPSHOTS)
def test_changes_are_those_of_a_loop_over_all_objects(before, now):
    found = changes_between(before, now)
    figures = (found.added, found.changed, found.removed, found.labelled_images)
    assert figures == plain_changes(before.images, now.images)
    total = Counter({True: 0})
    total.update(added=sum(map(len, now.images.values())) - sum(map(len, before.images.values())))
    assert found.added - found.removed == total["added"]


@given(SNAPSHOTS)
def test_a_snapshot_is_read_back_from_its_text_as_it_was(snapshot):
    snapshot = replace(snapshot, verified=frozenset(list(snapshot.images)[:1]))
    assert snapshot_from_json(snapshot_to_json(snapshot)) == snapshot
    assert changes_between(snapshot, snapshot).is_nothing


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 2}', '{"format": 1, "root": 3, "images": {}}', "null"])
def test_text_that_is_no_snapshot_is_refused(text):
    with pytest.raises(ValueError, match=r"Expecting|no snapshot|newer"):
        snapshot_from_json(text)


def test_a_box_a_class_and_a_flag_that_change_are_each_one_change():
    def taken(box, label, **flags):
        return snapshot_of(made_dataset([made_sample([box], [label], **flags)]))

    before = taken(BOX, 1)
    for now in (taken(OTHER, 1), taken(BOX, 2), taken(BOX, 1, difficult=[True]), taken(BOX, 1, ignore=["crowd"])):
        assert changes_between(before, now) == LabelChanges(changed=1)


def test_the_number_of_a_class_does_not_matter_only_its_name():
    sample = made_sample([BOX], [1])
    first = snapshot_of(made_dataset([sample], classes=("dog", "cat")))
    second = snapshot_of(made_dataset([replace(sample, labels=sample.labels + 1)], classes=("cat", "dog")))
    assert changes_between(first, second).is_nothing


def test_labels_of_a_folder_are_compared_as_a_training_reads_them(tmp_path):
    folder = write_voc_folder(tmp_path, {"a": [("cat", BOX)], "b": [("cat", BOX), ("dog", OTHER)], "new": None})
    before = snapshot_of(load_dataset(folder), None)
    write_xml(folder / "Annotations" / "a.xml", [("cat", OTHER)])
    write_xml(folder / "Annotations" / "b.xml", [("dog", OTHER)])
    write_xml(folder / "Annotations" / "new.xml", [("cat", BOX), ("cat", OTHER)])
    path = folder / "Annotations" / "b.xml"
    path.write_text(path.read_text().replace("<annotation>", '<annotation verified="yes">'))
    now = snapshot_of(load_dataset(folder))
    assert changes_between(before, now) == LabelChanges(2, 1, 1, labelled_images=1, verified_images=1)


def test_a_folder_that_was_moved_has_the_same_labels():
    before = LabelSnapshot({Path("/old/x/a.png"): ("u",), Path("/else/b.png"): ()}, frozenset({Path("/old/x/a.png")}))
    now = LabelSnapshot({Path("/new/x/a.png"): ("u",), Path("/else/b.png"): ()}, frozenset({Path("/new/x/a.png")}))
    assert before.moved(Path("/old"), Path("/new")) == now
