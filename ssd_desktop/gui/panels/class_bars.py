"""AP50 of each class as bars, a bar a run; of two runs with the difference of the second against the first."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from ssd_desktop.gui.panels.run_colours import run_colour
from ssd_desktop.project.comparison import ClassRow

_GAP, _MARGIN = 8.0, 6.0
_MOST_NAME = 0.3
"""Share of the width that names may take."""


class ClassBars(QWidget):
    """Draws a group of bars a class; as high as there are classes, so that it is shown in a scroll area."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[ClassRow] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(self.tr("AP50 of the classes"))

    def set_rows(self, rows: Sequence[ClassRow]) -> None:
        """Shows classes in their order."""
        self._rows = rows
        lines = ("{}: {}".format(row.name, ", ".join(_percent(ap) for ap in row.ap50)) for row in rows)
        self.setAccessibleDescription("\n".join(lines))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As high as all classes need."""
        return QSize(320, round(self._group_height() * len(self._rows) + 2 * _MARGIN))

    def minimumSizeHint(self) -> QSize:
        """Bars are never squeezed; what does not fit is scrolled to."""
        return QSize(220, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws names, bars with their numbers, and differences."""
        painter = QPainter(self)
        metrics = QFontMetricsF(self.font())
        widest = max((metrics.horizontalAdvance(row.name) for row in self._rows), default=0.0)
        name_width = min(widest + _GAP, _MOST_NAME * self.width())
        number_width = metrics.horizontalAdvance("100.0") + _GAP
        difference_width = metrics.horizontalAdvance("+100.0") + _GAP
        right = self.width() - number_width - difference_width - _MARGIN
        for place, row in enumerate(self._rows):
            top = _MARGIN + place * self._group_height()
            bars = QRectF(_MARGIN + name_width, top, max(right - _MARGIN - name_width, 1), self._group_height() - _GAP)
            self._draw_name(painter, metrics, row.name, QRectF(_MARGIN, top, name_width - _GAP, bars.height()))
            for run, ap in enumerate(row.ap50):
                self._draw_bar(painter, bars, run=run, of=len(row.ap50), ap=ap)
            area = QRectF(self.width() - difference_width - _MARGIN, top, difference_width, bars.height())
            self._draw_difference(painter, row.difference if len(row.ap50) == 2 else None, area)

    def _group_height(self) -> float:
        runs = max((len(row.ap50) for row in self._rows), default=1)
        return runs * self._bar_height() + _GAP

    def _bar_height(self) -> float:
        return QFontMetricsF(self.font()).height() + 1

    def _draw_name(self, painter: QPainter, metrics: QFontMetricsF, name: str, area: QRectF) -> None:
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)

    def _draw_bar(self, painter: QPainter, area: QRectF, *, run: int, of: int, ap: float | None) -> None:
        height = area.height() / of
        top = area.top() + run * height
        ground = self.palette().color(QPalette.ColorRole.WindowText)
        ground.setAlpha(24)
        painter.fillRect(QRectF(area.left(), top + 2, area.width(), height - 4), ground)
        if ap is not None:
            colour = run_colour(run, self.palette())
            painter.fillRect(QRectF(area.left(), top + 2, max(area.width() * ap, 1), height - 4), colour)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        place = QPointF(area.right() + _GAP, top + height / 2 + QFontMetricsF(self.font()).capHeight() / 2)
        painter.drawText(place, _percent(ap))

    def _draw_difference(self, painter: QPainter, difference: float | None, area: QRectF) -> None:
        if difference is None:
            return
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        sign = "+" if difference >= 0 else "−"
        text = sign + QLocale().toString(100 * abs(difference), "f", 1)
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)


def _percent(share: float | None) -> str:
    return "–" if share is None else QLocale().toString(100 * share, "f", 1)
