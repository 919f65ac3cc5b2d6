"""Whether the classes of the start detector stay, and where images of them are."""

from pathlib import Path

from PySide6.QtCore import QDir, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ssd_desktop.gui.dialogs.form import label_for, named
from ssd_desktop.gui.dialogs.typed_paths import is_folder, typed_path


class OldClasses(QWidget):
    """Asks what becomes of the classes that the start detector knows.

    Signals:
        changed: Something was chosen.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keep = QCheckBox(self.tr("&Keep the classes it knows"))
        self._keep.setToolTip(
            self.tr("What it finds of them in your images is trained on too, so that they are not forgotten")
        )
        self._images = self._images_row()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._keep)
        layout.addWidget(self._images)
        self._images.hide()
        self._keep.toggled.connect(self._images.setVisible)
        self._keep.toggled.connect(self.changed)
        self._folder_edit.textChanged.connect(self.changed)

    def keeps(self) -> bool:
        """Returns whether the old classes stay."""
        return self._keep.isChecked()

    def folder(self) -> Path | None:
        """Returns the folder with images of the old classes; None without."""
        return typed_path(self._folder_edit.text()) if self.keeps() else None

    def show_choice(self, keeps: bool, folder: Path | None) -> None:
        """Shows what was chosen before.

        Args:
            keeps: Whether the old classes stay.
            folder: With images of them; None without.
        """
        self._keep.setChecked(keeps)
        self._folder_edit.setText("" if folder is None else QDir.toNativeSeparators(str(folder)))

    def problem(self) -> str:
        """Returns why the folder cannot be used; empty where it can."""
        folder = self.folder()
        if folder is None or is_folder(folder):
            return ""
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
        browse = QPushButton(self.tr("&Choose…"), autoDefault=False)
        browse.clicked.connect(self._ask_for_folder)
        layout.addWidget(label_for(self.tr("Images of them"), self._folder_edit))
        layout.addWidget(self._folder_edit, 1)
        layout.addWidget(browse)
        return row

    @Slot()
    def _ask_for_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Images of the old classes"), self._folder_edit.text())
        if chosen:
            self._folder_edit.setText(QDir.toNativeSeparators(chosen))
