import numpy as np
import pytest

from ssd_desktop.annotation.tile_grid import Tiling
from ssd_desktop.data.tile_dataset import tile_dataset
from ssd_desktop.ssd.config import PLANS
from tests.unit.data.made_data import made_dataset, made_sample

PLAN = PLANS["caffe-voc"]
TILING = Tiling(100, 0.25)


def corners(made):
    return [None if s.region is None else (s.region.x0, s.region.y0) for s in made.dataset.samples]


def test_a_small_object_is_learned_in_the_tile_and_ignored_in_the_whole_picture():
    sample = made_sample([(10, 10, 26, 26)], width=700, height=100)
    made = tile_dataset(made_dataset([sample]), TILING, PLAN)
    by_corner = dict(zip(corners(made), made.dataset.samples, strict=True))
    assert by_corner[None].ignore.tolist() == [True]
    assert by_corner[(0, 0)].ignore.tolist() == [False]


def test_a_large_object_is_learned_in_the_whole_picture_and_ignored_where_tiles_show_a_part():
    sample = made_sample([(5, 5, 600, 95)], width=700, height=100)
    made = tile_dataset(made_dataset([sample]), TILING, PLAN)
    whole, *tiles = made.dataset.samples
    assert whole.ignore.tolist() == [False]
    assert all(tile.ignore.all() for tile in tiles)


def test_an_object_that_no_view_can_reach_is_trained_on_in_each():
    sample = made_sample([(1, 1, 5, 5)], width=175, height=100)
    made = tile_dataset(made_dataset([sample]), TILING, PLAN)
    assert [s.ignore.tolist() for s in made.dataset.samples if len(s.labels)] == [[False], [False]]


@pytest.mark.parametrize(("objects", "tiles"), [(0, 1), (1, 2), (5, 6), (9, 9)])
def test_tiles_without_an_object_are_kept_up_to_a_quarter_of_those_with_one_and_at_least_one(objects, tiles):
    boxes = [(75 * i + 27, 30, 75 * i + 70, 70) for i in range(objects)]  # each whole in one of nine tiles only
    sample = made_sample(boxes, width=700, height=100)
    made = tile_dataset(made_dataset([sample]), TILING, PLAN)
    assert len(made.dataset) == 1 + tiles
    assert made.empty_left_out == 9 - tiles


def test_kept_empty_tiles_are_the_same_every_time_and_from_the_middle():
    sample = made_sample(width=700, height=100)
    first, second = (tile_dataset(made_dataset([sample]), TILING, PLAN) for _ in range(2))
    assert corners(first) == corners(second) == [None, (300, 0)]


def test_pictures_no_larger_than_a_tile_stay_as_they_are():
    small = made_sample([(1, 1, 5, 5)], width=90, height=100)
    made = tile_dataset(made_dataset([small]), TILING, PLAN)
    assert made.dataset.samples == (small,)
    assert made.empty_left_out == 0


def test_samples_are_named_by_file_and_part():
    made = tile_dataset(made_dataset([made_sample(width=175, height=100, image_path="street.png")]), TILING, PLAN)
    assert [sample.place for sample in made.dataset.samples] == ["street.png", "street.png, part 75, 0, 175, 100"]
    assert made.dataset.classes == ("cat", "dog")


def test_flags_and_labels_travel_with_their_objects():
    boxes = [(10, 10, 60, 60), (110, 10, 160, 60)]
    sample = made_sample(boxes, [1, 2], difficult=[True, False], ignore=[False, True], width=175, height=100)
    _, left, right = tile_dataset(made_dataset([sample]), TILING, PLAN).dataset.samples
    assert (left.labels.tolist(), left.difficult.tolist(), left.ignore.tolist()) == ([1], [True], [False])
    assert (right.labels.tolist(), right.difficult.tolist(), right.ignore.tolist()) == ([2], [False], [True])
    np.testing.assert_allclose(right.boxes_xyxy, [[35, 10, 85, 60]])
