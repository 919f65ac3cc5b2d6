"""A short piece of work off the window's thread: writing a picture, looking for cameras."""

from collections.abc import Callable
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot

_running: set["Task"] = set()


def is_any_running() -> bool:
    """Returns whether short work is under way, or has yet to tell of its end."""
    return bool(_running)


def wait_for_all(milliseconds: int) -> bool:
    """Waits for work that has been told to end; a task must not tell of its end to a window that is gone.

    Returns:
        Whether all has ended in time.
    """
    return QThreadPool.globalInstance().waitForDone(milliseconds)


class Task(QObject):
    """Runs a function once in Qt's thread pool and tells of its end in the thread that made the task.

    Signals:
        done: What the function returned.
        failed: The exception it ended with.
    """

    done = Signal(object)
    failed = Signal(object)
    _ended = Signal(object, object)

    def __init__(self, work: Callable[[], Any]) -> None:
        super().__init__()
        self._work = work
        self.let_go = Event()
        """Set once the thread that did the work holds neither the task nor what its end is told to."""
        self._ended.connect(self._tell)

    def start(self) -> None:
        """Begins; the task keeps itself alive until it has told of its end."""
        _running.add(self)
        QThreadPool.globalInstance().start(_Run(self))

    def work(self) -> None:
        """Does the work in the calling thread, which has to set ``let_go`` once it has no reference to the task."""
        result, error = None, None
        try:
            result = self._work()
        except Exception as caught:
            error = caught
        self._ended.emit(result, error)
        del error  # else it would keep this frame, and that the task

    @Slot(object, object)
    def _tell(self, result: object, error: object) -> None:
        # Who lets go last destroys the task and the widgets that its end is told to: that must be this thread.
        self.let_go.wait()
        _running.discard(self)
        if error is None:
            self.done.emit(result)
        else:
            self.failed.emit(error)


class _Run(QRunnable):
    def __init__(self, task: Task) -> None:
        super().__init__()
        self._task: Task | None = task

    def run(self) -> None:
        task, self._task = self._task, None
        if task is None:
            return
        let_go = task.let_go
        task.work()
        del task
        let_go.set()
