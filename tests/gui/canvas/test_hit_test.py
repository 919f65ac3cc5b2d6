"""Boxes under a point."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssd_desktop.gui.canvas.hit_test import box_at, boxes_at, boxes_within, handle_at

COORDINATE = st.integers(0, 20)


@st.composite
def boxes(draw: st.DrawFn) -> tuple[int, int, int, int]:
    x0, y0 = draw(COORDINATE), draw(COORDINATE)
    return x0, y0, x0 + draw(COORDINATE), y0 + draw(COORDINATE)


@given(st.lists(boxes(), max_size=12), COORDINATE, COORDINATE, st.integers(0, 3), st.integers(0, 3))
def test_hits_equal_those_of_a_plain_loop(
    found: list[tuple[int, int, int, int]], x: int, y: int, tolerance_x: int, tolerance_y: int
) -> None:
    expected = []
    for index, (x0, y0, x1, y1) in enumerate(found):
        if x0 - tolerance_x <= x <= x1 + tolerance_x and y0 - tolerance_y <= y <= y1 + tolerance_y:
            expected.append(((x1 - x0) * (y1 - y0), index))
    hits = boxes_at(found, x, y, tolerance_x=tolerance_x, tolerance_y=tolerance_y)
    assert hits.tolist() == [index for _, index in sorted(expected)]


def test_the_box_inside_another_one_is_hit() -> None:
    assert box_at([[0, 0, 100, 100], [40, 40, 60, 60]], 50, 50) == 1
    assert box_at([[0, 0, 100, 100], [40, 40, 60, 60]], 10, 50) == 0


def test_a_point_beside_every_box_hits_none() -> None:
    assert box_at([[0, 0, 10, 10]], 11, 5) is None
    assert box_at(np.zeros((0, 4), np.float32), 0, 0) is None


def test_tolerance_lets_a_thin_box_be_hit() -> None:
    assert box_at([[10, 0, 10.2, 50]], 13, 20, tolerance_x=4) == 0


corner = st.floats(0, 100, allow_nan=False)


@given(
    st.lists(st.tuples(corner, corner, corner, corner), max_size=12),
    st.tuples(corner, corner, corner, corner),
)
def test_a_band_selects_the_boxes_that_lie_wholly_inside(boxes, band):
    expected = [
        index
        for index, (x0, y0, x1, y1) in enumerate(boxes)
        if x0 >= band[0] and y0 >= band[1] and x1 <= band[2] and y1 <= band[3]
    ]
    assert boxes_within(boxes, band).tolist() == expected


@pytest.mark.parametrize(
    ("point", "held"),
    [
        ((10, 20), (-1, -1)),
        ((13, 50), (-1, 0)),
        ((7, 50), (-1, 0)),
        ((60, 97), (0, 1)),
        ((112, 103), (1, 1)),
        ((113, 17), (1, -1)),
        ((60, 60), None),
        ((130, 60), None),
    ],
)
def test_edges_and_corners_are_held_from_both_sides(point, held):
    assert handle_at([10, 20, 110, 100], *point, tolerance_x=5, tolerance_y=5) == held


def test_the_middle_of_a_small_box_can_be_held_to_move_it():
    assert handle_at([10, 10, 14, 14], 12, 12, tolerance_x=5, tolerance_y=5) is None
    assert handle_at([10, 10, 14, 14], 9, 12, tolerance_x=5, tolerance_y=5) == (-1, 0)
