"""Which default boxes pass a filter, against a loop over all of them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssd_desktop.errors import ConfigError
from ssd_desktop.ssd.box_selection import BoxFilter, best_overlap, selected_boxes
from ssd_desktop.ssd.config import PLANS, BoxPlan
from ssd_desktop.ssd.default_boxes import make_default_boxes

SMALL = make_default_boxes(BoxPlan("small", 300, (4, 2), (0.3, 0.6, 0.9), ((2.0, 3.0), (2.0,))))


def iou(a, b):
    width = min(a[2], b[2]) - max(a[0], b[0])
    height = min(a[3], b[3]) - max(a[1], b[1])
    if width <= 0 or height <= 0:
        return 0.0
    union = (a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - width * height
    return width * height / union


@st.composite
def boxes_xyxy(draw):
    x0, y0 = draw(st.floats(0, 0.8)), draw(st.floats(0, 0.8))
    return x0, y0, x0 + draw(st.floats(0.05, 0.6)), y0 + draw(st.floats(0.05, 0.6))


@settings(deadline=None)
@given(
    shapes=st.frozensets(st.integers(0, 5)),
    near=st.none() | boxes_xyxy(),
    least=st.floats(0.05, 0.9),
    feature_map=st.integers(0, 1),
)
def test_the_filter_passes_what_a_loop_over_all_boxes_passes(shapes, near, least, feature_map):
    expected, unsure = [], set()
    for index in range(len(SMALL)):
        place = SMALL.locate(index)
        overlap = None if near is None else iou(SMALL.xyxy[index].astype(float).tolist(), near)
        if overlap is not None and abs(overlap - least) < 1e-9:
            unsure.add(index)
        if (
            place.feature_map == feature_map
            and (not shapes or place.shape in shapes)
            and (overlap is None or overlap >= least)
        ):
            expected.append(index)
    found = selected_boxes(SMALL, feature_map, BoxFilter(shapes, near, least)).tolist()
    assert set(found) ^ set(expected) <= unsure
    assert found == sorted(found)


@settings(deadline=None)
@given(near=boxes_xyxy(), maps=st.frozensets(st.integers(0, 1)))
def test_the_best_overlap_is_the_largest_of_a_loop(near, maps):
    ious = {
        index: iou(SMALL.xyxy[index].astype(float).tolist(), near)
        for index in range(len(SMALL))
        if SMALL.locate(index).feature_map in maps
    }
    best = best_overlap(SMALL, maps, near)
    if not ious:
        assert best is None
    else:
        assert best is not None
        assert best.iou == pytest.approx(max(ious.values()), abs=1e-9)
        assert ious[best.default_box] == pytest.approx(best.iou, abs=1e-9)


def test_one_shape_of_the_finest_map_is_one_box_a_cell():
    boxes = make_default_boxes(PLANS["caffe-voc"])
    indices = selected_boxes(boxes, 0, BoxFilter(frozenset({2})))
    assert len(indices) == 38 * 38
    assert {boxes.locate(int(index)).shape for index in indices[:50]} == {2}


def test_a_shape_that_a_map_lacks_selects_nothing_there():
    boxes = make_default_boxes(PLANS["caffe-voc"])
    assert len(selected_boxes(boxes, 0, BoxFilter(frozenset({5})))) == 0
    assert len(selected_boxes(boxes, 1, BoxFilter(frozenset({5})))) == 19 * 19


def test_an_empty_filter_passes_all():
    assert BoxFilter().passes_all
    assert not BoxFilter(frozenset({1})).passes_all
    assert len(selected_boxes(SMALL, 1, BoxFilter())) == 16


@pytest.mark.parametrize("least", [0.0, 1.1, float("nan")])
def test_a_least_overlap_out_of_range_is_refused(least):
    with pytest.raises(ConfigError, match="above 0 and up to 1"):
        BoxFilter(least_iou=least)
