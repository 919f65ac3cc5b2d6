"""What is asked and shown while the frames of a video are tracked, exported and grabbed."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QProgressDialog, QWidget

from ssd_desktop.gui.dialogs.export_frames import ExportFramesDialog, ExportRequest
from ssd_desktop.gui.dialogs.input_questions import ask_number

MOST_FRAMES = 100_000


class VideoDialogs(QObject):
    """Asks the user; tests answer in its place."""

    def __init__(self, window: QWidget | None = None) -> None:
        super().__init__(window)
        self._window = window

    def progress(self, text: str, stop_text: str) -> QProgressDialog:
        """Returns a bar that keeps the window from being edited; ``canceled`` tells of its button."""
        dialog = QProgressDialog(text, stop_text, 0, 0, self._window)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.setMinimumDuration(300)
        dialog.setAutoClose(False)
        dialog.setAutoReset(False)
        return dialog

    def frames(self, preset: int) -> int | None:
        """Returns through how many frames to track; None: the user thought better of it."""
        title, text = self.tr("Track Forward"), self.tr("Frames:")
        return ask_number(self._window, title, text, preset=preset, most=MOST_FRAMES)

    def grab_folder(self, start: Path) -> Path | None:
        """Returns where grabbed frames go; None: the user thought better of it."""
        title = self.tr("Folder for Grabbed Frames")
        folder = QFileDialog.getExistingDirectory(self._window, title, str(start))
        return Path(folder) if folder else None

    def export(self, folder: Path, key_frames: int, boxes: int, frames: int) -> ExportRequest | None:
        """Returns what to export, and where to; None: the user thought better of it.

        Args:
            folder: To begin with.
            key_frames: Number of key frames.
            boxes: Number of frames with boxes.
            frames: Number of all frames.
        """
        dialog = ExportFramesDialog(folder, {"keys": key_frames, "boxes": boxes, "every": frames}, self._window)
        request = dialog.request() if dialog.exec() else None
        dialog.deleteLater()
        return request
