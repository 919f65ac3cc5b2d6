"""Frames that become files: grabbed one by one, or exported with their annotations."""

import itertools
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QImage

from ssd_desktop.annotation.frame_export import ExportReport, ExportWish, chosen_frames, export_frames
from ssd_desktop.errors import MediaError, reason_of
from ssd_desktop.gui.controllers.progress_run import ProgressRun
from ssd_desktop.gui.controllers.video_labels import VideoLabels
from ssd_desktop.gui.dialogs.video_dialogs import VideoDialogs
from ssd_desktop.gui.media_session import MediaPicture, MediaSession
from ssd_desktop.gui.settings import Settings
from ssd_desktop.gui.workers.task import run_task
from ssd_desktop.media.types import RgbImage

if TYPE_CHECKING:
    from ssd_desktop.gui.main_window import MainWindow


class FrameFiles(QObject):
    """Saves frames of videos and cameras; nothing that exists is written over."""

    def __init__(
        self,
        view: "MainWindow",
        settings: Settings,
        session: MediaSession[QImage],
        labels: VideoLabels,
        dialogs: VideoDialogs,
    ) -> None:
        super().__init__(view)
        self._view = view
        self._settings = settings
        self._session = session
        self._labels = labels
        self._dialogs = dialogs
        video = view.commands.video
        video.grab_frame.triggered.connect(self.grab)
        video.grab_folder.triggered.connect(self.choose_and_grab)
        video.export_frames.triggered.connect(self.export)

    # -- Grabbing

    @Slot()
    def grab(self) -> None:
        """Saves the frame that is shown in the folder for grabbed frames; the first time that is asked for."""
        folder = self._settings.grab_folder
        if folder is None:
            self.choose_and_grab()
        elif self._session.shown is not None:
            self._grab(self._session.shown, folder)

    @Slot()
    def choose_and_grab(self) -> None:
        """Asks for a folder and saves the frame that is shown in it."""
        shown = self._session.shown  # while the question is open, other frames come
        start = self._settings.grab_folder or self._settings.last_folder or Path.home()
        folder = self._dialogs.grab_folder(start) if shown is not None else None
        if shown is not None and folder is not None:
            self._settings.grab_folder = folder
            self._grab(shown, folder)

    def _grab(self, shown: MediaPicture[QImage], folder: Path) -> None:
        media, frame = shown.media, shown.frame
        if media.is_live:
            stem = time.strftime(f"{media.kind}_%Y%m%d_%H%M%S")
        else:
            stem = f"{Path(media.name).stem}_{frame.number:06}"
        run_task(partial(write_new, folder, stem, frame.pixels_rgb), self._tell_grabbed, self._on_failed)

    @Slot(object)
    def _tell_grabbed(self, path: Path) -> None:
        self._view.statusBar().showMessage(self.tr("Frame saved as {path}").format(path=path), 6000)

    # -- Exporting

    @Slot()
    def export(self) -> None:
        """Asks which frames are to be exported, and writes them in the background."""
        store, count = self._labels.store, self._labels.frame_count
        if store is None:
            return
        keys, boxes = (len(chosen_frames(store.tracks, ExportWish(choice), count)) for choice in ("keys", "boxes"))
        request = self._dialogs.export(free_folder(store.video), keys, boxes, count)
        if request is None:
            return
        bar = self._dialogs.progress(self.tr("Writing pictures..."), self.tr("Cancel"))
        frames = chosen_frames(store.tracks, request.wish, count)
        video, tracks = store.video, store.tracks

        def work(progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> ExportReport:
            return export_frames(
                video,
                tracks,
                request.wish,
                frames=frames,
                folder=request.folder,
                progress=progress,
                cancelled=cancelled,
            )

        run = ProgressRun(bar, self)
        self._view.closing.connect(run.stop)
        run.start(work, self._tell_exported, self._on_failed)

    @Slot(object)
    def _tell_exported(self, report: ExportReport) -> None:
        text = (
            self.tr("Pictures written to {folder}: {images}, objects: {objects}.")
            if report.complete
            else self.tr("Cancelled. Pictures written to {folder}: {images}, objects: {objects}.")
        )
        notice = text.format(folder=report.folder, images=report.images, objects=report.objects)
        self._view.messages.show_notice(notice)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._view.messages.show_error(str(error))


def free_folder(video: Path) -> Path:
    """Returns a folder beside a video that does not exist yet, named after it."""
    names = itertools.chain(
        [f"{video.stem}-frames"], (f"{video.stem}-frames-{number}" for number in itertools.count(2))
    )
    return next(folder for name in names if not (folder := video.with_name(name)).exists())


def write_new(folder: Path, stem: str, pixels_rgb: RgbImage) -> Path:
    """Writes a picture under a name that is free, and returns it.

    Args:
        folder: Where.
        stem: What it is called, but for a number where that is taken.
        pixels_rgb: uint8 ``[H, W, 3]``, RGB.

    Raises:
        MediaError: The folder is gone or not writable.
    """
    from ssd_desktop.media.image_file import write_image

    for number in itertools.count(1):
        path = folder / (f"{stem}.jpg" if number == 1 else f"{stem}_{number}.jpg")
        try:
            # Made empty first: a frame that is grabbed at the same time finds the name taken.
            path.open("xb").close()
        except FileExistsError:
            continue
        except OSError as error:
            raise MediaError(
                f"The folder {folder} cannot be written ({reason_of(error)}); choose another one to grab into."
            ) from error
        try:
            write_image(path, pixels_rgb)
        except MediaError:
            path.unlink(missing_ok=True)
            raise
        return path
    raise MediaError(f"There is no free name for {stem} in {folder}; choose another folder.")
