"""What is asked about the place of labels."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget


class PlaceQuestions(QObject):
    """Asks the user; tests answer in its place."""

    def __init__(self, window: QWidget | None = None) -> None:
        super().__init__(window)
        self._window = window

    def labels_folder(self, start: Path) -> Path | None:
        """Returns the folder for annotation files; None: the user thought better of it."""
        title = self.tr("Folder for the Labels of These Pictures")
        folder = QFileDialog.getExistingDirectory(self._window, title, str(start))
        return Path(folder) if folder else None
