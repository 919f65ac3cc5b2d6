"""The curves of a training: its loss with its parts, the learning rate, and AP on the validation images."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ssd_desktop.gui.panels.curve_history import LossHistory, Point, for_columns

_MARGIN = 6.0
_SAMPLE = 16.0
"""Length of the piece of line before a name."""

_MARK_LIGHT, _MARK_DARK = QColor("#b3261e"), QColor("#ff8a80")


@dataclass(frozen=True)
class _Style:
    """How a curve is drawn: in colours that colour-blind people tell apart, and with a dash of its own."""

    light: QColor
    dark: QColor
    dash: Qt.PenStyle
    width: float

    def pen(self, palette: QPalette) -> QPen:
        return QPen(self.dark if _is_dark(palette) else self.light, self.width, self.dash)


# Okabe and Ito's hues, darker on light and lighter on dark.
_STYLES = {
    "loss": _Style(QColor("#0072b2"), QColor("#56b4e9"), Qt.PenStyle.SolidLine, 2.0),
    "confidence": _Style(QColor("#007a5a"), QColor("#2fc79a"), Qt.PenStyle.DashLine, 1.3),
    "localisation": _Style(QColor("#a8497f"), QColor("#e3a3c8"), Qt.PenStyle.DotLine, 1.6),
    "rate": _Style(QColor("#6b6b6b"), QColor("#a8a8a8"), Qt.PenStyle.DashDotLine, 1.1),
    "ap": _Style(QColor("#b35900"), QColor("#e69f00"), Qt.PenStyle.SolidLine, 1.6),
}
_LOSSES = ("loss", "confidence", "localisation")


class TrainingCurve(QWidget):
    """Draws losses (left axis, from 0), AP (right axis, 0 to 100 %) and the learning rate (from 0 to its highest)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.drawn_points = 0
        """Points of the last painting, over all curves."""
        self._steps = 1
        self._histories = _new_histories()
        self._aps: list[Point] = []
        self._marks: list[tuple[int, str]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(100)
        self.setAccessibleName(self.tr("Curve of loss and AP"))

    def clear(self) -> None:
        """Forgets the run."""
        self._steps = 1
        self._histories = _new_histories()
        self._aps = []
        self._marks = []
        self.update()

    def set_steps(self, steps: int) -> None:
        """Takes the optimiser steps of the whole run: the width of the drawing."""
        self._steps = max(1, steps)
        self.update()

    def add_loss(self, step: int, loss: float) -> None:
        """Takes the loss of a step."""
        self._histories["loss"].add(step, loss)
        self.update()

    def add_parts(self, step: int, *, confidence: float, localisation: float, learning_rate: float) -> None:
        """Takes the parts of the loss of a step, and its learning rate."""
        self._histories["confidence"].add(step, confidence)
        self._histories["localisation"].add(step, localisation)
        self._histories["rate"].add(step, learning_rate)
        self.update()

    def add_ap(self, step: int, ap: float) -> None:
        """Takes the AP (0..1) on the validation images after a step."""
        self._aps.append(Point(step, ap))
        self.update()

    def add_mark(self, step: int, text: str) -> None:
        """Marks a step with a word."""
        self._marks.append((step, text))
        self.update()

    def cut(self, step: int) -> None:
        """Forgets losses and AP after a step, from which the run goes on; marks stay."""
        for history in self._histories.values():
            history.cut(step)
        self._aps = [point for point in self._aps if point.step <= step]
        self.update()

    def sizeHint(self) -> QSize:
        """A shape in which a curve can be read."""
        return QSize(320, 180)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws frame, curves and their scales."""
        painter = QPainter(self)
        metrics = QFontMetricsF(self.font())
        left = metrics.horizontalAdvance("00.0") + _MARGIN
        right = metrics.horizontalAdvance("100 %") + _MARGIN if self._aps else _MARGIN
        legend = metrics.height() + _MARGIN
        plot = QRectF(self.rect()).adjusted(left, legend, -right, -metrics.height() - 4)
        if plot.width() < 20 or plot.height() < 20:
            return
        self._draw_frame(painter, plot)
        self._draw_legend(painter, QRectF(plot.left(), 0, self.width() - plot.left(), metrics.height()))
        top = self._top_loss()
        self._draw_scales(painter, plot, top)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(plot.adjusted(-3, -3, 3, 3))
        self.drawn_points = 0
        self._draw_curve(painter, plot, "rate", self._histories["rate"].smoothed, top=self._top_rate())
        for name in reversed(_LOSSES):
            self._draw_curve(painter, plot, name, self._histories[name].smoothed, top=top)
        self._draw_aps(painter, plot)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for step, text in self._marks:
            self._draw_mark(painter, plot, step=step, text=text)

    def _draw_frame(self, painter: QPainter, plot: QRectF) -> None:
        painter.fillRect(plot, self.palette().color(QPalette.ColorRole.Base))
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Mid), 0))
        painter.drawRect(plot)
        for part in (0.25, 0.5, 0.75):
            height = plot.bottom() - part * plot.height()
            painter.setPen(QPen(_faint(self.palette()), 0))
            painter.drawLine(QPointF(plot.left() + 1, height), QPointF(plot.right() - 1, height))

    def _draw_legend(self, painter: QPainter, area: QRectF) -> None:
        """Writes the names of the curves that are there, each after a piece of its line, as far as there is room."""
        metrics = QFontMetricsF(self.font())
        left = area.left()
        for name, text in self._legend():
            width = _SAMPLE + 4 + metrics.horizontalAdvance(text)
            if left + width > area.right():
                break
            middle = area.center().y()
            painter.setPen(_STYLES[name].pen(self.palette()))
            painter.drawLine(QPointF(left, middle), QPointF(left + _SAMPLE, middle))
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
            place = QRectF(left + _SAMPLE + 4, area.top(), width, area.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
            left += width + _MARGIN

    def _legend(self) -> list[tuple[str, str]]:
        """Returns the curves that are there, in the order in which they matter."""
        names = {"loss": self.tr("Loss"), "ap": self.tr("AP50"), "confidence": self.tr("Confidence")}
        names |= {"localisation": self.tr("Localisation"), "rate": self.tr("Learning rate")}
        there = {name for name, history in self._histories.items() if history.smoothed} | {"loss"}
        there |= {"ap"} if self._aps else set()
        return [(name, text) for name, text in names.items() if name in there]

    def _draw_scales(self, painter: QPainter, plot: QRectF, top: float) -> None:
        height = QFontMetricsF(self.font()).height()
        text = self.palette().color(QPalette.ColorRole.WindowText)
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for part in (0.0, 1.0):
            y = plot.bottom() - part * plot.height() - height / 2
            painter.setPen(_STYLES["loss"].pen(self.palette()).color() if self._histories["loss"].smoothed else text)
            painter.drawText(QRectF(0, y, plot.left() - 4, height), side, f"{part * top:.3g}")
            if self._aps:
                painter.setPen(_STYLES["ap"].pen(self.palette()).color())
                area = QRectF(plot.right(), y, self.width() - plot.right() - 2, height)
                painter.drawText(area, side, self.tr("{percent} %").format(percent=round(100 * part)))
        painter.setPen(text)
        below = QRectF(plot.left(), plot.bottom() + 3, plot.width(), height)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, "0")
        steps = self.tr("step {number}").format(number=self.locale().toString(self._steps))
        painter.drawText(below, Qt.AlignmentFlag.AlignRight, steps)

    def _draw_curve(
        self, painter: QPainter, plot: QRectF, name: str, points: Sequence[Point], *, top: float
    ) -> list[QPointF]:
        shown = for_columns(points, max(1, int(plot.width())))
        places = [self._place(plot, point, top) for point in shown]
        self.drawn_points += len(places)
        painter.setPen(_STYLES[name].pen(self.palette()))
        painter.drawPolyline(QPolygonF(places))
        return places

    def _draw_aps(self, painter: QPainter, plot: QRectF) -> None:
        points = self._draw_curve(painter, plot, "ap", self._aps, top=1.0)
        painter.setBrush(painter.pen().color())
        for point in points:
            painter.drawEllipse(point, 2.2, 2.2)

    def _draw_mark(self, painter: QPainter, plot: QRectF, *, step: int, text: str) -> None:
        x = plot.left() + plot.width() * min(1.0, step / self._steps)
        painter.setPen(QPen(_MARK_DARK if _is_dark(self.palette()) else _MARK_LIGHT, 0, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
        metrics = QFontMetricsF(self.font())
        width = metrics.horizontalAdvance(text)
        left = x + 4 if x + 4 + width < plot.right() else x - 4 - width
        painter.drawText(QPointF(left, plot.top() + metrics.ascent() + 3), text)

    def _place(self, plot: QRectF, point: Point, top: float) -> QPointF:
        x = plot.left() + plot.width() * min(1.0, point.step / self._steps)
        return QPointF(x, plot.bottom() - plot.height() * min(1.0, point.value / top))

    def _top_loss(self) -> float:
        """Returns a round number no loss of the curves is above."""
        values = [point.value for name in _LOSSES for point in self._histories[name].smoothed]
        highest = max(values, default=1.0)
        unit = 10.0 ** math.floor(math.log10(max(highest, 1e-6)))
        return next(unit * factor for factor in (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10) if unit * factor >= highest)

    def _top_rate(self) -> float:
        return max((point.value for point in self._histories["rate"].smoothed), default=0.0) or 1.0


def _new_histories() -> dict[str, LossHistory]:
    return {name: LossHistory() for name in _LOSSES} | {"rate": LossHistory(smoothing=1.0)}


def _is_dark(palette: QPalette) -> bool:
    return palette.color(QPalette.ColorRole.Base).lightness() < 128


def _faint(palette: QPalette) -> QColor:
    colour = palette.color(QPalette.ColorRole.WindowText)
    colour.setAlpha(36)
    return colour
