"""What is asked before a training is thrown away or the window closes on it."""

from typing import Literal

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox, QWidget

CloseAnswer = Literal["keep", "discard", "go on"]


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

    def _box(self, question: str, explanation: str) -> QMessageBox:
        box = QMessageBox(QMessageBox.Icon.Question, self.tr("Training"), question, parent=self._window)
        box.setInformativeText(explanation)
        return box
