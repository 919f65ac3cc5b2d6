"""The window that says what each box plan reaches of the user's own boxes."""

from pathlib import Path

from PySide6.QtCore import QDir, QSize, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ssd_desktop.data.plan_comparison import PlanComparison
from ssd_desktop.gui.dialogs.form import add_row, label_for, named, note_label
from ssd_desktop.gui.localised import localised
from ssd_desktop.gui.panels.numbers import count_text
from ssd_desktop.gui.panels.recall_table import FIGURES, RecallModel, RecallTable
from ssd_desktop.ssd.config import BoxPlan
from ssd_desktop.ssd.plan_editing import training_obstacle


class PlanRecallDialog(QDialog):
    """Shows the comparison of plans on a folder. It measures nothing itself.

    Signals:
        measure_wanted: Folder (``Path``) whose boxes are to be measured.
        cancel_wanted: The measuring is to end.
        show_wanted: ``BoxPlan`` that the picture is to show.
        use_wanted: ``BoxPlan`` for the next training, and the data folder (``Path``) it was measured on.
    """

    measure_wanted = Signal(object)
    cancel_wanted = Signal()
    show_wanted = Signal(object)
    use_wanted = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Recall of Your Boxes"))
        self._comparison: PlanComparison | None = None
        self._folder = named(QLineEdit(readOnly=True), self.tr("Folder"))
        self._browse = QPushButton(self.tr("&Browse..."), autoDefault=False)
        self._measure = QPushButton(self.tr("&Measure Again"), autoDefault=False)
        self._cancel = QPushButton(self.tr("&Cancel"), autoDefault=False)
        self._bar = QProgressBar(textVisible=False)
        self._state = note_label()
        self._figure = named(QComboBox(), self.tr("What is shown"))
        self._model = RecallModel()
        self._table = RecallTable(self._model)
        self._notes = note_label()
        self._plan = named(QComboBox(), self.tr("Box plan"))
        self._plan.setMinimumContentsLength(12)
        self._show = QPushButton(self.tr("Show It in the &Picture"), autoDefault=False)
        self._use = QPushButton(self.tr("&Use It for the Next Training"), autoDefault=False)
        self._close = QPushButton(self.tr("Close"), autoDefault=False)
        self._fill_figures()
        self._lay_out()
        self._connect()
        self.show_nothing("")

    def sizeHint(self) -> QSize:
        return QSize(780, 560)

    def folder(self) -> Path | None:
        """Returns the folder that was measured last, or is now."""
        text = self._folder.text()
        return Path(text) if text else None

    def is_measuring(self) -> bool:
        """Returns whether it shows that a folder is being measured."""
        return not self._bar.isHidden()

    # -- What is shown

    def show_measuring(self, folder: Path) -> None:
        """Says that a folder is being read; what was measured before is gone."""
        self.show_nothing(self.tr("Reading the labels..."))
        self._folder.setText(QDir.toNativeSeparators(str(folder)))
        self._bar.setRange(0, 0)
        self._set_busy(True)

    def show_read(self, images: int) -> None:
        """Says how many pictures are read."""
        self._state.setText(self.tr("Reading the labels: {count} pictures so far...").format(count=count_text(images)))

    def show_fitting(self) -> None:
        """Says that the plans are measured and one is fitted."""
        self._state.setText(self.tr("Measuring the plans, and fitting one to your boxes..."))

    def show_comparison(self, comparison: PlanComparison) -> None:
        """Shows what the plans reach."""
        self._comparison = comparison
        self._set_busy(False)
        self._model.set_comparison(comparison)
        text = self.tr("{boxes} boxes in {images} labelled pictures, as they are saved, on the input of {network}.")
        counts = {"boxes": count_text(comparison.boxes), "images": count_text(comparison.images)}
        self._state.setText(text.format(network=comparison.network, **counts))
        taken = self.tr("Training from a base with the plan auto takes {plan}.").format(plan=comparison.auto)
        self._notes.setText("\n".join(localised(note) for note in (taken, comparison.note, comparison.advice) if note))
        self._plan.clear()
        for recall in comparison.recalls:
            self._plan.addItem(recall.plan.name)
        self._plan.setCurrentIndex(self._plan.findText(comparison.auto))
        self._on_plan_chosen()

    def show_nothing(self, reason: str) -> None:
        """Shows no figures, and why: an error, or that it was cancelled."""
        self._comparison = None
        self._set_busy(False)
        self._model.set_comparison(None)
        self._plan.clear()
        self._notes.setText("")
        self._state.setText(localised(reason))
        self._on_plan_chosen()

    def _set_busy(self, busy: bool) -> None:
        self._bar.setVisible(busy)
        self._cancel.setVisible(busy)
        self._browse.setEnabled(not busy)
        self._measure.setEnabled(not busy and self.folder() is not None)

    # -- Building

    def _fill_figures(self) -> None:
        texts = (
            self.tr("Share that some default box reaches with IoU 0.5"),
            self.tr("Mean best IoU"),
            self.tr("Positives an object: default boxes that learn it"),
        )
        for figure, text in zip(FIGURES, texts, strict=True):
            self._figure.addItem(text, figure)

    def _lay_out(self) -> None:
        folder = QHBoxLayout()
        folder.addWidget(self._folder, 1)
        folder.addWidget(self._browse)
        folder.addWidget(self._measure)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        add_row(form, self.tr("&Folder"), folder, field=self._folder)
        add_row(form, self.tr("&What is shown"), self._figure)
        busy = QHBoxLayout()
        busy.addWidget(self._bar, 1)
        busy.addWidget(self._cancel)
        sizes = QLabel(self.tr("Sizes are square roots of areas, as the network sees them."))
        plan = QHBoxLayout()
        plan.addWidget(label_for(self.tr("Box p&lan"), self._plan))
        for widget in (self._plan, self._show, self._use):
            plan.addWidget(widget)
        plan.addStretch(1)
        plan.addWidget(self._close)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(self._state)
        column.addLayout(busy)
        column.addWidget(self._table, 1)
        column.addWidget(sizes)
        column.addWidget(self._notes)
        column.addLayout(plan)

    def _connect(self) -> None:
        self._browse.clicked.connect(self._ask_for_folder)
        self._measure.clicked.connect(self._measure_again)
        self._cancel.clicked.connect(self.cancel_wanted)
        self._figure.currentIndexChanged.connect(self._on_figure_chosen)
        self._plan.activated.connect(self._on_plan_chosen)
        self._show.clicked.connect(self._on_show)
        self._use.clicked.connect(self._on_use)
        self._close.clicked.connect(self.close)
        # Nobody would read it; Escape closes without a closeEvent.
        self.finished.connect(self.cancel_wanted)

    # -- What the user does

    @Slot()
    def _ask_for_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Folder of labelled pictures"), self._folder.text())
        if chosen:
            self.measure_wanted.emit(Path(chosen))

    @Slot()
    def _measure_again(self) -> None:
        folder = self.folder()
        if folder is not None:
            self.measure_wanted.emit(folder)

    @Slot()
    def _on_figure_chosen(self) -> None:
        self._model.set_figure(self._figure.currentData())

    @Slot()
    def _on_plan_chosen(self) -> None:
        plan = self._chosen_plan()
        self._plan.setEnabled(plan is not None)
        self._show.setEnabled(plan is not None)
        self._use.setEnabled(plan is not None and training_obstacle(plan) is None)

    def _chosen_plan(self) -> BoxPlan | None:
        place = self._plan.currentIndex()
        if self._comparison is None or place < 0:
            return None
        return self._comparison.recalls[place].plan

    @Slot()
    def _on_show(self) -> None:
        self.show_wanted.emit(self._chosen_plan())

    @Slot()
    def _on_use(self) -> None:
        if self._comparison is not None:
            self.use_wanted.emit(self._chosen_plan(), self._comparison.folder)
