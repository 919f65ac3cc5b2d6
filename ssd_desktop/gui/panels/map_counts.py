"""How many default boxes of each feature map, side by side."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ssd_desktop.gui.overlays.colours import map_colour
from ssd_desktop.gui.panels.chips import colour_chip
from ssd_desktop.gui.panels.layer_texts import map_name
from ssd_desktop.gui.panels.numbers import count_text
from ssd_desktop.gui.panels.view_charts import Chart
from ssd_desktop.ssd.config import BoxPlan

_CENTRED = Qt.AlignmentFlag.AlignCenter


class MapCounts(Chart):
    """A column a feature map: its colour, its cells and a number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(4)
        self._grid.setVerticalSpacing(0)
        self._plan: BoxPlan | None = None
        self._numbers: list[QLabel] = []

    def set_counts(self, plan: BoxPlan, counts: tuple[int, ...]) -> None:
        """Shows a number for each feature map of a plan, the finest first."""
        if plan != self._plan:
            self._plan = plan
            self._rebuild(plan)
        for feature_map, (label, count) in enumerate(zip(self._numbers, counts, strict=True)):
            label.setText(count_text(count))
            label.setEnabled(count > 0)
            label.setAccessibleName(f"{map_name(plan, feature_map)}: {count_text(count)}")

    def counts(self) -> list[str]:
        """Returns the numbers as they are shown."""
        return [label.text() for label in self._numbers]

    def _rebuild(self, plan: BoxPlan) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._numbers = []
        for feature_map, cells in enumerate(plan.map_sizes):
            chip, side, number = QLabel(), QLabel(f"{cells} × {cells}"), QLabel()
            chip.setPixmap(colour_chip(map_colour(feature_map), self.devicePixelRatioF()))
            bold = number.font()
            bold.setBold(True)
            number.setFont(bold)
            for row, label in enumerate((chip, side, number)):
                label.setAlignment(_CENTRED)
                label.setToolTip(map_name(plan, feature_map))
                self._grid.addWidget(label, row, feature_map)
            self._grid.setColumnStretch(feature_map, 1)
            self._numbers.append(number)
