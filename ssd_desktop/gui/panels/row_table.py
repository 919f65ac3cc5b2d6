"""A plain table of rows, one of which is chosen."""

from PySide6.QtCore import QAbstractItemModel
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView


def row_table(model: QAbstractItemModel, name: str, *, rows: int) -> QTableView:
    """Returns a table whose first column takes the room that is left.

    Args:
        model: Of the rows.
        name: For people who cannot see the headings.
        rows: How many can be seen at least.
    """
    table = QTableView()
    table.setModel(model)
    table.setAccessibleName(name)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.verticalHeader().hide()
    height = table.fontMetrics().height() + 6
    table.verticalHeader().setDefaultSectionSize(height)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    table.setMinimumHeight(height * (rows + 1) + 6)
    return table


def fit_rows(table: QTableView, *, most: int) -> None:
    """Makes a table as high as its rows, at most so many."""
    rows = min(table.model().rowCount(), most)
    height = table.verticalHeader().defaultSectionSize()
    table.setFixedHeight(height * rows + table.horizontalHeader().sizeHint().height() + 2 * table.frameWidth())
