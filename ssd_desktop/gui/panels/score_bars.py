"""Scores of classes as bars with numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ssd_desktop.gui.panels.view_charts import Chart

_NAME_SHARE = 0.38
_GAP = 6.0
_BAR_SHARE = 0.62
"""Of the height of a row."""


@dataclass(frozen=True)
class Bar:
    """A row.

    Attributes:
        name: Before the bar; elided where it is too long.
        share: 0 to 1, the length of the bar.
        text: After the bar.
        colour: Of the bar; None: that of text, for what is no class.
        bold: Whether it is the one that matters.
    """

    name: str
    share: float
    text: str
    colour: QColor | None = None
    bold: bool = False


class ScoreBars(Chart):
    """Draws a bar a row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: tuple[Bar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_bars(self, bars: Sequence[Bar]) -> None:
        """Shows other bars."""
        self._bars = tuple(bars)
        self.setAccessibleDescription(", ".join(f"{one.name} {one.text}" for one in bars))
        self.updateGeometry()
        self.update()

    def texts(self) -> list[tuple[str, str]]:
        """Returns what is read of each bar."""
        return [(one.name, one.text) for one in self._bars]

    def sizeHint(self) -> QSize:
        """As high as the bars."""
        return QSize(200, round(len(self._bars) * self._row_height()))

    def minimumSizeHint(self) -> QSize:
        """Narrow panels elide the names."""
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws names, bars and numbers."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plain, bold = QFont(self.font()), QFont(self.font())
        bold.setBold(True)
        room = max((QFontMetricsF(bold).horizontalAdvance(one.text) for one in self._bars), default=0.0)
        for row, one in enumerate(self._bars):
            painter.setFont(bold if one.bold else plain)
            self._paint_row(painter, one, top=row * self._row_height(), room=room)
        painter.end()

    def _paint_row(self, painter: QPainter, one: Bar, *, top: float, room: float) -> None:
        height, metrics = self._row_height(), QFontMetricsF(painter.font())
        names = self.width() * _NAME_SHARE
        text = self.palette().color(QPalette.ColorRole.WindowText)
        painter.setPen(text)
        middle = Qt.AlignmentFlag.AlignVCenter
        name = metrics.elidedText(one.name, Qt.TextElideMode.ElideRight, names - _GAP)
        painter.drawText(QRectF(0, top, names - _GAP, height), Qt.AlignmentFlag.AlignLeft | middle, name)
        painter.drawText(QRectF(0, top, self.width(), height), Qt.AlignmentFlag.AlignRight | middle, one.text)
        length = max(self.width() - names - room - _GAP, 1.0)
        thick = height * _BAR_SHARE
        track = QRectF(names, top + (height - thick) / 2, length, thick)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Mid), 1))
        painter.setBrush(self.palette().color(QPalette.ColorRole.Base))
        painter.drawRect(track)
        painter.setPen(Qt.PenStyle.NoPen)
        faint = QColor(text.red(), text.green(), text.blue(), 120)
        track.setWidth(length * min(max(one.share, 0.0), 1.0))
        painter.fillRect(track, one.colour or faint)

    def _row_height(self) -> float:
        return QFontMetricsF(self.font()).height() + 4
