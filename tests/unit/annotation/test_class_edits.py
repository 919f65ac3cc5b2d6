import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ssd_desktop.annotation import file_transaction
from ssd_desktop.annotation.class_edits import (
    AddClasses,
    ClassEdit,
    DeleteClass,
    MergeClass,
    OrderClasses,
    RenameClass,
    apply_class_edit,
    names_after,
    plan_class_edit,
)
from ssd_desktop.annotation.class_files import ClassCounts
from ssd_desktop.annotation.file_transaction import can_undo, recover_changes, undo_change
from ssd_desktop.annotation.label_folder import LabelFolder
from ssd_desktop.errors import AnnotationError
from tests.unit.annotation.class_folders import FORMATS, content_of, labels_in, make_folder

CLASSES = ("ace", 'king\'s "best"', "여왕", "a/b", "joker 🃏")
LABELS = {"one": ["ace", "여왕", "ace"], "two": ["a/b"], "none": [], "ten": ["joker 🃏", 'king\'s "best"', "ace"]}


def expected(labels: dict[str, list[str]], edit: ClassEdit) -> dict[str, list[str]]:
    """What every image says after an edit, written down without looking at files."""
    match edit:
        case RenameClass(name, to) | MergeClass(name, to):
            return {image: [to if label == name else label for label in found] for image, found in labels.items()}
        case DeleteClass(name):
            return {image: [label for label in found if label != name] for image, found in labels.items()}
        case _:
            return labels


@st.composite
def histories(draw: st.DrawFn) -> tuple[dict[str, list[str]], list[ClassEdit]]:
    """Labels of some images, and edits that can be made one after the other."""
    lists = st.lists(st.sampled_from(CLASSES), max_size=4)
    labels = draw(st.dictionaries(st.sampled_from(["p1", "p2", "p3", "p10"]), lists, min_size=1))
    # A folder where nothing is labelled has no format.
    labels[next(iter(labels))] = [CLASSES[0]]
    known, edits = tuple(CLASSES), list[ClassEdit]()
    fresh = iter(["Ace", "new", "#5", "더", "x: y", "'q'"])
    for kind in draw(st.lists(st.sampled_from(["rename", "merge", "delete", "order", "add"]), max_size=5)):
        name = draw(st.sampled_from(known))
        others = [one for one in known if one != name]
        edit: ClassEdit = RenameClass(name, next(fresh))
        if kind == "order":
            edit = OrderClasses(tuple(draw(st.permutations(known))))
        elif kind == "add":
            edit = AddClasses((edit.to,))
        elif others and kind == "merge":
            edit = MergeClass(name, draw(st.sampled_from(others)))
        elif len(others) > 1 and kind == "delete" and name != CLASSES[0]:
            edit = DeleteClass(name)
        known = names_after(edit, known)
        edits.append(edit)
    return labels, edits


@pytest.mark.parametrize("kind", FORMATS)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(history=histories())
def test_after_any_edits_every_box_has_the_class_it_should_have(
    kind: str, history: tuple[dict[str, list[str]], list[ClassEdit]]
) -> None:
    labels, edits = history
    with tempfile.TemporaryDirectory() as place:
        root = Path(place) / "data"
        make_folder(root, kind, labels, CLASSES)
        known = CLASSES
        for edit in edits:
            plan = plan_class_edit(LabelFolder.open(root), edit, known)
            apply_class_edit(plan, Path(place) / "record")
            labels, known = expected(labels, edit), plan.names
            assert sorted(known) == sorted(names_after(edit, known))
            if any(labels.values()):
                assert labels_in(LabelFolder.open(root)) == labels
        if kind.startswith("yolo"):
            assert LabelFolder.open(root).class_names == known


@pytest.mark.parametrize("kind", FORMATS)
def test_renaming_there_and_back_gives_the_same_bytes(kind: str, tmp_path: Path) -> None:
    root = tmp_path / "data"
    make_folder(root, kind, LABELS, CLASSES)
    before = content_of(root)

    for edit in (RenameClass("ace", "Ace"), RenameClass("Ace", "ace")):
        known = ("ace", *CLASSES[1:]) if edit.name == "ace" else ("Ace", *CLASSES[1:])
        apply_class_edit(plan_class_edit(LabelFolder.open(root), edit, known), tmp_path / "record")

    if kind == "yolo yaml":  # the name is in quotes now, which it was before, too
        assert content_of(root)["data.yaml"] == before["data.yaml"]
    assert content_of(root) == before


@pytest.mark.parametrize("kind", FORMATS)
def test_a_plan_says_what_it_hits_and_writes_nothing(kind: str, tmp_path: Path) -> None:
    root = tmp_path / "data"
    make_folder(root, kind, LABELS, CLASSES)
    before = content_of(root)

    rename = plan_class_edit(LabelFolder.open(root), RenameClass("ace", "Ace"), CLASSES)
    delete = plan_class_edit(LabelFolder.open(root), DeleteClass("a/b"), CLASSES)

    assert rename.boxes == 3
    assert rename.box_files == (1 if kind in ("coco", "createml") else 2)
    assert (delete.boxes, delete.emptied) == (1, 1)
    assert content_of(root) == before


@pytest.mark.parametrize("kind", FORMATS)
def test_undoing_an_edit_gives_every_byte_back(kind: str, tmp_path: Path) -> None:
    root, record = tmp_path / "data", tmp_path / "records" / "one"
    make_folder(root, kind, LABELS, CLASSES)
    before = content_of(root)

    apply_class_edit(plan_class_edit(LabelFolder.open(root), MergeClass("ace", "여왕"), CLASSES), record)
    assert content_of(root) != before
    assert can_undo(record)
    undo_change(record)

    assert content_of(root) == before
    assert not can_undo(record)


def test_an_edit_is_not_undone_once_a_file_has_been_changed_since(tmp_path: Path) -> None:
    root, record = tmp_path / "data", tmp_path / "record"
    make_folder(root, "voc", LABELS, CLASSES)
    apply_class_edit(plan_class_edit(LabelFolder.open(root), DeleteClass("ace"), CLASSES), record)
    (root / "one.xml").write_bytes(b"<annotation></annotation>")
    after = content_of(root)

    with pytest.raises(AnnotationError, match=r"one\.xml was changed since"):
        undo_change(record)

    assert content_of(root) == after


@pytest.mark.parametrize("kind", ["voc", "yolo list", "yolo yaml", "labelme"])
@pytest.mark.parametrize("dies", [False, True])
def test_a_write_that_fails_anywhere_leaves_the_old_or_the_new_state(
    kind: str, dies: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``dies``: nothing is written any more after the failure, as by a program that was killed."""
    write = file_transaction.write_file_atomically
    for fails_at in range(1, 9):
        root, records = tmp_path / str(fails_at) / "data", tmp_path / str(fails_at) / "records"
        make_folder(root, kind, LABELS, CLASSES)
        before = content_of(root)
        plan = plan_class_edit(LabelFolder.open(root), MergeClass("ace", "여왕"), CLASSES)
        calls = 0

        def failing(path: Path, content: bytes, *, durable: bool = True, at: int = fails_at) -> None:
            nonlocal calls
            calls += 1
            if calls == at or (dies and calls > at):
                raise OSError("No space left on device")
            write(path, content, durable=durable)

        monkeypatch.setattr(file_transaction, "write_file_atomically", failing)
        failed = False
        try:
            apply_class_edit(plan, records / "one")
        except AnnotationError:
            failed = True
        monkeypatch.setattr(file_transaction, "write_file_atomically", write)
        recover_changes(records)

        after = before | {str(change.path.relative_to(root)): change.after for change in plan.changes}
        assert content_of(root) == (before if failed else after)
        assert recover_changes(records) == []


def test_a_file_changed_between_preview_and_writing_stops_the_whole_edit(tmp_path: Path) -> None:
    root = tmp_path / "data"
    make_folder(root, "voc", LABELS, CLASSES)
    plan = plan_class_edit(LabelFolder.open(root), RenameClass("ace", "Ace"), CLASSES)
    (root / "ten.xml").write_bytes((root / "ten.xml").read_bytes() + b"\n")
    before = content_of(root)

    with pytest.raises(AnnotationError, match="changed by another program"):
        apply_class_edit(plan, tmp_path / "record")

    assert content_of(root) == before


def test_deleting_a_yolo_class_closes_up_the_numbers_in_files_and_lists_together(tmp_path: Path) -> None:
    root = tmp_path / "data"
    make_folder(root, "yolo yaml", {"one": ["c", "b", "a"]}, ["a", "b", "c"])
    (root / "classes.txt").write_text("a\nb\nc\n")
    (root / "gone.txt").write_text("2 0.5 0.5 0.1 0.1\n7 0.5 0.5 0.1 0.1\n")  # its image may come back

    apply_class_edit(plan_class_edit(LabelFolder.open(root), DeleteClass("b"), ["a", "b", "c"]), tmp_path / "record")

    assert [line.split()[0] for line in (root / "one.txt").read_text().splitlines()] == ["1", "0"]
    assert [line.split()[0] for line in (root / "gone.txt").read_text().splitlines()] == ["1", "6"]
    assert (root / "classes.txt").read_text() == "a\nc\n"


def test_a_yolo_list_that_says_something_else_and_other_texts_stay(tmp_path: Path) -> None:
    root = tmp_path / "data"
    make_folder(root, "yolo yaml", {"one": ["b", "a"]}, ["a", "b"])
    (root / "classes.txt").write_text("dog\ncat\n")
    (root / "notes.txt").write_text("0 is the first class\n")

    edit = OrderClasses(("b", "a"))
    apply_class_edit(plan_class_edit(LabelFolder.open(root), edit, ["a", "b"]), tmp_path / "record")

    assert (root / "classes.txt").read_text() == "dog\ncat\n"
    assert (root / "notes.txt").read_text() == "0 is the first class\n"
    assert labels_in(LabelFolder.open(root)) == {"one": ["b", "a"]}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("names: [a, 'b', c]  # three\nnc: 3\n", 'names: ["a", "c"]  # three\nnc: 2\n'),
        ("nc: 3 # n\nnames:\n- a\n# two\n- b\n- c\ntrain: .\n", 'nc: 2 # n\nnames:\n- a\n# two\n- "c"\ntrain: .\n'),
        ("names:\n  0: a # first\n  1: b\n  2: c\n", 'names:\n  0: a # first\n  1: "c"\n'),
    ],
)
def test_a_data_yaml_keeps_its_layout(before: str, after: str, tmp_path: Path) -> None:
    root = tmp_path / "data"
    make_folder(root, "yolo yaml", {"one": ["c"]}, ["a", "b", "c"])
    (root / "data.yaml").write_text(before)

    apply_class_edit(plan_class_edit(LabelFolder.open(root), DeleteClass("b"), ["a", "b", "c"]), tmp_path / "record")

    assert (root / "data.yaml").read_text() == after
    assert labels_in(LabelFolder.open(root)) == {"one": ["c"]}


def test_coco_categories_keep_their_ids(tmp_path: Path) -> None:
    import json

    root = tmp_path / "data"
    make_folder(root, "coco", {"one": ["c", "b", "a"]}, ["a", "b", "c"])

    apply_class_edit(plan_class_edit(LabelFolder.open(root), MergeClass("b", "c"), ["a", "b", "c"]), tmp_path / "r")

    document = json.loads((root / "all.json").read_text())
    assert [(row["id"], row["name"]) for row in document["categories"]] == [(2, "a"), (8, "c")]
    assert [row["category_id"] for row in document["annotations"]] == [8, 8, 2]


def test_an_object_with_a_useless_box_is_renamed_too(tmp_path: Path) -> None:
    root = tmp_path / "data"
    make_folder(root, "voc", {"one": ["a"]}, ["a"])
    text = (root / "one.xml").read_text()
    (root / "one.xml").write_text(text.replace("<xmax>10</xmax>", "<xmax>nan</xmax>"))

    apply_class_edit(plan_class_edit(LabelFolder.open(root), RenameClass("a", "b"), ["a"]), tmp_path / "record")

    assert "<name>b</name>" in (root / "one.xml").read_text()


def test_a_file_that_cannot_be_read_is_named_and_stays(tmp_path: Path) -> None:
    root = tmp_path / "data"
    make_folder(root, "voc", {"one": ["a"], "two": ["a"]}, ["a"])
    (root / "two.xml").write_bytes(b"<annotation><object>")

    plan = plan_class_edit(LabelFolder.open(root), RenameClass("a", "b"), ["a"])

    assert plan.unreadable == (root / "two.xml",)
    assert [change.path for change in plan.changes] == [root / "one.xml"]


@pytest.mark.parametrize(
    ("edit", "why"),
    [
        (RenameClass("a", "b"), "merge"),
        (RenameClass("a", " c"), "blanks"),
        (RenameClass("a", "Background"), "background"),
        (RenameClass("z", "c"), "any more"),
        (MergeClass("a", "a"), "into itself"),
        (DeleteClass("z"), "any more"),
    ],
)
def test_an_edit_that_makes_no_sense_is_refused_with_the_reason(edit: ClassEdit, why: str, tmp_path: Path) -> None:
    root = tmp_path / "data"
    make_folder(root, "voc", {"one": ["a", "b"]}, ["a", "b"])

    with pytest.raises(AnnotationError, match=why):
        plan_class_edit(LabelFolder.open(root), edit, ["a", "b"])


@pytest.mark.parametrize("kind", FORMATS)
def test_boxes_and_images_are_counted_by_class(kind: str, tmp_path: Path) -> None:
    root = tmp_path / "data"
    make_folder(root, kind, LABELS, CLASSES)

    counts = ClassCounts.of_folder(LabelFolder.open(root))
    assert (counts.boxes["ace"], counts.images["ace"]) == (3, 2)

    counts.put_annotation(root / "one.png", None)
    assert (counts.boxes["ace"], counts.images["ace"], counts.boxes["여왕"]) == (1, 1, 0)
