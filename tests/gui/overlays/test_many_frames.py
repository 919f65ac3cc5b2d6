"""Hundreds of outlines at once."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter

from ssd_desktop.gui.overlays.frames import draw_frame, frame_strips
from ssd_desktop.gui.overlays.many_frames import draw_many, draw_many_dashed, frame_mask
from tests.gui.rendering import to_array

RED, WHITE, BLACK = QColor(255, 0, 0), QColor(255, 255, 255), QColor(0, 0, 0)


def painted(draw):
    image = QImage(60, 50, QImage.Format.Format_RGB32)
    image.fill(QColor("#334455"))
    painter = QPainter(image)
    draw(painter)
    painter.end()
    return to_array(image)


@pytest.mark.parametrize("rect", [QRect(10, 12, 30, 20), QRect(5, 5, 4, 20), QRect(8, 9, 0, 0)])
def test_one_of_many_is_drawn_as_one_alone(qapp, rect):
    many = painted(lambda painter: draw_many(painter, [rect], RED, thickness=2, edge=1))
    alone = painted(lambda painter: draw_frame(painter, rect, RED, thickness=2, edge=1))
    ground = (0x33, 0x44, 0x55)
    assert np.array_equal((many == (255, 0, 0)).all(axis=2), (alone == (255, 0, 0)).all(axis=2))
    assert np.array_equal((many == ground).all(axis=2), (alone == ground).all(axis=2))


def test_the_edges_of_one_do_not_cross_the_colour_of_another(qapp):
    rects = [QRect(5, 5, 30, 30), QRect(15, 15, 30, 30)]
    pixels = painted(lambda painter: draw_many(painter, rects, RED, thickness=2, edge=1))
    for rect in rects:
        assert (pixels[rect.top() : rect.bottom() + 1, rect.left()] == (255, 0, 0)).all()


@pytest.mark.parametrize("thickness", [1, 2])
def test_dashes_run_along_every_side_and_gaps_show_their_colour_or_the_photo(qapp, thickness):
    rect = QRect(5, 6, 40, 30)
    closed = painted(lambda painter: draw_many_dashed(painter, [rect], WHITE, BLACK, thickness=thickness))
    opened = painted(lambda painter: draw_many_dashed(painter, [rect], WHITE, None, thickness=thickness))
    for side in ((6, slice(5, 45)), (35, slice(5, 45)), (slice(6, 36), 5), (slice(6, 36), 44)):
        white = (closed[side] == 255).all(axis=-1)
        assert 0.3 < white.mean() < 0.8
        assert (closed[side][~white] == 0).all()
        assert np.array_equal((opened[side] == 255).all(axis=-1), white)
        assert (opened[side][~white] == (0x33, 0x44, 0x55)).all()


def test_dashes_of_boxes_that_share_a_side_are_no_thicker_than_those_of_one(qapp):
    half = QColor(255, 255, 255, 128)
    rect = QRect(-5, 6, 40, 80)
    one = painted(lambda painter: draw_many_dashed(painter, [rect], half, None, thickness=1))
    two = painted(lambda painter: draw_many_dashed(painter, [rect, rect], half, None, thickness=1))
    assert np.array_equal(one, two)


def test_dashes_lie_where_the_painter_was_moved_to(qapp):
    def draw(painter, moved):
        painter.translate(moved, moved)
        draw_many_dashed(painter, [QRect(9 - moved, 8 - moved, 30, 20)], WHITE, WHITE, thickness=1)

    assert np.array_equal(painted(lambda painter: draw(painter, 7)), painted(lambda painter: draw(painter, 0)))


EDGES = st.integers(-30, 60)
SIDES = st.integers(0, 50)


@given(
    st.lists(st.builds(QRect, EDGES, EDGES, SIDES, SIDES), max_size=4),
    st.builds(QRect, st.integers(-9, 9), st.integers(-9, 9), st.integers(1, 40), st.integers(1, 40)),
    st.integers(1, 4),
)
def test_the_mask_has_every_pixel_of_every_strip_and_no_other(rects, visible, thickness):
    expected = np.zeros((visible.height(), visible.width()), bool)
    strips = [strip for rect in rects for strip in frame_strips(rect, thickness)]
    for row in range(visible.height()):
        for column in range(visible.width()):
            x, y = column + visible.x(), row + visible.y()
            expected[row, column] = any(strip.contains(x, y) for strip in strips)
    assert np.array_equal(frame_mask(rects, visible, thickness=thickness) == 255, expected)
