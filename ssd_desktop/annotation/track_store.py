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
from ssd_desktop.annotation.history import MOST_STEPS, Step
from ssd_desktop.annotation.label_document import ChangedOnDiskError
from ssd_desktop.annotation.track_file import TrackFile, read_tracks, track_path, write_tracks
from ssd_desktop.annotation.tracks import Track
from ssd_desktop.errors import AnnotationError, reason_of

_FRAME = "frame "


def frame_image(video: Path, number: int) -> Path:
    """Returns what a frame goes by where images go by their path; no such file exists."""
    return video / f"{_FRAME}{number}"


def frame_number(image: Path) -> int:
    """Returns the number of a frame from what ``frame_image`` gave."""
    return int(image.name.removeprefix(_FRAME))


@dataclass(frozen=True)
class _Change:
    frame: int
    name: str
    before: Tracks
    after: Tracks
    gesture: int | None = None
    note: object = None


class TrackHistory:
    """The present tracks and the steps that led there."""

    def __init__(self, tracks: Tracks) -> None:
        self.now = tracks
        self._done: list[_Change] = []
        self._undone: list[_Change] = []

    @property
    def undo_name(self) -> str:
        """What ``undo`` would take back; "" where there is nothing."""
        return self._done[-1].name if self._done else ""

    @property
    def redo_name(self) -> str:
        """What ``redo`` would make again; "" where there is nothing."""
        return self._undone[-1].name if self._undone else ""

    def record(self, frame: int, name: str, after: Tracks, *, gesture: int | None = None, note: object = None) -> bool:
        """Makes tracks the present ones, as one step; steps of one drag become one. Returns whether anything changed.

        Args:
            frame: Where the edit was made.
            name: For the Edit menu.
            after: The tracks.
            gesture: Of the drag it belongs to.
            note: Of the step.
        """
        if after == self.now and note is None:
            return False
        before, self.now = self.now, after
        self._undone.clear()
        last = self._done[-1] if self._done else None
        if last is not None and gesture is not None and (last.frame, last.gesture) == (frame, gesture):
            self._done[-1] = replace(last, after=after)
        else:
            self._done.append(_Change(frame, name, before, after, gesture, note))
            del self._done[:-MOST_STEPS]
        return True

    def undo(self) -> _Change | None:
        """Takes the last step back and returns it; None where there is none."""
        return self._turn(self._done, self._undone, back=True)

    def redo(self) -> _Change | None:
        """Makes the step that was taken back last again and returns it; None where there is none."""
        return self._turn(self._undone, self._done, back=False)

    def _turn(self, source: list[_Change], target: list[_Change], *, back: bool) -> _Change | None:
        if not source:
            return None
        step = source.pop()
        target.append(step)
        self.now = step.before if back else step.after
        return step


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

    def __init__(self, video: Path, size: tuple[int, int]) -> None:
        """Reads what is there.

        Args:
            video: The video file.
            size: Width and height of its upright frames, pixels.

        Raises:
            AnnotationError: The file of its tracks cannot be read; it is left as it is.
        """
        self.video, self.path = video, track_path(video)
        self._size = size
        self._shelf = _Shelf(self.path)
        self._saved = self._shelf.file.tracks
        self._failure = ""
        self.history = TrackHistory(self._saved)

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
        """Returns numbers that no track has."""
        first = max((track.number for track in self.tracks), default=0) + 1
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
        """
        frame = frame_number(image)
        after = edit.applied(frame_annotation(self.tracks, frame, size))
        tracks = with_frame(self.tracks, frame, after)
        return self.history.record(frame, name, tracks, gesture=gesture, note=note)

    def replace_tracks(self, frame: int, changed: Iterable[Track | None], *, numbers: Iterable[int], name: str) -> bool:
        """Puts tracks in the place of others, as one step.

        Args:
            frame: Where the edit was made.
            changed: What becomes of each; None: it goes.
            numbers: Those that are replaced, in the same order.
            name: For the Edit menu.

        Returns:
            Whether anything changed.
        """
        by_number = dict(zip(numbers, changed, strict=True))
        after = (by_number.get(track.number, track) for track in self.tracks)
        return self.history.record(frame, name, tuple(track for track in after if track is not None))

    def end_gesture(self) -> None:
        """A drag is over; nothing is to be noted."""

    def undo(self) -> Step | None:
        """Takes the last edit back, of whatever frame."""
        return self._step(self.history.undo())

    def redo(self) -> Step | None:
        """Makes the edit that was taken back last again."""
        return self._step(self.history.redo())

    def _step(self, change: _Change | None) -> Step | None:
        if change is None:
            return None
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
        """Takes note of how a job went; what failed stays unsaved."""
        if job.shelf is not self._shelf:
            return
        if error is None:
            self._saved, self._failure = job.content.tracks, ""
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

    def keep_own(self) -> None:
        """Lets the next saving replace what another program has written; its unknown keys are kept.

        Raises:
            AnnotationError: It cannot be read.
        """
        self._shelf = _Shelf(self.path)
        self._saved, self._failure = self._shelf.file.tracks, ""


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
