"""How many detections each threshold would let through, as two curves."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ssd_desktop.gui.panels.view_charts import Chart
from ssd_desktop.inference.explanation.types import CountAt, ThresholdCurves

# Okabe and Ito's blue and orange, which colour-blind people tell apart; lighter on dark, and one of them dashed.
_SCORE_LIGHT, _SCORE_DARK = QColor("#0072b2"), QColor("#56b4e9")
_NMS_LIGHT, _NMS_DARK = QColor("#b35900"), QColor("#e69f00")
_MARGIN = 4.0
_MARK_RADIUS = 3.5


class ThresholdChart(Chart):
    """Thresholds from 0 to 1 to the right, detections upwards; a dot where each slider stands."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curves: ThresholdCurves | None = None
        self._score = self._nms_iou = 0.0
        self._count = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Detections at other thresholds"))
        self.setToolTip(
            self.tr(
                "How many detections would be shown with another score, or with another NMS IoU, the rest the same."
            )
        )

    def set_curves(self, curves: ThresholdCurves | None, *, score: float, nms_iou: float, count: int) -> None:
        """Shows other curves; None shows none.

        Args:
            curves: Counts at thresholds.
            score: Where its slider stands.
            nms_iou: Likewise.
            count: Detections with both.
        """
        self._curves, self._score, self._nms_iou, self._count = curves, score, nms_iou, count
        if curves is not None:
            self.setAccessibleDescription(f"{_read(curves.by_score)}; {_read(curves.by_nms_iou)}")
        self.update()

    def sizeHint(self) -> QSize:
        """Low, for a panel that has much to show."""
        return QSize(200, round(QFontMetricsF(self.font()).height() * 7))

    def minimumSizeHint(self) -> QSize:
        """As low as its scales allow."""
        return QSize(140, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws scales, curves and dots."""
        curves = self._curves
        if curves is None:
            return
        painter = QPainter(self)
        metrics = QFontMetricsF(self.font())
        top = max(1, *(one.count for one in (*curves.by_score, *curves.by_nms_iou)), self._count)
        left = metrics.horizontalAdvance(str(top)) + 2 * _MARGIN
        plot = QRectF(self.rect()).adjusted(left, metrics.height() + _MARGIN, -_MARGIN, -metrics.height() - _MARGIN)
        self._paint_scales(painter, plot, top)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        score, nms = self._colours()
        self._paint_curve(painter, plot, curves.by_score, top=top, pen=QPen(score, 2))
        self._paint_curve(painter, plot, curves.by_nms_iou, top=top, pen=QPen(nms, 2, Qt.PenStyle.DashLine))
        for at, colour in ((self._nms_iou, nms), (self._score, score)):
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Base), 1))
            painter.setBrush(colour)
            painter.drawEllipse(_place(plot, at, self._count, top), _MARK_RADIUS, _MARK_RADIUS)
        painter.end()

    def _paint_scales(self, painter: QPainter, plot: QRectF, top: int) -> None:
        height = QFontMetricsF(self.font()).height()
        text = self.palette().color(QPalette.ColorRole.WindowText)
        painter.fillRect(plot, self.palette().color(QPalette.ColorRole.Base))
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Mid), 0))
        painter.drawRect(plot)
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(text)
        for count, y in ((top, plot.top()), (0, plot.bottom())):
            painter.drawText(QRectF(0, y - height / 2, plot.left() - _MARGIN, height), side, str(count))
        below = QRectF(plot.left(), plot.bottom() + 2, plot.width(), height)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, "0")
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, self.tr("threshold"))
        painter.drawText(below, Qt.AlignmentFlag.AlignRight, "1")
        self._paint_legend(painter, QRectF(plot.left(), 0, plot.width(), height))

    def _paint_legend(self, painter: QPainter, area: QRectF) -> None:
        entries = zip((self.tr("Score"), self.tr("NMS IoU")), self._colours(), _DASHES, strict=True)
        middle, x = area.center().y(), area.left()
        for name, colour, dash in entries:
            painter.setPen(QPen(colour, 2, dash))
            painter.drawLine(QPointF(x, middle), QPointF(x + 18, middle))
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
            width = QFontMetricsF(self.font()).horizontalAdvance(name)
            painter.drawText(QPointF(x + 22, area.top() + QFontMetricsF(self.font()).ascent()), name)
            x += 22 + width + 14

    def _paint_curve(self, painter: QPainter, plot: QRectF, counts: Sequence[CountAt], *, top: int, pen: QPen) -> None:
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF([_place(plot, one.threshold, one.count, top) for one in counts]))

    def _colours(self) -> tuple[QColor, QColor]:
        dark = self.palette().color(QPalette.ColorRole.Base).lightness() < 128
        return (_SCORE_DARK, _NMS_DARK) if dark else (_SCORE_LIGHT, _NMS_LIGHT)


_DASHES = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine)


def _place(plot: QRectF, threshold: float, count: int, top: int) -> QPointF:
    return QPointF(plot.left() + threshold * plot.width(), plot.bottom() - count / top * plot.height())


def _read(counts: Sequence[CountAt]) -> str:
    return ", ".join(f"{one.threshold:.2f}: {one.count}" for one in counts)
