"""Suggested boxes: how many, from which score on, the answers; and the pictures that the detector doubts most."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, QLocale, QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDoubleSpinBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ssd_desktop.gui.panels.numbers import count_text
from ssd_desktop.gui.panels.scrolling import VerticalScrollArea
from ssd_desktop.gui.panels.uncertain_model import Row, UncertainModel
from ssd_desktop.gui.suggest_actions import SuggestActions

_STEPS = 100


class SuggestionsPanel(QWidget):
    """What is suggested for this picture above, which pictures to label first below.

    Signals:
        threshold_changed: The user wants suggestions from this score on, 0..1.
        image_chosen: The ``Path`` of an uncertain picture.
        cancelled: The user wants the looking to end.
    """

    threshold_changed = Signal(float)
    image_chosen = Signal(object)
    cancelled = Signal()

    def __init__(self, actions: SuggestActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._model = UncertainModel(self)
        self._count = QLabel()
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._spin = QDoubleSpinBox()
        self._list = QListView()
        self._listed = QLabel()
        self._progress = QProgressBar()
        self._cancel = QPushButton(self.tr("Cancel"))
        self._set_up_threshold()
        self._set_up_list()
        self._lay_out(actions)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(VerticalScrollArea(content))
        self.addActions([actions.accept, actions.accept_all, actions.reject])
        self.set_count(None, 0)
        self.set_uncertain((), None)
        self.set_progress(0, 0)

    def put_first(self, widget: QWidget) -> None:
        """Puts a widget above all else."""
        self._column.insertWidget(0, widget)

    # -- This picture

    def set_count(self, shown: int | None, hidden: int) -> None:
        """Says how many suggestions there are.

        Args:
            shown: Those that reach the score; None: nobody looked at this picture.
            hidden: Those that do not.
        """
        if shown is None:
            text = self.tr("The detector has not looked for suggestions here yet.")
        else:
            text = self.tr("1 suggestion") if shown == 1 else self.tr("{count} suggestions").format(count=shown)
            if hidden:
                text += " " + self.tr("({count} more below the score)").format(count=hidden)
        self._count.setText(text)

    def count_text(self) -> str:
        """Returns what is said of the number of suggestions."""
        return self._count.text()

    def set_threshold(self, score: float) -> None:
        """Sets the lowest score (0..1) that is shown, without saying so."""
        with QSignalBlocker(self._slider), QSignalBlocker(self._spin):
            self._slider.setValue(round(score * _STEPS))
            self._spin.setValue(score)

    def threshold(self) -> float:
        """Returns the lowest score that is shown, 0..1."""
        return self._spin.value()

    # -- All pictures

    def set_uncertain(self, rows: Sequence[Row], current: Path | None) -> None:
        """Lists pictures.

        Args:
            rows: The most uncertain first.
            current: The one that is shown.
        """
        self._model.set_rows(rows)
        self._model.set_current(current)
        row, selection = self._model.row_of(current), self._list.selectionModel()
        with QSignalBlocker(selection):
            if row is None:
                selection.clear()
            else:
                selection.setCurrentIndex(self._model.index(row), QItemSelectionModel.SelectionFlag.ClearAndSelect)
                self._list.scrollTo(self._model.index(row))
        self._list.viewport().update()
        empty = self.tr("Pictures without labels of which the detector is the least sure are listed here.")
        text = self.tr("Without labels, the most uncertain first: {count}").format(count=count_text(len(rows)))
        self._listed.setText(text if rows else empty)
        self._list.setVisible(bool(rows))

    def set_progress(self, done: int, total: int) -> None:
        """Shows how far the looking is; a total of 0 hides it."""
        for widget in (self._progress, self._cancel):
            widget.setVisible(total > 0)
        self._progress.setMaximum(total)
        self._progress.setValue(done)

    # -- Building

    def _set_up_threshold(self) -> None:
        tip = self.tr("Only suggestions that the detector is at least this sure of are shown and accepted, 0 to 1.")
        self._slider.setRange(0, _STEPS)
        self._slider.setPageStep(10)
        self._slider.setAccessibleName(self.tr("Score of suggestions"))
        self._spin.setRange(0, 1)
        self._spin.setSingleStep(1 / _STEPS)
        self._spin.setDecimals(2)
        self._spin.setLocale(QLocale())
        self._spin.setAccessibleName(self.tr("Score of suggestions, as a number"))
        for widget in (self._slider, self._spin):
            widget.setToolTip(tip)
        self._slider.valueChanged.connect(lambda value: self._spin.setValue(value / _STEPS))
        self._spin.valueChanged.connect(self._threshold_edited)

    def _set_up_list(self) -> None:
        self._list.setModel(self._model)
        self._list.setAccessibleName(self.tr("Uncertain pictures"))
        self._list.setUniformItemSizes(True)
        self._list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.clicked.connect(self._choose)
        self._list.selectionModel().currentChanged.connect(self._choose)
        self._progress.setAccessibleName(self.tr("Pictures looked at"))
        self._progress.setFormat(self.tr("%v of %m"))
        self._cancel.clicked.connect(self.cancelled)

    def _lay_out(self, actions: SuggestActions) -> None:
        score = QHBoxLayout()
        score.addWidget(QLabel(self.tr("Score")))
        score.addWidget(self._slider, 1)
        score.addWidget(self._spin)
        progress = QHBoxLayout()
        progress.addWidget(self._progress, 1)
        progress.addWidget(self._cancel)
        for text in (self._count, self._listed):
            text.setWordWrap(True)
        line = QFrame()
        line.setFrameShape(QFrame.Shape.HLine)
        line.setFrameShadow(QFrame.Shadow.Sunken)
        column = self._column
        column.addLayout(_buttons(actions.look_here, actions.look_at_all))
        column.addLayout(score)
        column.addWidget(self._count)
        column.addLayout(_buttons(actions.accept, actions.reject, actions.accept_all))
        column.addWidget(line)
        column.addLayout(_buttons(actions.uncertain, actions.next_uncertain))
        column.addLayout(progress)
        column.addWidget(self._listed)
        column.addWidget(self._list, 1)
        column.addStretch()

    def _threshold_edited(self, score: float) -> None:
        with QSignalBlocker(self._slider):
            self._slider.setValue(round(score * _STEPS))
        self.threshold_changed.emit(score)

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.image_chosen.emit(self._model.image(index.row()))


def _buttons(*actions: QAction) -> QHBoxLayout:
    """Returns a row of buttons that do what commands do."""
    row = QHBoxLayout()
    for action in actions:
        button = QToolButton()
        button.setDefaultAction(action)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row.addWidget(button)
    return row
