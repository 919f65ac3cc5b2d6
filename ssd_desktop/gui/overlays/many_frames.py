"""Hundreds of outlines at once, as filled strips: thick or dashed pens cost Qt milliseconds for each large box."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt
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
    visible = painter.worldTransform().inverted()[0].mapRect(painter.viewport())
    mask = frame_mask(rects, visible, thickness=thickness)
    alpha = QImage(mask.data, visible.width(), visible.height(), mask.strides[0], QImage.Format.Format_Alpha8)
    layer = alpha.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    stripes = QPainter(layer)
    stripes.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    stripes.setBrushOrigin(-visible.topLeft())
    stripes.fillRect(layer.rect(), _dashes(colour.rgba(), None if gap is None else gap.rgba(), thickness))
    stripes.end()
    painter.drawImage(visible.topLeft(), layer)


def frame_mask(rects: Sequence[QRect], visible: QRect, *, thickness: int) -> npt.NDArray[np.uint8]:
    """Returns the pixels that frames cover, each counted once: Qt fills narrow strips with a pattern pixel by pixel.

    Args:
        rects: The device pixels the boxes cover; an empty one keeps a pixel, as in ``frame_strips``.
        visible: The device pixels asked for.
        thickness: Device pixels of a frame, which lies inside its rectangle.

    Returns:
        uint8 ``[visible height, visible width]``, 255 where a frame is, else 0.
    """
    mask = np.zeros((visible.height(), visible.width()), np.uint8)
    for rect in rects:
        left, top = rect.x() - visible.x(), rect.y() - visible.y()
        right, bottom = left + max(rect.width(), 1), top + max(rect.height(), 1)
        columns, rows = _part(left, right), _part(top, bottom)
        mask[_part(top, min(top + thickness, bottom)), columns] = 255
        mask[_part(max(bottom - thickness, top), bottom), columns] = 255
        mask[rows, _part(left, min(left + thickness, right))] = 255
        mask[rows, _part(max(right - thickness, left), right)] = 255
    return mask


def _part(begin: int, end: int) -> slice:
    """Returns the part of a range that is not before 0, where numpy would count from the end."""
    return slice(max(begin, 0), max(end, 0))


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
