"""Name tags of boxes: filled, readable over any photo, always inside the canvas, and none over another."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from ssd_desktop.gui.overlays.colours import text_colour_on
from ssd_desktop.gui.overlays.tag_room import TagRoom

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
        bold: Whether it is written in bold letters.
        always: Whether it is drawn also where all its places are taken.
    """

    name: str
    note: str
    colour: QColor
    bold: bool = False
    always: bool = False


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


def draw_tags(painter: QPainter, tags: Sequence[tuple[Tag, QRectF]], bounds: QRectF, room: TagRoom) -> list[QRectF]:
    """Draws the tags of boxes where none hides another; those that find no place are left out.

    The smallest box under the pointer is named also where it finds none.

    Args:
        painter: In logical pixels; its font is that of the tags.
        tags: Each with its box as it lies on the canvas; those that matter most come first, and get the best places.
        bounds: The canvas.
        room: What is taken already, and from now on.

    Returns:
        Where each tag is, in their order; empty for one that is not drawn.
    """
    writer = _Writer(painter)
    labels = [writer.measured(tag, box, bounds) for tag, box in tags]
    places = [
        room.take(label.size, box, bounds, always=tag.always) if box.intersects(bounds) else QRectF()
        for label, (tag, box) in zip(labels, tags, strict=True)
    ]
    hidden = [number for number, (_, box) in enumerate(tags) if places[number].isEmpty() and box.intersects(bounds)]
    pointed = room.pointed([tags[number][1] for number in hidden])
    order = [number for number, place in enumerate(places) if not place.isEmpty()][::-1]
    if pointed is not None:
        number = hidden[pointed]
        places[number] = room.take(labels[number].size, tags[number][1], bounds, always=True)
        order.append(number)
    painter.save()  # else what is drawn next would be written in the font of the last tag
    for number in order:
        writer.draw(labels[number], places[number])
    painter.restore()
    return places


def draw_tag(painter: QPainter, tag: Tag, box: QRectF, bounds: QRectF) -> QRectF:
    """Draws the one tag that there is, as ``draw_tags`` does."""
    return draw_tags(painter, [(tag, box)], bounds, TagRoom())[0]


@dataclass(frozen=True)
class _Label:
    """A tag as it is written: its text, elided, and the size with the padding."""

    tag: Tag
    text: str
    size: QSizeF


class _Writer:
    """Measures and writes tags; keeps what fonts cost."""

    def __init__(self, painter: QPainter) -> None:
        self._painter = painter
        self._fonts = {bold: _font(painter, bold=bold) for bold in (False, True)}
        self._metrics = {bold: QFontMetricsF(font, painter.device()) for bold, font in self._fonts.items()}

    def measured(self, tag: Tag, box: QRectF, bounds: QRectF) -> _Label:
        metrics = self._metrics[tag.bold]
        room = min(max(box.width(), _LEAST_WIDTH), bounds.width()) - 2 * _PADDING_X
        text = tag_text(tag, metrics, room)
        return _Label(
            tag, text, QSizeF(metrics.horizontalAdvance(text) + 2 * _PADDING_X, metrics.height() + 2 * _PADDING_Y)
        )

    def draw(self, label: _Label, place: QRectF) -> None:
        self._painter.setFont(self._fonts[label.tag.bold])
        self._painter.fillRect(place, label.tag.colour)
        self._painter.setPen(text_colour_on(label.tag.colour))
        self._painter.drawText(place, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, label.text)


def _font(painter: QPainter, *, bold: bool) -> QFont:
    font = QFont(painter.font())
    font.setBold(bold)
    return font
