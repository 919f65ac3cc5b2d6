"""Reading heat maps: peak, range and the value at a place, against plain loops."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssd_desktop.inference.explanation.default_box_info import cell_edges, default_box_info
from ssd_desktop.inference.explanation.heat_values import heat_at, heat_peak, heat_range
from ssd_desktop.inference.explanation.questions import HeatMap, ScoreHeat
from ssd_desktop.ssd.config import PLANS
from ssd_desktop.ssd.default_boxes import make_default_boxes
from tests.unit.inference.explanation.made_seen import HEIGHT, PLAN, WIDTH

BOXES = make_default_boxes(PLAN)


def made_heat(seed, side=4):
    values = np.random.default_rng(seed).integers(0, 9, (side, side)).astype(np.float32)
    return HeatMap(ScoreHeat(0, 1), values)


@given(st.integers(0, 1000))
def test_peak_and_range_are_those_of_a_loop_over_cells(seed):
    heat = made_heat(seed)
    cells = [(float(heat.values[row, column]), row, column) for row in range(4) for column in range(4)]
    highest = max(value for value, _, _ in cells)
    first = next(cell for cell in cells if cell[0] == highest)
    peak = heat_peak(heat)
    assert (peak.value, peak.row, peak.column) == first
    assert heat_range(heat) == (min(value for value, _, _ in cells), highest)


@given(st.floats(0, 0.999), st.floats(0, 0.999))
def test_a_place_reads_the_cell_that_it_lies_in(x, y):
    heat = made_heat(3)
    at = heat_at(heat, BOXES, x, y)
    assert (at.row, at.column) == (int(y * 4), int(x * 4))
    assert at.value == heat.values[at.row, at.column]


@pytest.mark.parametrize("name", ["paper", "caffe-voc"])
def test_a_cell_is_as_wide_as_the_way_between_centres_and_its_centre_is_that_of_its_boxes(name):
    boxes = make_default_boxes(PLANS[name])
    for index in (0, 5775, 8000, 8731):
        info = default_box_info(boxes, index, width=WIDTH, height=HEIGHT)
        x0, y0, x1, y1 = cell_edges(boxes, info, width=WIDTH, height=HEIGHT)
        cx, cy = boxes.cxcywh[index][:2].tolist()
        assert ((x0 + x1) / 2, (y0 + y1) / 2) == pytest.approx((cx * WIDTH, cy * HEIGHT), abs=1e-3)
        if info.column + 1 < info.map_size:
            beside = boxes.index_of(info.feature_map, info.row, info.column + 1, info.shape)
            assert x1 - x0 == pytest.approx((boxes.cxcywh[beside][0] - cx) * WIDTH, abs=1e-3)
