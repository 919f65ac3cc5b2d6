"""Playing the decoding: from the default box to the detection, step by step or along a slider."""

from PySide6.QtCore import QAbstractAnimation, QEasingCurve, QSignalBlocker, QSize, QTimer, QVariantAnimation, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStyle, QToolButton, QVBoxLayout, QWidget

from ssd_desktop.gui.panels.explain_texts import step_text
from ssd_desktop.gui.panels.quiet_fields import QuietSlider
from ssd_desktop.gui.theme import icon
from ssd_desktop.inference.explanation.types import DetectionTrace

_PARTS = 100
"""Positions of the slider between two steps."""

_STEP_MS = 900
_ICON_SIDE = 18


class DecodingControls(QWidget):
    """Back, play and forward, a slider, and what the step does.

    Where the desktop asks for less motion, playing goes from step to step instead of moving the box.

    Signals:
        progress_changed: How far the decoding is: 0 is the default box, 1 and 2 the steps, 3 the detection.
    """

    progress_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._trace: DetectionTrace | None = None
        self._last = 0
        self._slider = QuietSlider()
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._back = self._button("step-back", self.tr("Step back"))
        self._play = self._button("play", self.tr("Play the decoding"))
        self._forward = self._button("step-forward", self.tr("Step forward"))
        self._animation = QVariantAnimation(self)
        self._animation.setEasingCurve(QEasingCurve.Type.Linear)
        self._hops = QTimer(self)
        self._hops.setInterval(_STEP_MS)
        self._lay_out()
        self._connect()

    def set_trace(self, trace: DetectionTrace | None) -> None:
        """Takes another detection, at its last step; the same one stays where it is."""
        same = trace is not None and self._trace is not None and trace.default_box == self._trace.default_box
        self._trace = trace
        if trace is None:
            self.stop()
            return
        self._last = (len(trace.steps) - 1) * _PARTS
        self._slider.setTickInterval(_PARTS)
        if not same:
            self.stop()
            with QSignalBlocker(self._slider):
                self._slider.setRange(0, self._last)
                self._slider.setValue(self._last)
        self._show()

    def progress(self) -> float:
        """Returns how far the decoding is, 0 to 3."""
        return self._slider.value() / _PARTS

    def text(self) -> str:
        """Returns what is said of the present step."""
        return self._text.text()

    def is_playing(self) -> bool:
        """Returns whether it goes on by itself."""
        return self._hops.isActive() or self._animation.state() == QAbstractAnimation.State.Running

    def step(self, by: int) -> None:
        """Goes to the next step or the one before, and stops."""
        self.stop()
        at = self._slider.value()
        self._slider.setValue((at // _PARTS + 1) * _PARTS if by > 0 else (-(-at // _PARTS) - 1) * _PARTS)

    def play(self) -> None:
        """Plays from here, from the start after the end; stops where it plays."""
        if self.is_playing():
            self.stop()
            return
        if self._slider.value() >= self._last:
            self._slider.setValue(0)
        if self._may_move():
            left = self._last - self._slider.value()
            self._animation.setStartValue(self._slider.value())
            self._animation.setEndValue(self._last)
            self._animation.setDuration(left * _STEP_MS // _PARTS)
            self._animation.start()
        else:
            self._hops.start()
        self._show_button()

    def stop(self) -> None:
        """Stays where it is."""
        self._hops.stop()
        self._animation.stop()
        self._show_button()

    def _may_move(self) -> bool:
        """Whether the desktop lets things move by themselves."""
        return self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, self) > 0

    def _connect(self) -> None:
        self._back.clicked.connect(lambda: self.step(-1))
        self._forward.clicked.connect(lambda: self.step(1))
        self._play.clicked.connect(self.play)
        self._slider.sliderPressed.connect(self.stop)
        self._slider.valueChanged.connect(self._on_value)
        self._animation.valueChanged.connect(lambda value: self._slider.setValue(round(value)))
        self._animation.finished.connect(self._show_button)
        self._hops.timeout.connect(self._hop)

    def _hop(self) -> None:
        self._slider.setValue((self._slider.value() // _PARTS + 1) * _PARTS)
        if self._slider.value() >= self._last:
            self.stop()

    def _on_value(self, value: int) -> None:
        self._show()
        self.progress_changed.emit(value / _PARTS)

    def _show(self) -> None:
        trace = self._trace
        if trace is None:
            return
        at = -(-self._slider.value() // _PARTS)  # between two steps, the one it goes to
        text = self.tr("Step {number} of {count}. {what}")
        self._text.setText(
            text.format(number=at + 1, count=len(trace.steps), what=step_text(trace, trace.steps[at].step))
        )
        self._back.setEnabled(self._slider.value() > 0)
        self._forward.setEnabled(self._slider.value() < self._last)

    def _show_button(self) -> None:
        playing = self.is_playing()
        self._play.setIcon(icon("pause" if playing else "play"))
        name = self.tr("Pause the decoding") if playing else self.tr("Play the decoding")
        self._play.setToolTip(name)
        self._play.setAccessibleName(name)

    def _button(self, icon_name: str, name: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(icon_name))
        button.setIconSize(QSize(_ICON_SIDE, _ICON_SIDE))
        button.setAutoRaise(True)
        button.setToolTip(name)
        button.setAccessibleName(name)
        return button

    def _lay_out(self) -> None:
        self._slider.setAccessibleName(self.tr("Decoding"))
        self._slider.setTickPosition(QuietSlider.TickPosition.TicksBelow)
        self._slider.setPageStep(_PARTS)
        row = QHBoxLayout()
        row.setSpacing(2)
        for widget in (self._back, self._play, self._forward):
            row.addWidget(widget)
        row.addWidget(self._slider, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self._text)
