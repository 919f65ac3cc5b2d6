"""A plain table of rows, one of which is chosen."""

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

GAP_PX = 11
"""Width of a blank icon before texts that would touch figures at their left; in a heading an icon of any width takes as
much room, so that cell and heading begin at the same place."""
_ROOM = 6
"""Of a row, above and below its text together, px."""


class RoomyRows(QStyledItemDelegate):
    """Makes the rows of a list or tree as high as those of tables."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Returns the room for the text, and some above and below it."""
        return super().sizeHint(option, index).expandedTo(QSize(0, option.fontMetrics.height() + _ROOM))


def row_table(model: QAbstractItemModel, name: str) -> QTableView:
    """Returns a table whose first column takes the room that is left.

    Args:
        model: Of the rows.
        name: For people who cannot see the headings.
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
    table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + _ROOM)
    header = table.horizontalHeader()
    # As cells are where the model says nothing; a heading is centred else.
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setHighlightSections(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    return table


def fit_rows(table: QTableView, *, least: int, most: int = 10_000) -> None:
    """Makes a table no higher than its rows, and ``most`` of them, need, and high enough for ``least`` of them."""
    rows, height = table.model().rowCount(), table.verticalHeader().defaultSectionSize()
    frame = table.horizontalHeader().sizeHint().height() + 2 * table.frameWidth()
    table.setMinimumHeight(height * min(rows, least) + frame)
    table.setMaximumHeight(height * min(max(rows, 1), most) + frame)
