"""Name tags of boxes: filled, readable over any photo, and always inside the canvas."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from ssd_desktop.gui.overlays.colours import text_colour_on

_PADDING_X, _PADDING_Y = 5.0, 2.0
_LEAST_WIDTH = 160.0
"""Logical pixels a tag may take even over a narrower box."""


@dataclass(frozen=True)
class Tag:
    """What a tag says.

    Attributes:
        name: Elided where it is too long.
        note: Follows the name and is never elided (the score); may be empty.
        colour: Of the tag, that of its box.
    """

    name: str
    note: str
    colour: QColor


def place_tag(size: QSizeF, box: QRectF, bounds: QRectF) -> QRectF:
    """Returns where a tag goes: above its box, inside its top where there is no room, always within bounds.

    Args:
        size: Of the tag, logical pixels.
        box: As it lies on the canvas.
        bounds: The canvas.
    """
    above = box.top() - size.height()
    top = above if above >= bounds.top() else box.top()
    left = min(box.left(), bounds.right() - size.width())
    top = min(top, bounds.bottom() - size.height())
    return QRectF(QPointF(max(left, bounds.left()), max(top, bounds.top())), size)


def tag_text(tag: Tag, metrics: QFontMetricsF, room: float) -> str:
    """Returns the text of a tag that fits into ``room`` logical pixels, the name elided if it must be."""
    note = f" {tag.note}" if tag.note else ""
    if metrics.horizontalAdvance(tag.name + note) <= room:
        return tag.name + note
    left = max(room - metrics.horizontalAdvance(note), 0.0)
    return metrics.elidedText(tag.name, Qt.TextElideMode.ElideRight, left) + note


def tag_height(painter: QPainter) -> float:
    """Returns the height of every tag with the font of a painter, logical pixels."""
    return QFontMetricsF(painter.font(), painter.device()).height() + 2 * _PADDING_Y


def draw_tag(painter: QPainter, tag: Tag, box: QRectF, bounds: QRectF) -> QRectF:
    """Draws the tag of a box and returns its rectangle (empty, and nothing drawn, for a box outside ``bounds``).

    Args:
        painter: In logical pixels, with the font of the tag.
        tag: What it says.
        box: As it lies on the canvas.
        bounds: The canvas.
    """
    if not box.intersects(bounds):
        return QRectF()
    metrics = QFontMetricsF(painter.font(), painter.device())
    room = min(max(box.width(), _LEAST_WIDTH), bounds.width()) - 2 * _PADDING_X
    text = tag_text(tag, metrics, room)
    size = QSizeF(metrics.horizontalAdvance(text) + 2 * _PADDING_X, tag_height(painter))
    place = place_tag(size, box, bounds)
    painter.fillRect(place, tag.colour)
    painter.setPen(text_colour_on(tag.colour))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, text)
    return place
