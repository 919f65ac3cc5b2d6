"""Which frames of a video become a data set, in which format, and where."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ssd_desktop.annotation.frame_export import ExportWish
from ssd_desktop.gui.dialogs.form import add_row, beside, named, note_label
from ssd_desktop.gui.dialogs.input_questions import without_icons
from ssd_desktop.gui.dialogs.typed_paths import has_files
from ssd_desktop.gui.panels.numbers import count_text

_LEAST_WIDTH = 520


@dataclass(frozen=True)
class ExportRequest:
    """What the user chose.

    Attributes:
        wish: Which frames, and the formats.
        folder: Where to; new or empty.
    """

    wish: ExportWish
    folder: Path


class ExportFramesDialog(QDialog):
    """Asks for frames, format and folder, and says how many pictures that makes."""

    def __init__(self, folder: Path, counts: Mapping[str, int], parent: QWidget | None = None) -> None:
        """Begins with the key frames.

        Args:
            folder: To begin with.
            counts: Frames there are, by ``FrameChoice``.
            parent: The window.
        """
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export Frames"))
        self.setMinimumWidth(_LEAST_WIDTH)
        self._counts = counts
        self._choice = named(QComboBox(), self.tr("Frames"))
        self._step = named(QSpinBox(), self.tr("Every n-th of them"))
        self._format = named(QComboBox(), self.tr("Format"))
        self._suffix = named(QComboBox(), self.tr("Pictures"))
        self._background = QCheckBox(self.tr("Frames without a box show no ob&ject"))
        self._folder = named(QLineEdit(str(folder)), self.tr("Folder"))
        self._summary = QLabel()
        self._hint = note_label()
        self._fill()
        self._build()
        self._update()

    def request(self) -> ExportRequest:
        """Returns what is chosen."""
        wish = ExportWish(
            self._choice.currentData(),
            self._step.value() if self._choice.currentData() != "keys" else 1,
            self._format.currentData(),
            self._suffix.currentData(),
            self._background.isChecked(),
        )
        return ExportRequest(wish, Path(self._folder.text().strip()))

    def _fill(self) -> None:
        for text, data in (
            (self.tr("Key frames"), "keys"),
            (self.tr("Frames with boxes"), "boxes"),
            (self.tr("All frames"), "every"),
        ):
            self._choice.addItem(text, data)
        for text, data in (("Pascal VOC", "voc"), ("YOLO", "yolo"), ("COCO", "coco")):
            self._format.addItem(text, data)
        self._suffix.addItem(self.tr("JPEG (small)"), ".jpg")
        self._suffix.addItem(self.tr("PNG (without loss)"), ".png")
        self._step.setRange(1, 100_000)
        if not self._counts["keys"]:
            self._choice.setCurrentIndex(2)
            self._step.setValue(10)

    def _build(self) -> None:
        place = beside(self._folder, (self.tr("&Browse..."), self._browse))
        form = QFormLayout()
        add_row(form, self.tr("&Frames"), self._choice)
        add_row(form, self.tr("Every &n-th of them"), self._step)
        add_row(form, self.tr("For&mat"), self._format)
        add_row(form, self.tr("&Pictures"), self._suffix)
        add_row(form, self.tr("F&older"), place, field=self._folder)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self._ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._ok.setText(self.tr("E&xport"))
        without_icons(buttons)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addLayout(form)
        for widget in (self._background, self._hint, self._summary, buttons):
            column.addWidget(widget)
        for combo in (self._choice, self._format, self._suffix):
            combo.currentIndexChanged.connect(self._update)
        self._step.valueChanged.connect(self._update)
        self._background.toggled.connect(self._update)
        self._folder.textChanged.connect(self._update)

    def _update(self) -> None:
        choice, request = self._choice.currentData(), self.request()
        self._step.setEnabled(choice != "keys")
        self._background.setEnabled(choice == "every")
        count = -(-self._counts[choice] // request.wish.step)
        self._summary.setText(self.tr("Pictures to write: {count}").format(count=count_text(count)))
        typed = bool(self._folder.text().strip())
        is_free = not (typed and has_files(request.folder))
        self._hint.setText(self._advice(choice, is_free=is_free))
        self._ok.setEnabled(count > 0 and typed and is_free)

    def _advice(self, choice: str, *, is_free: bool) -> str:
        if not is_free:
            return self.tr("There are files in this folder; choose a new or empty one.")
        if choice != "every":
            return self.tr("The folder must be new or empty.")
        if self._background.isChecked():
            return self.tr("A detector will learn that there is nothing in the frames without a box.")
        return self.tr("Frames without a box stay unlabelled: nothing is learned from them.")

    def _browse(self) -> None:
        start = str(Path(self._folder.text()).parent)
        folder = QFileDialog.getExistingDirectory(self, self.tr("Folder for the Pictures"), start)
        if folder:
            self._folder.setText(folder)
