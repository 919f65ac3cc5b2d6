"""Whether the classes of the start detector stay, and where images of them are."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QDir, QSignalBlocker, QTimer, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ssd_desktop.gui.dialogs.form import label_for, named, wide_combo
from ssd_desktop.gui.dialogs.typed_paths import is_folder, typed_path
from ssd_desktop.gui.panels.numbers import count_text

_TYPING_PAUSE_MS = 600


class OldClasses(QWidget):
    """Asks what becomes of the classes that the start detector knows.

    Signals:
        changed: Something was chosen.
        lists_wanted: A folder (``Path``) whose lists are asked for; answer with ``show_lists`` or ``show_no_lists``.
    """

    changed = Signal()
    lists_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keep = QCheckBox(self.tr("&Keep the classes it knows"))
        self._keep.setToolTip(
            self.tr("What it finds of them in your images is trained on too, so that they are not forgotten")
        )
        self._wished_list: str | None = None
        self._why_not = ""
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_PAUSE_MS)
        self._typing.timeout.connect(self._ask_for_lists)
        self._images = self._images_row()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._keep)
        layout.addWidget(self._images)
        self._images.hide()
        self._keep.toggled.connect(self._images.setVisible)
        self._keep.toggled.connect(self.changed)
        self._folder_edit.textChanged.connect(self._on_folder)
        self._list.activated.connect(self._on_list)
        self._offer({})

    def keeps(self) -> bool:
        """Returns whether the old classes stay."""
        return self._keep.isChecked()

    def folder(self) -> Path | None:
        """Returns the folder with images of the old classes; None without."""
        return typed_path(self._folder_edit.text()) if self.keeps() else None

    def split(self) -> str | None:
        """Returns the list of that folder to train on; None as the trainer takes it."""
        return self._wished_list if self.folder() is not None else None

    def show_choice(self, keeps: bool, folder: Path | None, split: str | None) -> None:
        """Shows what was chosen before.

        Args:
            keeps: Whether the old classes stay.
            folder: With images of them; None without.
            split: List of it; None as the trainer takes it.
        """
        self._keep.setChecked(keeps)
        self._folder_edit.setText("" if folder is None else QDir.toNativeSeparators(str(folder)))
        self._wished_list = split
        self._ask_for_lists()

    def show_lists(self, folder: Path, lists: Mapping[str, int]) -> None:
        """Offers the lists of a folder, with the images of each; nothing where another folder is typed by now."""
        if folder == typed_path(self._folder_edit.text()):
            self._why_not = ""
            if self._wished_list not in lists:
                self._wished_list = None
            self._offer(lists)
            self.changed.emit()

    def show_no_lists(self, folder: Path, why_not: str) -> None:
        """Says why a folder cannot be used, unless another one is typed by now."""
        if folder == typed_path(self._folder_edit.text()):
            self._why_not = why_not
            self.changed.emit()

    def problem(self) -> str:
        """Returns why the folder cannot be used; empty where it can."""
        folder = self.folder()
        if folder is None or is_folder(folder):
            return "" if folder is None else self._why_not
        return self.tr("{path} is no folder; choose the images of the old classes anew.").format(path=folder)

    def _images_row(self) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(24, 0, 0, 0)
        self._folder_edit = named(QLineEdit(clearButtonEnabled=True), self.tr("Images of the old classes"))
        self._folder_edit.setPlaceholderText(self.tr("Optional: the labelled folder that it learned them from"))
        self._folder_edit.setToolTip(
            self.tr("A share of each batch is drawn from these images, which keeps the old classes best")
        )
        browse = QPushButton(self.tr("&Choose..."), autoDefault=False)
        browse.clicked.connect(self._ask_for_folder)
        layout.addWidget(label_for(self.tr("Images of them"), self._folder_edit))
        layout.addWidget(self._folder_edit, 1)
        layout.addWidget(browse)
        self._list = wide_combo(self.tr("List of the old images"))
        layout.addWidget(self._list)
        return row

    def _offer(self, lists: Mapping[str, int]) -> None:
        with QSignalBlocker(self._list):
            self._list.clear()
            self._list.addItem(self.tr("train, else all images"), None)
            for name, images in lists.items():
                text = self.tr("{name} ({images} images)").format(name=name, images=count_text(images))
                self._list.addItem(text, name)
            self._list.setCurrentIndex(max(0, self._list.findData(self._wished_list)))
        self._list.setVisible(bool(lists))

    @Slot()
    def _on_folder(self) -> None:
        self._wished_list, self._why_not = None, ""
        self._offer({})
        self._typing.start()
        self.changed.emit()

    @Slot()
    def _ask_for_lists(self) -> None:
        self._typing.stop()
        folder = typed_path(self._folder_edit.text())
        if folder is not None and is_folder(folder):
            self.lists_wanted.emit(folder)

    @Slot()
    def _on_list(self) -> None:
        self._wished_list = self._list.currentData()
        self.changed.emit()

    @Slot()
    def _ask_for_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Images of the old classes"), self._folder_edit.text())
        if chosen:
            self._folder_edit.setText(QDir.toNativeSeparators(chosen))
