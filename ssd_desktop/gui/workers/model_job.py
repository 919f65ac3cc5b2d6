"""One piece of work on models off the window's thread: a download, an import, a measurement."""

from collections.abc import Callable
from threading import Event

from PySide6.QtCore import QObject, Signal, Slot

Progress = Callable[[int, int | None], None]
Work = Callable[[Progress, Callable[[], bool]], object]
"""Is given what to tell its progress to, and what says that it was cancelled; returns what it made."""


class ModelJob(QObject):
    """Does one piece of work.

    Signals:
        progressed: Done and, where it is known, of how many; 0 where it is not.
        done: What the work returned.
        failed: The exception it ended with.
    """

    # Not int: a file may be larger than what a C int holds.
    progressed = Signal(float, float)
    done = Signal(object)
    failed = Signal(object)

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self._cancelled = Event()

    @Slot()
    def run(self) -> None:
        """Works, in the thread."""
        self.done.emit(self._work(self._tell, self._cancelled.is_set))

    def request_stop(self) -> None:
        """Cancels; may be called from any thread."""
        self._cancelled.set()

    def _tell(self, done: int, total: int | None) -> None:
        self.progressed.emit(float(done), float(total or 0))
