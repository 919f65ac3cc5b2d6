"""Looking for suggestions in the background: one picture now, all pictures by and by; stale answers are dropped."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from ssd_desktop.gui.workers.suggesting import SuggestionJob, SuggestionWorker
from ssd_desktop.gui.workers.thread import WorkerThread
from ssd_desktop.inference.prediction_cache import ImagePrediction
from ssd_desktop.inference.uncertainty import Uncertainty


class SuggestionJobs(QObject):
    """Gives jobs to a worker, whose thread starts with the first.

    Signals:
        predicted: The image (``Path``), its ``ImagePrediction`` and its ``Uncertainty`` (None: not asked for).
        progressed: Images done and images asked for.
        ended: Images asked for together, and those missed as a tuple of ``Path`` and why.
        model_failed: Why there is no detector.
    """

    predicted = Signal(object, object, object)
    progressed = Signal(int, int)
    ended = Signal(int, object)
    model_failed = Signal(str)

    def __init__(self, worker: SuggestionWorker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._thread: WorkerThread | None = None
        self._number = 0
        self._oldest_valid = 1
        self._many: SuggestionJob | None = None
        self._done = 0
        self._missed: list[tuple[Path, str]] = []
        worker.predicted.connect(self._on_predicted)
        worker.missed.connect(self._on_missed)
        worker.model_failed.connect(self._on_model_failed)
        worker.ended.connect(self._on_ended)

    @property
    def is_running(self) -> bool:
        """Whether many images are being looked at."""
        return self._many is not None

    def look_at(self, image: Path, model: str, device: str) -> None:
        """Looks at an image before all others.

        Args:
            image: The image.
            model: Checkpoint, as ``find_model`` takes it.
            device: As ``choose_device`` takes it.
        """
        self._start()
        self._number += 1
        self._worker.ask_first(SuggestionJob(self._number, (image,), model, device))

    def look_at_all(self, images: Sequence[Path], model: str, device: str, *, mirrored: bool) -> None:
        """Looks at many images, in place of those that are being looked at.

        Args:
            images: In the order to look.
            model: As ``look_at`` takes it.
            device: Likewise.
            mirrored: At their mirror images, too, so that it is known how unsure the detector is.
        """
        self._start()
        self._number += 1
        self._many = SuggestionJob(self._number, tuple(images), model, device, mirrored)
        self._done, self._missed = 0, []
        self._worker.ask(self._many)
        self.progressed.emit(0, len(images))

    @Slot()
    def cancel(self) -> None:
        """Ends the looking at many images; what was found stays found."""
        if self._many is not None:
            self._worker.cancel(self._many.number)

    def drop(self) -> None:
        """Makes every job so far stale: another folder is open, or another detector in use."""
        self._oldest_valid = self._number + 1
        self._worker.cancel(self._number)
        if self._many is not None:
            self._many = None
            self.progressed.emit(0, 0)

    def stop(self) -> None:
        """Asks the thread to end; returns at once."""
        if self._thread is not None:
            self._thread.stop()

    def _start(self) -> None:
        if self._thread is None:
            self._thread = WorkerThread(self._worker, "suggestions", self)
            self._thread.start()

    def _is_one_of_many(self, number: int) -> bool:
        return self._many is not None and number == self._many.number

    @Slot(int, object, object, object)
    def _on_predicted(self, number: int, image: Path, found: ImagePrediction, uncertainty: Uncertainty | None) -> None:
        if number >= self._oldest_valid:
            self.predicted.emit(image, found, uncertainty)
            self._advance(number)

    @Slot(int, object, str)
    def _on_missed(self, number: int, image: Path, why: str) -> None:
        if number < self._oldest_valid:
            return
        if self._is_one_of_many(number):
            self._missed.append((image, why))
            self._advance(number)
        else:
            self.ended.emit(1, ((image, why),))

    @Slot(int, str)
    def _on_model_failed(self, number: int, why: str) -> None:
        if number >= self._oldest_valid:
            self.model_failed.emit(why)

    @Slot(int)
    def _on_ended(self, number: int) -> None:
        if self._is_one_of_many(number):
            done, missed = self._done, tuple(self._missed)
            self._many = None
            self.progressed.emit(0, 0)
            self.ended.emit(done, missed)

    def _advance(self, number: int) -> None:
        if self._many is not None and self._is_one_of_many(number):
            self._done += 1
            self.progressed.emit(self._done, len(self._many.images))
