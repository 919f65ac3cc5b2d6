"""The evaluation of the detector in use: figures of each class, curve, confusion, and the images that go wrong."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from ssd_desktop.data.types import Sample
from ssd_desktop.evaluation.analysis import Analysis
from ssd_desktop.evaluation.errors import Kind
from ssd_desktop.evaluation.selection import images_with_errors
from ssd_desktop.gui.dialogs.form import add_row, named, wide_combo
from ssd_desktop.gui.localised import localised
from ssd_desktop.gui.overlays.error_texts import kind_text
from ssd_desktop.gui.panels.class_errors_model import ClassErrorsModel, percent_text
from ssd_desktop.gui.panels.confusion_table import ConfusionTable
from ssd_desktop.gui.panels.error_images import ErrorImages
from ssd_desktop.gui.panels.numbers import bar_text, count_text, unbroken
from ssd_desktop.gui.panels.scrolling import VerticalScrollArea

if TYPE_CHECKING:
    from ssd_desktop.gui.panels.precision_recall_chart import PrecisionRecallChart

_MARGIN = 6
_LEAST_HEIGHT = 40
_WIDTHS = [260, 620, 240]


class EvaluationPanel(QWidget):
    """What to measure on at the left, the figures in the middle, the images at the right.

    Signals:
        start_wanted: Measure on the split that is chosen.
        stop_wanted: Stop measuring.
        score_changed: The score from which detections count, 0 to 1.
        default_wanted: The score is to become the detector's own.
        image_chosen: The index of an image among those that were evaluated.
    """

    start_wanted = Signal()
    stop_wanted = Signal()
    score_changed = Signal(float)
    default_wanted = Signal()
    image_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._analysis: Analysis | None = None
        self._paths: list[Path] = []
        self._label: int | None = None
        self._kind: Kind | None = None
        self._is_busy = self._can_start = False
        self._data = QLabel()
        self._data.setTextFormat(Qt.TextFormat.PlainText)
        self._split = wide_combo(self.tr("Split"))
        self._score = named(QDoubleSpinBox(), self.tr("Score"))
        self._start = QPushButton()
        self._bar = QProgressBar(format=bar_text())
        self._best = QPushButton()
        self._default = QPushButton(self.tr("Make It the &Detector's Score"))
        self._message = QLabel()
        self._summary = QLabel()
        self._model = ClassErrorsModel()
        self._table = QTableView()
        self._chart: PrecisionRecallChart | None = None
        self._chart_place = QVBoxLayout()
        self._confusion = ConfusionTable()
        self._empty = QLabel()
        self._images = ErrorImages()
        self._images.hide()
        self._figures = QStackedWidget()
        self._build()
        self.set_analysis(None)

    # -- What the controller says

    def set_data(self, name: str, splits: Mapping[str, int]) -> None:
        """Shows which data is measured on.

        Args:
            name: Of the folder; "" where none is open.
            splits: Images by split.
        """
        before = self.split()
        with QSignalBlocker(self._split):
            self._split.clear()
            self._split.addItem(self.tr("All labelled images"), None)
            for split, images in splits.items():
                self._split.addItem(f"{split} ({count_text(images)})", split)
            # What nobody trained on is what tells the truth.
            wanted = before if before in splits else next((held for held in ("test", "val") if held in splits), None)
            self._split.setCurrentIndex(max(0, self._split.findData(wanted)))
        self._data.setText(name)
        self._data.setToolTip(name)

    def split(self) -> str | None:
        """Returns the split that is chosen; None: every labelled image."""
        chosen = self._split.currentData()
        return str(chosen) if chosen is not None else None

    def set_ready(self, ready: bool, why_not: str = "") -> None:
        """Says whether it can be measured, and else why not."""
        self._can_start = ready
        self.set_message(why_not)
        self._update()

    def set_message(self, text: str) -> None:
        """Says something about the measurement; "" says nothing."""
        self._message.setText(localised(text))
        self._message.setVisible(bool(text))

    def set_progress(self, done: int, count: int) -> None:
        """Shows how many images are done."""
        self._bar.setMaximum(count)
        self._bar.setValue(done)

    def set_busy(self, busy: bool) -> None:
        """Says whether it is being measured now."""
        self._is_busy = busy
        self._bar.setVisible(busy)
        self._bar.setMaximum(0)
        self._update()

    def set_analysis(self, analysis: Analysis | None, samples: tuple[Sample, ...] = ()) -> None:
        """Shows an evaluation; None shows none. What was looked at in one before stays chosen where it is there."""
        self._analysis = analysis
        self._paths = [sample.image_path for sample in samples]
        self._model.set_analysis(analysis)
        if analysis is None or (self._label or 0) > len(analysis.errors.classes):
            self._label = self._kind = None
        self._figures.setCurrentIndex(0 if analysis is None else 1)
        self._confusion.set_matrix(None if analysis is None else analysis.confusion)
        if analysis is not None:
            with QSignalBlocker(self._score):
                self._score.setValue(analysis.errors.score)
        self._show_chosen()
        self._update()

    def analysis(self) -> Analysis | None:
        """Returns the evaluation that is shown."""
        return self._analysis

    def score(self) -> float:
        """Returns the score from which detections count, 0 to 1."""
        return self._score.value()

    def chart(self) -> "PrecisionRecallChart":
        """Returns the chart of the curve, made when it is first needed: its library takes a while to load."""
        if self._chart is None:
            from ssd_desktop.gui.panels.precision_recall_chart import PrecisionRecallChart

            self._chart = PrecisionRecallChart()
            self._chart.score_chosen.connect(self._score.setValue)
            self._chart_place.addWidget(self._chart)
        return self._chart

    # -- Building

    def _build(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        for part in (self._build_controls(), self._build_figures(), self._images):
            splitter.addWidget(part)
        splitter.setSizes(_WIDTHS)
        splitter.setStretchFactor(1, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        row.addWidget(splitter)
        # A low window shows less of the figures; they must not keep it from being low.
        self.setMinimumHeight(_LEAST_HEIGHT)
        self._images.chosen.connect(self.image_chosen)

    def _build_controls(self) -> QWidget:
        self._score.setRange(0, 1)
        self._score.setSingleStep(0.01)
        self._score.setValue(0.5)
        self._score.setKeyboardTracking(False)
        self._score.valueChanged.connect(self.score_changed)
        self._start.clicked.connect(self._on_start)
        self._best.clicked.connect(self._on_best)
        self._default.clicked.connect(self.default_wanted)
        self._default.setToolTip(self.tr("Whenever this detector is used, objects from this score on are shown."))
        for label in (self._message, self._summary):
            label.setWordWrap(True)
        form = QFormLayout()
        form.addRow(self.tr("Data"), self._data)
        add_row(form, self.tr("Sp&lit"), self._split)
        add_row(form, self.tr("S&core from"), self._score)
        controls = QWidget()
        column = QVBoxLayout(controls)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(form)
        for widget in (self._start, self._bar, self._message, self._summary, self._best, self._default):
            column.addWidget(widget)
        column.addStretch(1)
        self._bar.hide()
        return VerticalScrollArea(controls)

    def _build_figures(self) -> QWidget:
        self._table.setModel(self._model)
        self._table.setAccessibleName(self.tr("Figures of the classes"))
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._table.setTabKeyNavigation(False)
        self._table.setShowGrid(False)
        self._table.verticalHeader().hide()
        self._table.verticalHeader().setDefaultSectionSize(self._table.fontMetrics().height() + 8)
        header = self._table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setHighlightSections(False)
        self._table.selectionModel().currentChanged.connect(self._on_cell)
        chart = QWidget()
        chart.setLayout(self._chart_place)
        tabs = QTabWidget()
        tabs.setDocumentMode(True)
        tabs.addTab(self._table, self.tr("Classes"))
        tabs.addTab(chart, self.tr("Precision and Recall"))
        tabs.addTab(self._build_confusion(), self.tr("Confusion"))
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setMargin(16)
        self._empty.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._figures.addWidget(self._empty)
        self._figures.addWidget(tabs)
        return self._figures

    def _build_confusion(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        column.addWidget(QLabel(self.tr("Rows: labelled. Columns: detected.")))
        column.addWidget(self._confusion, 1)
        return page

    # -- What the user does

    def _on_start(self) -> None:
        if self._is_busy:
            self.stop_wanted.emit()
        else:
            self.start_wanted.emit()

    def _on_best(self) -> None:
        best = None if self._analysis is None else self._analysis.overall_threshold
        if best is not None:
            self._score.setValue(best.score)

    def _on_cell(self, current: QModelIndex, _: QModelIndex) -> None:
        if current.isValid():
            self._label, self._kind = self._model.label(current.row()), self._model.kind(current.column())
            self._show_chosen()

    # -- Showing

    def _show_chosen(self) -> None:
        """Shows curve and images of the class and kind that are chosen in the table."""
        analysis = self._analysis
        self._images.setVisible(analysis is not None)
        if analysis is None:
            self._images.set_images("", (), ())
            return
        name = None if self._label is None else analysis.errors.classes[self._label - 1]
        curve = analysis.overall_curve if name is None else analysis.curves[name]
        self.chart().set_curve(curve, analysis.errors.score)
        rows = images_with_errors(analysis.errors, analysis.samples, kind=self._kind, label=self._label)
        errors = self.tr("all errors") if self._kind is None else kind_text(self._kind)
        classes = self.tr("all classes") if name is None else name
        text = self.tr("Images with errors: {count} ({errors}, {classes})")
        heading = text.format(count=count_text(len(rows)), errors=errors, classes=classes)
        self._images.set_images(heading if rows else self.tr("No image has such errors."), rows, self._paths)

    def _update(self) -> None:
        self._start.setText(self.tr("St&op") if self._is_busy else self.tr("Ev&aluate"))
        self._start.setEnabled(self._is_busy or self._can_start)
        self._split.setEnabled(not self._is_busy)
        self._empty.setText(self.tr("Evaluating...") if self._is_busy else self._what_for())
        analysis = self._analysis
        best = None if analysis is None else analysis.overall_threshold
        self._best.setVisible(best is not None)
        self._default.setVisible(analysis is not None)
        self._summary.setVisible(analysis is not None)
        if analysis is not None:
            total = analysis.errors.total
            text = self.tr("Images: {images}. Precision {precision} %, recall {recall} %, F1 {f1} %.")
            shares = {"precision": total.precision, "recall": total.recall, "f1": total.f1}
            shown = {name: percent_text(share) for name, share in shares.items()}
            self._summary.setText(unbroken(text.format(images=count_text(len(analysis.samples)), **shown)))
        if best is not None:
            text = self.tr("&Best F1: {f1} % from {score}")
            self._best.setText(text.format(f1=percent_text(best.f1), score=self._score.textFromValue(best.score)))

    def _what_for(self) -> str:
        return self.tr(
            "How well does the detector find what is labelled? Open a labelled folder and press Evaluate: figures "
            "of each class, the curve to choose a score from, and the images that go wrong, one click away."
        )

    def select_cell(self, row: int, column: int) -> None:
        """Chooses a class and a kind of error as a click into the table does."""
        self._table.selectionModel().setCurrentIndex(
            self._model.index(row, column), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
