"""An overlay that is drawn once and copied."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QBuffer, QIODevice, QRect, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtSvg import QSvgGenerator

from ssd_desktop.gui.canvas.transform import CanvasTransform
from ssd_desktop.gui.overlays.kept import KeptOverlay
from ssd_desktop.gui.overlays.many_frames import draw_many, draw_many_dashed
from ssd_desktop.gui.overlays.overlay import device_pixels
from tests.gui.overlays.conftest import Paint

TRANSFORM = CanvasTransform(40, 30, 60, 50, zoom=1, x=5, y=6)


class Square(KeptOverlay):
    drawn = 0

    def draw(self, painter: QPainter, transform: CanvasTransform) -> None:
        self.drawn += 1
        with device_pixels(painter, transform):
            painter.fillRect(QRect(11, 12, 13, 14), QColor(255, 0, 0))


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_the_copy_lies_where_it_was_drawn_to_the_pixel(qapp: object, paint: Paint, ratio: float) -> None:
    painted = paint(Square(), replace(TRANSFORM, device_pixel_ratio=ratio))
    red = np.argwhere((painted == (255, 0, 0)).all(axis=2))
    assert (red.min(axis=0).tolist(), red.max(axis=0).tolist()) == ([12, 11], [25, 23])
    assert len(red) == 13 * 14


def test_it_is_drawn_anew_where_it_or_its_place_has_changed(qapp: object, paint: Paint) -> None:
    overlay = Square()
    for _ in range(3):
        paint(overlay, TRANSFORM)
    assert overlay.drawn == 1
    overlay.changed.emit()
    paint(overlay, TRANSFORM)
    paint(overlay, replace(TRANSFORM, x=9))
    assert overlay.drawn == 3


def test_an_svg_gets_lines_and_no_pixels(qapp: object) -> None:
    class Frames(KeptOverlay):
        def draw(self, painter: QPainter, transform: CanvasTransform) -> None:
            draw_many(painter, [QRect(5, 5, 30, 20)], QColor("red"), thickness=2, edge=1)
            draw_many_dashed(painter, [QRect(5, 5, 30, 20)], QColor("white"), QColor("black"), thickness=1)

    content = QBuffer()
    content.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(content)
    generator.setSize(QSize(60, 50))
    painter = QPainter(generator)
    Frames().paint(painter, TRANSFORM)
    painter.end()
    text = bytes(content.data().data()).decode()
    assert "<image" not in text
    assert "stroke-dasharray" in text
    assert 'fill="#ff0000"' in text
