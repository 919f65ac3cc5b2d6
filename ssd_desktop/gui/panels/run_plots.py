"""The curves of several runs over each other, with pyqtgraph: the wheel zooms, dragging moves, a button fits again.

pyqtgraph takes half a second to import; this module is imported when runs are first compared.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ssd_desktop.gui.panels.run_colours import run_colour, run_line, run_mark
from ssd_desktop.project.curves import RunCurves
from ssd_desktop.training.curves_png import smoothed, thinned

_SMOOTHING_SHARE = 0.02
_COLUMNS = 2000
"""More points than a screen has columns look the same."""

_LINE_PX, _MARK_PX, _AXIS_PX = 1.8, 7, 46


class RunPlots(QWidget):
    """Loss above, AP50 on the validation images below, over the same steps."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curves: Sequence[RunCurves] = ()
        self._graphics: Any = pg.GraphicsLayoutWidget()
        self._loss = self._graphics.addPlot(row=0, col=0)
        self._ap = self._graphics.addPlot(row=1, col=0)
        self._ap.setXLink(self._loss)
        for plot in (self._loss, self._ap):
            plot.showGrid(x=True, y=True, alpha=0.15)
            plot.getAxis("left").setWidth(_AXIS_PX)
            plot.getAxis("left").enableAutoSIPrefix(False)
            plot.setMenuEnabled(False)
            plot.getViewBox().setLimits(xMin=0, yMin=0)
        self._ap.getViewBox().setLimits(yMax=105)
        self.setAccessibleName(self.tr("Curves of loss and AP50"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._graphics)
        self._paint()

    def sizeHint(self) -> QSize:
        """A shape in which two curves can be read."""
        return QSize(560, 460)

    def set_curves(self, curves: Sequence[RunCurves]) -> None:
        """Shows the curves of runs, in the order of their colours."""
        self._curves = curves
        self._paint()

    def changeEvent(self, event: QEvent) -> None:
        """Takes the colours of a theme that has changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._paint()

    def _paint(self) -> None:
        palette = self.palette()
        text = palette.color(QPalette.ColorRole.Text)
        self._graphics.setBackground(palette.color(QPalette.ColorRole.Base))
        titles = ((self._loss, self.tr("Loss")), (self._ap, self.tr("AP50 on the validation images, %")))
        for plot, title in titles:
            plot.clear()
            plot.setTitle(title, color=text, size=f"{self.font().pointSizeF():.0f}pt")
            for side in ("left", "bottom"):
                plot.getAxis(side).setPen(text)
                plot.getAxis(side).setTextPen(text)
        self._ap.setLabel("bottom", self.tr("step"), color=text)
        # The first run last: on top of the others.
        for place in reversed(range(len(self._curves))):
            self._draw(place, self._curves[place])

    def _draw(self, place: int, curves: RunCurves) -> None:
        colour = run_colour(place, self.palette())
        pen = pg.mkPen(colour, width=_LINE_PX, style=run_line(place))
        losses = curves.losses["loss"]
        known = np.isfinite(losses)
        steps, losses = curves.steps[known], losses[known]
        window = max(1, round(len(steps) * _SMOOTHING_SHARE))
        self._loss.plot(*thinned(steps, smoothed(losses, window), _COLUMNS), pen=pen)
        self._ap.plot(
            curves.ap_steps,
            100 * curves.ap50,
            pen=pen,
            symbol=run_mark(place),
            symbolSize=_MARK_PX,
            symbolPen=pg.mkPen(colour),
            symbolBrush=pg.mkBrush(colour),
        )
