"""Headings of tables stand over what they name."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView, QTableWidget

from ssd_desktop.annotation.statistics import statistics_of
from ssd_desktop.gui.panels.class_errors_model import ClassErrorsModel
from ssd_desktop.gui.panels.ground_truths_model import GroundTruthsModel
from ssd_desktop.gui.panels.loss_models import CostsModel, TermsModel
from ssd_desktop.gui.panels.recall_table import RecallModel, RecallTable
from ssd_desktop.gui.panels.row_table import row_table
from ssd_desktop.gui.panels.sections import SmallTable
from ssd_desktop.gui.panels.split_tab import SplitTab
from tests.unit.annotation.counted import made_image

_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight


def sides(table: QTableView) -> list[Qt.AlignmentFlag]:
    """The side of each heading as it is painted."""
    header, model = table.horizontalHeader(), table.model()
    said = [
        model.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        for column in range(model.columnCount())
    ]
    found = [header.defaultAlignment() if one is None else Qt.AlignmentFlag(int(one)) for one in said]
    return [one & Qt.AlignmentFlag.AlignHorizontal_Mask for one in found]


def cells(table: QTableWidget) -> list[Qt.AlignmentFlag]:
    """The side of each cell of the first row."""
    said = [table.item(0, column).textAlignment() for column in range(table.columnCount())]
    return [Qt.AlignmentFlag(int(one)) & Qt.AlignmentFlag.AlignHorizontal_Mask or _LEFT for one in said]


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (lambda: CostsModel(), [_LEFT, _RIGHT, _RIGHT, _RIGHT]),
        (lambda: TermsModel(1.0), [_LEFT, _LEFT, _RIGHT, _RIGHT]),
        (lambda: GroundTruthsModel(1.0), [_LEFT, _RIGHT, _RIGHT, _LEFT]),
    ],
)
def test_headings_of_rows_that_explain_stand_as_their_cells(qtbot, make, expected):
    model = make()
    table = row_table(model, "rows")
    qtbot.addWidget(table)
    assert sides(table) == expected


def test_headings_of_small_tables_stand_as_their_cells(qtbot):
    table = SmallTable(("Default box", "Score", "IoU"), "rivals")
    qtbot.addWidget(table)
    table.fill([("a", "0.5", "0.3")])
    assert sides(table) == cells(table) == [_LEFT, _RIGHT, _RIGHT]


def test_headings_of_splits_stand_as_their_cells(qtbot):
    tab = SplitTab()
    qtbot.addWidget(tab)
    images = [made_image("a.jpg", ("cat", (10, 10, 60, 60))), made_image("b.jpg")]
    tab.set_statistics(statistics_of(images, splits={"train": {images[0].path}, "val": {images[1].path}}))
    assert sides(tab.table) == cells(tab.table) == [_LEFT, _RIGHT, _RIGHT]
    assert not tab.table.showGrid()


def test_headings_of_figures_stand_as_their_cells(qtbot):
    table = RecallTable(RecallModel())
    qtbot.addWidget(table)
    assert sides(table) == [_RIGHT]
    model = ClassErrorsModel()
    table = QTableView()
    qtbot.addWidget(table)
    table.setModel(model)
    assert sides(table) == [_LEFT] + [_RIGHT] * (model.columnCount() - 1)
