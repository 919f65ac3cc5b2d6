"""The Loss tab: what a picture costs in training, which object costs most, and what hard negative mining leaves."""

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from ssd_desktop.gui.localised import localised
from ssd_desktop.gui.overlays.mining import ROLE_COLOURS
from ssd_desktop.gui.panels.chips import colour_chip
from ssd_desktop.gui.panels.loss_models import CostsModel, TermsModel
from ssd_desktop.gui.panels.loss_texts import change_text, left_out_text, mining_text, no_loss_text, sum_text, term_text
from ssd_desktop.gui.panels.row_table import fit_rows, row_table
from ssd_desktop.gui.panels.scrolling import VerticalScrollArea
from ssd_desktop.inference.explanation.training_questions import PictureLoss, TrainingExplained
from ssd_desktop.inference.explanation.training_types import LossTerm, Role

_MOST_RATIO = 20
_COST_ROWS, _TERM_ROWS = 4, 8
_SHOWN = 12
"""Default boxes of each role on the picture at first: more hide it."""


class LossPanel(QWidget):
    """The loss as a sum, what each object costs, and the default boxes that cost most.

    Signals:
        ratio_wanted: Negatives for each positive that the user wants.
        terms_changed: ``terms`` are others.
        chosen: ``default_box`` or ``ground_truth`` is another.
        view_wanted: The user wants to see augmented views (True) or the picture (False).
    """

    ratio_wanted = Signal(int)
    terms_changed = Signal()
    chosen = Signal()
    view_wanted = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._explained: TrainingExplained | None = None
        self._default_box: int | None = None
        self._ground_truth: int | None = None
        self._selecting = False
        self._message = QLabel()
        self._sum, self._mining, self._change, self._left_out, self._details = (QLabel() for _ in range(5))
        self._costs = CostsModel(self)
        self._terms = TermsModel(self.devicePixelRatioF(), self)
        self._make_controls()
        self._make_roles()
        self._cost_table = row_table(self._costs, self.tr("What each object costs"))
        self._term_table = row_table(self._terms, self.tr("Default boxes by their loss"))
        self._cost_table.selectionModel().currentRowChanged.connect(self._on_cost_chosen)
        self._term_table.selectionModel().currentRowChanged.connect(self._on_term_chosen)
        self._lay_out()
        self.set_message("")

    # -- What is shown

    def set_explained(self, explained: TrainingExplained) -> None:
        """Shows another loss, or why there is none."""
        self._explained = explained
        self.set_message(no_loss_text(explained.no_loss))
        loss = explained.loss
        self._fill_costs(explained)
        if loss is not None:
            self._sum.setText(sum_text(loss))
            self._mining.setText(mining_text(loss))
            self._change.setText(change_text(loss))
            self._left_out.setText(left_out_text(loss, explained.matching.plan))
            for label in (self._change, self._left_out):
                label.setVisible(bool(label.text()))
        self._fill_terms()

    def set_message(self, text: str) -> None:
        """Says why there is no loss; "" shows it."""
        self._message.setText(localised(text))
        self._stack.setCurrentIndex(0 if text else 1)

    def set_ratio(self, ratio: int) -> None:
        """Shows the negatives for each positive that hold."""
        with QSignalBlocker(self._ratio):
            self._ratio.setValue(ratio)

    def set_chosen(self, default_box: int | None) -> None:
        """Chooses a default box; None: none."""
        row = None if default_box is None else self._terms.row_of(default_box)
        if row is None:
            self._choose(None, None)
            self._selecting = True
            self._term_table.setCurrentIndex(QModelIndex())
            self._selecting = False
        else:
            self._term_table.selectRow(row)

    def set_view(self, number: int | None) -> None:
        """Shows whether an augmented view is looked at."""
        self._view.setChecked(number is not None)

    # -- What others read

    @property
    def terms(self) -> list[LossTerm]:
        """The terms of the loss that are listed and wanted on the picture, the most costly first."""
        loss = None if self._explained is None else self._explained.loss
        if loss is None:
            return []
        count = self._count.value()
        wanted = [role for role, check in self._roles.items() if check.isChecked()]
        listed = {one.default_box for role in wanted for one in loss.trace.hardest(role, count)}
        terms = [one for one in loss.trace.terms if one.default_box in listed]
        return sorted(terms, key=lambda one: -one.confidence)

    @property
    def default_box(self) -> int | None:
        """The default box that is chosen."""
        return self._default_box

    @property
    def ground_truth(self) -> int | None:
        """Position of the ground truth that is chosen, or that the chosen default box learns."""
        return self._ground_truth

    def message(self) -> str:
        """Returns why there is no loss; "" where there is one."""
        return self._message.text()

    def texts(self) -> tuple[str, str, str, str]:
        """Returns what is said of the loss, of mining, of another ratio and of the chosen default box."""
        return self._sum.text(), self._mining.text(), self._change.text(), self._details.text()

    def cost_rows(self) -> list[tuple[str, ...]]:
        """Returns the texts of the table of objects."""
        return self._costs.texts()

    def term_rows(self) -> list[tuple[str, ...]]:
        """Returns the texts of the table of default boxes."""
        return self._terms.texts()

    def role_texts(self) -> list[str]:
        """Returns what stands beside the checks of the roles."""
        return [check.text() for check in self._roles.values()]

    # -- Parts

    def _make_controls(self) -> None:
        self._ratio = QSpinBox()
        self._ratio.setRange(0, _MOST_RATIO)
        self._ratio.setSuffix(" : 1")
        self._ratio.setToolTip(self.tr("Negatives in the loss for each positive; a training has 3"))
        self._ratio.valueChanged.connect(self.ratio_wanted)
        self._count = QSpinBox()
        self._count.setRange(1, 9999)
        self._count.setValue(_SHOWN)
        self._count.setToolTip(self.tr("So many of each kind are listed and drawn, the most costly ones"))
        self._count.valueChanged.connect(lambda _: self._fill_terms())
        self._view = QPushButton(self.tr("As T&raining Sees It"))
        self._view.setCheckable(True)
        self._view.setToolTip(self.tr("Shows the picture in the augmented views of a training, one after the other"))
        self._view.clicked.connect(self.view_wanted)

    def _make_roles(self) -> None:
        self._roles = {role: QCheckBox() for role in Role}
        for role, check in self._roles.items():
            check.setIcon(colour_chip(ROLE_COLOURS[role], self.devicePixelRatioF()))
            check.setChecked(True)
            check.toggled.connect(lambda _: self._fill_terms())

    def _lay_out(self) -> None:
        labels = (self._sum, self._mining, self._change, self._left_out, self._details, self._message)
        for label in labels:
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._sum.setToolTip(
            self.tr("Confidence and localisation loss of the picture as a batch of one, each divided by N")
        )
        bold = self._sum.font()
        bold.setBold(True)
        self._sum.setFont(bold)
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._message.setMargin(16)
        content = QWidget()
        column = QVBoxLayout(content)
        column.addWidget(self._view)
        column.addWidget(self._sum)
        column.addLayout(_row(self.tr("Ne&gatives for each positive"), self._ratio))
        for label in (self._mining, self._change, self._left_out):
            column.addWidget(label)
        column.addWidget(self._cost_table)
        column.addLayout(_row(self.tr("The har&dest of each kind"), self._count))
        roles = QGridLayout()
        for place, check in enumerate(self._roles.values()):
            roles.addWidget(check, place // 2, place % 2, 1, 1 + place // 2)
        column.addLayout(roles)
        column.addWidget(self._details)
        column.addWidget(self._term_table, 1)
        column.addStretch(1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._message)
        self._stack.addWidget(VerticalScrollArea(content))

    # -- Filling

    def _fill_costs(self, explained: TrainingExplained) -> None:
        names = tuple(f"{one.position + 1} {one.name}" for one in explained.matching.objects)
        self._selecting = True
        self._costs.set_loss(None if explained.loss is None else explained.loss.trace, names)
        self._selecting = False
        fit_rows(self._cost_table, least=_COST_ROWS, most=_COST_ROWS)

    def _fill_terms(self) -> None:
        explained = self._explained
        if explained is None:
            return
        chosen = self._default_box
        self._selecting = True
        self._terms.set_terms(self.terms, explained.classes)
        self._selecting = False
        fit_rows(self._term_table, least=_TERM_ROWS)
        if explained.loss is not None:
            self._name_roles(explained.loss)
        self.terms_changed.emit()
        self.set_chosen(chosen)

    def _name_roles(self, loss: PictureLoss) -> None:
        trace = loss.trace
        texts = {
            Role.POSITIVE: self.tr("{count} positives").format(count=trace.positives),
            Role.MINED: self.tr("{count} mined").format(count=trace.mined),
            Role.DROPPED: self.tr("Dropped, of them the hardest {count}").format(count=trace.count(Role.DROPPED)),
        }
        for role, check in self._roles.items():
            check.setText(texts[role])

    # -- Choosing

    def _on_cost_chosen(self, now: QModelIndex) -> None:
        if not self._selecting and now.isValid():
            position = self._costs.position(now.row())
            self.set_chosen(None)
            self._choose(None, position)

    def _on_term_chosen(self, now: QModelIndex) -> None:
        if not self._selecting and now.isValid():
            term = self._terms.term(now.row())
            self._choose(term, term.ground_truth if term.ground_truth >= 0 else None)

    def _choose(self, term: LossTerm | None, ground_truth: int | None) -> None:
        self._default_box = None if term is None else term.default_box
        self._ground_truth = ground_truth
        text = self.tr("Choose a default box in the list or on the picture.")
        if term is not None and self._explained is not None and self._explained.loss is not None:
            text = term_text(term, self._explained.loss, self._explained)
        self._details.setText(text)
        self.chosen.emit()


def _row(text: str, field: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    label = QLabel(text)
    label.setBuddy(field)
    row.addWidget(label, 1)
    row.addWidget(field)
    return row
