"""The labelled folder that a training is measured on, where that is not the folder it is trained on."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QDir, QSignalBlocker, QTimer, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from ssd_desktop.gui.dialogs.form import label_for, named, wide_combo
from ssd_desktop.gui.dialogs.typed_paths import is_folder, typed_path
from ssd_desktop.gui.panels.numbers import count_text

_TYPING_PAUSE_MS = 600


class ValidationFolder(QWidget):
    """Asks for a folder and, where it has lists, for one of them.

    Signals:
        changed: Another folder or list was chosen.
        typed: Something is being typed; ``changed`` follows after a pause.
    """

    changed = Signal()
    typed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edit = named(QLineEdit(clearButtonEnabled=True), self.tr("Folder to measure on"))
        self._edit.setPlaceholderText(self.tr("A labelled folder with objects of the same classes"))
        self._browse = QPushButton(self.tr("Choose..."), autoDefault=False)
        self._list = wide_combo(self.tr("List of that folder"))
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_PAUSE_MS)
        self._typing.timeout.connect(self._on_folder)
        self._edit.textEdited.connect(self._typing.start)
        self._edit.textEdited.connect(self.typed)
        self._browse.clicked.connect(self._ask)
        self._list.activated.connect(self.changed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._edit, 2)
        row.addWidget(self._browse)
        self._list_label = label_for(self.tr("List"), self._list)
        row.addWidget(self._list_label)
        row.addWidget(self._list, 1)
        self.show_lists({}, None)

    def folder(self) -> Path | None:
        """Returns the folder; None where none is chosen."""
        return typed_path(self._edit.text())

    def split(self) -> str | None:
        """Returns the list of it; None as the trainer takes it."""
        chosen: str | None = self._list.currentData()
        return chosen

    def problem(self) -> str:
        """Returns why the folder cannot be measured on; empty where it may be."""
        folder = self.folder()
        if folder is None:
            return self.tr("Choose the folder to measure on.")
        if not is_folder(folder):
            return self.tr("{path} is no folder; choose the folder to measure on anew.").format(path=folder)
        return ""

    def show_folder(self, folder: Path | None) -> None:
        """Shows a folder without its lists; nothing is emitted."""
        self._edit.setText("" if folder is None else QDir.toNativeSeparators(str(folder)))
        self._typing.stop()
        self.show_lists({}, None)

    def show_lists(self, lists: Mapping[str, int], chosen: str | None) -> None:
        """Offers the lists of the folder.

        Args:
            lists: Images of each, by name.
            chosen: The one that is measured on; None: as the trainer takes it.
        """
        with QSignalBlocker(self._list):
            self._list.clear()
            self._list.addItem(self.tr("val, else all images"), None)
            for name, images in lists.items():
                text = self.tr("{name} ({images} images)").format(name=name, images=count_text(images))
                self._list.addItem(text, name)
            self._list.setCurrentIndex(max(0, self._list.findData(chosen)))
        for widget in (self._list_label, self._list):
            widget.setVisible(bool(lists))

    @Slot()
    def _ask(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Folder to measure on"), self._edit.text())
        if chosen:
            self._edit.setText(QDir.toNativeSeparators(chosen))
            self._on_folder()

    @Slot()
    def _on_folder(self) -> None:
        self._typing.stop()
        self.show_lists({}, None)
        self.changed.emit()
