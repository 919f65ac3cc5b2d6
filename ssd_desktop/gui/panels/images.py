"""The images of the open folder."""

from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ssd_desktop.gui.panels.images_model import ImagesModel
from ssd_desktop.gui.panels.numbers import count_text


class _NarrowItems(QStyledItemDelegate):
    """Asks for no width, so that a long name loses its middle instead of getting a scroll bar."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, super().sizeHint(option, index).height())


class ImagesPanel(QWidget):
    """File names with a filter; going to another name opens it."""

    image_chosen = Signal(object)
    """The ``Path`` the user went to, by a click or the keys."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = ImagesModel(self)
        self._filter = QLineEdit()
        self._list = QListView()
        self._count = QLabel()
        self._set_up()
        self._show_count()

    def set_images(self, images: list[Path]) -> None:
        """Lists other images, in the given order; the filter stays."""
        self._model.set_images(images)
        self._show_count()

    def set_current(self, image: Path | None) -> None:
        """Marks the image that is shown, without choosing it; None, or one that is not listed, marks none."""
        self._model.set_current(image)
        self._select_current()

    def _set_up(self) -> None:
        self._filter.setPlaceholderText(self.tr("Filter by name"))
        self._filter.setAccessibleName(self.tr("Filter images by name"))
        self._filter.setClearButtonEnabled(True)
        self._filter.textChanged.connect(self._filter_edited)
        self._list.setModel(self._model)
        self._list.setAccessibleName(self.tr("Images"))
        # Without it Qt measures every one of 10,000 names.
        self._list.setUniformItemSizes(True)
        self._list.setItemDelegate(_NarrowItems(self._list))
        self._list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._list.selectionModel().currentChanged.connect(self._current_edited)
        self._list.activated.connect(self._choose)
        column = QVBoxLayout(self)
        column.addWidget(self._filter)
        column.addWidget(self._list, 1)
        column.addWidget(self._count)

    def _filter_edited(self, text: str) -> None:
        self._model.set_filter(text)
        self._select_current()
        self._show_count()

    def _current_edited(self, current: QModelIndex, _: QModelIndex) -> None:
        if current.isValid() and not self._model.is_current(current.row()):
            self._choose(current)

    def _choose(self, index: QModelIndex) -> None:
        self.image_chosen.emit(self._model.image(index.row()))

    def _select_current(self) -> None:
        row = self._model.current_row()
        selection = self._list.selectionModel()
        if row is None:
            selection.clear()
            return
        index = self._model.index(row)
        selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._list.scrollTo(index)

    def _show_count(self) -> None:
        if not self._model.total():
            self._count.setText(self.tr("No images: open a folder"))
            return
        text = self.tr("{shown} of {total} images")
        self._count.setText(
            text.format(shown=count_text(self._model.rowCount()), total=count_text(self._model.total()))
        )
