import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from ssd_desktop.annotation.tile_grid import Tiling, view_regions
from ssd_desktop.data.tile_views import LEAST_SLIVER_PX, MOSTLY_VISIBLE, reached_in_views, shown_whole, tile_views
from ssd_desktop.data.types import Region
from ssd_desktop.ssd.boxes import iou_matrix
from ssd_desktop.ssd.config import PLANS
from ssd_desktop.ssd.default_boxes import make_default_boxes
from tests.unit.data.made_data import made_sample

TILING = Tiling(100, 0.25)
PLAN = PLANS["caffe-voc"]


@st.composite
def samples(draw):
    width, height = draw(st.integers(1, 260)), draw(st.integers(1, 260))
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    count = draw(st.integers(0, 6))
    low = rng.uniform(0, 0.98, (count, 2)) * [width, height]
    high = np.minimum(low + rng.uniform(0.1, 120, (count, 2)), [width, height])
    boxes = np.concatenate([low, high], axis=1).astype(np.float32)
    keep = (boxes[:, 2:] > boxes[:, :2]).all(axis=1)
    flags = rng.random(count) < 0.3
    labels, ignore = rng.integers(1, 3, count)[keep], flags[keep]
    return made_sample(boxes[keep], labels, width=width, height=height, difficult=~ignore, ignore=ignore)


@settings(deadline=None)
@given(samples())
def test_every_view_shows_what_a_plain_loop_over_its_objects_shows(sample):
    views = tile_views(sample, TILING)
    regions = view_regions(sample.width, sample.height, TILING).tolist()
    assert len(views) == len(regions)
    assert views[0].sample is sample
    for view, (x0, y0, x1, y1) in zip(views[1:], regions[1:], strict=True):
        expected = []
        for i, box in enumerate(sample.boxes_xyxy.astype(float)):
            left, top, right, bottom = max(box[0], x0), max(box[1], y0), min(box[2], x1), min(box[3], y1)
            if right <= left or bottom <= top:
                continue
            share = (right - left) * (bottom - top) / ((box[2] - box[0]) * (box[3] - box[1]))
            if share < 1 - 1e-6 and min(right - left, bottom - top) < LEAST_SLIVER_PX:
                continue
            ignore = sample.ignore[i] or share < MOSTLY_VISIBLE
            expected.append((i, (left - x0, top - y0, right - x0, bottom - y0), ignore))
        part = view.sample
        assert view.objects.tolist() == [i for i, _, _ in expected]
        np.testing.assert_allclose(part.boxes_xyxy, np.reshape([box for _, box, _ in expected], (-1, 4)), atol=1e-4)
        assert part.ignore.tolist() == [ignore for _, _, ignore in expected]
        assert part.labels.tolist() == sample.labels[view.objects].tolist()
        assert part.difficult.tolist() == sample.difficult[view.objects].tolist()
        assert (part.width, part.height) == (x1 - x0, y1 - y0)
        assert part.region == Region(x0, y0, x1, y1, picture_width=sample.width, picture_height=sample.height)


def test_an_object_that_a_border_cuts_is_learned_from_its_larger_part_and_ignored_by_the_other():
    sample = made_sample([(60, 10, 80, 30)], width=175, height=100)
    _, left, right = tile_views(sample, TILING)
    assert left.whole.tolist() == [True]
    assert right.sample.boxes_xyxy.tolist() == [[0, 10, 5, 30]]
    assert (right.sample.ignore.tolist(), right.whole.tolist()) == ([True], [False])
    nearly = made_sample([(70, 10, 90, 30)], width=175, height=100)
    assert tile_views(nearly, TILING)[2].sample.ignore.tolist() == [False]


@settings(deadline=None)
@given(samples())
def test_reached_boxes_are_those_with_iou_of_a_half_with_some_default_box(sample):
    views = tile_views(sample, TILING)
    defaults = make_default_boxes(PLAN).xyxy.astype(np.float64)
    for view, reached in zip(views, reached_in_views(PLAN, views), strict=True):
        part = view.sample
        boxes = part.boxes_xyxy / np.array([part.width, part.height] * 2, np.float32)
        ious = iou_matrix(boxes.astype(np.float64), defaults).max(axis=1) if len(boxes) else np.zeros(0)
        sure = np.abs(ious - 0.5) > 1e-5
        assert reached[sure].tolist() == (ious >= 0.5)[sure].tolist()
    assert reached_in_views(PLAN, []) == []


@settings(deadline=None)
@given(samples(), st.sampled_from([None, TILING]))
def test_the_boxes_shown_whole_are_those_of_the_views_one_after_the_other(sample, tiling):
    views = tile_views(sample, tiling)
    expected = []
    for view in views:
        sides = np.array([view.sample.width, view.sample.height] * 2, np.float32)
        for number in np.flatnonzero(view.whole):
            expected.append((int(view.objects[number]), (view.sample.boxes_xyxy[number] / sides).tolist()))
    found = shown_whole(sample, tiling)
    assert found.views == len(views)
    assert sorted(zip(found.objects.tolist(), found.boxes_xyxy.tolist(), strict=True)) == sorted(expected)
