"""The precision-recall curve of a class or of all, with the point of the score in use; a click chooses another."""

from typing import Any

import numpy as np
import pyqtgraph
from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ssd_desktop.evaluation.analysis import curve_points
from ssd_desktop.evaluation.operating_point import point_at, score_for_recall
from ssd_desktop.evaluation.voc import PrecisionRecall
from ssd_desktop.gui.panels.view_charts import Chart
from ssd_desktop.gui.theme import is_dark

# Okabe and Ito's blue and orange; the blue is lighter on dark.
_CURVE_LIGHT, _CURVE_DARK = QColor("#0072b2"), QColor("#56b4e9")
_POINT = QColor("#e69f00")


class PrecisionRecallChart(Chart):
    """Recall to the right, precision upwards, both 0 to 1.

    Signals:
        score_chosen: The score, 0 to 1, of the point that was clicked.
    """

    score_chosen = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curve: PrecisionRecall | None = None
        self._plot = pyqtgraph.PlotWidget(background=None)
        self._plot.setAccessibleName(self.tr("Precision and recall"))
        self._plot.setMenuEnabled(False)
        self._plot.setMouseEnabled(False, False)
        self._plot.hideButtons()
        self._plot.setLabel("bottom", self.tr("recall"))
        self._plot.setLabel("left", self.tr("precision"))
        self._plot.setRange(xRange=(0, 1), yRange=(0, 1.05), padding=0.02)
        self._plot.showGrid(x=True, y=True, alpha=0.2)
        self._line = self._plot.plot([], [], stepMode="left")
        self._point = pyqtgraph.ScatterPlotItem(size=12, brush=_POINT, pen=QColor("black"))
        self._plot.addItem(self._point)
        self._plot.scene().sigMouseClicked.connect(self._on_clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._plot)
        self._colour()

    def set_curve(self, curve: PrecisionRecall | None, score: float) -> None:
        """Shows a curve and where it is at a score (0 to 1); None shows none."""
        self._curve = curve
        points = np.array(curve_points(curve) if curve is not None else []).reshape(-1, 3)
        # The precision of a recall holds for all lower ones, from recall 0 on.
        recall = np.concatenate(([0.0], points[:, 0])) if len(points) else points[:, 0]
        precision = np.concatenate((points[:1, 1], points[:, 1])) if len(points) else points[:, 1]
        self._line.setData(recall, precision)
        place = point_at(curve, score) if curve is not None else None
        self._point.setData([place[0]] if place else [], [place[1]] if place else [])

    def point(self) -> tuple[float, float] | None:
        """Returns recall and precision of the point that is marked, or None."""
        x, y = self._point.getData()
        return (float(x[0]), float(y[0])) if len(x) else None

    def choose(self, recall: float) -> None:
        """Chooses the score that reaches a recall, as a click there does."""
        score = None if self._curve is None else score_for_recall(self._curve, recall)
        if score is not None:
            self.score_chosen.emit(score)

    def changeEvent(self, event: QEvent) -> None:
        """Takes the colours of a theme that has changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()

    def _on_clicked(self, event: Any) -> None:
        place = self._plot.getPlotItem().vb.mapSceneToView(event.scenePos())
        if 0 <= place.x() <= 1:
            self.choose(float(place.x()))

    def _colour(self) -> None:
        text = self.palette().color(QPalette.ColorRole.Text)
        for side in ("bottom", "left"):
            axis = self._plot.getAxis(side)
            axis.setPen(text)
            axis.setTextPen(text)
        self._line.setPen(pyqtgraph.mkPen(_CURVE_DARK if is_dark() else _CURVE_LIGHT, width=2))
