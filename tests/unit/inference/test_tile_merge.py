import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssd_desktop.annotation.tile_grid import Tiling, view_regions
from ssd_desktop.inference.tile_merge import BORDER_MARGIN, CUT_SHARE, MOST_VIEWS_FULL, merge_views
from ssd_desktop.inference.types import Detections
from ssd_desktop.ssd.config import PostprocessConfig

CLASSES = ("ant", "bee")
CONFIG = PostprocessConfig()
TILING = Tiling(100, 0.25)
REGIONS = view_regions(175, 100, TILING)  # the whole, 0 to 100 and 75 to 175


def in_view(region, boxes=(), scores=(), labels=None, default_boxes=None):
    """Detections of one view; boxes in pixels of the picture."""
    x0, y0, x1, y1 = (int(edge) for edge in region)
    count = len(boxes)
    return Detections(
        (np.array(boxes, np.float32).reshape(-1, 4) - [x0, y0, x0, y0]).astype(np.float32),
        np.array([1] * count if labels is None else labels, np.int64),
        np.array(scores, np.float32),
        np.arange(count) if default_boxes is None else np.array(default_boxes),
        CLASSES,
        x1 - x0,
        y1 - y0,
    )


def merged(*views, config=CONFIG):
    return merge_views([in_view(region, *view) for region, view in zip(REGIONS, views, strict=True)], REGIONS, config)


def test_boxes_come_back_in_pixels_of_the_picture_with_their_tile_and_default_box():
    found = merged(([[0, 0, 60, 60]], [0.6]), (), ([[120, 30, 140, 50]], [0.9], [2], [77]))
    assert (found.width, found.height) == (175, 100)
    assert found.boxes_xyxy.tolist() == [[120, 30, 140, 50], [0, 0, 60, 60]]
    assert found.labels.tolist() == [2, 1]
    assert found.default_boxes.tolist() == [77, 0]
    assert found.region(0) == (75, 0, 175, 100)
    assert (found.is_from_tile(0), found.is_from_tile(1)) == (True, False)
    assert found.above(0.7).regions_xyxy.tolist() == [[75, 0, 175, 100]]


def test_an_object_that_several_views_show_whole_is_found_once_by_the_surest():
    box = [80, 20, 95, 40]
    found = merged(([box], [0.5]), ([box], [0.7]), ([[81, 20, 95, 41]], [0.8]))
    assert found.scores.tolist() == [np.float32(0.8)]
    assert found.region(0) == (75, 0, 175, 100)


def test_another_class_at_the_same_place_stays():
    box = [120, 10, 140, 30]
    found = merged((), (), ([box, box], [0.6, 0.5], [1, 2]))
    assert found.labels.tolist() == [1, 2]


def test_a_part_cut_by_a_border_gives_way_to_the_neighbour_even_with_a_higher_score():
    found = merged((), ([[85, 20, 100, 40]], [0.95]), ([[85, 20, 115, 40]], [0.6]))
    assert found.boxes_xyxy.tolist() == [[85, 20, 115, 40]]


def test_the_neighbours_answer_counts_also_where_it_sees_nothing():
    assert len(merged((), ([[85, 20, 100, 40]], [0.95]), ())) == 0


def test_at_the_border_of_the_picture_nothing_is_cut():
    found = merged((), ([[0, 0, 20, 20]], [0.9]), ([[160, 80, 175, 100]], [0.8]))
    assert len(found) == 2


def test_a_part_of_an_object_larger_than_the_overlap_gives_way_to_the_whole():
    found = merged(([[40, 10, 150, 90]], [0.5]), ([[40, 10, 100, 90]], [0.9]), ([[75, 10, 150, 90]], [0.9]))
    assert found.boxes_xyxy.tolist() == [[40, 10, 150, 90]]


def test_a_part_that_no_other_view_explains_stays():
    found = merged((), ([[40, 10, 100, 90]], [0.9]), ())
    assert found.boxes_xyxy.tolist() == [[40, 10, 100, 90]]


def test_a_picture_of_one_view_keeps_what_was_found():
    region = view_regions(90, 90, TILING)
    view = in_view(region[0], [[0, 0, 40, 40], [1, 1, 41, 41]], [0.5, 0.9])
    found = merge_views([view], region, CONFIG)
    assert found.scores.tolist() == view.scores.tolist()


def test_a_tiled_picture_keeps_as_many_as_five_single_views():
    config = PostprocessConfig(detections_per_image=2)
    boxes = [[x, y, x + 8, y + 8] for x in range(0, 60, 10) for y in range(0, 90, 10)]
    found = merged(([], []), (boxes, np.linspace(0.9, 0.1, len(boxes))), (), config=config)
    assert len(found) == 2 * MOST_VIEWS_FULL
    assert (np.diff(found.scores) <= 0).all()


@st.composite
def pictures(draw):
    """A picture, its views and random detections in each of them."""
    width, height = draw(st.integers(1, 260)), draw(st.integers(1, 260))
    regions = view_regions(width, height, TILING)
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    views = []
    for region in regions:
        count = draw(st.integers(0, 6))
        low = rng.uniform(region[:2], region[2:], (count, 2))
        high = np.minimum(low + rng.uniform(1, 80, (count, 2)), region[2:])
        boxes = np.rint(np.concatenate([low, high], axis=1))
        boxes[:, 2:] = np.maximum(boxes[:, 2:], boxes[:, :2] + 1)
        scores = rng.permutation(count) / 50 + rng.uniform(0.1, 0.9) / 100 + 0.1
        views.append(in_view(region, boxes, np.sort(scores)[::-1], rng.integers(1, 3, count)))
    return regions, views


@settings(deadline=None)
@given(pictures())
def test_merging_gives_what_a_plain_loop_over_the_rules_gives(made):
    regions, views = made
    found = merge_views(views, regions, CONFIG)
    rows = zip(found.boxes_xyxy, found.labels, found.scores, found.regions_xyxy, strict=True)
    assert [(*box, label, score, *region) for box, label, score, region in rows] == merge_loop(regions, views)


def merge_loop(regions, views):
    """The rules one detection at a time; rows of box, label, score and region, best first."""
    rows = []
    for region, view in zip(regions.tolist(), views, strict=True):
        for box, label, score in zip(view.boxes_xyxy, view.labels, view.scores, strict=True):
            rows.append((*(box + np.array(region[:2] * 2, np.float32)), label, score, *region))
    if len(views) == 1:
        return rows
    whole, tiles = regions[0].tolist(), regions[1:].tolist()
    cut = [list(row[6:]) != whole and is_cut(row, row[6:], whole) for row in rows]
    rows_left = [(row, c) for row, c in zip(rows, cut, strict=True)
                 if not (c and any(not is_cut(row, tile, whole) for tile in tiles))]  # fmt: skip
    kept = []
    for row, c in sorted(rows_left, key=lambda pair: (pair[1], -pair[0][5])):
        same = [other for other in kept if other[4] == row[4]]
        if not any(share(row, o) > CUT_SHARE if c else overlap(row, o) > CONFIG.nms_iou for o in same):
            kept.append(row)
    return sorted(kept, key=lambda row: -row[5])


def is_cut(row, tile, whole):
    """Whether a tile may show only a part of what a box is: it ends near an inner border, or lies beyond it."""
    for axis in (0, 1):
        margin = BORDER_MARGIN * (tile[axis + 2] - tile[axis])
        if tile[axis] > 0 and row[axis] < tile[axis] + margin:
            return True
        if tile[axis + 2] < whole[axis + 2] and row[axis + 2] > tile[axis + 2] - margin:
            return True
    return False


def shared(a, b):
    return max(0, min(a[2], b[2]) - max(a[0], b[0])) * max(0, min(a[3], b[3]) - max(a[1], b[1]))


def area(a):
    return (a[2] - a[0]) * (a[3] - a[1])


def overlap(a, b):
    return shared(a, b) / (area(a) + area(b) - shared(a, b))


def share(a, b):
    return shared(a, b) / min(area(a), area(b))


@pytest.mark.parametrize("views", [1, 3])
def test_views_without_any_detection_give_none(views):
    regions = REGIONS if views == 3 else REGIONS[:1]
    found = merge_views([in_view(region) for region in regions], regions, CONFIG)
    assert len(found) == 0
    assert found.boxes_xyxy.shape == (0, 4)
