"""What is asked before the window closes on work in the background."""

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ssd_desktop.gui.dialogs.question import DESTROYS, LEAVES, Answer, ask, question_box


class WorkQuestions(QObject):
    """Asks the user; tests answer in its place."""

    def __init__(self, window: QWidget | None = None) -> None:
        super().__init__(window)
        self._window = window

    def close(self, losses: Sequence[str]) -> bool:
        """Returns whether the window may close.

        Args:
            losses: What becomes of the work, a sentence each.
        """
        question = self.tr("Close the window and end what is going on?")
        box = question_box(self.tr("SSD Desktop"), question, " ".join(losses), self._window)
        close = Answer(True, self.tr("&Close and End It"), DESTROYS)
        return ask(box, [close, Answer(False, self.tr("&Stay"), LEAVES)], default=False, escape=False)
