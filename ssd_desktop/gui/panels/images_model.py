"""Image files as rows of a list; nothing is read from the disk."""

from bisect import bisect_left
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

_Index = QModelIndex | QPersistentModelIndex


class ImagesModel(QAbstractListModel):
    """The names that contain the filter text, whatever its case, and which one is shown now."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._images: list[Path] = []
        self._names: list[str] = []
        self._numbers: dict[Path, int] = {}
        self._shown: list[int] = []
        self._filter = ""
        self._current: Path | None = None
        self._bold = QFont()
        self._bold.setBold(True)

    def set_images(self, images: list[Path]) -> None:
        """Takes other images, in order."""
        self.beginResetModel()
        self._images = list(images)
        self._names = [image.name.casefold() for image in self._images]
        self._numbers = {image: number for number, image in enumerate(self._images)}
        self._apply_filter()
        self.endResetModel()

    def set_filter(self, text: str) -> None:
        """Shows only names that contain ``text``."""
        self.beginResetModel()
        self._filter = text.strip().casefold()
        self._apply_filter()
        self.endResetModel()

    def set_current(self, image: Path | None) -> None:
        """Marks an image as the one that is shown; None marks none."""
        before, self._current = self.current_row(), image
        for row in (before, self.current_row()):
            if row is not None:
                self.dataChanged.emit(self.index(row), self.index(row), [Qt.ItemDataRole.FontRole])

    def total(self) -> int:
        """Returns the number of images, filtered out ones included."""
        return len(self._images)

    def image(self, row: int) -> Path:
        """Returns the path of a row."""
        return self._images[self._shown[row]]

    def is_current(self, row: int) -> bool:
        """Returns whether a row is the image that is shown."""
        return self.image(row) == self._current

    def current_row(self) -> int | None:
        """Returns the row of the image that is shown, or None while it is filtered out or not listed."""
        number = None if self._current is None else self._numbers.get(self._current)
        if number is None:
            return None
        row = bisect_left(self._shown, number)
        return row if row < len(self._shown) and self._shown[row] == number else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Returns the number of names that pass the filter."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Returns the name, the whole path as tool tip, and bold type for the current image."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.image(index.row()).name
        if role == Qt.ItemDataRole.ToolTipRole:
            return str(self.image(index.row()))
        if role == Qt.ItemDataRole.FontRole and self.is_current(index.row()):
            return self._bold
        return None

    def _apply_filter(self) -> None:
        self._shown = [number for number, name in enumerate(self._names) if self._filter in name]
