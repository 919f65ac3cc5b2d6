"""Work in the background with a bar that shows how far it is and can end it."""

from collections.abc import Callable
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QProgressDialog

from ssd_desktop.gui.workers.task import Task

Work = Callable[[Callable[[int, int], None], Callable[[], bool]], Any]
"""Given what to call with steps done and all, and what tells whether to end."""


class ProgressRun(QObject):
    """One piece of work and its bar; goes by itself when the work has ended."""

    _progressed = Signal(int, int)

    def __init__(self, bar: QProgressDialog, parent: QObject) -> None:
        super().__init__(parent)
        self._bar = bar
        self._stopped = Event()
        # By a slot of this object: the signal comes from another thread, and the bar belongs to this one.
        self._progressed.connect(self._show)
        bar.canceled.connect(self.stop)

    def start(self, work: Work, done: Callable[[Any], object], failed: Callable[[Exception], object]) -> None:
        """Begins.

        Args:
            work: Done in another thread.
            done: Called here with what it returned.
            failed: Called here with what went wrong, an ``SSDDesktopError``.
        """
        report, stopped = self._progressed.emit, self._stopped.is_set
        task = Task(lambda: work(report, stopped))
        task.done.connect(self._end)
        task.done.connect(done)
        task.failed.connect(self._end)
        task.failed.connect(failed)
        task.start()

    @Slot(int, int)
    def _show(self, done: int, count: int) -> None:
        if self._stopped.is_set():
            return  # a bar whose button was pressed is gone; Qt would show it again
        self._bar.setMaximum(count)
        self._bar.setValue(done)

    @Slot()
    def stop(self) -> None:
        """Lets the work know that it is to end; it says itself when it has."""
        self._stopped.set()

    @Slot()
    def _end(self) -> None:
        self._bar.close()
        self._bar.deleteLater()
        self.deleteLater()
