"""Recording: the video or camera that is shown goes to a file with its detections, until that is switched off."""

import itertools
import time
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog

from ssd_desktop.gui.controllers.media import MediaController
from ssd_desktop.gui.media_session import MediaPicture, MediaSession
from ssd_desktop.gui.settings import Settings
from ssd_desktop.inference.results.live_recording import LiveRecording
from ssd_desktop.inference.types import Detections

if TYPE_CHECKING:
    from ssd_desktop.gui.main_window import MainWindow

_FPS = 25.0
"""Of sources that do not tell their own."""


class RecordingController(QObject):
    """Records what is on screen, each frame with the detections that belong to it."""

    _ended = Signal(object)

    def __init__(self, view: "MainWindow", settings: Settings, media: MediaController) -> None:
        super().__init__(view)
        self._view = view
        self._settings = settings
        self._session: MediaSession[QImage] = media.session
        self._recording: LiveRecording | None = None
        self._source = 0
        self._asks_for_folder = False
        self._command = view.commands.use.record
        self._command.toggled.connect(self._on_toggled)
        media.settled.connect(self.take)
        media.shown.connect(self._on_shown)
        view.closing.connect(self.stop)
        # The thread that ends a file tells of it: by a signal it reaches this one.
        self._ended.connect(self._tell)

    def is_recording(self) -> bool:
        """Whether a file is being written."""
        return self._recording is not None

    def start(self, folder: Path) -> None:
        """Begins a file in a folder, named after what is shown and the time."""
        media = self._session.media
        if media is None or media.is_still or self._recording is not None:
            return
        stem = media.kind if media.is_live else Path(media.name).stem
        self._recording = LiveRecording(free_path(folder, stem), media.fps or _FPS)
        self._source = media.number
        self._command.setChecked(True)
        self._view.statusBar().showMessage(self.tr("Recording to {path}").format(path=self._recording.path.name))

    @Slot()
    def stop(self) -> None:
        """Ends the file; it is told where it lies."""
        recording, self._recording = self._recording, None
        if recording is None:
            return
        self._command.setChecked(False)
        self._view.statusBar().clearMessage()
        path, left_out = recording.path, recording.left_out
        recording.close().add_done_callback(lambda future: self._ended.emit((path, left_out, future)))

    @Slot(object, object)
    def take(self, picture: MediaPicture[QImage], detections: Detections | None) -> None:
        """Records a frame with what was found on it."""
        if self._recording is None or picture.media.number != self._source:
            return
        shown = None if detections is None else detections.above(self._settings.score_threshold)
        self._recording.add(picture.frame, shown)
        if self._recording.error is not None:
            self.stop()

    @Slot(object)
    def _on_shown(self, picture: MediaPicture[QImage]) -> None:
        self._command.setEnabled(not picture.media.is_still)
        if self._recording is not None and picture.media.number != self._source:
            self.stop()

    @Slot(bool)
    def _on_toggled(self, on: bool) -> None:
        if not on:
            self.stop()
        elif self._recording is None:
            known = None if self._asks_for_folder else self._settings.recording_folder
            folder = known or self._choose_folder()
            if folder is None:
                self._command.setChecked(False)
            else:
                self._settings.recording_folder = folder
                self._asks_for_folder = False
                self.start(folder)

    def _choose_folder(self) -> Path | None:
        start = self._settings.last_folder or Path.home()
        folder = QFileDialog.getExistingDirectory(self._view, self.tr("Folder for Recordings"), str(start))
        return Path(folder) if folder else None

    @Slot(object)
    def _tell(self, ended: "tuple[Path, int, Future[int]]") -> None:
        path, left_out, future = ended
        error = future.exception()
        if error is not None:
            self._asks_for_folder = True
            self._view.messages.show_error(str(error))
        elif future.result() == 0:
            text = self.tr("Nothing was shown while recording, so there is no file; play the video while you record.")
            self._view.messages.show_notice(text)
        else:
            text = self.tr("Recorded {path}: frames: {frames}, left out: {left_out}.")
            self._view.messages.show_notice(text.format(path=path, frames=future.result(), left_out=left_out))


def free_path(folder: Path, stem: str) -> Path:
    """Returns a path that does not exist yet, named after a source and the time."""
    name = f"{stem}_{time.strftime('%Y%m%d_%H%M%S')}"
    names = itertools.chain([name], (f"{name}_{number}" for number in itertools.count(2)))
    return next(path for each in names if not (path := folder / f"{each}.mp4").exists())
