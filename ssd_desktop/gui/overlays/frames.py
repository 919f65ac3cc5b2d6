"""Outlines of boxes that lie exactly on device pixels and show on any photo."""

import math

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ssd_desktop.gui.overlays.colours import relative_luminance

_BRIGHT_FROM = 0.18
"""Luminance of mid-grey: brighter outlines get a dark edge, darker ones a bright edge."""


def line_pixels(width: float, device_pixel_ratio: float) -> int:
    """Returns whole device pixels, at least 1, for a line of ``width`` logical pixels; halves are dropped."""
    return max(math.ceil(width * device_pixel_ratio - 0.5), 1)


def frame_strips(rect: QRect, thickness: int) -> list[QRect]:
    """Returns the up to four strips of a frame that lies inside a rectangle.

    Args:
        rect: Device pixels; may be empty (then one strip, so that the place stays visible).
        thickness: Device pixels.
    """
    width, height = max(rect.width(), 1), max(rect.height(), 1)
    if width <= 2 * thickness or height <= 2 * thickness:
        return [QRect(rect.x(), rect.y(), width, height)]
    inner = height - 2 * thickness
    return [
        QRect(rect.x(), rect.y(), width, thickness),
        QRect(rect.x(), rect.y() + height - thickness, width, thickness),
        QRect(rect.x(), rect.y() + thickness, thickness, inner),
        QRect(rect.x() + width - thickness, rect.y() + thickness, thickness, inner),
    ]


def edge_colour(colour: QColor) -> QColor:
    """Returns the colour of the thin edges beside an outline: dark beside bright ones, bright beside dark ones."""
    return QColor(0, 0, 0, 190) if relative_luminance(colour) >= _BRIGHT_FROM else QColor(255, 255, 255, 210)


def fill_rects(painter: QPainter, rects: list[QRect], colour: QColor) -> None:
    """Fills rectangles of device pixels; ``painter`` counts in device pixels and keeps no pen afterwards."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRects(rects)


def draw_frame(painter: QPainter, rect: QRect, colour: QColor, *, thickness: int, edge: int) -> None:
    """Draws the outline of a box: coloured inside its edges, with a contrasting line on both sides.

    Args:
        painter: In device pixels, antialiasing off.
        rect: The device pixels the box covers; the outermost of them are coloured.
        colour: Of the outline.
        thickness: Device pixels of the coloured line.
        edge: Device pixels of the contrasting lines.
    """
    contrast = edge_colour(colour)
    fill_rects(painter, frame_strips(rect.adjusted(-edge, -edge, edge, edge), edge), contrast)
    inside = rect.adjusted(thickness, thickness, -thickness, -thickness)
    if inside.width() > 2 * edge and inside.height() > 2 * edge:
        fill_rects(painter, frame_strips(inside, edge), contrast)
    fill_rects(painter, frame_strips(rect, thickness), colour)


def draw_frames(painter: QPainter, rects: list[QRect], colour: QColor, *, thickness: int, edge: int) -> None:
    """Draws many outlines of one colour as ``draw_frame`` does one, in a few calls.

    Args:
        painter: In device pixels, antialiasing off.
        rects: The device pixels the boxes cover.
        colour: Of the outlines.
        thickness: Device pixels of the coloured line.
        edge: Device pixels of the contrasting lines.
    """
    room = 2 * (thickness + edge)
    large = [rect for rect in rects if rect.width() > room and rect.height() > room]
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _outline(painter, [rect.adjusted(-edge, -edge, edge, edge) for rect in large], edge_colour(colour), edge)
    inside = [rect.adjusted(thickness, thickness, -thickness, -thickness) for rect in large]
    _outline(painter, inside, edge_colour(colour), edge)
    _outline(painter, large, colour, thickness)
    for rect in rects:
        if rect.width() <= room or rect.height() <= room:
            draw_frame(painter, rect, colour, thickness=thickness, edge=edge)


def _outline(painter: QPainter, rects: list[QRect], colour: QColor, width: int) -> None:
    """Draws frames that lie inside the rectangles, as wide as the pen."""
    painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.MiterJoin))
    inset = width // 2
    painter.drawRects([rect.adjusted(inset, inset, inset - width, inset - width) for rect in rects])
