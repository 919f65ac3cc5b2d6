"""Undo and redo of the tracks of a video."""

from dataclasses import dataclass, replace

from ssd_desktop.annotation.frame_labels import Tracks
from ssd_desktop.annotation.history import MOST_STEPS


@dataclass(frozen=True)
class TrackStep:
    """An edit of the tracks, made in a frame."""

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
        self._done: list[TrackStep] = []
        self._undone: list[TrackStep] = []

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
            self._done.append(TrackStep(frame, name, before, after, gesture, note))
            del self._done[:-MOST_STEPS]
        return True

    def undo(self) -> TrackStep | None:
        """Takes the last step back and returns it; None where there is none."""
        return self._turn(self._done, self._undone, back=True)

    def redo(self) -> TrackStep | None:
        """Makes the step that was taken back last again and returns it; None where there is none."""
        return self._turn(self._undone, self._done, back=False)

    def _turn(self, source: list[TrackStep], target: list[TrackStep], *, back: bool) -> TrackStep | None:
        if not source:
            return None
        step = source.pop()
        target.append(step)
        self.now = step.before if back else step.after
        return step
