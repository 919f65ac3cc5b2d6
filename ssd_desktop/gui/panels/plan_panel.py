"""Which box plan the picture shows, a second one beside it, and the fields that change its numbers."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from ssd_desktop.gui.dialogs.form import label_for, note_label, wide_combo
from ssd_desktop.gui.overlays.colours import plan_colour
from ssd_desktop.gui.panels.chips import colour_chip
from ssd_desktop.gui.panels.layer_texts import map_name, sides_text
from ssd_desktop.gui.panels.plan_editor import PlanEditor
from ssd_desktop.ssd.config import BoxPlan

_SHOWN = ("first", "second", "both")


class PlanPanel(QWidget):
    """Chooses plans and changes one; what is then shown, its controller decides.

    Signals:
        first_chosen: ``BoxPlan`` to be shown.
        second_chosen: ``BoxPlan`` to compare it with, or None.
        shown_chosen: Which of the two is drawn: ``first``, ``second`` or ``both``.
        edited: ``BoxPlan`` with a changed number.
        reset_wanted: Back to the plan of the model.
        recall_wanted: What each plan reaches of the user's boxes.
        use_wanted: The shown plan is to be that of the next training.
    """

    first_chosen = Signal(object)
    second_chosen = Signal(object)
    shown_chosen = Signal(str)
    edited = Signal(object)
    reset_wanted = Signal()
    recall_wanted = Signal()
    use_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plans: list[BoxPlan] = []
        self._first = wide_combo(self.tr("Box plan that is shown"))
        self._second = wide_combo(self.tr("Box plan to compare with"))
        self._chips = [QLabel(), QLabel()]
        self._names: list[QWidget] = []
        self._choice = QGridLayout()
        self._switch = QWidget()
        self._shown = QButtonGroup(self)
        self._sides = QGridLayout()
        self._side_labels: list[QLabel] = []
        self.editor = PlanEditor()
        self._note = note_label()
        self._reset = QPushButton(self.tr("Back to the Detector's Plan"))
        self._recall = QPushButton(self.tr("Recall of Your Boxes..."))
        self._use = QPushButton(self.tr("Use It for the Next Training"))
        self._build_switch()
        self._lay_out()
        self._connect()

    def set_plans(self, plans: Sequence[BoxPlan], *, model_plan: BoxPlan | None) -> None:
        """Offers plans; ``show_plans`` says which are shown.

        Args:
            plans: In the order of the lists.
            model_plan: That of the model in use, marked as such; None while there is none.
        """
        self._plans = list(plans)
        with QSignalBlocker(self._first), QSignalBlocker(self._second):
            self._first.clear()
            self._second.clear()
            self._second.addItem(self.tr("No other plan"))
            for plan in plans:
                mark = self.tr("{plan} (detector in use)") if plan == model_plan else "{plan}"
                self._first.addItem(mark.format(plan=plan.name))
                self._second.addItem(mark.format(plan=plan.name))

    def show_plans(self, first: BoxPlan, second: BoxPlan | None, *, note: str, can_use: bool, is_reset: bool) -> None:
        """Shows which plans the picture shows.

        Args:
            first: Shown, and edited.
            second: Compared with it; None: none.
            note: A sentence on the first plan.
            can_use: Whether a training can take it.
            is_reset: Whether it is the plan of the model.
        """
        with QSignalBlocker(self._first), QSignalBlocker(self._second):
            self._first.setCurrentIndex(self._plans.index(first))
            self._second.setCurrentIndex(0 if second is None else 1 + self._plans.index(second))
        self.editor.set_plan(first)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._use.setEnabled(can_use)
        self._reset.setEnabled(not is_reset)
        self._show_comparison(first, second)
        self._align()

    def _align(self) -> None:
        """Lets all fields, those of the editor too, begin at one line."""
        width = max(self.editor.label_width(), *(part.sizeHint().width() for part in self._names))
        self.editor.set_label_width(width)
        self._choice.setColumnMinimumWidth(0, width)

    def _show_comparison(self, first: BoxPlan, second: BoxPlan | None) -> None:
        self._switch.setVisible(second is not None)
        for chip in self._chips:
            chip.setVisible(second is not None)
        for label in self._side_labels:
            self._sides.removeWidget(label)
            label.hide()
            label.deleteLater()
        self._side_labels = []
        if second is None:
            return
        rows = max(len(first.map_sizes), len(second.map_sizes))
        named_by = first if len(first.map_sizes) == rows else second
        self._add_side_row(0, ("", first.name, second.name), bold=True)
        for row in range(rows):
            texts = [sides_text(plan, row) if row < len(plan.map_sizes) else "–" for plan in (first, second)]
            self._add_side_row(1 + row, (map_name(named_by, row), *texts))

    def _add_side_row(self, row: int, texts: Sequence[str], *, bold: bool = False) -> None:
        for column, text in enumerate(texts):
            label = QLabel(text)
            font = label.font()
            font.setBold(bold)
            label.setFont(font)
            self._sides.addWidget(label, row, column)
            self._side_labels.append(label)

    def _build_switch(self) -> None:
        row = QHBoxLayout(self._switch)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(QLabel(self.tr("Draw")))
        for number, text in enumerate((self.tr("the first"), self.tr("the second"), self.tr("both"))):
            button = QRadioButton(text)
            button.setChecked(_SHOWN[number] == "both")
            self._shown.addButton(button, number)
            row.addWidget(button)
        row.addStretch(1)

    def _lay_out(self) -> None:
        self._choice.setColumnStretch(1, 1)
        rows = ((self.tr("Plan"), self._first), (self.tr("Compare with"), self._second))
        for row, (text, combo) in enumerate(rows):
            self._choice.addWidget(self._name(text, combo, row), row, 0)
            self._choice.addWidget(combo, row, 1)
        self._sides.setColumnStretch(2, 1)
        self._sides.setHorizontalSpacing(10)
        self._sides.setVerticalSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.addLayout(self._choice)
        column.addWidget(self._switch)
        column.addLayout(self._sides)
        column.addWidget(self.editor)
        column.addWidget(self._note)
        for button in (self._reset, self._recall, self._use):
            column.addWidget(button)
        column.addStretch(1)

    def _name(self, text: str, combo: QComboBox, number: int) -> QWidget:
        """Returns the label of a plan with its chip, which keeps its place while it is away."""
        chip, name = self._chips[number], QWidget()
        chip.setPixmap(colour_chip(plan_colour(number), self.devicePixelRatioF()))
        policy = chip.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        chip.setSizePolicy(policy)
        row = QHBoxLayout(name)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label_for(text, combo))
        row.addStretch(1)
        row.addWidget(chip)
        self._names.append(name)
        return name

    def _connect(self) -> None:
        self._first.activated.connect(self._on_first)
        self._second.activated.connect(self._on_second)
        self._shown.idClicked.connect(self._on_shown)
        self.editor.edited.connect(self.edited)
        self._reset.clicked.connect(self.reset_wanted)
        self._recall.clicked.connect(self.recall_wanted)
        self._use.clicked.connect(self.use_wanted)

    @Slot(int)
    def _on_first(self, place: int) -> None:
        self.first_chosen.emit(self._plans[place])

    @Slot(int)
    def _on_second(self, place: int) -> None:
        self.second_chosen.emit(self._plans[place - 1] if place else None)

    @Slot(int)
    def _on_shown(self, number: int) -> None:
        self.shown_chosen.emit(_SHOWN[number])
