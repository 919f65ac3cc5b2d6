"""The thresholds of detection, live: score and NMS IoU, and what others would let through."""

from PySide6.QtCore import QObject, QSignalBlocker, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from ssd_desktop.gui.panels.explain_texts import number
from ssd_desktop.gui.panels.quiet_fields import QuietField, QuietSlider
from ssd_desktop.gui.panels.threshold_chart import ThresholdChart
from ssd_desktop.inference.explanation.types import ExplanationSettings, PictureExplanation

_STEPS = 100
_LOWEST_IOU = 0.05


class ThresholdSlider(QObject):
    """A slider and a field for one number of hundredths.

    Signals:
        changed: The number that the user wants.
    """

    changed = Signal(float)

    def __init__(self, name: str, tip: str, lowest: float, highest: float, parent: QObject | None = None) -> None:
        """Makes it.

        Args:
            name: What it changes, for those who cannot see the label.
            tip: What the number means.
            lowest: The number at the left end.
            highest: At the right end.
            parent: Owner.
        """
        super().__init__(parent)
        self.slider = QuietSlider()
        self.field = QuietField()
        self.slider.setRange(round(lowest * _STEPS), round(highest * _STEPS))
        self.slider.setPageStep(10)
        self.slider.setAccessibleName(name)
        self.field.setRange(lowest, highest)
        self.field.setSingleStep(1 / _STEPS)
        self.field.setDecimals(2)
        self.field.setAccessibleName(name)
        for widget in (self.slider, self.field):
            widget.setToolTip(tip)
        self.slider.valueChanged.connect(lambda value: self.field.setValue(value / _STEPS))
        self.field.valueChanged.connect(self._on_edited)

    def value(self) -> float:
        """Returns the number."""
        return self.field.value()

    def set_value(self, value: float) -> None:
        """Shows another number without saying so; one that is typed just now is left alone."""
        if round(value, 2) != round(self.field.value(), 2):
            with QSignalBlocker(self.field), QSignalBlocker(self.slider):
                self.field.setValue(value)
                self.slider.setValue(round(value * _STEPS))

    def _on_edited(self, value: float) -> None:
        with QSignalBlocker(self.slider):
            self.slider.setValue(round(value * _STEPS))
        self.changed.emit(round(value, 2))


class ThresholdsSection(QWidget):
    """Both sliders, how many detections they leave, and the curves.

    Signals:
        score_changed: The lowest score that the user wants to see.
        nms_iou_changed: The IoU above which the user wants suppression.
    """

    score_changed = Signal(float)
    nms_iou_changed = Signal(float)

    def __init__(self, lowest_score: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._score = ThresholdSlider(
            self.tr("Score"), self.tr("A detection is shown from this score on."), lowest_score, 1.0, self
        )
        self._nms_iou = ThresholdSlider(
            self.tr("NMS IoU"),
            self.tr("A detection that overlaps a surer one of its class by more than this IoU is suppressed."),
            _LOWEST_IOU,
            1.0,
            self,
        )
        self._count = QLabel()
        self._count.setWordWrap(True)
        self._chart = ThresholdChart()
        self._score.changed.connect(self.score_changed)
        self._nms_iou.changed.connect(self.nms_iou_changed)
        self._lay_out()

    def show_settings(self, settings: ExplanationSettings) -> None:
        """Shows where the thresholds stand."""
        self._score.set_value(settings.score)
        self._nms_iou.set_value(settings.postprocess.nms_iou)

    def show_explanation(self, explanation: PictureExplanation | None) -> None:
        """Shows what the thresholds let through; None: nothing is explained."""
        if explanation is None:
            self._count.clear()
            self._chart.set_curves(None, score=0.0, nms_iou=0.0, count=0)
            return
        score, nms_iou = explanation.settings.score, explanation.settings.postprocess.nms_iou
        count = len(explanation.detections)
        text = (
            self.tr("1 detection reaches a score of {score} with suppression above an IoU of {nms_iou}.")
            if count == 1
            else self.tr("{count} detections reach a score of {score} with suppression above an IoU of {nms_iou}.")
        )
        self._count.setText(text.format(count=count, score=number(score), nms_iou=number(nms_iou)))
        self._chart.set_curves(explanation.curves, score=score, nms_iou=nms_iou, count=count)

    def count_text(self) -> str:
        """Returns what is said of the number of detections."""
        return self._count.text()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        rows = ((self.tr("Score"), self._score), (self.tr("NMS IoU"), self._nms_iou))
        for row, (name, part) in enumerate(rows):
            label = QLabel(name)
            label.setBuddy(part.slider)
            grid.addWidget(label, row, 0)
            grid.addWidget(part.slider, row, 1)
            grid.addWidget(part.field, row, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(grid)
        column.addWidget(self._count)
        column.addWidget(self._chart)
