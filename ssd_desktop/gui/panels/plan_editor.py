"""The numbers of a box plan as fields; what cannot be is explained beside its field."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ssd_desktop.errors import ConfigError
from ssd_desktop.gui.dialogs.form import label_for, named, note_label, wide_combo
from ssd_desktop.gui.panels.layer_texts import map_name
from ssd_desktop.ssd.config import BoxPlan
from ssd_desktop.ssd.plan_editing import SCALE_LIMITS, is_on_line, line_scales, parse_ratios, ratios_text, with_centres

_NAME, _SCALE, _RATIOS = range(3)
_ROWS_A_MAP = 2
_DECIMALS = 3


class PlanEditor(QWidget):
    """Shows a plan and changes it; of a field that cannot be, the plan keeps what it was.

    Signals:
        edited: The ``BoxPlan`` with the changed number, under the name of the one before.
    """

    edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan: BoxPlan | None = None
        self._map_labels: list[QLabel] = []
        self._other_labels: list[QLabel] = []
        self._scales: list[QDoubleSpinBox] = []
        self._ratios: list[QLineEdit] = []
        self._ratio_errors: list[QLabel] = []
        self._s_min = named(_scale_spin(), self.tr("s_min, scale of the finest map"))
        self._s_max = named(_scale_spin(), self.tr("s_max, scale of the coarsest map"))
        self._s_min_label = label_for(self.tr("s_min"), self._s_min)
        self._line_note = note_label()
        self._maps = QGridLayout()
        self._maps.setVerticalSpacing(2)
        self._maps.setColumnStretch(_RATIOS, 1)
        self._centres = wide_combo(self.tr("Centres"))
        self._centres.addItem(self.tr("In the middle of the cells (paper)"), "cell")
        self._centres.addItem(self.tr("At whole steps of pixels (Caffe)"), "steps")
        self._others = QGridLayout()
        self._others.setColumnStretch(1, 1)
        self._clip = wide_combo(self.tr("Clip"))
        self._clip.addItem(self.tr("None (Caffe)"), "none")
        self._clip.addItem(self.tr("Width and height at most 1 (torchvision)"), "size")
        self._clip.addItem(self.tr("Centre and size to 0..1 (amdegroot)"), "cxcywh")
        self._clip.addItem(self.tr("Corners to the picture"), "corners")
        self._lay_out()
        for spin in (self._s_min, self._s_max):
            spin.valueChanged.connect(self._on_line_edited)
        self._centres.activated.connect(self._on_centres_chosen)
        self._clip.activated.connect(self._on_clip_chosen)

    def set_plan(self, plan: BoxPlan) -> None:
        """Shows the numbers of a plan; of the plan that is shown, fields are left as they are typed."""
        is_shown = self._plan is not None and replace(plan, name=self._plan.name) == self._plan
        if self._plan is None or self._plan.map_sizes != plan.map_sizes:
            self._make_rows(plan)
        self._plan = plan
        for spin, scale in zip(self._scales, plan.scales, strict=True):
            _show_number(spin, scale)
        if not is_shown:
            for number, ratios in enumerate(plan.aspect_ratios):
                self._show_ratios(number, ratios)
        _show_number(self._s_min, plan.scales[0])
        _show_number(self._s_max, plan.scales[-2])
        _forget_error(self._line_note)
        if not is_on_line(plan):
            self._line_note.setText(self._off_line_text())
            self._line_note.show()
        _show_choice(self._centres, plan.centres)
        _show_choice(self._clip, plan.clip)

    def label_width(self) -> int:
        """Returns the width that the labels before the fields need, logical pixels."""
        return max(label.sizeHint().width() for label in (self._s_min_label, *self._map_labels, *self._other_labels))

    def set_label_width(self, width: int) -> None:
        """Gives all labels before fields one width, logical pixels, so that the fields begin at one line."""
        self._s_min_label.setMinimumWidth(width)
        for grid in (self._maps, self._others):
            grid.setColumnMinimumWidth(0, width)

    # -- Building

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        for label, spin in ((self._s_min_label, self._s_min), (label_for(self.tr("s_max"), self._s_max), self._s_max)):
            line.addWidget(label)
            line.addWidget(spin)
        line.addStretch(1)
        for row, (text, combo) in enumerate(((self.tr("Centres"), self._centres), (self.tr("Clip"), self._clip))):
            label = label_for(text, combo)
            self._other_labels.append(label)
            self._others.addWidget(label, row, 0)
            self._others.addWidget(combo, row, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(line)
        column.addWidget(self._line_note)
        column.addLayout(self._maps)
        column.addLayout(self._others)

    def _make_rows(self, plan: BoxPlan) -> None:
        while (item := self._maps.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._scales, self._ratios, self._ratio_errors, self._map_labels = [], [], [], []
        for column, text in ((_SCALE, self.tr("Scale")), (_RATIOS, self.tr("Ratios"))):
            self._maps.addWidget(QLabel(text), 0, column)
        names = [map_name(plan, number) for number in range(len(plan.map_sizes))]
        for number, name in enumerate(names):
            self._add_map_row(number, name)
        beyond = self.tr("after the last")
        self._add_scale(len(names), beyond)

    def _add_map_row(self, number: int, name: str) -> None:
        self._add_scale(number, name)
        ratios = named(QLineEdit(), self.tr("Ratios of {map}").format(map=name))
        ratios.setToolTip(self.tr("Ratios of width to height above 1, such as 2, 3; each comes with its inverse"))
        ratios.textEdited.connect(partial(self._on_ratios_edited, number))
        error = note_label()
        error.hide()
        row = 1 + _ROWS_A_MAP * number
        # Fusion makes the two of different heights.
        height = max(field.sizeHint().height() for field in (ratios, self._scales[number]))
        ratios.setMinimumHeight(height)
        self._scales[number].setMinimumHeight(height)
        self._maps.addWidget(ratios, row, _RATIOS)
        self._maps.addWidget(error, row + 1, _NAME, 1, 3)
        self._ratios.append(ratios)
        self._ratio_errors.append(error)

    def _add_scale(self, number: int, name: str) -> None:
        spin = named(_scale_spin(), self.tr("Scale of {map}").format(map=name))
        spin.setToolTip(self.tr("Side of the square s, as a fraction of the input side"))
        spin.valueChanged.connect(partial(self._on_scale_edited, number))
        row = 1 + _ROWS_A_MAP * number
        label = label_for(name, spin)
        self._map_labels.append(label)
        self._maps.addWidget(label, row, _NAME)
        self._maps.addWidget(spin, row, _SCALE)
        self._scales.append(spin)

    # -- Showing

    def _show_ratios(self, number: int, ratios: Sequence[float]) -> None:
        self._ratios[number].setText(ratios_text(ratios))
        _forget_error(self._ratio_errors[number])

    def _off_line_text(self) -> str:
        return self.tr("These scales follow no line; changing s_min or s_max lays them on one.")

    # -- Editing

    @Slot()
    def _on_line_edited(self) -> None:
        if self._plan is None:
            return
        try:
            scales = line_scales(self._s_min.value(), self._s_max.value(), maps=len(self._plan.map_sizes))
        except ConfigError as error:
            _show_error(self._line_note, str(error))
            return
        _forget_error(self._line_note)
        self._take(replace(self._plan, scales=scales))

    def _on_scale_edited(self, number: int, value: float) -> None:
        if self._plan is not None:
            scales = (*self._plan.scales[:number], value, *self._plan.scales[number + 1 :])
            self._take(replace(self._plan, scales=scales))

    def _on_ratios_edited(self, number: int, text: str) -> None:
        if self._plan is None:
            return
        try:
            ratios = parse_ratios(text)
        except ConfigError as error:
            _show_error(self._ratio_errors[number], str(error))
            return
        _forget_error(self._ratio_errors[number])
        rows = self._plan.aspect_ratios
        self._take(replace(self._plan, aspect_ratios=(*rows[:number], ratios, *rows[number + 1 :])))

    @Slot()
    def _on_centres_chosen(self) -> None:
        if self._plan is not None:
            self._take(with_centres(self._plan, self._centres.currentData()))

    @Slot()
    def _on_clip_chosen(self) -> None:
        if self._plan is not None:
            self._take(replace(self._plan, clip=self._clip.currentData()))

    def _take(self, plan: BoxPlan) -> None:
        if plan != self._plan:
            self._plan = plan
            self.edited.emit(plan)


def _scale_spin() -> QDoubleSpinBox:
    low, high = SCALE_LIMITS
    return QDoubleSpinBox(minimum=low, maximum=high, singleStep=0.01, decimals=_DECIMALS)


def _show_number(spin: QDoubleSpinBox, value: float) -> None:
    """Shows a number without saying so, and without disturbing one that is being typed."""
    if round(value, _DECIMALS) != spin.value():
        with QSignalBlocker(spin):
            spin.setValue(value)


def _show_choice(combo: QComboBox, data: str) -> None:
    with QSignalBlocker(combo):
        combo.setCurrentIndex(combo.findData(data))


def _show_error(label: QLabel, text: str) -> None:
    """Sets an error apart from a note by a sign and by weight, not by colour alone."""
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    label.setText(f"⚠ {text}")
    label.setForegroundRole(QPalette.ColorRole.WindowText)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.show()


def _forget_error(label: QLabel) -> None:
    font = label.font()
    font.setBold(False)
    label.setFont(font)
    label.setText("")
    label.hide()
