"""The tab "Detection": what to explain, how it came about or was lost, and what the thresholds let through."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ssd_desktop.gui.panels.detection_details import DetectionDetails
from ssd_desktop.gui.panels.explain_choices import Choice, DetectionChoice, ExplainChoices, ObjectChoice
from ssd_desktop.gui.panels.explain_texts import number
from ssd_desktop.gui.panels.explain_thresholds import ThresholdsSection
from ssd_desktop.gui.panels.object_details import ObjectDetails
from ssd_desktop.gui.panels.scrolling import VerticalScrollArea
from ssd_desktop.gui.panels.sections import heading
from ssd_desktop.inference.explanation.questions import Explained


class ExplainDetectionPanel(QWidget):
    """A list of detections and objects, and below it what there is to say of the one chosen.

    The parts are attributes; who wires the panel listens to them.
    """

    def __init__(self, lowest_score: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._explained: Explained | None = None
        self.choices = ExplainChoices()
        self.detection = DetectionDetails()
        self.object = ObjectDetails()
        self.thresholds = ThresholdsSection(lowest_score)
        self._hint = QLabel()
        self._hint.setWordWrap(True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._lay_out()
        self.show_choice(None)

    def show_explained(self, explained: Explained | None) -> None:
        """Shows another explanation; None: there is none. What was chosen stays chosen if it is still there."""
        self._explained = explained
        explanation = None if explained is None else explained.explanation
        self.choices.show_explanation(explanation)
        self.thresholds.show_explanation(explanation)
        self.show_choice(self.choices.choice())

    def show_choice(self, choice: Choice | None) -> None:
        """Shows what there is to say of a choice; None says how to choose."""
        self.choices.choose(choice)
        explained = self._explained
        detection = labelled = None
        if explained is not None and isinstance(choice, DetectionChoice):
            detection = next(
                one
                for one in explained.explanation.detections
                if (one.default_box, one.label) == (choice.default_box, choice.label)
            )
            self.detection.show_detection(explained, detection)
        if explained is not None and isinstance(choice, ObjectChoice):
            labelled = next(one for one in explained.explanation.objects or () if one.position == choice.position)
            self.object.show_object(explained, labelled)
        if detection is None:
            self.detection.decoding.set_trace(None)
        self.detection.setVisible(detection is not None)
        self.object.setVisible(labelled is not None)
        self._hint.setVisible(detection is None and labelled is None)
        self._hint.setText(self._hint_text())

    def hint(self) -> str:
        """Returns what is said while nothing is chosen."""
        return self._hint.text()

    def _hint_text(self) -> str:
        if self._explained is None or self.choices.choices():
            return self.tr("Choose a detection or a labelled object here or in the picture.")
        text = self.tr("Nothing reaches a score of {score}. Lower the score to see what the detector doubts.")
        return text.format(score=number(self._explained.explanation.settings.score))

    def _lay_out(self) -> None:
        content = QWidget()
        inner = QVBoxLayout(content)
        inner.setContentsMargins(8, 4, 8, 8)
        inner.setSpacing(4)
        for widget in (self._hint, self.detection, self.object, heading(self.tr("Thresholds")), self.thresholds):
            inner.addWidget(widget)
        inner.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.choices)
        column.addWidget(VerticalScrollArea(content), 1)
