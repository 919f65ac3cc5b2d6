"""The file behind the tracks of the video that is open: read, and written by itself; the face of ``LabelFiles``."""

import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from ssd_desktop.annotation.frame_labels import Tracks
from ssd_desktop.annotation.journal import journal_path
from ssd_desktop.annotation.label_document import ChangedOnDiskError
from ssd_desktop.annotation.track_journal import TrackJournal
from ssd_desktop.annotation.track_store import TrackSave, TrackStore
from ssd_desktop.errors import AnnotationError
from ssd_desktop.gui.controllers.label_files import SavingState
from ssd_desktop.gui.dialogs.labelling_questions import LabellingQuestions
from ssd_desktop.gui.workers.task import run_task

_log = logging.getLogger(__name__)

_SAVE_AFTER_MS = 400
_SYNC_AFTER_MS = 500


class TrackFiles(QObject):
    """The tracks of one video, with writing done in the background.

    Signals:
        folder_opened: Another video's tracks are there.
        ready: A frame (``Path`` of ``frame_image``) can be edited now.
        refused: A frame cannot be edited, and why.
        saving_changed: ``state`` is another.
        names_known: The class names of the tracks, a tuple.
        told: One sentence worth showing that is no failure.
        replaced: A frame has other labels, for other reasons than an edit.
    """

    folder_opened = Signal()
    ready = Signal(object)
    refused = Signal(object, str)
    saving_changed = Signal()
    names_known = Signal(object)
    told = Signal(str)
    replaced = Signal(object)

    def __init__(self, questions: LabellingQuestions, *, data_folder: Path, parent: QObject | None = None) -> None:
        """Begins without a video.

        Args:
            questions: Ask the user.
            data_folder: Where unsaved edits are noted.
            parent: Owner.
        """
        super().__init__(parent)
        self.autosave = True
        self.store: TrackStore | None = None
        self._questions = questions
        self._data_folder = data_folder
        self._refusal = ""
        self._left: Tracks | None = None
        self._wanted: Path | None = None
        self._job: TrackSave | None = None
        self._save_timer = self._timer(_SAVE_AFTER_MS, self._save_next)
        self._sync_timer = self._timer(_SYNC_AFTER_MS, self._sync)

    # -- What is open

    def open(self, video: Path, size: tuple[int, int]) -> None:
        """Takes the tracks of another video; what the one before has unsaved is written first.

        Args:
            video: The video file.
            size: Width and height of its upright frames, pixels.
        """
        self.close()
        self._refusal = ""
        try:
            self.store = self._opened(video, size)
        except AnnotationError as error:
            self._refusal = str(error)
            self.told.emit(self._refusal)
        self.folder_opened.emit()
        if self.store is not None:
            self._offer_leftovers(self.store)
            self.names_known.emit(tuple(dict.fromkeys(track.label for track in self.store.tracks)))
        self.saving_changed.emit()

    def _opened(self, video: Path, size: tuple[int, int]) -> TrackStore:
        journal = TrackJournal(journal_path(video, self._data_folder))
        try:
            return TrackStore(video, size, journal)
        except AnnotationError:
            journal.close()
            raise

    def _offer_leftovers(self, store: TrackStore) -> None:
        answer = self._questions.track_leftovers(store.video.name) if store.leftovers() else "later"
        try:
            if answer == "drop":
                store.drop_leftovers()
            elif answer == "restore" and store.restore(name=self.tr("Restore")):
                self.touched()
        except AnnotationError as error:
            self.told.emit(str(error))

    def show(self, image: Path) -> None:
        """Makes a frame ready to be edited; ``ready`` or ``refused`` tells."""
        self._wanted = image
        if self.store is not None:
            self.ready.emit(image)
        else:
            self.refused.emit(image, self._refusal)

    def leave(self) -> None:
        """No frame that can be edited is shown any more."""
        self._wanted = None

    def state(self) -> tuple[SavingState, str]:
        """Returns how the tracks stand, and why saving failed."""
        if self.store is None:
            return "none", ""
        if self.store.failure:
            return "failed", self.store.failure
        if self._job is not None:
            return "saving", ""
        return ("unsaved" if self.store.is_unsaved else "saved"), ""

    # -- Saving

    def touched(self) -> None:
        """An edit was made: it is brought to the disk soon."""
        self._sync_timer.start()
        if self.autosave:
            self._save_timer.start()
        self.saving_changed.emit()

    def save_now(self) -> None:
        """Writes what is not written."""
        self._save_next()

    def finish(self) -> str:
        """Writes in this thread, before the video or the window is closed; returns what went wrong, or ""."""
        if self.store is None:
            return ""
        try:
            why = self.store.save()
        except AnnotationError as error:
            why = str(error)
        self.saving_changed.emit()
        return why

    def close(self) -> None:
        """Writes what is unsaved, if labels are saved by themselves, and lets go of the video; else it is kept."""
        self._save_timer.stop()
        why = self.finish() if self.autosave else ""
        if why:
            self.told.emit(why)
        if self.store is not None:
            self.store.close()
        self.store = None

    # -- Closing the window

    def is_running(self) -> bool:
        """Whether closing the window would leave tracks unsaved that nobody agreed to leave; saves what it can."""
        if self.store is None or not self.store.is_unsaved:
            return False
        if self.autosave:
            self.finish()
        return self.store.is_unsaved and self.store.tracks != self._left

    def ask_to_close(self, callback: Callable[[], None]) -> None:
        """Asks what is to become of unsaved tracks before the window closes.

        Args:
            callback: Called once the window may close.
        """
        answer = self._questions.close_video(self.state()[1])
        if answer == "stay" or (answer == "save" and self.finish()):
            return
        # Noted, not let go: somebody else who is asked may keep the window open.
        self._left = None if self.store is None else self.store.tracks
        callback()

    # -- Other programs

    def look_at_disk(self) -> None:
        """Looks whether another program has written the tracks."""
        if self.store is not None and self._job is None and self.store.is_changed_on_disk():
            self._resolve(self.store)

    def _resolve(self, store: TrackStore) -> None:
        answer = self._questions.conflict(store.video.name) if store.is_unsaved else "load"
        try:
            if answer == "load":
                store.reload()
            elif answer == "keep":
                store.keep_own()
                self.touched()
        except AnnotationError as error:
            self.told.emit(str(error))
            return
        if answer != "later" and self._wanted is not None:
            self.replaced.emit(self._wanted)
        self.saving_changed.emit()

    # -- Parts

    @Slot()
    def _save_next(self) -> None:
        job = self.store.next_save() if self.store is not None and self._job is None else None
        if job is not None and self.store is not None:
            self._job = job
            run_task(job.run, partial(self._on_saved, self.store, job), partial(self._on_unsaved, self.store, job))
        self.saving_changed.emit()

    def _on_saved(self, store: TrackStore, job: TrackSave, _: object) -> None:
        self._job = None
        try:
            store.finish_save(job)
        except AnnotationError as error:
            self.told.emit(str(error))
        if self.autosave:
            self._save_next()
        self.saving_changed.emit()

    def _on_unsaved(self, store: TrackStore, job: TrackSave, error: Exception) -> None:
        self._job = None
        store.finish_save(job, error)
        if isinstance(error, ChangedOnDiskError) and store is self.store:
            self._resolve(store)
        self.saving_changed.emit()

    @Slot()
    def _sync(self) -> None:
        if self.store is not None:
            run_task(self.store.sync, failed=partial(_log.warning, "The record of tracks is not on the disk: %s"))

    def _timer(self, after_ms: int, then: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after_ms)
        timer.timeout.connect(then)
        return timer
