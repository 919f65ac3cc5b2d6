"""What is asked before a training is thrown away or the window closes on it."""

from typing import Literal

from PySide6.QtCore import QLocale, QObject
from PySide6.QtWidgets import QMessageBox, QWidget

from ssd_desktop.training.events import TrainingDiverged

CloseAnswer = Literal["keep", "discard", "go on"]
DivergenceAnswer = Literal["half", "keep", "close"]


class TrainingQuestions(QObject):
    """Asks the user; tests answer in its place."""

    def __init__(self, window: QWidget | None = None) -> None:
        super().__init__(window)
        self._window = window

    def discard(self) -> bool:
        """Returns whether the running training is to be thrown away."""
        box = self._box(self.tr("Discard this training?"), self.tr("What it has learned so far is deleted."))
        discard = box.addButton(self.tr("&Discard"), QMessageBox.ButtonRole.DestructiveRole)
        go_on = box.addButton(self.tr("&Go on training"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(go_on)
        box.setEscapeButton(go_on)
        box.exec()
        return box.clickedButton() is discard

    def close(self) -> CloseAnswer:
        """Returns what is to become of the running training when the window closes."""
        box = self._box(self.tr("A training is running."), self.tr("What is to become of it when the window closes?"))
        keep = box.addButton(self.tr("&Stop and keep"), QMessageBox.ButtonRole.AcceptRole)
        discard = box.addButton(self.tr("&Discard"), QMessageBox.ButtonRole.DestructiveRole)
        go_on = box.addButton(self.tr("&Go on training"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(go_on)
        box.exec()
        if box.clickedButton() is keep:
            return "keep"
        return "discard" if box.clickedButton() is discard else "go on"

    def diverged(self, event: TrainingDiverged) -> DivergenceAnswer:
        """Returns what is to become of a training that diverged; there is a model to keep where one was saved."""
        question = self.tr("The training diverged at step {step}.").format(step=self._number(event.step))
        start = self.tr("It can go on from step {step} with learning rate {rate}.")
        if not event.first_step:
            start = self.tr("It can start over with learning rate {rate}.")
        rate = f"{event.learning_rate:.3g}"
        box = self._box(question, start.format(step=self._number(event.first_step), rate=rate))
        box.setIcon(QMessageBox.Icon.Warning)
        half = box.addButton(self.tr("&Go on with half the learning rate"), QMessageBox.ButtonRole.AcceptRole)
        keep = None
        if event.checkpoint is not None:
            keep = box.addButton(self.tr("&Keep the last good model"), QMessageBox.ButtonRole.AcceptRole)
        close = box.addButton(self.tr("&Close"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(half)
        box.setEscapeButton(close)
        box.exec()
        if box.clickedButton() is half:
            return "half"
        return "keep" if keep is not None and box.clickedButton() is keep else "close"

    def _number(self, number: int) -> str:
        return QLocale().toString(number)

    def _box(self, question: str, explanation: str) -> QMessageBox:
        box = QMessageBox(QMessageBox.Icon.Question, self.tr("Training"), question, parent=self._window)
        box.setInformativeText(explanation)
        return box
