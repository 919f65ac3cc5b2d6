"""Which parts of a panel are charts: they go into the picture of a view."""

from PySide6.QtWidgets import QWidget

from ssd_desktop.gui.panels.heat_legend import HeatLegend
from ssd_desktop.gui.panels.map_counts import MapCounts
from ssd_desktop.gui.panels.network_diagram import NetworkDiagram
from ssd_desktop.gui.panels.precision_recall_chart import PrecisionRecallChart
from ssd_desktop.gui.panels.score_bars import ScoreBars
from ssd_desktop.gui.panels.threshold_chart import ThresholdChart

_CHARTS = (NetworkDiagram, ScoreBars, ThresholdChart, HeatLegend, MapCounts, PrecisionRecallChart)


def charts_of(panel: QWidget) -> list[QWidget]:
    """Returns the charts that a panel shows now, scrolled out of sight or not, from top to bottom."""
    charts = [one for one in panel.findChildren(QWidget) if isinstance(one, _CHARTS) and one.isVisibleTo(panel)]
    return sorted(charts, key=lambda one: one.mapTo(panel, one.rect().topLeft()).y())
