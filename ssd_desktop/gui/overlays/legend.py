"""What the colours over the picture mean: a dark strip at its lower left, readable over any photo."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QLinearGradient, QPainter, QPen

_BACKGROUND = QColor(20, 20, 20, 215)
_TEXT = QColor(255, 255, 255)
_MARGIN, _PADDING, _GAP, _SPACE = 8.0, 7.0, 6.0, 14.0
_LINE, _RAMP, _HEIGHT = 22.0, 72.0, 10.0


@dataclass(frozen=True)
class LegendEntry:
    """A sample and what it means.

    Attributes:
        text: Behind the sample; of a ramp, what its end means.
        colours: One, that of a line; or those of a ramp.
        before: In front of the sample; of a ramp, what its beginning means.
        width: Of the line, logical pixels.
        dashed: Whether the line is.
    """

    text: str
    colours: tuple[QColor, ...]
    before: str = ""
    width: float = 2.0
    dashed: bool = False


def draw_legend(painter: QPainter, entries: Sequence[LegendEntry], bounds: QRectF) -> QRectF:
    """Draws a legend and returns its rectangle; entries that do not fit side by side go to further rows.

    Args:
        painter: In logical pixels, with the font of the legend.
        entries: From left to right.
        bounds: The canvas.
    """
    metrics = QFontMetricsF(painter.font(), painter.device())
    rows = _rows(entries, metrics, bounds.width() - 2 * (_MARGIN + _PADDING))
    if not rows:
        return QRectF()
    line = metrics.height() + 2
    width = max(sum(_width(one, metrics) for one in row) + _SPACE * (len(row) - 1) for row in rows) + 2 * _PADDING
    height = line * len(rows) + 2 * _PADDING - 4
    place = QRectF(bounds.left() + _MARGIN, bounds.bottom() - _MARGIN - height, width, height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_BACKGROUND)
    painter.drawRoundedRect(place, 4, 4)
    for number, row in enumerate(rows):
        left = place.left() + _PADDING
        for one in row:
            room = QRectF(left, place.top() + _PADDING - 2 + number * line, _width(one, metrics), line)
            _draw_entry(painter, one, room, metrics)
            left += room.width() + _SPACE
    painter.restore()
    return place


def _rows(entries: Sequence[LegendEntry], metrics: QFontMetricsF, room: float) -> list[list[LegendEntry]]:
    rows: list[list[LegendEntry]] = []
    taken = 0.0
    for one in entries:
        needed = _width(one, metrics)
        if not rows or taken + _SPACE + needed > room:
            rows.append([one])
            taken = needed
        else:
            rows[-1].append(one)
            taken += _SPACE + needed
    return rows


def _sample_width(entry: LegendEntry) -> float:
    return _LINE if len(entry.colours) == 1 else _RAMP


def _width(entry: LegendEntry, metrics: QFontMetricsF) -> float:
    texts = [metrics.horizontalAdvance(text) + _GAP for text in (entry.before, entry.text) if text]
    return sum(texts) + _sample_width(entry)


def _draw_entry(painter: QPainter, entry: LegendEntry, room: QRectF, metrics: QFontMetricsF) -> None:
    left = room.left()
    if entry.before:
        left = _draw_text(painter, entry.before, left, room, metrics) + _GAP
    sample = QRectF(left, room.center().y() - _HEIGHT / 2, _sample_width(entry), _HEIGHT)
    _draw_sample(painter, entry, sample)
    if entry.text:
        _draw_text(painter, entry.text, sample.right() + _GAP, room, metrics)


def _draw_text(painter: QPainter, text: str, left: float, room: QRectF, metrics: QFontMetricsF) -> float:
    """Draws a text and returns where it ends."""
    width = metrics.horizontalAdvance(text)
    painter.setPen(_TEXT)
    place = QRectF(left, room.top(), width + 2, room.height())
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)
    return left + width


def _draw_sample(painter: QPainter, entry: LegendEntry, place: QRectF) -> None:
    if len(entry.colours) > 1:
        ramp = QLinearGradient(place.topLeft(), place.topRight())
        for number, colour in enumerate(entry.colours):
            ramp.setColorAt(number / (len(entry.colours) - 1), colour)
        painter.fillRect(place, ramp)
        return
    pen = QPen(entry.colours[0], entry.width)
    if entry.dashed:
        pen.setDashPattern([4 / entry.width, 3 / entry.width])
    painter.setPen(pen)
    middle = place.center().y()
    painter.drawLine(QPointF(place.left(), middle), QPointF(place.right(), middle))
