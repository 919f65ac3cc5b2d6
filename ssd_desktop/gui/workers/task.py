"""A short piece of work off the window's thread: writing a picture, looking for cameras."""

import atexit
import logging
import os
from collections.abc import Callable
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot

from ssd_desktop.errors import SSDDesktopError, reason_of

_log = logging.getLogger(__name__)

_AT_ONCE = 16
"""More than there are cores: most work waits for a disk, and none may wait behind a drive that does not answer."""

_EXIT_WAIT_MS = 5000

_running: set["Task"] = set()


def run_task(
    work: Callable[[], Any],
    done: Callable[..., object] | None = None,
    failed: Callable[..., object] | None = None,
) -> None:
    """Begins a piece of work in another thread.

    Args:
        work: Done there.
        done: Called here with what it returned.
        failed: Called here with what went wrong, an ``SSDDesktopError``; None where nobody is to hear of it.
    """
    task = Task(work)
    if done is not None:
        task.done.connect(done)
    if failed is not None:
        task.failed.connect(failed)
    task.start()


def is_any_running() -> bool:
    """Returns whether short work is under way, or has yet to tell of its end."""
    return bool(_running)


def wait_for_all(milliseconds: int) -> bool:
    """Waits for work that has been told to end; a task must not tell of its end to a window that is gone.

    Returns:
        Whether all has ended in time.
    """
    return QThreadPool.globalInstance().waitForDone(milliseconds)


@atexit.register
def _leave_no_task() -> None:
    if not wait_for_all(_EXIT_WAIT_MS):
        # Going on, Qt would wait for it without an end, such as for a network drive that is gone.
        _log.error("Work in the background did not end; the program leaves without it")
        logging.shutdown()
        os._exit(1)


class Task(QObject):
    """Runs a function once in Qt's thread pool and tells of its end in the thread that made the task.

    Signals:
        done: What the function returned.
        failed: What went wrong, an ``SSDDesktopError``; of a foreign exception all but its text is in the log.
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
        pool = QThreadPool.globalInstance()
        pool.setMaxThreadCount(max(pool.maxThreadCount(), _AT_ONCE))
        pool.start(_Run(self))

    def work(self) -> None:
        """Does the work in the calling thread, which has to set ``let_go`` once it has no reference to the task."""
        result: Any = None
        error: SSDDesktopError | None = None
        try:
            result = self._work()
        except SSDDesktopError as caught:
            error = caught
        except Exception as caught:
            _log.exception("Work in the background failed.")
            text = self.tr("It failed unexpectedly ({name}: {reason}); details are in the log file.")
            error = SSDDesktopError(text.format(name=type(caught).__name__, reason=reason_of(caught)))
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
