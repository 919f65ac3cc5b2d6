"""Charts painted in the colours of the window: bars by name, bars over a scale."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ssd_desktop.gui.panels.numbers import count_text
from ssd_desktop.gui.panels.plain_tips import plain_tip

_GAP = 6.0
_ROW_SPACING = 6
_LEAST_NAME, _MOST_NAME = 60.0, 220.0
_SMALLEST_BAR = 2.0

# Okabe and Ito's blue; lighter on dark.
_BAR_LIGHT, _BAR_DARK = QColor("#0072b2"), QColor("#56b4e9")


@dataclass(frozen=True)
class NamedBar:
    """A bar with its name.

    Attributes:
        name: What it stands for.
        value: Its length.
        text: What is written behind it.
        colour: Of the bar; None takes that of all bars.
        tip: Said of it when the pointer rests on it.
    """

    name: str
    value: float
    text: str
    colour: QColor | None = None
    tip: str = ""


class NamedBars(QWidget):
    """Horizontal bars, one a row; as high as its rows need."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: tuple[NamedBar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def set_bars(self, bars: Sequence[NamedBar]) -> None:
        """Shows other bars."""
        self._bars = tuple(bars)
        self.setMinimumHeight(round(self._row_height() * len(self._bars)))
        self.setAccessibleDescription(", ".join(f"{bar.name}: {bar.text}" for bar in self._bars))
        self.update()

    def bars(self) -> tuple[NamedBar, ...]:
        """Returns what is shown."""
        return self._bars

    def sizeHint(self) -> QSize:
        """Returns room for every row."""
        return QSize(320, self.minimumHeight())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws names, bars and texts of the rows that are seen."""
        painter = QPainter(self)
        metrics, height = QFontMetricsF(self.font()), self._row_height()
        names = [metrics.horizontalAdvance(bar.name) for bar in self._bars]
        texts = max((metrics.horizontalAdvance(bar.text) for bar in self._bars), default=0)
        left = min(max([*names, _LEAST_NAME]), _MOST_NAME, self.width() / 3) + _GAP
        room = max(self.width() - left - texts - 2 * _GAP, 1.0)
        longest = max((bar.value for bar in self._bars), default=0) or 1.0
        for row, bar in enumerate(self._bars):
            top = row * height
            if top + height < event.rect().top() or top > event.rect().bottom():
                continue
            self._draw_row(painter, bar, QRectF(left, top, room * bar.value / longest, height))
        painter.end()

    def _draw_row(self, painter: QPainter, bar: NamedBar, place: QRectF) -> None:
        metrics = QFontMetricsF(self.font())
        side = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        name = metrics.elidedText(bar.name, Qt.TextElideMode.ElideMiddle, place.left() - _GAP)
        right = Qt.AlignmentFlag.AlignRight | side
        painter.drawText(QRectF(0, place.top(), place.left() - _GAP, place.height()), right, name)
        shown = place.adjusted(0, _ROW_SPACING / 2, 0, -_ROW_SPACING / 2)
        if bar.value > 0:
            shown.setWidth(max(shown.width(), _SMALLEST_BAR))
            fill_bar(painter, shown, bar.colour or bar_colour(self.palette()), self.palette())
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        behind = QRectF(shown.right() + _GAP, place.top(), self.width() - shown.right() - _GAP, place.height())
        painter.drawText(behind, Qt.AlignmentFlag.AlignLeft | side, bar.text)

    def _row_height(self) -> float:
        return QFontMetricsF(self.font()).height() + _ROW_SPACING

    def event(self, event: QEvent) -> bool:
        """Says more of the bar under the pointer."""
        if isinstance(event, QHelpEvent):
            row = int(event.pos().y() / self._row_height())
            tip = self._bars[row].tip if 0 <= row < len(self._bars) else ""
            QToolTip.showText(event.globalPos(), plain_tip(tip), self)
            return True
        return super().event(event)


@dataclass(frozen=True)
class ScaleBar:
    """A bar over a piece of a scale.

    Attributes:
        count: Its height.
        tip: Said of it when the pointer rests on it.
    """

    count: int
    tip: str


class ScaleChart(QWidget):
    """Upright bars of the same width over a scale, whose texts stand under them or at the edges between them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: tuple[ScaleBar, ...] = ()
        self._texts: tuple[str, ...] = ()
        self._title = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(120, 60)

    def set_bars(self, title: str, bars: Sequence[ScaleBar], texts: Sequence[str]) -> None:
        """Shows other bars.

        Args:
            title: What is counted over what.
            bars: From left to right.
            texts: For each bar, or for each edge, which are one more; "" for none.
        """
        self._title, self._bars, self._texts = title, tuple(bars), tuple(texts)
        self.setAccessibleName(title)
        self.setAccessibleDescription("; ".join(bar.tip for bar in self._bars if bar.count))
        self.update()

    def bars(self) -> tuple[ScaleBar, ...]:
        """Returns what is shown."""
        return self._bars

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws title, bars and scale."""
        painter = QPainter(self)
        plot = self._plot()
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        line = _line_height(self.font())
        title = QFontMetricsF(self.font()).elidedText(self._title, Qt.TextElideMode.ElideRight, plot.width())
        painter.drawText(QRectF(plot.left(), 0, plot.width(), line), Qt.AlignmentFlag.AlignLeft, title)
        highest = round_above(max((bar.count for bar in self._bars), default=0))
        self._draw_frame(painter, plot, highest)
        for place, bar in zip(self._places(plot), self._bars, strict=True):
            if bar.count:
                height = max(bar.count / highest * plot.height(), _SMALLEST_BAR)
                shown = QRectF(place.left() + 0.5, plot.bottom() - height, max(place.width() - 1, 1), height)
                fill_bar(painter, shown, bar_colour(self.palette()), self.palette())
        self._draw_texts(painter, plot)
        painter.end()

    def _plot(self) -> QRectF:
        metrics = QFontMetricsF(self.font())
        highest = round_above(max((bar.count for bar in self._bars), default=0))
        left = metrics.horizontalAdvance(count_text(highest)) + _GAP
        line = _line_height(self.font())
        return QRectF(left, line + 2, max(self.width() - left - 8, 1), max(self.height() - 2 * line - 6, 1))

    def _places(self, plot: QRectF) -> list[QRectF]:
        width = plot.width() / max(len(self._bars), 1)
        return [QRectF(plot.left() + n * width, plot.top(), width, plot.height()) for n in range(len(self._bars))]

    def _draw_frame(self, painter: QPainter, plot: QRectF, highest: int) -> None:
        painter.fillRect(plot, self.palette().color(QPalette.ColorRole.Base))
        faint = QColor(self.palette().color(QPalette.ColorRole.WindowText))
        faint.setAlpha(36)
        text = self.palette().color(QPalette.ColorRole.WindowText)
        half = QFontMetricsF(self.font()).height() / 2
        for part in (0.0, 0.5, 1.0):
            y = plot.bottom() - part * plot.height()
            painter.setPen(QPen(faint, 0))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            value = part * highest
            if value == int(value):
                painter.setPen(text)
                area = QRectF(0, y - half, plot.left() - 4, 2 * half)
                painter.drawText(
                    area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count_text(int(value))
                )

    def _draw_texts(self, painter: QPainter, plot: QRectF) -> None:
        """Writes as many of the texts as there is room for."""
        metrics, end = QFontMetricsF(self.font()), -math.inf
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        shift = 0.5 if len(self._texts) == len(self._bars) else 0.0
        for number, text in enumerate(self._texts):
            x = plot.left() + plot.width() * (number + shift) / max(len(self._bars), 1)
            width = metrics.horizontalAdvance(text)
            left = min(max(x - width / 2, 0.0), self.width() - width)
            if text and left > end:
                painter.drawText(QRectF(left, plot.bottom() + 3, width + 1, _line_height(self.font())), 0, text)
                end = left + width + _GAP

    def event(self, event: QEvent) -> bool:
        """Says more of the bar under the pointer."""
        if isinstance(event, QHelpEvent):
            bars = zip(self._places(self._plot()), self._bars, strict=True)
            x = event.pos().x()
            tip = next((bar.tip for place, bar in bars if place.left() <= x < place.right()), "")
            QToolTip.showText(event.globalPos(), plain_tip(tip), self)
            return True
        return super().event(event)


def _line_height(font: QFont) -> float:
    """Returns the height of a line, with room for letters of other scripts, which come from a taller font."""
    return QFontMetricsF(font).height() * 1.25


def bar_colour(palette: QPalette) -> QColor:
    """Returns the colour of bars that stand for no class."""
    return _BAR_DARK if palette.color(QPalette.ColorRole.Base).lightness() < 128 else _BAR_LIGHT


def fill_bar(painter: QPainter, place: QRectF, colour: QColor, palette: QPalette) -> None:
    """Fills a bar; a thin edge keeps bright ones visible on white and dark ones on black."""
    painter.fillRect(place, colour)
    edge = QColor(palette.color(QPalette.ColorRole.WindowText))
    edge.setAlpha(110)
    painter.setPen(QPen(edge, 0))
    painter.drawRect(place)


def round_above(value: float) -> int:
    """Returns a round number of at least ``value``, and of at least 1, to be the top of a scale."""
    if value <= 1:
        return 1
    unit = 10.0 ** math.floor(math.log10(value))
    return next(math.ceil(unit * factor) for factor in (1, 1.2, 1.6, 2, 3, 4, 5, 6, 8, 10) if unit * factor >= value)
