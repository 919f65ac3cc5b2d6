"""What is asked before labels could be lost or replaced."""

from typing import Literal

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox, QWidget

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
        text = self.tr("Labels were edited and not saved before the program ended: pictures: {count}.")
        return self._ask_for_leftovers(text.format(count=images))

    def _ask_for_leftovers(self, text: str) -> LeftoverAnswer:
        box = self._box(text, self.tr("They can be restored now. They are kept until you decide."))
        restore = box.addButton(self.tr("&Restore"), QMessageBox.ButtonRole.AcceptRole)
        drop = box.addButton(self.tr("&Discard"), QMessageBox.ButtonRole.DestructiveRole)
        later = box.addButton(self.tr("&Decide Later"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(restore)
        box.setEscapeButton(later)
        box.exec()
        if box.clickedButton() is restore:
            return "restore"
        return "drop" if box.clickedButton() is drop else "later"

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
        load = box.addButton(self.tr("&Load Theirs"), QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton(self.tr("&Keep Mine"), QMessageBox.ButtonRole.AcceptRole)
        later = box.addButton(self.tr("&Decide Later"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(later)
        box.setEscapeButton(later)
        box.exec()
        if box.clickedButton() is load:
            return "load"
        return "keep" if box.clickedButton() is keep else "later"

    def give_outline_up(self) -> bool:
        """Returns whether a polygon or mask may become the box that is dragged."""
        box = self._box(
            self.tr("This box stands for a polygon, a mask or a circle."),
            self.tr("Moving or resizing it replaces the outline in the file by the box."),
        )
        replace = box.addButton(self.tr("&Replace the Outline"), QMessageBox.ButtonRole.AcceptRole)
        keep = box.addButton(self.tr("&Keep the Outline"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        box.exec()
        return box.clickedButton() is replace

    def close(self, images: int, why: str) -> CloseAnswer:
        """Returns what is to become of unsaved labels when the window closes.

        Args:
            images: How many have them.
            why: Why saving failed; "" where it was not tried.
        """
        question = self.tr("Labels are not saved: pictures: {count}.").format(count=images)
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
        box = self._box(question, explanation)
        save = box.addButton(self.tr("&Save"), QMessageBox.ButtonRole.AcceptRole)
        leave = box.addButton(self.tr("&Close and Keep for Next Time"), QMessageBox.ButtonRole.DestructiveRole)
        stay = box.addButton(self.tr("&Go On"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(save)
        box.setEscapeButton(stay)
        box.exec()
        if box.clickedButton() is save:
            return "save"
        return "leave" if box.clickedButton() is leave else "stay"

    def _box(self, question: str, explanation: str) -> QMessageBox:
        box = QMessageBox(QMessageBox.Icon.Question, self.tr("Labels"), question, parent=self._window)
        box.setInformativeText(explanation)
        return box
