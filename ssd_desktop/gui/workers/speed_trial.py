"""Times a few steps of a training that has not begun, in a thread. PyTorch is imported when it runs."""

import threading

from PySide6.QtCore import QObject, Signal, Slot

from ssd_desktop.gui.dialogs.training_request import SpeedRequest
from ssd_desktop.gui.workers.training import one_core_left_free
from ssd_desktop.training.machine_use import machine_if_free


class _GivenUpError(Exception):
    """Nobody wants to know the speed any more."""


class SpeedTrialWorker(QObject):
    """Answers one request.

    Signals:
        measured: The request's key and its ``Speeds``.
        refused: The request's key and why nothing was measured: a training runs beside it.
        failed: The exception that ended it.
    """

    measured = Signal(str, object)
    refused = Signal(str, str)
    failed = Signal(object)

    def __init__(self, request: SpeedRequest) -> None:
        super().__init__()
        self.request = request
        self._stop = threading.Event()

    @Slot()
    def run(self) -> None:
        """Measures, unless a training runs.

        Raises:
            SSDDesktopError: The device is absent, or its memory too small.
        """
        with machine_if_free() as free:
            if not free:
                text = self.tr("how long they take is not measured while another training runs.")
                self.refused.emit(self.request.key, text)
                return
            try:
                self._measure()
            except _GivenUpError:
                return

    def request_stop(self) -> None:
        """Ends the measurement before its next step."""
        self._stop.set()

    def _measure(self) -> None:
        from ssd_desktop.training.speed_trial import measure_speeds

        with one_core_left_free():
            speeds = measure_speeds(self.request.config, self.request.network, between=self._check)
        self.measured.emit(self.request.key, speeds)

    def _check(self) -> None:
        if self._stop.is_set():
            raise _GivenUpError
