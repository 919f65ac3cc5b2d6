"""Measures two runs on the same images, in a thread. PyTorch is imported when it runs."""

import threading
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from ssd_desktop.errors import ProjectError
from ssd_desktop.evaluation.collection import Collected
from ssd_desktop.gui.workers.training import one_core_left_free
from ssd_desktop.project.gain import seen_by
from ssd_desktop.project.pair_images import PairImages
from ssd_desktop.project.runs import RunRecord
from ssd_desktop.training.machine_use import machine_if_free


class PairWorker(QObject):
    """Measures one pair.

    Signals:
        progressed: Detections done and in all.
        measured: The ``MeasuredPair``, and how many of the images each of the two runs was trained on.
        failed: The exception that ended it.
    """

    progressed = Signal(int, int)
    measured = Signal(object, object)
    failed = Signal(object)

    def __init__(
        self,
        runs: tuple[RunRecord, RunRecord],
        images: PairImages,
        *,
        device: str,
        moved_data: Path | None = None,
        known: Mapping[Path, Collected] | None = None,
    ) -> None:
        """Begins nothing.

        Args:
            runs: Both have a checkpoint.
            images: What they are measured on.
            device: As ``choose_device`` takes it.
            moved_data: The data folder of the project that the runs belong to.
            known: What a checkpoint found on these images before.
        """
        super().__init__()
        self._runs, self._images, self._known = runs, images, dict(known or {})
        self._device, self._moved_data = device, moved_data
        self._stop = threading.Event()

    @Slot()
    def run(self) -> None:
        """Measures, unless something else trains or measures.

        Raises:
            ProjectError: Something does.
            SSDDesktopError: The images or checkpoints cannot be read.
        """
        with machine_if_free() as free:
            if not free:
                raise ProjectError("A training or a measurement is going on; compare the pictures when it has ended.")
            self._measure()

    def request_stop(self) -> None:
        """Ends the measurement before its next images."""
        self._stop.set()

    def _measure(self) -> None:
        from ssd_desktop.training.pair import measure_pair

        first, second = (run.checkpoint for run in self._runs)
        images = self._images.read(moved_data=self._moved_data)
        if first is None or second is None or self._stop.is_set():
            return
        with one_core_left_free():
            found = measure_pair(
                first,
                second,
                images,
                device=self._device,
                known=self._known,
                progress=self.progressed.emit,
                should_stop=self._stop.is_set,
            )
        if found is not None:
            self.measured.emit(found, (seen_by(first, images), seen_by(second, images)))
