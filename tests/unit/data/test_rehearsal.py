"""New and old images in one training: which ones a batch holds, and which numbers their classes have."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssd_desktop.data.loader import TrainingLoader
from ssd_desktop.data.rehearsal import (
    RehearsalMix,
    extended_classes,
    joined,
    with_class_list,
    with_first_classes,
    with_found_objects,
)
from ssd_desktop.errors import DataError
from tests.unit.training.conftest import make_dataset, make_sample, write_voc_folder


def mixed_by_a_loop(shuffled, new_images, batch_size, old):
    """The order of an epoch, an image at a time."""
    new_ones = [i for i in shuffled if i < new_images]
    old_ones = [i for i in shuffled if i >= new_images]
    order, new_shown, old_shown = [], 0, 0
    for _ in range(max(new_images // (batch_size - old), 1)):
        for _ in range(batch_size - old):
            order.append(new_ones[new_shown % len(new_ones)])
            new_shown += 1
        for _ in range(old):
            order.append(old_ones[old_shown % len(old_ones)])
            old_shown += 1
    return order


@given(st.integers(1, 30), st.integers(1, 30), st.integers(2, 9), st.floats(0.01, 0.99), st.randoms())
def test_an_epoch_is_mixed_as_a_plain_loop_would(new_images, old_images, batch_size, share, random):
    shuffled = list(range(new_images + old_images))
    random.shuffle(shuffled)
    mix = RehearsalMix(new_images, share)

    order = mix.order(np.array(shuffled, np.int64), batch_size)

    assert order.tolist() == mixed_by_a_loop(shuffled, new_images, batch_size, mix.old_in_batch(batch_size))
    assert len(order) == mix.batches(batch_size) * batch_size


@pytest.mark.parametrize(("share", "old"), [(0.0, 0), (0.01, 1), (0.25, 2), (0.5, 4), (0.99, 7)])
def test_each_batch_holds_the_share_of_old_images_and_at_least_one_of_each_kind(share, old):
    mix = RehearsalMix(20, share)
    batches = mix.order(np.random.default_rng(0).permutation(50), 8).reshape(-1, 8)
    assert ((batches >= 20).sum(axis=1) == old).all()


def test_batches_of_one_image_cannot_hold_both_kinds():
    with pytest.raises(DataError, match="batch_size of at least 2"):
        RehearsalMix(5, 0.25).old_in_batch(1)


def test_the_loader_gives_the_same_mixed_epoch_whoever_loads_it(tmp_path):
    from ssd_desktop.data.dataset import load_dataset

    new = load_dataset(write_voc_folder(tmp_path / "new", 6))
    data = joined(new, load_dataset(write_voc_folder(tmp_path / "old", 4)))

    def epoch(number, workers, start=0):
        loader = TrainingLoader(data, batch_size=4, workers=workers, seed=3, mix=RehearsalMix(6, 0.25))
        assert len(loader) == 2
        return [[str(s.image_path) for s in batch.samples] for batch in loader.epoch(number, start)]

    assert epoch(0, 0) == epoch(0, 2)
    assert epoch(0, 0)[1:] == epoch(0, 0, start=1)
    assert epoch(0, 0) != epoch(1, 0)
    assert all(sum("old" in path.split("/")[-3] for path in batch) == 1 for batch in epoch(1, 0))


def test_old_classes_keep_their_numbers_and_new_names_follow():
    assert extended_classes(("ace", "king"), ("die", "king", "coin")) == ("ace", "king", "die", "coin")


def test_labels_follow_their_names_into_a_longer_class_list():
    dataset = make_dataset(make_sample(boxes=[[0, 0, 4, 4], [1, 1, 5, 5]]), make_sample(boxes=[]))
    longer = with_class_list(dataset, ("square", "star", "disc"))
    assert longer.samples[0].labels.tolist() == [3, 1]
    assert longer.samples[1].labels.tolist() == []
    assert longer.boxes_per_class() == {"square": 1, "star": 0, "disc": 1}


def test_a_class_list_that_lacks_a_name_is_refused():
    with pytest.raises(DataError, match="lacks 'square' of shapes"):
        with_class_list(make_dataset(make_sample()), ("disc",))


def test_the_first_classes_alone_leave_the_objects_of_the_others_out():
    dataset = make_dataset(make_sample(boxes=[[0, 0, 4, 4], [1, 1, 5, 5]]))
    first = with_first_classes(dataset, ("disc",))
    assert (first.classes, first.samples[0].labels.tolist()) == (("disc",), [1])
    assert first.samples[0].boxes_xyxy.tolist() == [[0, 0, 4, 4]]
    with pytest.raises(DataError, match="do not begin with square"):
        with_first_classes(dataset, ("square",))


def test_joined_images_are_new_ones_first_and_reports_add_up():
    new, old = make_dataset(make_sample("a.png")), make_dataset(make_sample("b.png", []), name="olds")
    both = joined(new, old)
    assert [sample.image_path.name for sample in both.samples] == ["a.png", "b.png"]
    assert (both.report.images, both.report.background, both.name) == (2, 1, "shapes and olds")
    with pytest.raises(DataError, match="olds was read with other classes"):
        joined(new, dataclasses.replace(old, classes=("disc",)))


def test_found_objects_stand_behind_the_labelled_ones():
    boxes = np.array([[2, 2, 3, 3]], np.float32)
    sample = with_found_objects(make_sample(), boxes, np.array([2]), np.array([True]))
    assert sample.boxes_xyxy.tolist() == [[1, 1, 6, 6], [2, 2, 3, 3]]
    assert (sample.labels.tolist(), sample.ignore.tolist()) == ([1, 2], [False, True])
    assert sample.difficult.tolist() == sample.crowd.tolist() == [False, False]


@pytest.mark.parametrize("shuffled", [[0, 0, 1, 1, 0, 1], [5, 5, 4, 3, 4, 5]])
def test_where_only_rare_classes_were_drawn_all_images_of_the_other_kind_are_shown(shuffled):
    batches = RehearsalMix(3, 0.5).order(np.array(shuffled), 2).reshape(-1, 2)
    new, old = batches[:, 0].tolist(), batches[:, 1].tolist()
    assert (set(new), set(old)) == (({0, 1}, {3, 4, 5}) if 0 in shuffled else ({0, 1, 2}, {4, 5}))
