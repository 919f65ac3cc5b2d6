"""Where in the picture the objects lie."""

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ssd_desktop.annotation.box_histograms import centre_map, coverage_map
from ssd_desktop.annotation.box_table import BoxTable
from ssd_desktop.gui.panels.heat_map import HeatMap


class PositionTab(QWidget):
    """A map of the area that the boxes cover, and one of their centres."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.covered, self.centres = HeatMap(), HeatMap()
        words = QLabel(
            self.tr(
                "Every picture is stretched over the map. Objects should lie where the detector will meet them: "
                "at places where it has never seen any, it finds them less reliably."
            )
        )
        words.setWordWrap(True)
        words.setAlignment(Qt.AlignmentFlag.AlignTop)
        columns = QHBoxLayout(self)
        columns.setContentsMargins(6, 6, 6, 6)
        columns.setSpacing(18)
        maps = ((self.covered, self.tr("Boxes over each place")), (self.centres, self.tr("Centres of boxes")))
        for chart, title in maps:
            chart.setAccessibleName(title)
            column = QVBoxLayout()
            column.setSpacing(3)
            column.addWidget(QLabel(title))
            column.addWidget(chart, 1)
            columns.addLayout(column, 1)
        columns.addWidget(words, 1)

    def set_table(self, table: BoxTable) -> None:
        """Shows other objects."""
        aspect = float(np.median(table.sizes_wh[:, 0] / table.sizes_wh[:, 1])) if len(table) else 4 / 3
        self.covered.set_counts(coverage_map(table), aspect)
        self.centres.set_counts(centre_map(table), aspect)
