"""The curve of a training: its loss, and how well it detects on the validation images."""

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

#: More points than any screen has columns; beyond it every second one is dropped.
_MOST_POINTS = 4000
_SMOOTHING = 0.05
_MARGIN = 6.0

# Okabe and Ito's blue and orange, which colour-blind people tell apart; lighter on dark.
_LOSS_LIGHT, _LOSS_DARK = QColor("#0072b2"), QColor("#56b4e9")
_AP_LIGHT, _AP_DARK = QColor("#b35900"), QColor("#e69f00")

_MARK_LIGHT, _MARK_DARK = QColor("#b3261e"), QColor("#ff8a80")


@dataclass(frozen=True)
class _Point:
    step: int
    value: float


class LossHistory:
    """Losses of a run at rising steps, thinned where there are too many, and smoothed."""

    def __init__(self) -> None:
        self.smoothed: list[_Point] = []
        self._mean = 0.0
        self._count = 0
        self._every = 1

    def add(self, step: int, loss: float) -> None:
        """Takes one loss; a loss that is no number is left out."""
        if not math.isfinite(loss):
            return
        self._count += 1
        # The first losses weigh alike, so that the curve does not start at one chance value.
        weight = max(_SMOOTHING, 1 / self._count)
        self._mean += weight * (loss - self._mean)
        if self._count % self._every:
            return
        self.smoothed.append(_Point(step, self._mean))
        if len(self.smoothed) > _MOST_POINTS:
            self.smoothed = self.smoothed[::2]
            self._every *= 2

    def cut(self, step: int) -> None:
        """Forgets what came after a step."""
        self.smoothed = [point for point in self.smoothed if point.step <= step]
        self._mean = self.smoothed[-1].value if self.smoothed else 0.0
        self._count = self._count if self.smoothed else 0


class TrainingCurve(QWidget):
    """Draws loss (left axis, from 0) and AP (right axis, 0 to 100 %) over the steps of a run."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps = 1
        self._losses = LossHistory()
        self._aps: list[_Point] = []
        self._marks: list[tuple[int, str]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(120)
        self.setAccessibleName(self.tr("Curve of loss and AP"))

    def clear(self) -> None:
        """Forgets the run."""
        self._steps = 1
        self._losses = LossHistory()
        self._aps = []
        self._marks = []
        self.update()

    def set_steps(self, steps: int) -> None:
        """Takes the optimiser steps of the whole run: the width of the drawing."""
        self._steps = max(1, steps)
        self.update()

    def add_loss(self, step: int, loss: float) -> None:
        """Takes the loss of a step."""
        self._losses.add(step, loss)
        self.update()

    def add_ap(self, step: int, ap: float) -> None:
        """Takes the AP (0..1) on the validation images after a step."""
        self._aps.append(_Point(step, ap))
        self.update()

    def add_mark(self, step: int, text: str) -> None:
        """Marks a step with a word."""
        self._marks.append((step, text))
        self.update()

    def cut(self, step: int) -> None:
        """Forgets losses and AP after a step, from which the run goes on; marks stay."""
        self._losses.cut(step)
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
        self._draw_legend(painter, QRectF(plot.left(), 0, plot.width(), metrics.height()))
        top = self._top_loss()
        self._draw_scales(painter, plot, top)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(plot.adjusted(-3, -3, 3, 3))
        self._draw_losses(painter, plot, top)
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
        painter.setPen(self._loss_colour())
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.tr("Loss"))
        if self._aps:
            painter.setPen(self._ap_colour())
            painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self.tr("AP50"))

    def _draw_scales(self, painter: QPainter, plot: QRectF, top: float) -> None:
        height = QFontMetricsF(self.font()).height()
        text = self.palette().color(QPalette.ColorRole.WindowText)
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for part in (0.0, 1.0):
            y = plot.bottom() - part * plot.height() - height / 2
            painter.setPen(self._loss_colour() if self._losses.smoothed else text)
            painter.drawText(QRectF(0, y, plot.left() - 4, height), side, f"{part * top:.3g}")
            if self._aps:
                painter.setPen(self._ap_colour())
                area = QRectF(plot.right(), y, self.width() - plot.right() - 2, height)
                painter.drawText(area, side, self.tr("{percent} %").format(percent=round(100 * part)))
        painter.setPen(text)
        below = QRectF(plot.left(), plot.bottom() + 3, plot.width(), height)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, "0")
        steps = self.tr("step {number}").format(number=self.locale().toString(self._steps))
        painter.drawText(below, Qt.AlignmentFlag.AlignRight, steps)

    def _draw_losses(self, painter: QPainter, plot: QRectF, top: float) -> None:
        points = [self._place(plot, point, top) for point in self._losses.smoothed]
        painter.setPen(QPen(self._loss_colour(), 1.6))
        painter.drawPolyline(QPolygonF(points))

    def _draw_aps(self, painter: QPainter, plot: QRectF) -> None:
        points = [self._place(plot, point, 1.0) for point in self._aps]
        painter.setPen(QPen(self._ap_colour(), 1.6))
        painter.drawPolyline(QPolygonF(points))
        painter.setBrush(self._ap_colour())
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

    def _place(self, plot: QRectF, point: _Point, top: float) -> QPointF:
        x = plot.left() + plot.width() * min(1.0, point.step / self._steps)
        return QPointF(x, plot.bottom() - plot.height() * min(1.0, point.value / top))

    def _top_loss(self) -> float:
        """Returns a round number no loss of the curve is above."""
        highest = max((point.value for point in self._losses.smoothed), default=1.0)
        unit = 10.0 ** math.floor(math.log10(max(highest, 1e-6)))
        return next(unit * factor for factor in (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10) if unit * factor >= highest)

    def _loss_colour(self) -> QColor:
        return _LOSS_DARK if _is_dark(self.palette()) else _LOSS_LIGHT

    def _ap_colour(self) -> QColor:
        return _AP_DARK if _is_dark(self.palette()) else _AP_LIGHT


def _is_dark(palette: QPalette) -> bool:
    return palette.color(QPalette.ColorRole.Base).lightness() < 128


def _faint(palette: QPalette) -> QColor:
    colour = palette.color(QPalette.ColorRole.WindowText)
    colour.setAlpha(36)
    return colour
