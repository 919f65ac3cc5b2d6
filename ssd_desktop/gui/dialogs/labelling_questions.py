"""What is asked before labels could be lost or replaced."""

from typing import Literal

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox, QWidget

from ssd_desktop.gui.dialogs.question import DESTROYS, LEAVES, TAKES, Answer, ask, question_box
from ssd_desktop.gui.panels.numbers import count_text

ConflictAnswer = Literal["load", "keep", "later"]
LeftoverAnswer = Literal["restore", "drop", "later"]
CloseAnswer = Literal["save", "leave", "stay"]


class LabellingQuestions(QObject):
    """Asks the user; tests answer in its place."""

    def __init__(self, window: QWidget | None = None) -> None:
        super().__init__(window)
        self._window = window

    def leftovers(self, images: int) -> LeftoverAnswer:
        """Returns what is to become of edits that an earlier run did not save."""
        text = self.tr("Pictures whose labels were not saved before the program ended: {count}.")
        return self._ask_for_leftovers(text.format(count=count_text(images)))

    def _ask_for_leftovers(self, text: str) -> LeftoverAnswer:
        box = self._box(text, self.tr("They can be restored now. They are kept until you decide."))
        answers: list[Answer[LeftoverAnswer]] = [
            Answer("restore", self.tr("&Restore"), TAKES),
            Answer("drop", self.tr("&Discard"), DESTROYS),
            Answer("later", self.tr("&Decide Later"), LEAVES),
        ]
        return ask(box, answers, default="restore", escape="later")

    def track_leftovers(self, name: str) -> LeftoverAnswer:
        """Returns what is to become of edits of a video's tracks that an earlier run did not save."""
        text = self.tr("The tracks of {name} were edited and not saved before the program ended.")
        return self._ask_for_leftovers(text.format(name=name))

    def conflict(self, name: str) -> ConflictAnswer:
        """Returns what is to become of an image whose file another program has written while it was edited here."""
        box = self._box(
            self.tr("Another program has changed the labels of {name}.").format(name=name),
            self.tr("You have edits of it that are not saved."),
        )
        answers: list[Answer[ConflictAnswer]] = [
            Answer("load", self.tr("&Load Theirs"), DESTROYS),
            Answer("keep", self.tr("&Keep Mine"), TAKES),
            Answer("later", self.tr("&Decide Later"), LEAVES),
        ]
        return ask(box, answers, default="later", escape="later")

    def give_outline_up(self) -> bool:
        """Returns whether a polygon or mask may become the box that is dragged."""
        box = self._box(
            self.tr("This box stands for a polygon, a mask or a circle."),
            self.tr("Moving or resizing it replaces the outline in the file by the box."),
        )
        replace = Answer(True, self.tr("&Replace the Outline"), TAKES)
        keep = Answer(False, self.tr("&Keep the Outline"), LEAVES)
        return ask(box, [replace, keep], default=False, escape=False)

    def close(self, images: int, why: str) -> CloseAnswer:
        """Returns what is to become of unsaved labels when the window closes.

        Args:
            images: How many have them.
            why: Why saving failed; "" where it was not tried.
        """
        question = self.tr("Pictures with unsaved labels: {count}.").format(count=count_text(images))
        kept = self.tr("They are kept and offered again when this folder is opened next.")
        return self._before_closing(question, why or kept)

    def close_video(self, why: str) -> CloseAnswer:
        """Returns what is to become of the unsaved tracks of a video when the window closes.

        Args:
            why: Why saving failed; "" where it was not tried.
        """
        question = self.tr("The tracks of the video are not saved.")
        kept = self.tr("They are kept and offered again when this video is opened next.")
        return self._before_closing(question, why or kept)

    def _before_closing(self, question: str, explanation: str) -> CloseAnswer:
        answers: list[Answer[CloseAnswer]] = [
            Answer("save", self.tr("&Save"), TAKES),
            Answer("leave", self.tr("&Close and Keep for Next Time"), DESTROYS),
            Answer("stay", self.tr("&Keep Working"), LEAVES),
        ]
        return ask(self._box(question, explanation), answers, default="save", escape="stay")

    def _box(self, question: str, explanation: str) -> QMessageBox:
        return question_box(self.tr("Labels"), question, explanation, self._window)
