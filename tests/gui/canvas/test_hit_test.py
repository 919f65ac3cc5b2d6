"""Boxes under a point."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ssd_desktop.gui.canvas.hit_test import box_at, boxes_at

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
