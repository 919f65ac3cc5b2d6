"""Hundreds of outlines at once."""

import numpy as np
import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter

from ssd_desktop.gui.overlays.frames import draw_frame
from ssd_desktop.gui.overlays.many_frames import draw_many, draw_many_dashed
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
