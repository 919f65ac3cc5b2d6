"""The colours of a heat map with the numbers they stand for."""

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ssd_desktop.gui.overlays.heat_colours import heat_table
from ssd_desktop.gui.panels.explain_texts import number
from ssd_desktop.gui.panels.view_charts import Chart

_BAR = 14.0
_MARK = 5.0


class HeatLegend(Chart):
    """A bar from the lowest to the highest colour, numbers below it, and a mark at the value under the pointer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._low, self._high = 0.0, 1.0
        self._value: float | None = None
        self._bar: QImage | None = None
        self.setAccessibleName(self.tr("Legend"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_range(self, low: float, high: float) -> None:
        """Shows other numbers at the ends."""
        self._low, self._high = low, high
        self.setAccessibleDescription(f"{number(low, 3)} – {number(high, 3)}")
        self.update()

    def set_value(self, value: float | None) -> None:
        """Marks a value; None marks none."""
        if value != self._value:
            self._value = value
            self.update()

    def texts(self) -> tuple[str, str, str]:
        """Returns the numbers at both ends and in the middle, lowest first."""
        return tuple(number(self._low + share * (self._high - self._low), 3) for share in (0.0, 0.5, 1.0))  # type: ignore[return-value]

    def sizeHint(self) -> QSize:
        """Room for the mark, the bar and the numbers."""
        return QSize(200, round(_MARK + _BAR + QFontMetricsF(self.font()).height() + 4))

    def minimumSizeHint(self) -> QSize:
        """Narrow panels have short bars."""
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws mark, bar and numbers."""
        painter = QPainter(self)
        bar = QRectF(0.5, _MARK + 1.5, self.width() - 1, _BAR)
        painter.drawImage(bar, self._colours())
        text = self.palette().color(QPalette.ColorRole.WindowText)
        painter.setPen(QPen(text, 1))
        painter.drawRect(bar)
        below = QRectF(0, bar.bottom() + 2, self.width(), QFontMetricsF(self.font()).height())
        sides = (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignRight)
        for side, words in zip(sides, self.texts(), strict=True):
            painter.drawText(below, side, words)
        if self._value is not None and self._high > self._low:
            share = min(max((self._value - self._low) / (self._high - self._low), 0.0), 1.0)
            painter.fillRect(QRectF(bar.left() + share * bar.width() - 1.5, 0, 3, _MARK + _BAR + 3), text)
        painter.end()

    def _colours(self) -> QImage:
        if self._bar is None:
            pixels = np.ascontiguousarray(heat_table()[None])
            self._bar = QImage(pixels.data, 256, 1, 3 * 256, QImage.Format.Format_RGB888).copy()
        return self._bar
