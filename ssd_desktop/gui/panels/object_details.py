"""What became of one labelled object, and what the default boxes said that should have found it."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ssd_desktop.gui.overlays.colours import class_colours, map_colour
from ssd_desktop.gui.panels.chips import colour_chip
from ssd_desktop.gui.panels.explain_texts import class_name, number
from ssd_desktop.gui.panels.missed_texts import fate_word, prediction_text, why
from ssd_desktop.gui.panels.score_bars import Bar, ScoreBars
from ssd_desktop.gui.panels.sections import SmallTable, heading
from ssd_desktop.inference.explanation.class_scores import rank_scores
from ssd_desktop.inference.explanation.default_box_info import default_box_info
from ssd_desktop.inference.explanation.questions import Explained
from ssd_desktop.inference.explanation.types import DefaultBoxInfo, ObjectTrace, Prediction

_NAMED_CLASSES = 4


class ObjectDetails(QWidget):
    """A sentence on the object, the predictions about it, and a sentence on the one that is chosen.

    Signals:
        prediction_chosen: The ``Prediction`` that was chosen; None: there is none.
    """

    prediction_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._explained: Explained | None = None
        self._trace: ObjectTrace | None = None
        self._predictions: tuple[Prediction, ...] = ()
        self.why = QLabel()
        self.predictions = SmallTable(
            (self.tr("Default box"), self.tr("IoU"), self.tr("Score"), self.tr("Became")),
            self.tr("Predictions about the object"),
        )
        self._none = QLabel(self.tr("No default box learns this object, and no prediction lies on it."))
        self.said = QLabel()
        self.bars = ScoreBars()
        self.bars.setAccessibleName(self.tr("Class scores of this default box"))
        for label in (self.why, self.said, self._none):
            label.setWordWrap(True)
        self._lay_out()
        self.predictions.itemSelectionChanged.connect(self._on_chosen)

    def show_object(self, explained: Explained, trace: ObjectTrace) -> None:
        """Shows an object; of its predictions, the one that was chosen stays chosen, else the surest is.

        Args:
            explained: What the object is of.
            trace: One of its objects.
        """
        before = self._chosen() if self._trace is not None and self._trace.position == trace.position else None
        self._explained, self._trace = explained, trace
        self.why.setText(why(explained.explanation, trace))
        self._predictions = about(trace)
        infos = [self._info(explained, one) for one in self._predictions]
        rows = [
            (
                f"{one.default_box}, {info.map_name}",
                number(one.default_iou),
                number(one.score),
                fate_word(one.fate),
            )
            for one, info in zip(self._predictions, infos, strict=True)
        ]
        icons = [QIcon(colour_chip(map_colour(info.feature_map), self.devicePixelRatioF())) for info in infos]
        kept = [one.default_box for one in self._predictions]
        with QSignalBlocker(self.predictions):
            self.predictions.fill(rows, icons)
            if rows:
                known = before is not None and before.default_box in kept
                self.predictions.selectRow(kept.index(before.default_box) if known and before is not None else 0)
        for widget in (self.predictions, self.said, self.bars):
            widget.setVisible(bool(rows))
        self._none.setVisible(not rows)
        self._on_chosen()

    def _chosen(self) -> Prediction | None:
        row = self.predictions.chosen()
        return None if row is None or row >= len(self._predictions) else self._predictions[row]

    def _info(self, explained: Explained, one: Prediction) -> DefaultBoxInfo:
        explanation = explained.explanation
        return default_box_info(
            explained.default_boxes, one.default_box, width=explanation.width, height=explanation.height
        )

    def _on_chosen(self) -> None:
        one, explained, trace = self._chosen(), self._explained, self._trace
        if one is not None and explained is not None and trace is not None:
            self.said.setText(prediction_text(explained.explanation, trace, one, self._info(explained, one)))
            self._show_scores(explained, trace, one)
        self.prediction_chosen.emit(one)

    def _show_scores(self, explained: Explained, trace: ObjectTrace, one: Prediction) -> None:
        classes = explained.explanation.classes
        colours = class_colours(classes)
        ranked = rank_scores(one.scores, _NAMED_CLASSES, label=trace.label)
        self.bars.set_bars([
            Bar(
                class_name(classes, each.label),
                each.score,
                number(each.score, 3),
                colours[classes[each.label - 1]] if each.label else None,
                bold=each.label == trace.label,
            )
            for each in ranked.best
        ])  # fmt: skip

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        title = heading(self.tr("What was predicted about it"))
        for widget in (self.why, title, self.predictions, self._none, self.said, self.bars):
            column.addWidget(widget)


def about(trace: ObjectTrace) -> tuple[Prediction, ...]:
    """Returns what was predicted about an object, the surest on it first, then what should have found it."""
    witness = trace.witness
    if witness is None:
        return trace.should_have
    return (witness, *(one for one in trace.should_have if one.default_box != witness.default_box))
