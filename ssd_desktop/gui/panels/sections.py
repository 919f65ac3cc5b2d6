"""Headings, rows of facts and small tables of the panels that explain."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHeaderView,
    QLabel,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

_GAP_ABOVE = 8
_MOST_ROWS = 6
_ROW_ROOM = 6
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def heading(text: str) -> QLabel:
    """Returns a label in bold with some room above it."""
    label = QLabel(text)
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    label.setContentsMargins(0, _GAP_ABOVE, 0, 0)
    return label


def align_headings(table: QTableWidget) -> None:
    """Aligns headings as cells are: the first, over names, left, the others, over numbers, right."""
    table.horizontalHeader().setDefaultAlignment(_RIGHT)
    first = table.horizontalHeaderItem(0)
    if first is not None:
        first.setTextAlignment(_LEFT)


class Facts(QWidget):
    """Names on the left, what they are on the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        self._values: dict[str, QLabel] = {}

    def add(self, name: str, tip: str = "") -> QLabel:
        """Adds a row and returns the label of its value."""
        row = self._grid.rowCount()
        title, value = QLabel(name), QLabel()
        title.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        value.setWordWrap(True)
        value.setAccessibleName(name)
        for label in (title, value):
            label.setToolTip(tip)
        self._grid.addWidget(title, row, 0)
        self._grid.addWidget(value, row, 1)
        self._values[name] = value
        return value

    def texts(self) -> dict[str, str]:
        """Returns what is read, by the names."""
        return {name: value.text() for name, value in self._values.items()}


class SmallTable(QTableWidget):
    """A table of a few rows, of which one can be chosen; no higher than it must be."""

    def __init__(self, columns: Sequence[str], name: str, parent: QWidget | None = None) -> None:
        """Makes an empty table.

        Args:
            columns: Their headings; the first one takes the room that is left.
            name: For those who cannot see the heading above it.
            parent: Owner.
        """
        super().__init__(0, len(columns), parent)
        self.setHorizontalHeaderLabels(list(columns))
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + _ROW_ROOM)
        header = self.horizontalHeader()
        align_headings(self)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(24)
        self.fill([])

    def fill(self, rows: Sequence[Sequence[str]], icons: Sequence[QIcon] = ()) -> None:
        """Shows other rows; none is chosen.

        Args:
            rows: Their texts.
            icons: Before the first text of each row.
        """
        self.clearSelection()
        self.setRowCount(len(rows))
        for at, texts in enumerate(rows):
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                if column:
                    item.setTextAlignment(_RIGHT)
                elif icons:
                    item.setIcon(icons[at])
                self.setItem(at, column, item)
        shown = min(max(len(rows), 1), _MOST_ROWS)
        room = self.horizontalHeader().sizeHint().height() + 2 * self.frameWidth()
        self.setFixedHeight(shown * self.verticalHeader().defaultSectionSize() + room)

    def texts(self) -> list[tuple[str, ...]]:
        """Returns what is read, row by row."""
        model = self.model()
        return [
            tuple(str(model.index(row, column).data()) for column in range(self.columnCount()))
            for row in range(self.rowCount())
        ]

    def chosen(self) -> int | None:
        """Returns the row that is chosen."""
        rows = self.selectionModel().selectedRows()
        return rows[0].row() if rows else None
