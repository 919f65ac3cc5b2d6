"""Measures what a run gained over the model it started from, in a thread. PyTorch is imported when it runs."""

import threading
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from ssd_desktop.gui.workers.training import one_core_left_free
from ssd_desktop.project.gain import Gain, images_to_compare, seen_by, start_to_compare, write_gain
from ssd_desktop.project.runs import read_run
from ssd_desktop.training.machine_use import machine_if_free


class GainWorker(QObject):
    """Measures one run and keeps the gain in its folder.

    Signals:
        progressed: Detections done and in all.
        measured: The ``Gain``, once it is in the folder.
        failed: The exception that ended it.
    """

    progressed = Signal(int, int)
    measured = Signal(object)
    failed = Signal(object)

    def __init__(self, run: Path, device: str, moved_data: Path | None = None) -> None:
        """Begins nothing.

        Args:
            run: The folder of the run.
            device: As ``choose_device`` takes it.
            moved_data: The data folder of the project that the run belongs to.
        """
        super().__init__()
        self._run, self._device, self._moved_data = run, device, moved_data
        self._stop = threading.Event()

    @Slot()
    def run(self) -> None:
        """Measures, unless a training runs.

        Raises:
            SSDDesktopError: The run cannot be compared, or its images or models cannot be read.
        """
        with machine_if_free() as free:
            if free:
                self._measure()

    def request_stop(self) -> None:
        """Ends the measurement before its next images."""
        self._stop.set()

    def _measure(self) -> None:
        from ssd_desktop.training.gain import measure_gain

        record = read_run(self._run)
        start, end = start_to_compare(record), record.checkpoint
        images = images_to_compare(record, moved_data=self._moved_data)
        if end is None or self._stop.is_set():
            return
        with one_core_left_free():
            found = measure_gain(
                start, end, images, device=self._device, progress=self.progressed.emit, should_stop=self._stop.is_set
            )
        if found is None:
            return
        low, high, seen = found.difference.low, found.difference.high, seen_by(start, images)
        gain = Gain(str(start), found.before, found.after, low, high, found.images, seen)
        write_gain(self._run, gain)
        self.measured.emit(gain)
