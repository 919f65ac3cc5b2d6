"""Which classes are trained on, and in which order."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from ssd_desktop.annotation.classes import read_class_list
from ssd_desktop.data.dataset import check_classes
from ssd_desktop.errors import SSDDesktopError
from ssd_desktop.gui.dialogs.form import named
from ssd_desktop.gui.localised import localised

_TYPING_PAUSE_MS = 600


class ClassList(QWidget):
    """Asks for class names, with commas between them or from a file; nothing: all classes of the data.

    Signals:
        changed: Another list was chosen.
        typed: Something is being typed; ``changed`` follows after a pause.
    """

    changed = Signal()
    typed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._from_file: tuple[str, ...] = ()
        self.edit = named(QLineEdit(clearButtonEnabled=True), self.tr("Classes to train on"))
        self.edit.setToolTip(
            self.tr("Names with commas between them; objects of other classes are left out, the order numbers them")
        )
        self._file = QPushButton(self.tr("From File..."), autoDefault=False)
        self._file.setToolTip(self.tr("A text file with one name a line"))
        self._problem = ""
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_PAUSE_MS)
        self._typing.timeout.connect(self._on_typed)
        self.edit.textEdited.connect(self._typing.start)
        self.edit.textEdited.connect(self.typed)
        self._file.clicked.connect(self._ask)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.edit, 1)
        row.addWidget(self._file)
        self.show_known(())

    def classes(self) -> tuple[str, ...] | None:
        """Returns the names in order; None: all of the data."""
        text = self.edit.text().strip()
        if not text or self.problem():
            return None
        return self._names()

    def problem(self) -> str:
        """Returns why the list cannot be used; empty where it can."""
        if self._problem or not self.edit.text().strip():
            return self._problem
        try:
            check_classes(self._names())
        except SSDDesktopError as error:
            return localised(str(error))
        return ""

    def show_known(self, names: Sequence[str]) -> None:
        """Says which classes the data has, as long as none is asked for."""
        all_of_them = self.tr("All: {names}").format(names=", ".join(names))
        self.edit.setPlaceholderText(all_of_them if names else self.tr("All classes of the data"))

    def show_classes(self, classes: Sequence[str] | None) -> None:
        """Shows a list; None: all classes. Nothing is emitted."""
        self._problem = ""
        self._from_file = tuple(classes or ())
        self.edit.setText(", ".join(classes or ()))
        self._typing.stop()

    def _names(self) -> tuple[str, ...]:
        # A name from a file may have a comma in it.
        if self.edit.text() == ", ".join(self._from_file):
            return self._from_file
        return tuple(name.strip() for name in self.edit.text().split(",") if name.strip())

    @Slot()
    def _ask(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Class List"), "", self.tr("Class lists (*.txt *.names);;All files (*)")
        )
        if name:
            self.read_file(Path(name))

    def read_file(self, path: Path) -> None:
        """Takes the names in a file; one that is no class list is the problem."""
        try:
            self.show_classes(read_class_list(path))
        except SSDDesktopError as error:
            self._problem = localised(str(error))
        self.changed.emit()

    @Slot()
    def _on_typed(self) -> None:
        self._problem = ""
        self.changed.emit()
