"""Name tags."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QColor, QFontMetricsF, QGuiApplication, QImage, QPainter

from ssd_desktop.gui.overlays.labels import Tag, draw_tag, place_tag, tag_text

pytestmark = pytest.mark.usefixtures("qapp")

BOUNDS = QRectF(0, 0, 300, 200)
SIZE = QSizeF(60, 18)


def test_a_tag_stands_on_the_upper_left_corner_of_its_box() -> None:
    assert place_tag(SIZE, QRectF(50, 80, 100, 60), BOUNDS) == QRectF(50, 62, 60, 18)


def test_without_room_above_the_tag_goes_inside_the_box() -> None:
    assert place_tag(SIZE, QRectF(50, 10, 100, 60), BOUNDS) == QRectF(50, 10, 60, 18)


def test_at_the_right_border_the_tag_moves_left() -> None:
    assert place_tag(SIZE, QRectF(280, 80, 15, 60), BOUNDS).right() == BOUNDS.right()


def test_the_tag_of_a_box_larger_than_the_view_stays_in_its_corner() -> None:
    assert place_tag(SIZE, QRectF(-500, -500, 2000, 2000), BOUNDS) == QRectF(0, 0, 60, 18)


@given(st.floats(-400, 400), st.floats(-400, 400), st.floats(1, 800), st.floats(1, 800))
def test_every_tag_of_a_visible_box_lies_inside(x: float, y: float, width: float, height: float) -> None:
    box = QRectF(x, y, width, height)
    assume(box.intersects(BOUNDS))
    assert BOUNDS.contains(place_tag(SIZE, box, BOUNDS))


def test_a_long_name_is_elided_and_its_score_is_not() -> None:
    metrics = QFontMetricsF(QGuiApplication.font())
    text = tag_text(Tag("a very long class name indeed", "0.98", QColor("red")), metrics, 100)
    assert text.endswith("… 0.98")
    assert metrics.horizontalAdvance(text) <= 101
    assert tag_text(Tag("cat", "0.98", QColor("red")), metrics, 100) == "cat 0.98"


def test_the_tag_of_a_box_out_of_view_is_not_drawn() -> None:
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    tag = Tag("cat", "0.98", QColor("red"))
    assert draw_tag(painter, tag, QRectF(400, 10, 20, 20), BOUNDS).isEmpty()
    assert BOUNDS.contains(draw_tag(painter, tag, QRectF(100, 0, 20, 20), BOUNDS))
    painter.end()
