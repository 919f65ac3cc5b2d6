"""The Matching tab: which default boxes learn which object, and why some objects are hard to reach."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from ssd_desktop.gui.localised import localised
from ssd_desktop.gui.panels.ground_truths_model import NAME_COLUMN, GroundTruthsModel
from ssd_desktop.gui.panels.map_counts import MapCounts
from ssd_desktop.gui.panels.matching_texts import object_text, saved_text, summary_text
from ssd_desktop.gui.panels.row_table import fit_rows, row_table
from ssd_desktop.gui.panels.scrolling import VerticalScrollArea
from ssd_desktop.gui.panels.share_slider import ShareSlider
from ssd_desktop.inference.explanation.training_questions import TrainingExplained
from ssd_desktop.ssd.config import MatchConfig

_LEAST_IOU = 0.05
_ROWS_SHOWN = 6


class MatchingPanel(QWidget):
    """Thresholds, the ground truths as a list, and what matching made of the chosen one.

    Signals:
        thresholds_wanted: ``MatchConfig`` the user wants.
        chosen: Position of the ground truth that the user has chosen; -1: all.
        parts_changed: ``positives_shown`` or ``band_shown`` is another.
        view_wanted: The user wants to see augmented views (True) or the picture (False).
    """

    thresholds_wanted = Signal(object)
    chosen = Signal(int)
    parts_changed = Signal()
    view_wanted = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._explained: TrainingExplained | None = None
        self._position: int | None = None
        self._selecting = False
        self._model = GroundTruthsModel(self.devicePixelRatioF(), self)
        self._message = QLabel()
        self._summary, self._saved, self._details = QLabel(), QLabel(), QLabel()
        self._counts = MapCounts()
        self._make_thresholds()
        self._make_table()
        self._make_parts()
        self._lay_out()
        self.set_thresholds(MatchConfig())
        self.set_message("")

    # -- What is shown

    def set_explained(self, explained: TrainingExplained) -> None:
        """Shows another matching; the ground truth that is chosen stays chosen where it is the same list."""
        objects = explained.matching.objects
        before = () if self._explained is None else self._explained.matching.objects
        if [one.box_xyxy for one in objects] != [one.box_xyxy for one in before]:
            self._position = None
        self._explained = explained
        self._model.set_matching(explained.matching)
        fit_rows(self._table, least=_ROWS_SHOWN)
        self.set_message("")
        self._select_row()
        self._show_texts()

    def set_message(self, text: str) -> None:
        """Says why there is no matching; "" shows it."""
        self._message.setText(localised(text))
        self._stack.setCurrentIndex(0 if text else 1)

    def set_thresholds(self, config: MatchConfig) -> None:
        """Shows the thresholds that hold."""
        self._positive.set_value(config.positive_iou)
        self._negative.set_value(config.negative_iou)
        self._usual.setEnabled(config != MatchConfig())

    def set_chosen(self, position: int | None) -> None:
        """Chooses a ground truth without saying so; None: all."""
        self._position = position
        self._select_row()
        self._show_texts()

    def set_view(self, number: int | None) -> None:
        """Shows whether an augmented view is looked at."""
        self._view.setChecked(number is not None)

    # -- What others read

    @property
    def position(self) -> int | None:
        """The ground truth that is chosen; None: all."""
        return self._position

    @property
    def positives_shown(self) -> bool:
        """Whether the default boxes that learn an object are wanted on the picture."""
        return self._positives.isChecked()

    @property
    def band_shown(self) -> bool:
        """Whether those in neither loss are wanted on the picture."""
        return self._band.isChecked()

    def message(self) -> str:
        """Returns why there is no matching; "" where there is one."""
        return self._message.text()

    def texts(self) -> tuple[str, str, str]:
        """Returns what is said of all default boxes, of the chosen ground truth and of one-to-one matching."""
        return self._summary.text(), self._details.text(), self._saved.text()

    def counts(self) -> list[str]:
        """Returns the number for each feature map as it is shown."""
        return self._counts.counts()

    def rows(self) -> list[tuple[str, ...]]:
        """Returns the texts of the list, row by row."""
        model = self._model
        return [
            tuple(str(model.data(model.index(row, column))) for column in range(model.columnCount()))
            for row in range(model.rowCount())
        ]

    # -- Parts

    def _make_thresholds(self) -> None:
        self._positive = ShareSlider(
            self.tr("Positive from IoU"),
            self.tr("A default box that overlaps an object this much learns it."),
            least=_LEAST_IOU,
        )
        self._negative = ShareSlider(
            self.tr("Ignored from IoU"),
            self.tr(
                "A default box that overlaps an object this much, but not enough to learn it, is in neither loss; with "
                "less it is background."
            ),
            least=_LEAST_IOU,
        )
        self._usual = QPushButton(self.tr("Usua&l"))
        self._usual.setToolTip(self.tr("The thresholds that a training has"))
        self._positive.changed.connect(lambda value: self._want(value, min(value, self._negative.value())))
        self._negative.changed.connect(lambda value: self._want(max(value, self._positive.value()), value))
        self._usual.clicked.connect(lambda: self._want(MatchConfig().positive_iou, MatchConfig().negative_iou))

    def _want(self, positive: float, negative: float) -> None:
        config = MatchConfig(positive, negative)
        self.set_thresholds(config)
        self.thresholds_wanted.emit(config)

    def _make_table(self) -> None:
        self._table = row_table(self._model, self.tr("Labelled objects"))
        self._table.selectionModel().currentRowChanged.connect(self._on_row_chosen)

    def _make_parts(self) -> None:
        self._positives = QCheckBox(self.tr("P&ositives"))
        self._positives.setToolTip(self.tr("Draws the default boxes that learn an object, coloured by their overlap"))
        self._band = QCheckBox(self.tr("Ignored &band"))
        self._band.setToolTip(self.tr("Draws the default boxes that are in neither loss, dashed"))
        self._view = QPushButton(self.tr("As T&raining Sees It"))
        self._view.setCheckable(True)
        self._view.setToolTip(self.tr("Shows the picture in the augmented views of a training, one after the other"))
        self._positives.setChecked(True)
        self._band.setChecked(True)
        for check in (self._positives, self._band):
            check.toggled.connect(lambda _: self.parts_changed.emit())
        self._view.clicked.connect(self.view_wanted)

    def _lay_out(self) -> None:
        for label in (self._summary, self._details, self._saved, self._message):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._message.setMargin(16)
        grid = QGridLayout()
        self._positive.add_to(grid, 0, self.tr("Positive from Io&U"))
        self._negative.add_to(grid, 1, self.tr("Ig&nored from IoU"))
        parts = QHBoxLayout()
        for widget in (self._positives, self._band):
            parts.addWidget(widget)
        parts.addStretch(1)
        parts.addWidget(self._usual)
        self._heading = QLabel()
        content = QWidget()
        column = QVBoxLayout(content)
        column.addWidget(self._view)
        column.addLayout(grid)
        column.addLayout(parts)
        column.addWidget(self._table, 3)
        column.addWidget(self._heading)
        column.addWidget(self._counts)
        for label in (self._details, self._summary, self._saved):
            column.addWidget(label)
        column.addStretch(1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._message)
        self._stack.addWidget(VerticalScrollArea(content))

    # -- Choosing

    def _on_row_chosen(self, now: QModelIndex) -> None:
        if self._selecting or not now.isValid():
            return
        self._position = now.row() - 1 if now.row() else None
        self._show_texts()
        self.chosen.emit(-1 if self._position is None else self._position)

    def _select_row(self) -> None:
        if self._explained is None:
            return
        row = 0 if self._position is None else self._position + 1
        self._selecting = True
        how = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self._table.selectionModel().setCurrentIndex(self._model.index(row, NAME_COLUMN), how)
        self._selecting = False

    def _show_texts(self) -> None:
        if self._explained is None:
            return
        matching, boxes = self._explained.matching, self._explained.default_boxes
        one = None if self._position is None else matching.objects[self._position]
        per_map = matching.per_map if one is None else one.per_map
        self._heading.setText(
            self.tr("Positives on each feature map")
            if one is None
            else self.tr("Positives of {name} on each feature map").format(name=f"{one.position + 1} {one.name}")
        )
        self._counts.set_counts(boxes.plan, per_map)
        self._summary.setText(summary_text(matching))
        self._details.setText("" if one is None else object_text(one, matching, boxes))
        self._details.setVisible(one is not None)
        self._saved.setText(saved_text(matching))
        self._saved.setVisible(bool(self._saved.text()))
