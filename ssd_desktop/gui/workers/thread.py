"""The life of a QThread: start, stop, wait, and an end that neither crashes nor loses an exception.

Qt aborts the program when a QThread object dies while its thread runs, and Python decides by itself when objects
die. So a running thread is held here, in the module, whatever happens to the window that started it.
"""

import atexit
import logging
import os
import sys
import threading
import traceback
from typing import NoReturn, Protocol

from PySide6.QtCore import QDeadlineTimer, QObject, QThread, Signal, SignalInstance, Slot

from ssd_desktop.errors import SSDDesktopError

_LOG = logging.getLogger(__name__)

#: macOS gives a second thread 512 KB; decoders and PyTorch need more.
_STACK_BYTES = 16 * 1024 * 1024

_EXIT_WAIT_MS = 5000


class Worker(Protocol):
    """What a WorkerThread drives: a QObject without a parent."""

    @property
    def failed(self) -> SignalInstance:
        """``Signal(object)``, sent with the exception that ended ``run``."""

    def run(self) -> None:
        """Does the work, in the thread; the thread ends when it returns."""

    def request_stop(self) -> None:
        """Asks ``run`` to return soon. Called from the window's thread while ``run`` is busy."""

    def moveToThread(self, thread: QThread, /) -> bool:
        """Of QObject."""


class _Thread(QThread):
    """Runs a worker without an event loop: nothing queued could be delivered while ``run`` is busy."""

    def __init__(self, worker: Worker, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setStackSize(_STACK_BYTES)
        self.worker = worker
        self.is_left = False
        self._home = QThread.currentThread()

    def run(self) -> None:
        try:
            self.worker.run()
        except BaseException as error:
            self._log(error)
            # The lines stay for the report; the frames would keep tensors and widgets alive.
            traceback.clear_frames(error.__traceback__)
            self.worker.failed.emit(error)
        finally:
            # Back in the thread that owns its Python references, the worker may die there at any time.
            self.worker.moveToThread(self._home)

    def _log(self, error: BaseException) -> None:
        if isinstance(error, SSDDesktopError):
            _LOG.info("%s ended: %s", self.objectName(), error)
        elif self.is_left or not threading.main_thread().is_alive():
            # Python begins no thread and imports nothing big any more once it ends: no fault of the work's.
            _LOG.info("%s ended with the program", self.objectName(), exc_info=error)
        else:
            _LOG.error("%s ended with an error", self.objectName(), exc_info=error)


_running: set[_Thread] = set()


def _forget_ended() -> None:
    _running.difference_update([thread for thread in _running if thread.isFinished()])


def stop_all_threads(milliseconds: int) -> bool:
    """Asks every running worker to end and waits for them together, for ``aboutToQuit``.

    Returns:
        Whether all have ended in time.
    """
    for thread in _running:
        thread.is_left = True
        thread.worker.request_stop()
    deadline = QDeadlineTimer(milliseconds)
    ended = [thread.wait(deadline) for thread in _running]
    _forget_ended()
    return all(ended)


@atexit.register
def _leave_no_thread() -> None:
    if stop_all_threads(_EXIT_WAIT_MS):
        return
    leave_at_once(1)


def leave_at_once(code: int) -> NoReturn:
    """Ends the process under threads that do not end.

    Python's own end would make what they still begin fail, with errors on the console from them and from the libraries
    that they use; and it would delete the thread objects, over which Qt aborts.
    """
    for thread in _running:
        _LOG.error("%s did not end; the program leaves without it", thread.objectName())
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


class WorkerThread(QObject):
    """Owns a thread and the worker moved to it; used from the window's thread only.

    The thread ends when the worker's ``run`` returns or raises; an exception is sent by the worker's ``failed``
    and never escapes. A WorkerThread may be destroyed at any time: a running thread goes on until its worker
    ends, and nothing crashes.

    Attributes:
        finished: Sent once, after the thread has ended, in the thread of this object.
    """

    finished = Signal()

    def __init__(self, worker: Worker, name: str, parent: QObject | None = None) -> None:
        """Moves ``worker``, a QObject without a parent, to a new thread that bears ``name``."""
        super().__init__(parent)
        self._worker = worker
        self._thread = _Thread(worker, name)
        worker.moveToThread(self._thread)
        self._thread.finished.connect(self._on_thread_finished)

    def start(self) -> None:
        """Starts the thread; it runs once."""
        _forget_ended()
        _running.add(self._thread)
        self._thread.start()

    def stop(self) -> None:
        """Asks the worker to end and returns at once; ``finished`` follows. Harmless at any time."""
        self._worker.request_stop()

    def wait(self, milliseconds: int) -> bool:
        """Blocks until the thread has ended, at most so long; returns whether it has."""
        return self._thread.wait(milliseconds)

    def is_running(self) -> bool:
        """Returns whether the thread was started and has not ended."""
        return self._thread.isRunning()

    @Slot()
    def _on_thread_finished(self) -> None:
        # The signal leaves the thread a moment before it is over.
        self._thread.wait()
        _forget_ended()
        self.finished.emit()
