"""Looks through data folders for the fine-tune dialog, one at a time, off the window's thread."""

from PySide6.QtCore import QObject, Signal, Slot

from ssd_desktop.errors import SSDDesktopError
from ssd_desktop.gui.workers.data_check import CheckRequest, DataCheckWorker
from ssd_desktop.gui.workers.thread import WorkerThread


class DataChecks(QObject):
    """Looks through one data folder at a time; of several wishes only the latest is done.

    Signals:
        checked: Number of the request and its ``DataCheck``.
        failed: Number of the request and a sentence.
    """

    checked = Signal(int, object)
    failed = Signal(int, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker: DataCheckWorker | None = None
        self._thread: WorkerThread | None = None
        self._next: CheckRequest | None = None

    @Slot(object)
    def ask(self, request: CheckRequest) -> None:
        """Looks through a folder; one that is being looked through is given up."""
        self._next = request
        if self._thread is None:
            self._start_next()
        else:
            self._thread.stop()

    @Slot()
    def stop(self) -> None:
        """Gives up what is looked through: nobody waits for it any more."""
        self._next = None
        if self._thread is not None:
            self._thread.stop()

    def _start_next(self) -> None:
        if self._next is None:
            return
        self._worker = DataCheckWorker(self._next)
        self._next = None
        self._worker.checked.connect(self.checked)
        self._worker.failed.connect(self._on_failed)
        self._thread = WorkerThread(self._worker, "data check", self)
        self._thread.finished.connect(self._on_finished)
        self._thread.start()

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        if self._worker is None:
            return
        text = str(error) if isinstance(error, SSDDesktopError) else f"{type(error).__name__}: {error}"
        self.failed.emit(self._worker.request.number, text)

    @Slot()
    def _on_finished(self) -> None:
        if self._thread is not None:
            self._thread.deleteLater()
            self._thread = None
        self._start_next()
