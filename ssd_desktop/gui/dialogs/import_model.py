"""What a file of another program does not say: a name, its classes, its box plan, the order of its channels."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ssd_desktop.checkpoints.foreign_plans import FOREIGN_PLANS
from ssd_desktop.checkpoints.library import suggested_name
from ssd_desktop.gui.dialogs.form import add_row, beside, named, note_label, wide_combo
from ssd_desktop.gui.localised import localised
from ssd_desktop.ssd.config import PLANS

_WIDTH = 540


@dataclass(frozen=True)
class ImportRequest:
    """A file to import.

    Attributes:
        path: The file of the other program.
        name: Under which it is used.
        class_list: A file with one class name a line; None: as its layout is known for.
        plan: Name of the box plan; None likewise.
        channels: ``rgb`` or ``bgr``; None likewise.
    """

    path: Path
    name: str
    class_list: Path | None
    plan: str | None
    channels: str | None


class ImportModelDialog(QDialog):
    """Asks for what the file does not say; everything has an answer already."""

    def __init__(self, path: Path, problem_of: Callable[[str], str], parent: QWidget | None = None) -> None:
        """Begins with the name of the file and what its layout is known for.

        Args:
            path: The file.
            problem_of: Returns why a name cannot be taken, one sentence; "" where it can.
            parent: The window.
        """
        super().__init__(parent)
        self._problem_of = problem_of
        self.setWindowTitle(self.tr("Import Model"))
        self.setMinimumWidth(_WIDTH)
        self._path = path
        self._name = named(QLineEdit(suggested_name(path)), self.tr("Name"))
        self._class_list = named(QLineEdit(), self.tr("Class list"))
        self._class_list.setPlaceholderText(self.tr("As it was trained: VOC, COCO, else class_1, class_2, ..."))
        self._plan = wide_combo(self.tr("Box plan"))
        self._plan.addItem(self.tr("Recognise from the file"), None)
        for name in (*PLANS, *FOREIGN_PLANS):
            self._plan.addItem(name, name)
        self._channels = wide_combo(self.tr("Channels"))
        for text, value in ((self.tr("Recognise from the file"), None), ("RGB", "rgb"), ("BGR", "bgr")):
            self._channels.addItem(text, value)
        self._note = note_label("")
        self._buttons = QDialogButtonBox()
        self._build()

    def request(self) -> ImportRequest:
        """Returns what is chosen."""
        names = self._class_list.text().strip()
        return ImportRequest(
            self._path,
            self._name.text().strip(),
            Path(names) if names else None,
            self._plan.currentData(),
            self._channels.currentData(),
        )

    def _build(self) -> None:
        form = QFormLayout()
        form.addRow(self.tr("File"), QLabel(self._path.name))
        add_row(form, self.tr("&Name"), self._name)
        row = beside(self._class_list, (self.tr("Ch&oose..."), self._choose_classes))
        add_row(form, self.tr("&Class list"), row, field=self._class_list)
        add_row(form, self.tr("&Box plan"), self._plan)
        add_row(form, self.tr("C&hannels"), self._channels)
        self._accept = self._buttons.addButton(self.tr("&Import"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._name.textChanged.connect(self._update)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(self._note)
        column.addWidget(self._buttons)
        self._update()

    def _update(self) -> None:
        """Says what keeps the name from being taken; what else was chosen stays meanwhile."""
        name = self._name.text().strip()
        problem = self._problem_of(name) if name else ""
        self._accept.setEnabled(bool(name) and not problem)
        self._note.setText(
            localised(problem)
            or self.tr(
                "SSD of torchvision, amdegroot, lufficc and sgrvinod is recognised, and VGG16 as start weights. "
                "Only weights are read; a file that wants to run code is refused."
            )
        )

    def _choose_classes(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self, self.tr("Class List"), str(self._path.parent), self.tr("Class lists (*.txt);;All files (*)")
        )
        if path:
            self._class_list.setText(path)
