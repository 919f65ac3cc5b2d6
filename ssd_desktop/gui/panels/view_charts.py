"""Which parts of a panel are charts: they go into the picture of a view."""

from PySide6.QtWidgets import QWidget


class Chart(QWidget):
    """A part of a panel that is a drawing of figures.

    Charts say so themselves, since a list of them here would import pyqtgraph, half a second, before any is shown.
    """


def charts_of(panel: QWidget) -> list[Chart]:
    """Returns the charts that a panel shows now, scrolled out of sight or not, from top to bottom."""
    charts = [one for one in panel.findChildren(Chart) if one.isVisibleTo(panel)]
    return sorted(charts, key=lambda one: one.mapTo(panel, one.rect().topLeft()).y())
