"""The objects found: how sure the detector must be, and what it then sees."""

from PySide6.QtCore import QItemSelection, QLocale, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDoubleSpinBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QSlider,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ssd_desktop.gui.panels.detections_model import CLASS_COLUMN, DetectionsModel
from ssd_desktop.inference.types import Detections

_STEPS = 100
_DEFAULT_THRESHOLD = 0.5


class ObjectsPanel(QWidget):
    """A score slider and the detections that reach it, best first."""

    threshold_changed = Signal(float)
    """The user wants to see detections from this score on, 0..1."""

    selected = Signal(int)
    """The user has chosen a detection, by its index into the ``Detections``; -1: none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._detections: Detections | None = None
        self._chosen: int | None = None
        self._is_looking = False
        self._selecting = False
        self._model = DetectionsModel(self.devicePixelRatioF(), self)
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._spin = QDoubleSpinBox()
        self._count = QLabel()
        self._table = QTableView()
        self._empty = QLabel()
        self._set_up_threshold()
        self._set_up_table()
        self._lay_out()
        self.set_threshold(_DEFAULT_THRESHOLD)

    def set_detections(self, detections: Detections | None) -> None:
        """Lists other detections; None: nothing was looked at. Nothing is selected afterwards."""
        self._detections = detections
        self._chosen = None
        self._is_looking = False
        self._refresh()

    def set_looking(self, looking: bool) -> None:
        """Says whether the detector looks at the picture right now; whoever sets detections ends that."""
        if looking != self._is_looking:
            self._is_looking = looking
            self._refresh()

    def set_threshold(self, score: float) -> None:
        """Sets the lowest score (0..1) that is listed, without saying so."""
        with QSignalBlocker(self._slider), QSignalBlocker(self._spin):
            self._slider.setValue(round(score * _STEPS))
            self._spin.setValue(score)
        self._refresh()

    def threshold(self) -> float:
        """Returns the lowest score that is listed, 0..1."""
        return self._spin.value()

    def set_selected(self, position: int | None) -> None:
        """Selects a detection by its index into the ``Detections``, without saying so; None: none."""
        row = None if position is None else self._model.row_of(position)
        # A flag, not blocked signals: the table itself must hear of the selection to paint and scroll to it.
        self._selecting = True
        if row is None:
            self._table.clearSelection()
        else:
            self._table.selectRow(row)
        self._selecting = False

    def _set_up_threshold(self) -> None:
        tip = self.tr("Shows only objects the detector is at least this sure of, from 0 to 1.")
        self._slider.setRange(0, _STEPS)
        self._slider.setPageStep(10)
        self._slider.setAccessibleName(self.tr("Score"))
        self._spin.setRange(0, 1)
        self._spin.setSingleStep(1 / _STEPS)
        self._spin.setDecimals(2)
        self._spin.setAccessibleName(self.tr("Score, as a number"))
        for widget in (self._slider, self._spin):
            widget.setToolTip(tip)
        self._slider.valueChanged.connect(lambda value: self._spin.setValue(value / _STEPS))
        self._spin.valueChanged.connect(self._threshold_edited)

    def _set_up_table(self) -> None:
        self._table.setModel(self._model)
        self._table.setAccessibleName(self.tr("Objects"))
        self._table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._table.setTabKeyNavigation(False)
        self._table.setShowGrid(False)
        self._table.setWordWrap(False)
        self._table.verticalHeader().hide()
        height = self._table.fontMetrics().height() + 8
        self._table.verticalHeader().setDefaultSectionSize(height)
        header = self._table.horizontalHeader()
        header.setHighlightSections(False)
        # Fixed widths: fitting them to the contents would read every row of every frame.
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(CLASS_COLUMN, QHeaderView.ResizeMode.Stretch)
        for column, widest in self._model.widest_texts().items():
            header.resizeSection(column, self._table.fontMetrics().horizontalAdvance(widest) + 20)
        self._table.selectionModel().selectionChanged.connect(self._selection_edited)

    def _lay_out(self) -> None:
        score = QHBoxLayout()
        label = QLabel(self.tr("&Score"))
        label.setBuddy(self._slider)
        score.addWidget(label)
        score.addWidget(self._slider, 1)
        score.addWidget(self._spin)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._empty.setMargin(16)
        self._stack = QStackedLayout()
        self._stack.addWidget(self._table)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.addLayout(score)
        column.addWidget(self._count)
        column.addLayout(self._stack, 1)

    def _threshold_edited(self, score: float) -> None:
        with QSignalBlocker(self._slider):
            self._slider.setValue(round(score * _STEPS))
        self._refresh()
        self.threshold_changed.emit(score)

    def _selection_edited(self, chosen: QItemSelection, _: QItemSelection) -> None:
        rows = chosen.indexes()
        self._chosen = self._model.position(rows[0].row()) if rows else None
        if not self._selecting:
            self.selected.emit(-1 if self._chosen is None else self._chosen)

    def _refresh(self) -> None:
        chosen = self._chosen
        self._model.set_detections(self._detections, self.threshold())
        self.set_selected(chosen)
        shown, found = self._model.rowCount(), 0 if self._detections is None else len(self._detections)
        self._count.setVisible(found > 0)
        threshold = QLocale().toString(self.threshold(), "f", 2)
        text = self.tr("{shown} of {found} above {threshold}")
        self._count.setText(text.format(shown=shown, found=found, threshold=threshold))
        self._empty.setText(self._empty_text(found, threshold))
        self._stack.setCurrentWidget(self._table if shown else self._empty)

    def _empty_text(self, found: int, threshold: str) -> str:
        if self._detections is None and self._is_looking:
            return self.tr("The detector looks at the picture...")
        if self._detections is None:
            return self.tr("No objects yet. What the detector finds in a picture, a video or a camera is listed here.")
        if found:
            text = self.tr("No object reaches a score of {threshold}. Lower the score to see what the detector doubts.")
            return text.format(threshold=threshold)
        return self.tr("The detector finds nothing here.")
