"""Looks for objects in image files, one or all of a folder, in a thread of its own with a detector of its own.

The detector that follows the picture on screen (``detection.py``) stays free meanwhile.
"""

import logging
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from ssd_desktop.checkpoints.catalog import find_model
from ssd_desktop.errors import SSDDesktopError
from ssd_desktop.gui.workers.detection import Detector, LoadDetector
from ssd_desktop.gui.workers.mailbox import Mailbox
from ssd_desktop.inference.prediction_cache import ImagePrediction, PredictionCache
from ssd_desktop.inference.predictions import predict, predict_mirrored
from ssd_desktop.inference.uncertainty import uncertainty_of
from ssd_desktop.media.file_version import Version, file_version

_log = logging.getLogger(__name__)


class _NoDetectorError(SSDDesktopError):
    """Without a detector every image would fail alike."""


@dataclass(frozen=True)
class SuggestionJob:
    """Images to look at.

    Attributes:
        number: Rises with every job, so that a stale answer is known by it.
        images: In the order to look.
        model: Checkpoint, as ``find_model`` takes it.
        device: As ``choose_device`` takes it.
        mirrored: Look at the mirror images, too.
    """

    number: int
    images: tuple[Path, ...]
    model: str
    device: str
    mirrored: bool = False


class SuggestionWorker(QObject):
    """Does one job after the other, for as long as ``run`` runs in its thread.

    ``ask``, ``ask_first``, ``cancel`` and ``request_stop`` may be called from any thread.

    Signals:
        predicted: Number of the job, the image (``Path``), its ``ImagePrediction`` and its ``Uncertainty``; None where
            nobody looked at the mirror image.
        missed: Number of the job, the image and why nothing could be found out about it.
        model_failed: Number of the job and why there is no detector for it.
        ended: Number of the job: all its images were looked at, or it was cancelled or replaced.
        failed: The exception that ended the thread.
    """

    predicted = Signal(int, object, object, object)
    missed = Signal(int, object, str)
    model_failed = Signal(int, str)
    ended = Signal(int)
    failed = Signal(object)

    def __init__(self, load_detector: LoadDetector, cache: PredictionCache) -> None:
        super().__init__()
        self._load_detector = load_detector
        self._cache = cache
        self._jobs = Mailbox[SuggestionJob]()
        self._first = Mailbox[SuggestionJob]()
        self._cancelled = 0
        self._detector: Detector | None = None
        self._loaded: tuple[Path, Version | None, str] | None = None

    def ask(self, job: SuggestionJob) -> None:
        """Asks for many images; a job that is under way ends."""
        self._jobs.put(job)

    def ask_first(self, job: SuggestionJob) -> None:
        """Asks for the image that somebody waits for: it goes before the next one of a job under way."""
        self._first.put(job)
        self._jobs.wake()

    def cancel(self, number: int) -> None:
        """Ends all jobs up to a number; what they found stays found."""
        self._cancelled = max(self._cancelled, number)

    def request_stop(self) -> None:
        self._first.close()
        self._jobs.close()

    @Slot()
    def run(self) -> None:
        """Serves until ``request_stop``."""
        while not self._jobs.closed:
            job = self._jobs.take()
            self._do_first()
            if job is not None:
                self._do(job)
        self._detector = None

    def _do_first(self) -> None:
        job = self._first.take(0)
        if job is not None:
            for image in job.images:
                self._look_at(image, job)
            self.ended.emit(job.number)

    def _do(self, job: SuggestionJob) -> None:
        for image in job.images:
            self._do_first()
            stopped = self._jobs.closed or self._jobs.waiting or job.number <= self._cancelled
            if stopped or not self._look_at(image, job):
                break
        self.ended.emit(job.number)

    def _look_at(self, image: Path, job: SuggestionJob) -> bool:
        """Tells what is in an image; returns whether it makes sense to go on with the next one."""
        try:
            found = self._found(image, job)
            unsure = None if found.mirrored is None else uncertainty_of(found.found, found.mirrored)
            self.predicted.emit(job.number, image, found, unsure)
        except _NoDetectorError as error:
            self.model_failed.emit(job.number, str(error))
            return False
        except Exception as error:
            if not isinstance(error, SSDDesktopError):
                _log.exception("Looking at %s failed.", image)
            self.missed.emit(job.number, image, _sentence(error))
        return True

    def _found(self, image: Path, job: SuggestionJob) -> ImagePrediction:
        from ssd_desktop.media.image_file import read_image

        model = _file_of(job)
        known = self._cache.read(image, model)
        if known is not None and (known.mirrored is not None or not job.mirrored):
            return known
        detector = self._detector_of(job, model)
        pixels = read_image(image).pixels_rgb
        found = known.found if known is not None else predict(detector, pixels)
        prediction = ImagePrediction(found, predict_mirrored(detector, pixels) if job.mirrored else None)
        self._cache.write(image, model, prediction)
        return prediction

    def _detector_of(self, job: SuggestionJob, model: Path) -> Detector:
        # A run that goes on writes another detector into the same file.
        wanted = (model, file_version(model), job.device)
        if self._detector is None or self._loaded != wanted:
            self._detector = None  # two of them would need the memory of two
            try:
                self._detector = self._load_detector(job.model, job.device)
            except Exception as error:
                _log.exception("The model %s could not be loaded.", job.model)
                raise _NoDetectorError(_sentence(error)) from error
            self._loaded = wanted
        return self._detector


def _file_of(job: SuggestionJob) -> Path:
    try:
        return find_model(job.model)
    except SSDDesktopError as error:
        raise _NoDetectorError(str(error)) from error


def _sentence(error: Exception) -> str:
    """Returns what can be shown of an error: our own text as it is, the first line of a foreign one."""
    lines = str(error).strip().splitlines()
    if isinstance(error, SSDDesktopError) and lines:
        return str(error)
    return f"{type(error).__name__}: {lines[0]}" if lines else type(error).__name__
