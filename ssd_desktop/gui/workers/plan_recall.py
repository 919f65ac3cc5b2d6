"""Measures box plans on a folder in a thread; no torch. It tells how far it is, and ends when it is asked to."""

import time
from collections.abc import Sequence
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Signal, Slot

from ssd_desktop.data.plan_comparison import compare_plans
from ssd_desktop.ssd.config import BoxPlan
from ssd_desktop.ssd.networks import NetworkDescription

_PAUSE_S = 0.1


class _StoppedError(Exception):
    """Raised where the work looks whether to go on."""


class PlanRecallWorker(QObject):
    """Measures the plans of one folder once.

    Signals:
        read: Pictures that are read so far, at most ten times a second.
        measuring: All are read; the plans are measured and fitted now.
        measured: The ``PlanComparison``.
        failed: The exception; a ``DataError`` where nothing is labelled.
    """

    read = Signal(int)
    measuring = Signal()
    measured = Signal(object)
    failed = Signal(object)

    def __init__(self, folder: Path, network: NetworkDescription, own: Sequence[BoxPlan]) -> None:
        """Takes what to measure.

        Args:
            folder: With images.
            network: Whose plans.
            own: Further plans of the user.
        """
        super().__init__()
        self._folder = folder
        self._network = network
        self._own = tuple(own)
        self._stop = Event()
        self._told = 0.0
        self._is_measuring = False

    @Slot()
    def run(self) -> None:
        """Reads the folder and measures; tells nothing more once it was asked to end."""
        try:
            comparison = compare_plans(
                self._folder, self._network, self._own, reading=self._reading, between=self._between
            )
        except _StoppedError:
            return
        if not self._stop.is_set():
            self.measured.emit(comparison)

    def request_stop(self) -> None:
        """Ends the work at its next step; called from the window's thread."""
        self._stop.set()

    def _reading(self, images: int) -> None:
        self._look()
        now = time.monotonic()
        if now - self._told >= _PAUSE_S:
            self._told = now
            self.read.emit(images)

    def _between(self) -> None:
        self._look()
        if not self._is_measuring:
            self._is_measuring = True
            self.measuring.emit()

    def _look(self) -> None:
        if self._stop.is_set():
            raise _StoppedError
