"""The feature maps with their default boxes, as a student reads them, and what to show of each."""

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from ssd_desktop.gui.overlays.colours import map_colour
from ssd_desktop.gui.panels.checks import CheckGroup
from ssd_desktop.gui.panels.chips import colour_chip
from ssd_desktop.gui.panels.layer_texts import (
    map_explanation,
    map_facts,
    map_name,
    map_title,
    total_explanation,
    total_text,
)
from ssd_desktop.gui.panels.scrolling import VerticalScrollArea
from ssd_desktop.ssd.config import BoxPlan
from ssd_desktop.ssd.default_boxes import DefaultBoxes

_CHIP, _NAME, _ALL, _CELL = range(4)
_HEADING_ROW, _EVERY_ROW, _FIRST_MAP_ROW = range(3)
_CENTRED = Qt.AlignmentFlag.AlignCenter
_FACTS_SHRINK = 0.9
_GAP_BELOW = 6


class LayersPanel(QWidget):
    """One row a feature map with two checks: all its boxes, and those of the cell under the pointer."""

    maps_changed = Signal(object)
    """The set of feature maps (0 is the finest) of which all boxes are to be shown."""

    cell_maps_changed = Signal(object)
    """The set of feature maps of which the boxes of the cell under the pointer are to be shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[QWidget] = []
        self._all = CheckGroup(self.tr("All boxes of every feature map"), self)
        self._cell = CheckGroup(self.tr("Cell under the cursor, every feature map"), self)
        self._grid = QGridLayout()
        self._total = QLabel(self.tr("No default boxes: no detector is loaded yet."))
        self._total.setWordWrap(True)
        self._total.setToolTip(total_explanation())
        self._add_headings()
        self._lay_out()
        self._all.changed.connect(self.maps_changed)
        self._cell.changed.connect(self.cell_maps_changed)

    def set_default_boxes(self, default_boxes: DefaultBoxes) -> None:
        """Describes the feature maps of another box plan; what was checked stays checked."""
        plan = default_boxes.plan
        for widget in self._rows:
            self._grid.removeWidget(widget)
            widget.deleteLater()
        self._rows = []
        checks = [self._add_row(plan, feature_map) for feature_map in range(len(plan.map_sizes))]
        self._all.set_checks([every for every, _ in checks])
        self._cell.set_checks([cell for _, cell in checks])
        self._set_tab_order(checks)
        self._total.setText(total_text(plan))

    def maps(self) -> set[int]:
        """Returns the feature maps of which all boxes are checked."""
        return self._all.checked()

    def cell_maps(self) -> set[int]:
        """Returns the feature maps of which the cell under the cursor is checked."""
        return self._cell.checked()

    def set_maps(self, maps: set[int]) -> None:
        """Checks 'All boxes' of these feature maps only; says so if that changes anything."""
        self._all.set_checked(maps)

    def set_cell_maps(self, maps: set[int]) -> None:
        """Checks 'Cell under the cursor' of these feature maps only; says so if that changes anything."""
        self._cell.set_checked(maps)

    def _add_headings(self) -> None:
        headings = {_ALL: self.tr("All\nboxes"), _CELL: self.tr("Cell under\ncursor")}
        for column, text in headings.items():
            heading = QLabel(text)
            heading.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom)
            self._grid.addWidget(heading, _HEADING_ROW, column)
        every = QLabel(self.tr("Every feature map"))
        every.setContentsMargins(0, _GAP_BELOW, 0, _GAP_BELOW)
        self._grid.addWidget(every, _EVERY_ROW, _CHIP, 1, 2)
        self._grid.addWidget(self._all.every, _EVERY_ROW, _ALL, _CENTRED)
        self._grid.addWidget(self._cell.every, _EVERY_ROW, _CELL, _CENTRED)

    def _lay_out(self) -> None:
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(_NAME, 1)
        content = QWidget()
        column = QVBoxLayout(content)
        column.addLayout(self._grid)
        column.addWidget(self._total)
        column.addStretch(1)
        scroll = VerticalScrollArea(content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def _add_row(self, plan: BoxPlan, feature_map: int) -> tuple[QCheckBox, QCheckBox]:
        name = map_name(plan, feature_map)
        chip = QLabel()
        chip.setPixmap(colour_chip(map_colour(feature_map), self.devicePixelRatioF()))
        every = _check(self.tr("All boxes of {map}").format(map=name))
        cell = _check(self.tr("Cell under the cursor, {map}").format(map=name))
        title, facts = _title_and_facts(plan, feature_map)
        row = _FIRST_MAP_ROW + 2 * feature_map
        self._grid.addWidget(chip, row, _CHIP)
        self._grid.addWidget(title, row, _NAME)
        self._grid.addWidget(every, row, _ALL, _CENTRED)
        self._grid.addWidget(cell, row, _CELL, _CENTRED)
        self._grid.addWidget(facts, row + 1, _NAME, 1, 3)
        for widget in (chip, title, facts, every, cell):
            widget.setToolTip(f"<p>{map_explanation(plan, feature_map)}</p>")
            self._rows.append(widget)
        return every, cell

    def _set_tab_order(self, checks: list[tuple[QCheckBox, QCheckBox]]) -> None:
        order = [self._all.every, self._cell.every, *(check for row in checks for check in row)]
        for one, following in pairwise(order):
            QWidget.setTabOrder(one, following)


def _check(name: str) -> QCheckBox:
    check = QCheckBox()
    check.setAccessibleName(name)
    return check


def _title_and_facts(plan: BoxPlan, feature_map: int) -> tuple[QLabel, QLabel]:
    """The name of a map in bold, and what goes below it in smaller type."""
    title, facts = QLabel(map_title(plan, feature_map)), QLabel(map_facts(plan, feature_map))
    bold = title.font()
    bold.setBold(True)
    title.setFont(bold)
    small = facts.font()
    small.setPointSizeF(small.pointSizeF() * _FACTS_SHRINK)
    facts.setFont(small)
    facts.setContentsMargins(0, 0, 0, _GAP_BELOW)
    return title, facts
