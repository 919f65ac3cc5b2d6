"""What is asked about runs: whether to go on with one that was cut off, and before runs go to the trash."""

from typing import Literal

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox, QWidget

from ssd_desktop.gui.dialogs.question import DESTROYS, LEAVES, TAKES, Answer, ask, question_box
from ssd_desktop.gui.panels.numbers import count_text
from ssd_desktop.project.unfinished import Unfinished

ResumeAnswer = Literal["go on", "forget", "later"]

_TOLD_NAMES = 10


class RunQuestions(QObject):
    """Asks the user; tests answer in its place."""

    def __init__(self, window: QWidget | None = None) -> None:
        super().__init__(window)
        self._window = window

    def resume(self, found: Unfinished) -> ResumeAnswer:
        """Returns what is to become of trainings that the program was doing, or was to do, when it ended."""
        box = self._box(self._what(found), self._how(found))
        answers: list[Answer[ResumeAnswer]] = [
            Answer("go on", self.tr("&Go On"), TAKES),
            Answer("forget", self.tr("&Leave It"), DESTROYS),
            Answer("later", self.tr("&Decide Later"), LEAVES),
        ]
        return ask(box, answers, default="go on", escape="later")

    def delete(self, names: list[str]) -> bool:
        """Returns whether runs may go to the trash."""
        several = len(names) > 1
        question = self.tr("Move these runs to the trash?") if several else self.tr("Move this run to the trash?")
        told = [self.tr("Runs: {count}").format(count=count_text(len(names)))] if several else []
        cut_short = ["\u2026"] if len(names) > _TOLD_NAMES else []
        box = self._box(question, "\n".join([*told, *names[:_TOLD_NAMES], *cut_short]))
        delete = Answer(True, self.tr("&Move to Trash"), DESTROYS)
        return ask(box, [delete, Answer(False, self.tr("&Keep"), LEAVES)], default=False, escape=False)

    def _what(self, found: Unfinished) -> str:
        if found.interrupted is None:
            return self.tr("Trainings wait in the queue: {count}.").format(count=found.waiting)
        name = found.interrupted.data.folder.name
        if found.record is None:
            return self.tr("The training on {name} had hardly begun when the program ended.").format(name=name)
        where = self.tr("The training on {name} had come to step {step} when the program ended.")
        if found.record.steps:
            where = self.tr("The training on {name} had come to step {step} of {steps} when the program ended.")
        number = self._number
        return where.format(name=name, step=number(found.record.step), steps=number(found.record.steps))

    def _how(self, found: Unfinished) -> str:
        if found.interrupted is None:
            return self.tr("They can start now, one after the other.")
        text = self.tr("It can go on from its last saved state.")
        if found.record is None:
            text = self.tr("It can start over.")
        if found.waiting:
            text += " " + self.tr("Behind it wait: {count}.").format(count=found.waiting)
        return text

    def _number(self, number: int) -> str:
        return self._window.locale().toString(number) if self._window is not None else str(number)

    def _box(self, question: str, explanation: str) -> QMessageBox:
        return question_box(self.tr("Runs"), question, explanation, self._window)
