"""A plain table of rows, one of which is chosen."""

from PySide6.QtCore import QAbstractItemModel
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView


<<<<<<< HEAD
def row_table(model: QAbstractItemModel, name: str) -> QTableView:
=======
def row_table(model: QAbstractItemModel, name: str, *, rows: int) -> QTableView:
>>>>>>> 0eb4f44 (Bring back the look at matching and loss in the window, which a merge had lost)
    """Returns a table whose first column takes the room that is left.

    Args:
        model: Of the rows.
        name: For people who cannot see the headings.
<<<<<<< HEAD
=======
        rows: How many can be seen at least.
>>>>>>> 0eb4f44 (Bring back the look at matching and loss in the window, which a merge had lost)
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
<<<<<<< HEAD
    table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 6)
=======
    height = table.fontMetrics().height() + 6
    table.verticalHeader().setDefaultSectionSize(height)
>>>>>>> 0eb4f44 (Bring back the look at matching and loss in the window, which a merge had lost)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
<<<<<<< HEAD
    return table


def fit_rows(table: QTableView, *, least: int) -> None:
    """Makes a table no higher than its rows need, and high enough for so many of them."""
    rows, height = table.model().rowCount(), table.verticalHeader().defaultSectionSize()
    frame = table.horizontalHeader().sizeHint().height() + 2 * table.frameWidth()
    table.setMinimumHeight(height * min(rows, least) + frame)
    table.setMaximumHeight(height * max(rows, 1) + frame)
=======
    table.setMinimumHeight(height * (rows + 1) + 6)
    return table


def fit_rows(table: QTableView, *, most: int) -> None:
    """Makes a table as high as its rows, at most so many."""
    rows = min(table.model().rowCount(), most)
    height = table.verticalHeader().defaultSectionSize()
    table.setFixedHeight(height * rows + table.horizontalHeader().sizeHint().height() + 2 * table.frameWidth())
>>>>>>> 0eb4f44 (Bring back the look at matching and loss in the window, which a merge had lost)
