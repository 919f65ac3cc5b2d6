"""The tracks of the video that is open: edited with undo, and saved beside it.

Has the face of ``AnnotationStore`` towards those who edit; a frame goes by a path made of the video's and its number.
No thread of its own: everything is called from one thread, but a ``TrackSave`` may run on any.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock

from ssd_desktop.annotation.annotation import ImageAnnotation
from ssd_desktop.annotation.edits import Edit
from ssd_desktop.annotation.file_stamp import FileStamp, is_unchanged, read_stamped
from ssd_desktop.annotation.frame_labels import FLAGS, Tracks, frame_annotation, presences, with_frame
from ssd_desktop.annotation.history import Step
from ssd_desktop.annotation.label_document import ChangedOnDiskError
from ssd_desktop.annotation.track_file import TrackFile, read_tracks, track_path, write_tracks
from ssd_desktop.annotation.track_history import TrackHistory, TrackStep
from ssd_desktop.annotation.track_journal import TrackJournal, restored, track_key, track_number
from ssd_desktop.annotation.tracks import Track
from ssd_desktop.errors import AnnotationError, reason_of

_FRAME = "frame "


def frame_image(video: Path, number: int) -> Path:
    """Returns what a frame goes by where images go by their path; no such file exists."""
    return video / f"{_FRAME}{number}"


def frame_number(image: Path) -> int:
    """Returns the number of a frame from what ``frame_image`` gave."""
    return int(image.name.removeprefix(_FRAME))


class _Shelf:
    """The file as it was read or written last; one writing at a time, so that none takes the other's for foreign."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.stamp, self.file = _read(path)
        self._lock = Lock()

    def write(self, video_name: str, content: TrackFile) -> None:
        with self._lock:
            if not is_unchanged(self.path, self.stamp):
                raise ChangedOnDiskError(
                    f"Another program has changed the tracks {self.path}; load them anew or keep your own."
                )
            write_tracks(self.path, video_name, content)
            self.stamp = _stamp_of(self.path)


@dataclass(frozen=True)
class TrackSave:
    """The writing of the tracks as they are now; later edits do not change it.

    Attributes:
        shelf: Where to.
        video_name: Of the video.
        content: What to write.
    """

    shelf: _Shelf
    video_name: str
    content: TrackFile

    def run(self) -> None:
        """Writes the file.

        Raises:
            ChangedOnDiskError: Another program has written it.
            AnnotationError: It cannot be written.
        """
        self.shelf.write(self.video_name, self.content)


class TrackStore:
    """Edits of the tracks of one video.

    Attributes:
        video: The video file.
        path: The file of its tracks.
        history: The present tracks and the steps that led there.
    """

    def __init__(self, video: Path, size: tuple[int, int], journal: TrackJournal | None = None) -> None:
        """Reads what is there.

        Args:
            video: The video file.
            size: Width and height of its upright frames, pixels.
            journal: Where edits are noted until they are saved; None notes nothing.

        Raises:
            AnnotationError: The file of its tracks cannot be read; it is left as it is.
        """
        self.video, self.path = video, track_path(video)
        self._size = size
        self._shelf = _Shelf(self.path)
        self._saved = self._shelf.file.tracks
        self._failure = ""
        self.history = TrackHistory(self._saved)
        self._journal = journal
        self._noted = self._saved

    # -- What is there

    @property
    def tracks(self) -> Tracks:
        """The tracks as they are now."""
        return self.history.now

    def annotation(self, image: Path) -> ImageAnnotation | None:
        """Returns the objects of a frame, those only carried on included; None for what is no frame of this video."""
        if image.parent != self.video:
            return None
        return frame_annotation(self.tracks, frame_number(image), self._size)

    def guessed(self, image: Path) -> frozenset[int]:
        """Returns the entries of a frame's objects that lie between key frames."""
        return frozenset(n for n, there in presences(self.tracks, frame_number(image)).items() if there == "between")

    def carried(self, image: Path) -> frozenset[int]:
        """Returns the entries of a frame's objects that are only carried on after their last key frame."""
        return frozenset(n for n, there in presences(self.tracks, frame_number(image)).items() if there == "carried")

    def holds(self, image: Path) -> frozenset[str]:
        """Returns the flags that tracks can hold."""
        return frozenset(FLAGS)

    # -- Editing

    def new_entries(self, count: int) -> list[int]:
        """Returns numbers that no track has, nor one that is not restored yet."""
        waiting = map(track_number, self._journal.leftovers if self._journal is not None else ())
        first = max((*(track.number for track in self.tracks), *waiting), default=0) + 1
        return list(range(first, first + count))

    def apply(
        self,
        image: Path,
        edit: Edit,
        *,
        name: str,
        size: tuple[int, int],
        gesture: int | None = None,
        note: object = None,
    ) -> bool:
        """Edits the objects of a frame; ``with_frame`` says what that means for the tracks.

        Args:
            image: Of ``frame_image``.
            edit: What to do.
            name: For the Edit menu.
            size: Width and height of the frame, pixels.
            gesture: Of the drag it belongs to.
            note: What else the step does, as ``Step`` has it.

        Returns:
            Whether anything changed.

        Raises:
            AnnotationError: The edit was made, but cannot be noted for the case of a crash.
        """
        frame = frame_number(image)
        after = edit.applied(frame_annotation(self.tracks, frame, size))
        tracks = with_frame(self.tracks, frame, after)
        changed = self.history.record(frame, name, tracks, gesture=gesture, note=note)
        if changed and gesture is None:
            self._note()
        return changed

    def replace_tracks(self, frame: int, changed: Iterable[Track | None], *, numbers: Iterable[int], name: str) -> bool:
        """Puts tracks in the place of others, as one step.

        Args:
            frame: Where the edit was made.
            changed: What becomes of each; None: it goes.
            numbers: Those that are replaced, in the same order.
            name: For the Edit menu.

        Returns:
            Whether anything changed.

        Raises:
            AnnotationError: As ``apply``.
        """
        by_number = dict(zip(numbers, changed, strict=True))
        after = (by_number.get(track.number, track) for track in self.tracks)
        is_new = self.history.record(frame, name, tuple(track for track in after if track is not None))
        self._note()
        return is_new

    def end_gesture(self) -> None:
        """Notes what a drag came to.

        Raises:
            AnnotationError: As ``apply``.
        """
        self._note()

    def undo(self) -> Step | None:
        """Takes the last edit back, of whatever frame.

        Raises:
            AnnotationError: As ``apply``.
        """
        return self._step(self.history.undo())

    def redo(self) -> Step | None:
        """Makes the edit that was taken back last again.

        Raises:
            AnnotationError: As ``apply``.
        """
        return self._step(self.history.redo())

    def _step(self, change: TrackStep | None) -> Step | None:
        if change is None:
            return None
        self._note()
        return Step(frame_image(self.video, change.frame), change.name, None, None, note=change.note)

    # -- Saving

    @property
    def is_unsaved(self) -> bool:
        """Whether the file does not have the tracks as they are."""
        return self.tracks != self._saved

    @property
    def failure(self) -> str:
        """Why the last saving failed; "" where it did not."""
        return self._failure if self.is_unsaved else ""

    def next_save(self) -> TrackSave | None:
        """Returns what to write; None where everything is written."""
        if not self.is_unsaved:
            return None
        return TrackSave(self._shelf, self.video.name, replace(self._shelf.file, tracks=self.tracks))

    def finish_save(self, job: TrackSave, error: Exception | None = None) -> None:
        """Takes note of how a job went; what failed stays unsaved.

        Raises:
            AnnotationError: The saving went well, but cannot be noted.
        """
        if job.shelf is not self._shelf:
            return
        if error is None:
            self._saved, self._failure = job.content.tracks, ""
            self._note_saved()
        else:
            self._failure = str(error)

    def save(self) -> str:
        """Writes the tracks now, in this thread; returns what went wrong, "" where nothing did."""
        job = self.next_save()
        if job is not None:
            try:
                job.run()
            except AnnotationError as error:
                self.finish_save(job, error)
            else:
                self.finish_save(job)
        return self.failure

    # -- After a crash

    def leftovers(self) -> int:
        """Returns how many tracks have edits that an earlier run did not save and that are not restored yet."""
        return len(self._journal.leftovers) if self._journal is not None else 0

    def restore(self, *, name: str) -> bool:
        """Brings the edits of an earlier run back, as one step; they are unsaved until they are saved.

        Args:
            name: For the Edit menu.

        Returns:
            False where the file has them already.

        Raises:
            AnnotationError: As ``apply``.
        """
        if self._journal is None:
            return False
        left = dict(self._journal.leftovers)
        self._journal.leftovers.clear()
        changed = self.history.record(0, name, restored(self.tracks, left))
        self._note()
        if not changed:  # the file was written, and only the note of it was not
            self._note_saved()
        return changed

    def drop_leftovers(self) -> None:
        """Gives up what an earlier run did not save.

        Raises:
            AnnotationError: As ``apply``.
        """
        for key in tuple(self._journal.leftovers) if self._journal is not None else ():
            self._drop(key)

    def close(self) -> None:
        """Lets another window edit the tracks; what is unsaved stays in the journal."""
        if self._journal is not None:
            self._journal.close()
            self._journal = None

    def sync(self) -> None:
        """Brings the noted edits to the disk; may be called from another thread."""
        if self._journal is not None:
            self._journal.sync()

    def _note(self) -> None:
        """Notes the tracks that are others than those noted last."""
        if self._journal is None:
            return
        before, self._noted = _by_number(self._noted), self.tracks
        saved, now = _by_number(self._saved), _by_number(self.tracks)
        for number in sorted(before.keys() | now.keys()):
            if before.get(number) != now.get(number):
                self._journal.edited(track_key(self.video, number), saved.get(number), now.get(number))

    def _note_saved(self) -> None:
        if self._journal is None:
            return
        saved = {track_key(self.video, number): track for number, track in _by_number(self._saved).items()}
        for key in sorted(self._journal.known):
            self._journal.leftovers.pop(key, None)
            self._journal.saved(key, saved.get(key))
        if not self.is_unsaved:
            self._journal.clear()

    def _drop(self, key: Path) -> None:
        if self._journal is not None:
            self._journal.dropped(key)

    # -- Other programs

    def is_changed_on_disk(self) -> bool:
        """Returns whether another program has written the file."""
        return not is_unchanged(self.path, self._shelf.stamp)

    def reload(self) -> None:
        """Takes what the file says now; edits are given up.

        Raises:
            AnnotationError: It cannot be read; everything stays as it was.
        """
        self.keep_own()
        self.history = TrackHistory(self._saved)
        self._noted = self._saved
        for key in sorted(self._journal.known) if self._journal is not None else ():
            self._drop(key)

    def keep_own(self) -> None:
        """Lets the next saving replace what another program has written; its unknown keys are kept.

        Raises:
            AnnotationError: It cannot be read.
        """
        self._shelf = _Shelf(self.path)
        self._saved, self._failure = self._shelf.file.tracks, ""


def _by_number(tracks: Tracks) -> dict[int, Track]:
    return {track.number: track for track in tracks}


def _read(path: Path) -> tuple[FileStamp, TrackFile]:
    stamp = _stamp_of(path)
    return stamp, read_tracks(path) if stamp.size >= 0 else TrackFile()


def _stamp_of(path: Path) -> FileStamp:
    try:
        return read_stamped(path)[1]
    except (OSError, ValueError) as error:
        raise AnnotationError(
            f"The tracks {path} cannot be read ({reason_of(error)}); check the path and its permissions."
        ) from error
