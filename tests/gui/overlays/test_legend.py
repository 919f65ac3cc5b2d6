"""What colours mean, at the lower left of the canvas."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from ssd_desktop.gui.overlays.legend import LegendEntry, draw_legend
from tests.gui.rendering import to_array

LINE = LegendEntry("a line", (QColor(255, 0, 0),))
RAMP = LegendEntry("high", (QColor(0, 0, 255), QColor(0, 255, 0)), before="low")


@pytest.fixture
def image(qapp):
    image = QImage(420, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    return image


def draw(image, entries, width=420):
    painter = QPainter(image)
    place = draw_legend(painter, entries, QRectF(0, 0, width, 200))
    painter.end()
    return place, to_array(image)


def test_a_legend_lies_at_the_lower_left_and_is_dark_over_a_bright_photo(image):
    place, pixels = draw(image, [LINE, RAMP])
    assert place.bottom() == 192
    assert place.left() == 8
    assert pixels[round(place.top()) + 6, 12].max() < 90
    assert (pixels[: round(place.top()) - 1] == 255).all()
    assert ((pixels[..., 0] > 200) & (pixels[..., 1] < 60)).any()


def test_entries_that_do_not_fit_go_to_another_row(image):
    one_row, _ = draw(image, [LINE, RAMP])
    two_rows, _ = draw(image, [LINE, RAMP], width=190)
    assert two_rows.height() > one_row.height()
    assert two_rows.right() <= 190


def test_nothing_to_say_draws_nothing(image):
    place, pixels = draw(image, [])
    assert place.isEmpty()
    assert (pixels == 255).all()
