"""The classes of a folder as rows of a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QLocale, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QIcon

from ssd_desktop.gui.panels.chips import colour_mark

KEY_COLUMN, NAME_COLUMN, BOXES_COLUMN, IMAGES_COLUMN = range(4)
_KEYS = 9
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class ClassRow:
    """A class.

    Attributes:
        name: As the files have it.
        boxes: How many it has; None while they are being counted.
        images: How many pictures have one; likewise.
    """

    name: str
    boxes: int | None
    images: int | None


class ClassesModel(QAbstractTableModel):
    """Key, chip and name, boxes and pictures of each class, in the order of the keys."""

    def __init__(self, device_pixel_ratio: float, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ratio = device_pixel_ratio
        self._rows: tuple[ClassRow, ...] = ()
        self._colours: dict[str, QColor] = {}
        self._chips: dict[str, QIcon] = {}

    def set_rows(self, rows: Sequence[ClassRow], colours: Mapping[str, QColor]) -> None:
        """Shows other classes, or the same with other numbers."""
        if tuple(rows) == self._rows and colours == self._colours:
            return
        same = [row.name for row in rows] == [row.name for row in self._rows]
        if not same:
            self.beginResetModel()
        self._rows = tuple(rows)
        if colours != self._colours:
            self._colours = dict(colours)
            self._chips = {name: colour_mark(colour, self._ratio) for name, colour in colours.items()}
        if not same:
            self.endResetModel()
        elif rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, IMAGES_COLUMN))

    def name(self, row: int) -> str:
        """Returns the class of a row."""
        return self._rows[row].name

    def row_of(self, name: str) -> int | None:
        """Returns the row of a class; None where it is not listed."""
        return next((row for row, one in enumerate(self._rows) if one.name == name), None)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Returns the number of classes."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Returns 4: key, class, boxes, pictures."""
        return 0 if parent.isValid() else 4

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Returns the heading of a column."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter if section <= NAME_COLUMN else _RIGHT
        return self.heading(section) if role == Qt.ItemDataRole.DisplayRole else None

    def heading(self, column: int) -> str:
        """Returns the heading of a column."""
        return ("", self.tr("Class"), self.tr("Boxes"), self.tr("Pictures"))[column]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Returns text, chip or alignment of a cell."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, index.row(), column)
        if role == Qt.ItemDataRole.DecorationRole and column == NAME_COLUMN:
            return self._chips[row.name]
        if role == Qt.ItemDataRole.ToolTipRole and column == NAME_COLUMN:
            return row.name
        if role == Qt.ItemDataRole.TextAlignmentRole and column != NAME_COLUMN:
            return _RIGHT
        return None

    def _text(self, row: ClassRow, position: int, column: int) -> str:
        if column == KEY_COLUMN:
            return str(position + 1) if position < _KEYS else ""
        if column == NAME_COLUMN:
            return row.name
        count = row.boxes if column == BOXES_COLUMN else row.images
        return "\u2026" if count is None else QLocale().toString(count)
