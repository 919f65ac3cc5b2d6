"""Outlines on whole device pixels."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter

from ssd_desktop.gui.overlays.frames import draw_frame, edge_colour, frame_strips, line_pixels
from tests.gui.rendering import to_array

pytestmark = pytest.mark.usefixtures("qapp")


@given(st.integers(0, 30), st.integers(0, 30), st.integers(1, 4))
def test_the_strips_cover_the_frame_once_and_nothing_else(width: int, height: int, thickness: int) -> None:
    covered = np.zeros((40, 40), int)
    for strip in frame_strips(QRect(3, 4, width, height), thickness):
        covered[strip.top() : strip.top() + strip.height(), strip.left() : strip.left() + strip.width()] += 1
    width, height = max(width, 1), max(height, 1)
    expected = np.zeros((40, 40), int)
    expected[4 : 4 + height, 3 : 3 + width] = 1
    expected[4 + thickness : 4 + height - thickness, 3 + thickness : 3 + width - thickness] = 0
    assert np.array_equal(covered, expected)


@pytest.mark.parametrize(("colour", "bright"), [("#f0e442", False), ("#0072b2", True), ("#562600", True)])
def test_bright_outlines_have_dark_edges_and_dark_ones_bright_edges(colour: str, bright: bool) -> None:
    assert (edge_colour(QColor(colour)).lightness() > 127) == bright


def test_the_colour_lies_on_the_outermost_pixels_of_the_box_with_an_edge_on_both_sides() -> None:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    draw_frame(painter, QRect(10, 8, 20, 15), QColor("#e69f00"), thickness=2, edge=1)
    painter.end()
    row = [tuple(pixel) for pixel in to_array(image)[15, 8:15]]
    white, orange = (255, 255, 255), (0xE6, 0x9F, 0x00)
    assert row[0] == white
    assert row[1] == row[4]
    assert max(row[1]) < 80
    assert row[2] == row[3] == orange
    assert row[5] == row[6] == white


@pytest.mark.parametrize(
    ("width", "ratio", "pixels"), [(1, 1.0, 1), (1, 1.5, 1), (1, 2.0, 2), (2, 1.5, 3), (2, 1.25, 2), (1, 0.5, 1)]
)
def test_lines_are_whole_device_pixels(width: int, ratio: float, pixels: int) -> None:
    assert line_pixels(width, ratio) == pixels
