"""In which pictures to detect, what to save of it, and where."""

from pathlib import Path

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFileDialog,
    QFormLayout,
    QGridLayout,
    QGroupBox,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ssd_desktop.gui.dialogs.form import add_row, beside, named, note_label
from ssd_desktop.gui.dialogs.input_questions import without_icons
from ssd_desktop.gui.dialogs.typed_paths import has_files, is_folder
from ssd_desktop.gui.panels.numbers import count_text
from ssd_desktop.inference.results.file_run import FileRun
from ssd_desktop.inference.results.run_journal import EarlierRun, earlier_run

_LEAST_WIDTH = 560
_OF_VIDEOS = "video"


class DetectFilesDialog(QDialog):
    """Asks for the source, the formats, the score and the folder for the results."""

    def __init__(self, source: str, *, detector: str, score: float, parent: QWidget | None = None) -> None:
        """Begins with pictures and boxes drawn.

        Args:
            source: A folder, an image or a video to begin with; may be "".
            detector: Name of the detector in use.
            score: Least score to begin with.
            parent: The window.
        """
        super().__init__(parent)
        self.setWindowTitle(self.tr("Detect in Files"))
        self.setMinimumWidth(_LEAST_WIDTH)
        self._source = named(QLineEdit(source), self.tr("Pictures or video"))
        self._folder = named(QLineEdit(), self.tr("Folder for the results"))
        self._score = named(QDoubleSpinBox(), self.tr("Score"))
        self._score.setRange(0, 1)
        self._score.setSingleStep(0.01)
        self._score.setValue(score)
        self._formats = {name: QCheckBox(text) for name, text in self._format_texts().items()}
        self._resume = QCheckBox(self.tr("&Go on with an earlier run in this folder"))
        self._hint = note_label()
        self._names_folder = True
        self._looked_in: str | None = None
        self._has_results = False
        self._cut_off: EarlierRun | None = None
        self._build(self.tr("Detector: {name}").format(name=detector))
        self._formats["image"].setChecked(True)
        self._suggest_folder()
        self._update()

    def request(self) -> FileRun:
        """Returns what is chosen."""
        chosen = tuple(name for name, box in self._formats.items() if box.isChecked() and box.isEnabled())
        source, folder = self._source.text().strip(), Path(self._folder.text().strip())
        resume = self._resume.isChecked() and self._resume.isEnabled()
        return FileRun(source, chosen, folder, self._score.value(), resume)

    def _format_texts(self) -> dict[str, str]:
        return {
            "image": self.tr("&Pictures with boxes"),
            _OF_VIDEOS: self.tr("&Video with boxes (MP4)"),
            "voc": self.tr("Pascal VO&C labels"),
            "yolo": self.tr("&YOLO labels"),
            "coco": self.tr("C&OCO file"),
            "csv": self.tr("&Table (CSV)"),
            "json": self.tr("&JSON, one file per picture"),
        }

    def _build(self, detector: str) -> None:
        sources = beside(
            self._source, (self.tr("Fo&lder..."), self._choose_folder), (self.tr("&File..."), self._choose_file)
        )
        results = beside(self._folder, (self.tr("&Browse..."), self._choose_results))
        form = QFormLayout()
        add_row(form, self.tr("&Detect in"), sources, field=self._source)
        add_row(form, self.tr("&Score from"), self._score)
        add_row(form, self.tr("Save &in"), results, field=self._folder)
        group = QGroupBox(self.tr("Save"))
        grid = QGridLayout(group)
        for place, box in enumerate(self._formats.values()):
            grid.addWidget(box, place // 2, place % 2)
            box.toggled.connect(self._update)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self._ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._ok.setText(self.tr("D&etect"))
        without_icons(buttons)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(QLabel(detector))
        column.addLayout(form)
        for widget in (group, self._resume, self._hint, buttons):
            column.addWidget(widget)
        self._source.textChanged.connect(self._on_source)
        self._folder.textEdited.connect(self._on_folder_edited)
        self._folder.textChanged.connect(self._update)

    def _choose_folder(self) -> None:
        self._take(self._source, QFileDialog.getExistingDirectory(self, self.tr("Pictures"), self._source.text()))

    def _choose_file(self) -> None:
        start = self._source.text()
        self._take(self._source, QFileDialog.getOpenFileName(self, self.tr("Picture or Video"), start)[0])

    def _choose_results(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Folder for the Results"), self._folder.text())
        if folder:
            self._names_folder = False
        self._take(self._folder, folder)

    def _take(self, field: QLineEdit, path: str) -> None:
        if path:
            field.setText(path)

    def _on_source(self) -> None:
        if self._names_folder:
            self._suggest_folder()
        self._update()

    def _on_folder_edited(self) -> None:
        self._names_folder = False

    def _suggest_folder(self) -> None:
        """Names a folder beside the source, unless the user has named one."""
        text = self._source.text().strip()
        source = Path(text)
        self._folder.setText(str(source.with_name(f"{source.stem}-detections")) if text and source.name else "")

    def _update(self) -> None:
        video = self._formats[_OF_VIDEOS]
        video.setEnabled(not is_folder(Path(self._source.text().strip())))
        typed = self._folder.text().strip()
        if typed != self._looked_in:  # the journal of a large run takes a while to read
            self._looked_in = typed
            self._look_in(Path(typed) if typed else None)
        run = self.request()
        self._hint.setText(self._advice())
        self._ok.setEnabled(bool(run.source and run.formats and typed))

    def _look_in(self, folder: Path | None) -> None:
        """Finds out what earlier runs left in the folder for the results."""
        self._has_results = folder is not None and has_files(folder)
        before = earlier_run(folder) if folder is not None and self._has_results else None
        cut_off = None if before is None or before.finished else before
        if cut_off != self._cut_off:
            self._cut_off = cut_off
            self._resume.setChecked(cut_off is not None)
        self._resume.setEnabled(self._has_results)

    def _advice(self) -> str:
        if not self._has_results:
            return self.tr("The folder is made when it is not there; your pictures are never changed.")
        if self._cut_off is not None:
            done = self.tr("A run in this folder ended early. Pictures that it has done: {done}.")
            return done.format(done=count_text(self._cut_off.pictures))
        return self.tr("There are files in this folder. Pictures that are done can be passed over.")
