"""The images of an evaluation that have errors, the most costly first."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ssd_desktop.gui.panels.numbers import count_text


class ErrorImages(QWidget):
    """A list of images with how many errors each has.

    Signals:
        chosen: The index of an image among those that were evaluated.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = QLabel()
        self._heading.setWordWrap(True)
        self._heading.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Images with errors"))
        self._list.setUniformItemSizes(True)
        self._list.currentItemChanged.connect(self._on_current)
        # A click on the row that is current already goes back to its image.
        self._list.itemClicked.connect(self._on_current)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._heading)
        column.addWidget(self._list, 1)

    def set_images(self, heading: str, rows: Sequence[tuple[int, int]], paths: Sequence[Path]) -> None:
        """Lists other images.

        Args:
            heading: Which errors they have; without any, that there are none.
            rows: Index and number of errors of each.
            paths: Of all images, by index.
        """
        self._heading.setText(heading)
        self._list.setVisible(bool(rows))
        with QSignalBlocker(self._list):
            self._list.clear()
            for index, count in rows:
                item = QListWidgetItem(f"{paths[index].name}  ({count_text(count)})")
                item.setData(Qt.ItemDataRole.UserRole, index)
                item.setToolTip(str(paths[index]))
                self._list.addItem(item)

    def indices(self) -> list[int]:
        """Returns the index of each image that is listed, in order."""
        return [self._list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(self._list.count())]

    def choose(self, row: int) -> None:
        """Chooses a row as a click does."""
        self._list.setCurrentRow(row)

    def _on_current(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))
