"""Quality against time as one choice, and how long it will take."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from ssd_desktop.gui.dialogs.form import note_label, wide_combo
from ssd_desktop.training.effort import EFFORTS, Effort
from ssd_desktop.training.time_estimate import Duration

_OWN = "own"


class EffortChoice(QWidget):
    """Offers the efforts, and "as set under Advanced" where the settings are those of none.

    Signals:
        chosen: An ``Effort`` that the user chose.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.combo = self._new_combo()
        self._note = note_label()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.combo)
        layout.addWidget(self._note)

    def effort(self) -> Effort | None:
        """Returns the effort that is shown; None where it is none."""
        return next((effort for effort in EFFORTS if effort == self.combo.currentData()), None)

    def show_effort(self, effort: Effort | None) -> None:
        """Shows the effort that the settings are of, None: of none; nothing is emitted."""
        with QSignalBlocker(self.combo):
            self.combo.setCurrentIndex(self.combo.findData(effort or _OWN))

    def show_time(self, steps: int, duration: Duration | None, *, why_not: str) -> None:
        """Shows how long the training is.

        Args:
            steps: Optimiser steps; 0 while the data is not known.
            duration: From measured speeds; None where they are not known.
            why_not: Then what the user reads of it.
        """
        if not steps:
            self._note.clear()
            return
        told = self._time_text(duration) if duration is not None else why_not
        self._note.setText(
            self.tr("About {steps} steps: {time}").format(steps=self.locale().toString(steps), time=told)
        )

    def _new_combo(self) -> QComboBox:
        combo = wide_combo(self.tr("Quality against time"))
        combo.addItem(self.tr("Quick: a first look, to see whether the labels are right"), "quick")
        combo.addItem(self.tr("Good: what most sets need"), "good")
        combo.addItem(self.tr("Best: several times as long, for the last points"), "best")
        combo.addItem(self.tr("As set under Advanced"), _OWN)
        combo.setToolTip(
            self.tr("Sets the length, what of the base is trained and the network; each can be changed under Advanced")
        )
        combo.activated.connect(self._on_activated)
        return combo

    def _on_activated(self) -> None:
        effort = self.effort()
        if effort is not None:
            self.chosen.emit(effort)

    def _time_text(self, duration: Duration) -> str:
        """Returns a range, as measured on this machine."""
        low, high = (max(1, round(seconds / 60)) for seconds in (duration.least_s, duration.most_s))
        if high < 2:
            return self.tr("a minute or two, as measured on this machine.")
        if high < 120:
            return self.tr("about {low} to {high} minutes, as measured on this machine.").format(low=low, high=high)
        hours = [self.locale().toString(minutes / 60, "f", 1) for minutes in (low, high)]
        return self.tr("about {low} to {high} hours, as measured on this machine.").format(low=hours[0], high=hours[1])
