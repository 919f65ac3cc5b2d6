"""What to export a detector as, and where to."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ssd_desktop.export.config import FORMATS, FP16, FP32, INT8, ONNX, OPENVINO, PRECISIONS, SUFFIXES, ExportOptions
from ssd_desktop.export.config import TORCH as TORCH_FORMAT
from ssd_desktop.export.types import ExportRequest
from ssd_desktop.gui.dialogs.form import add_row, named, note_label, wide_combo
from ssd_desktop.gui.dialogs.input_questions import without_icons
from ssd_desktop.gui.dialogs.typed_paths import is_there
from ssd_desktop.gui.localised import localised

_LEAST_WIDTH = 600

ProblemOf = Callable[[ExportOptions], str]
"""What is missing for an export on this machine, one sentence; "" where nothing is."""


class ExportDialog(QDialog):
    """Asks for format, precision, what is inside, pictures and the file."""

    def __init__(
        self, model: str, *, name: str, folder: Path, problem_of: ProblemOf, parent: QWidget | None = None
    ) -> None:
        """Begins with ONNX and suppression inside.

        Args:
            model: Path of the checkpoint, as ``find_model`` takes it.
            name: Of the detector, for the user.
            folder: Where exports go, each in a folder of its own.
            problem_of: Says what is missing for a choice.
            parent: The window.
        """
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export"))
        self.setMinimumWidth(_LEAST_WIDTH)
        self._model = model
        self._folder = folder
        self._problem_of = problem_of
        self._names_file = True
        self._format = wide_combo(self.tr("Format"))
        self._precision = wide_combo(self.tr("Precision"))
        self._nms = QCheckBox(self.tr("Non-&maximum suppression inside: final detections come out"))
        self._preprocess = QCheckBox(self.tr("&Resizing and means inside: pictures of any size go in"))
        self._pictures = named(QLineEdit(), self.tr("Folder with pictures"))
        self._file = named(QLineEdit(), self.tr("File to write"))
        self._hint = note_label()
        self._fill()
        self._build(self.tr("Detector: {name}").format(name=name))
        self._on_format()

    def request(self) -> ExportRequest:
        """Returns what is chosen."""
        options = ExportOptions(
            str(self._format.currentData()),
            nms=self._nms.isChecked(),
            preprocess=self._preprocess.isChecked(),
            precision=str(self._precision.currentData()),
        )
        pictures, file = self._pictures.text().strip(), Path(self._file.text().strip())
        # That a file is replaced stands in the dialog before it is accepted.
        return ExportRequest(self._model, file, options, pictures=Path(pictures) if pictures else None, overwrite=True)

    def _fill(self) -> None:
        texts = {
            ONNX: self.tr("ONNX: for onnxruntime, TensorRT and many others"),
            OPENVINO: self.tr("OpenVINO: the fastest on processors"),
            TORCH_FORMAT: self.tr("PyTorch (.pt2): without this program"),
        }
        for name in FORMATS:
            self._format.addItem(texts[name], name)
        self._nms.setChecked(True)
        self._pictures.setPlaceholderText(self.tr("the shipped pictures"))

    def _build(self, detector: str) -> None:
        form = QFormLayout()
        add_row(form, self.tr("&Format"), self._format)
        add_row(form, self.tr("&Precision"), self._precision)
        add_row(
            form, self.tr("Pic&tures"), self._with_button(self._pictures, self._choose_pictures), field=self._pictures
        )
        add_row(form, self.tr("Save &as"), self._with_button(self._file, self._choose_file), field=self._file)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self._ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._ok.setText(self.tr("&Export"))
        without_icons(buttons)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(QLabel(detector))
        column.addLayout(form)
        for widget in (self._nms, self._preprocess, self._hint, buttons):
            column.addWidget(widget)
        self._format.currentIndexChanged.connect(self._on_format)
        self._precision.currentIndexChanged.connect(self._update)
        self._pictures.textChanged.connect(self._update)
        self._file.textEdited.connect(self._on_file_edited)
        self._file.textChanged.connect(self._update)

    def _with_button(self, field: QLineEdit, choose: Callable[[], None]) -> QHBoxLayout:
        button = named(
            QPushButton(self.tr("Browse...")), self.tr("Browse: {field}").format(field=field.accessibleName())
        )
        button.setAutoDefault(False)
        button.clicked.connect(choose)
        row = QHBoxLayout()
        row.addWidget(field, 1)
        row.addWidget(button)
        return row

    def _choose_pictures(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Pictures"), self._pictures.text())
        if folder:
            self._pictures.setText(folder)

    def _choose_file(self) -> None:
        suffix = SUFFIXES[str(self._format.currentData())]
        path, _ = QFileDialog.getSaveFileName(self, self.tr("Export"), self._file.text(), f"*{suffix}")
        if path:
            self._names_file = False
            self._file.setText(path if path.lower().endswith(suffix) else path + suffix)

    def _on_file_edited(self) -> None:
        self._names_file = False

    def _on_format(self) -> None:
        """Offers the precisions of the format, and its suffix."""
        kind = str(self._format.currentData())
        texts = {
            FP32: self.tr("32 bits: exact"),
            FP16: self.tr("16 bits: half the size"),
            INT8: self.tr("8 bits: a quarter of the size, fastest; calibrated on your pictures"),
        }
        _refill(self._precision, [(texts[name], name) for name in PRECISIONS[kind]])
        stem = Path(self._model).stem
        if self._names_file:
            self._file.setText(str(self._folder / f"{stem}-{kind}" / f"{stem}{SUFFIXES[kind]}"))
        elif Path(self._file.text().strip()).name:
            self._file.setText(str(Path(self._file.text().strip()).with_suffix(SUFFIXES[kind])))
        self._update()

    def _update(self) -> None:
        request = self.request()
        problem = localised(self._problem_of(request.options))
        needs_pictures = request.options.precision == INT8 and request.pictures is None
        right_suffix = request.output.suffix.lower() == SUFFIXES[request.options.format]
        self._hint.setText(problem or self._advice(request, needs_pictures=needs_pictures, right_suffix=right_suffix))
        self._ok.setEnabled(not problem and not needs_pictures and right_suffix)

    def _advice(self, request: ExportRequest, *, needs_pictures: bool, right_suffix: bool) -> str:
        if not right_suffix:
            return self.tr("The file must end in {suffix}.").format(suffix=SUFFIXES[request.options.format])
        if needs_pictures:
            return self.tr("8 bits need a folder with pictures like those to detect on; labels tell what it costs.")
        if is_there(request.output):
            return self.tr("There is an export of this name; it is replaced when the new one is right.")
        return self.tr("The export is run and compared with PyTorch on the pictures before it is kept.")


def _refill(combo: QComboBox, entries: list[tuple[str, str]]) -> None:
    """Replaces the entries of a choice; what was chosen stays where it is still offered."""
    before = combo.currentData()
    combo.blockSignals(True)
    combo.clear()
    for text, value in entries:
        combo.addItem(text, value)
    combo.setCurrentIndex(max(0, combo.findData(before)))
    combo.blockSignals(False)
    combo.setEnabled(len(entries) > 1)
