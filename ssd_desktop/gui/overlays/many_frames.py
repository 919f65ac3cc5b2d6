"""Hundreds of outlines at once, as filled strips: thick or dashed pens cost Qt milliseconds for each large box."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPen

from ssd_desktop.gui.overlays.frames import edge_colour, fill_rects, frame_strips
from ssd_desktop.gui.overlays.kept import is_vector

_DASH, _PERIOD = 5, 9
"""Device pixels of a dash, and of a dash with its gap, for a line of one pixel."""


def draw_many(painter: QPainter, rects: Sequence[QRect], colour: QColor, *, thickness: int, edge: int) -> None:
    """Draws outlines of one colour with contrasting lines on both sides; no contrast crosses the colour of another.

    Args:
        painter: In device pixels, antialiasing off.
        rects: The device pixels the boxes cover.
        colour: Of the outlines.
        thickness: Device pixels of the coloured line.
        edge: Device pixels of the contrasting lines.
    """
    outer, inner, lines = [], [], []
    for rect in rects:
        outer += frame_strips(rect.adjusted(-edge, -edge, edge, edge), edge)
        inside = rect.adjusted(thickness, thickness, -thickness, -thickness)
        if inside.width() > 2 * edge and inside.height() > 2 * edge:
            inner += frame_strips(inside, edge)
        lines += frame_strips(rect, thickness)
    contrast = QColor(edge_colour(colour).rgb())  # Qt fills opaque strips several times faster
    fill_rects(painter, outer, contrast)
    fill_rects(painter, inner, contrast)
    fill_rects(painter, lines, colour)


def draw_many_dashed(
    painter: QPainter, rects: Sequence[QRect], colour: QColor, gap: QColor | None, *, thickness: int
) -> None:
    """Draws dashed outlines of one colour.

    Args:
        painter: In device pixels, antialiasing off.
        rects: The device pixels the boxes cover.
        colour: Of the dashes.
        gap: Of the gaps between them; None leaves them open.
        thickness: Device pixels of the line.
    """
    if is_vector(painter):
        _stroke_dashed(painter, rects, colour, gap, thickness=thickness)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_dashes(colour.rgba(), None if gap is None else gap.rgba(), thickness))
    painter.drawRects([strip for rect in rects for strip in frame_strips(rect, thickness)])


def _stroke_dashed(
    painter: QPainter, rects: Sequence[QRect], colour: QColor, gap: QColor | None, *, thickness: int
) -> None:
    """Draws the same with pens: not every program that shows an SVG knows patterns of pixels."""
    dashes = QPen(colour, thickness, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.MiterJoin)
    dashes.setDashPattern([_DASH, _PERIOD - _DASH])
    painter.setBrush(Qt.BrushStyle.NoBrush)
    half = thickness / 2
    for pen in (*(() if gap is None else (QPen(gap, thickness),)), dashes):
        painter.setPen(pen)
        painter.drawRects([QRectF(rect).adjusted(half, half, -half, -half) for rect in rects])


@lru_cache(maxsize=16)
def _dashes(colour: int, gap: int | None, thickness: int) -> QBrush:
    """Returns diagonal stripes, which a line along either axis crosses in dashes."""
    period = _PERIOD * thickness
    rows, columns = np.indices((period, period))
    pixels = np.where((rows + columns) % period < _DASH * thickness, colour, gap or 0).astype(np.uint32)
    image = QImage(pixels.tobytes(), period, period, 4 * period, QImage.Format.Format_ARGB32)
    return QBrush(image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied))
