"""What is asked before a model goes to the trash."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox, QWidget

from ssd_desktop.checkpoints.model_list import ModelEntry


class ModelQuestions(QObject):
    """Asks the user; tests answer in its place."""

    def __init__(self, window: QWidget | None = None) -> None:
        super().__init__(window)
        self._window = window

    def remove(self, entry: ModelEntry, *, is_in_use: bool) -> bool:
        """Returns whether a model may go to the trash.

        Args:
            entry: The model.
            is_in_use: Whether the window detects with it now.
        """
        question = self.tr("Move {name} to the trash?").format(name=entry.title)
        box = QMessageBox(QMessageBox.Icon.Question, self.tr("Models"), question, parent=self._window)
        box.setInformativeText(" ".join(self._what_follows(entry, is_in_use=is_in_use)))
        delete = box.addButton(self.tr("&Move to Trash"), QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton(self.tr("&Keep"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        box.exec()
        answer = box.clickedButton() is delete
        box.deleteLater()
        return answer

    def _what_follows(self, entry: ModelEntry, *, is_in_use: bool) -> list[str]:
        texts = []
        if is_in_use:
            texts.append(self.tr("It is in use; the shipped detector takes its place."))
        if entry.source == "run":
            texts.append(self.tr("All of its run goes: weights, figures and the state to go on from."))
        if entry.source == "downloaded":
            texts.append(self.tr("It can be downloaded again."))
        return texts
