"""What is asked before a training is thrown away or the window closes on it."""

from typing import Literal

from PySide6.QtCore import QLocale, QObject
from PySide6.QtWidgets import QMessageBox, QWidget

from ssd_desktop.gui.dialogs.question import DESTROYS, LEAVES, TAKES, Answer, ask, question_box
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
        discard = Answer(True, self.tr("&Discard"), DESTROYS)
        return ask(box, [discard, Answer(False, self.tr("&Keep Training"), LEAVES)], default=False, escape=False)

    def close(self) -> CloseAnswer:
        """Returns what is to become of the running training when the window closes."""
        consequence = self.tr("It ends when the window closes. Keep what it has learned so far?")
        box = self._box(self.tr("A training is running."), consequence)
        answers: list[Answer[CloseAnswer]] = [
            Answer("keep", self.tr("&Stop and Keep"), TAKES),
            Answer("discard", self.tr("&Discard"), DESTROYS),
            Answer("go on", self.tr("Do &Not Close"), LEAVES),
        ]
        return ask(box, answers, default="keep", escape="go on")

    def diverged(self, event: TrainingDiverged) -> DivergenceAnswer:
        """Returns what is to become of a training that diverged; there is a model to keep where one was saved."""
        question = self.tr("The training diverged at step {step}.").format(step=self._number(event.step))
        start = self.tr("It can go on from step {step} with learning rate {rate}.")
        if not event.first_step:
            start = self.tr("It can start over with learning rate {rate}.")
        rate = f"{event.learning_rate:.3g}"
        box = self._box(question, start.format(step=self._number(event.first_step), rate=rate))
        box.setIcon(QMessageBox.Icon.Warning)
        answers: list[Answer[DivergenceAnswer]] = [
            Answer("half", self.tr("&Go On with Half the Learning Rate"), TAKES),
            Answer("keep", self.tr("&Keep the Last Good Model"), TAKES),
            Answer("close", self.tr("&Close"), LEAVES),
        ]
        offered = [answer for answer in answers if answer.value != "keep" or event.checkpoint is not None]
        return ask(box, offered, default="half", escape="close")

    def _number(self, number: int) -> str:
        return QLocale().toString(number)

    def _box(self, question: str, explanation: str) -> QMessageBox:
        return question_box(self.tr("Training"), question, explanation, self._window)
