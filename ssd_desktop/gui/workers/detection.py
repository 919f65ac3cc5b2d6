"""Runs the detector in its own thread: the latest picture wins, and no error of a model ends the program."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from ssd_desktop.annotation.tile_grid import Tiling
from ssd_desktop.errors import InferenceError, SSDDesktopError
from ssd_desktop.gui.workers.mailbox import Mailbox
from ssd_desktop.inference.engines.config import EngineChoice
from ssd_desktop.inference.stopwatch import NOTHING_TIMED, PartTimes
from ssd_desktop.inference.types import Detections
from ssd_desktop.media.types import RgbImage
from ssd_desktop.ssd.config import BoxPlan, NetworkConfig, PostprocessConfig

_log = logging.getLogger(__name__)

#: Everything above it is asked of the model, so that the score slider filters without running it again.
SCORE_FLOOR = 0.05


class EngineInUse(Protocol):
    """What the window shows of ``inference.engines.engine.Engine``."""

    @property
    def choice(self) -> EngineChoice: ...

    @property
    def problem(self) -> str: ...


class Detector(Protocol):
    """What the worker needs of ``Predictor`` or ``TiledPredictor``."""

    @property
    def config(self) -> NetworkConfig: ...

    @property
    def name(self) -> str: ...

    @property
    def device_label(self) -> str: ...

    @property
    def tiling(self) -> Tiling | None: ...

    @property
    def engine(self) -> EngineInUse: ...

    def take_times(self) -> PartTimes: ...

    def close(self) -> None: ...

    def detect(self, pixels_rgb: RgbImage, config: PostprocessConfig) -> Detections: ...

    @property
    def batch_size(self) -> int: ...

    def detect_batch(self, images: Sequence[RgbImage], config: PostprocessConfig = ..., /) -> list[Detections]: ...


class Device(Protocol):
    """What the window shows of ``inference.devices.DeviceInfo``."""

    @property
    def name(self) -> str: ...

    @property
    def label(self) -> str: ...


LoadDetector = Callable[[str, str], Detector]
"""Takes a checkpoint path and a device name; imports torch when it runs, in the worker's thread."""

ListDevices = Callable[[], Sequence[Device]]


@dataclass(frozen=True)
class ModelChoice:
    """A model to load.

    Attributes:
        path: Checkpoint file, or a name that ``checkpoints.catalog.find_model`` knows.
        device: ``auto``, ``cpu``, ``cuda``, ``cuda:0``, ``mps``.
    """

    path: str
    device: str


@dataclass(frozen=True)
class ModelInfo:
    """A model that is ready.

    Attributes:
        name: Name for the window.
        path: As it was asked for.
        classes: Foreground class names.
        plan: Box plan of the checkpoint.
        device_label: Device in words.
        tiling: Tiles that large pictures are cut into; None: whole pictures.
    """

    name: str
    path: str
    classes: tuple[str, ...]
    plan: BoxPlan
    device_label: str
    tiling: Tiling | None = None


@dataclass(frozen=True)
class EngineState:
    """What computes the network now.

    Attributes:
        label: Engine and precision in words.
        problem: Why another engine than the chosen one computes, one sentence; "" where there is nothing to say.
    """

    label: str
    problem: str


@dataclass(frozen=True, eq=False)
class DetectionRequest:
    """A picture to detect on.

    Attributes:
        number: Of the request; rises, so that a stale answer is known by it.
        source: Path or address of the picture.
        pixels_rgb: uint8 ``[height, width, 3]``, RGB, upright.
        width: Pixels.
        height: Pixels.
        shown: Given back with the answer: whatever has to reach the screen together with the detections.
    """

    number: int
    source: str
    pixels_rgb: RgbImage
    width: int
    height: int
    shown: object = None


@dataclass(frozen=True, eq=False)
class DetectionAnswer:
    """What the model found on one request.

    Attributes:
        number: Of the request.
        source: Of the request.
        detections: In pixels of the picture, scores above ``SCORE_FLOOR``.
        milliseconds: Wall time of the model, preprocessing and post-processing included.
        shown: Of the request.
        parts: What the milliseconds were spent on.
    """

    number: int
    source: str
    detections: Detections
    milliseconds: float
    shown: object = None
    parts: PartTimes = NOTHING_TIMED


class DetectionWorker(QObject):
    """Loads detectors and answers requests, for as long as ``run`` runs in its thread.

    ``request``, ``load_model``, ``look_at_engine`` and ``request_stop`` may be called from any thread.

    Signals:
        devices_found: List of ``Device``, once, after torch was imported.
        model_loading: Name of the file being loaded.
        model_ready: ``ModelInfo``.
        model_failed: The exception; the model that was ready stays in use.
        engine_changed: ``EngineState``; after a model is ready, and when another engine took over.
        detected: ``DetectionAnswer``.
        failed: The exception of one request; the next request is tried again.
    """

    devices_found = Signal(object)
    model_loading = Signal(str)
    model_ready = Signal(object)
    model_failed = Signal(object)
    engine_changed = Signal(object)
    detected = Signal(object)
    failed = Signal(object)

    def __init__(self, load_detector: LoadDetector, list_devices: ListDevices = tuple) -> None:
        super().__init__()
        self._load_detector = load_detector
        self._list_devices = list_devices
        self._requests = Mailbox[DetectionRequest]()
        self._choices = Mailbox[ModelChoice]()
        self._detector: Detector | None = None
        self._engine: EngineState | None = None

    @property
    def detector(self) -> Detector | None:
        """The model in use; None before the first is ready. May be read from any thread."""
        return self._detector

    def request(self, request: DetectionRequest) -> None:
        """Asks for the detections of a picture; replaces a request that has not begun."""
        self._requests.put(request)

    def load_model(self, path: str | Path, device: str) -> None:
        """Asks for another model; requests before it is ready are answered by the old one."""
        self._choices.put(ModelChoice(str(path), device))
        self._requests.wake()

    def look_at_engine(self) -> None:
        """Makes the worker tell when another engine computes now; for the thread that prepared it."""
        self._requests.wake()

    def request_stop(self) -> None:
        self._choices.close()
        self._requests.close()

    @Slot()
    def run(self) -> None:
        """Serves until ``request_stop``."""
        self._find_devices()
        while not self._requests.closed:
            choice = self._choices.take(0)
            if choice is not None:
                self._load(choice)
            self._tell_engine()
            request = self._requests.take()
            if request is not None and self._detector is not None:
                self._detect(self._detector, request)
        self._put_away()

    def _find_devices(self) -> None:
        try:
            self.devices_found.emit(list(self._list_devices()))
        except Exception as error:
            _log.exception("The devices could not be listed.")
            shown = InferenceError(
                f"The devices of this machine could not be listed: {_reason(error)} (details are in the log file)."
            )
            self.failed.emit(_as_shown(error, shown))

    def _load(self, choice: ModelChoice) -> None:
        self.model_loading.emit(Path(choice.path).name)
        try:
            detector = self._load_detector(choice.path, choice.device)
            info = _model_info(detector, choice.path)
        except Exception as error:
            _log.exception("The model %s could not be loaded.", choice.path)
            shown = InferenceError(
                f"The model {choice.path} could not be loaded: {_reason(error)} (details are in the log file)."
            )
            self.model_failed.emit(_as_shown(error, shown))
            return
        self._put_away()
        self._detector = detector
        self._engine = None
        self.model_ready.emit(info)

    def _put_away(self) -> None:
        if self._detector is not None:
            self._detector.close()
        self._detector = None

    def _tell_engine(self) -> None:
        if self._detector is None:
            return
        engine = self._detector.engine
        state = EngineState(engine.choice.label, engine.problem)
        if state != self._engine:
            self._engine = state
            self.engine_changed.emit(state)

    def _detect(self, detector: Detector, request: DetectionRequest) -> None:
        begin = time.perf_counter()
        detector.take_times()
        try:
            pixels = np.ascontiguousarray(request.pixels_rgb)
            detections = detector.detect(pixels, PostprocessConfig(score_threshold=SCORE_FLOOR))
        except Exception as error:
            _log.exception("The detection on %s failed.", request.source)
            shown = InferenceError(
                f"The detector failed on {request.source}: {_reason(error)} (details are in the log file)."
            )
            self.failed.emit(_as_shown(error, shown))
            return
        milliseconds = (time.perf_counter() - begin) * 1000
        parts = detector.take_times()
        self.detected.emit(
            DetectionAnswer(request.number, request.source, detections, milliseconds, request.shown, parts)
        )


def _model_info(detector: Detector, path: str) -> ModelInfo:
    config = detector.config
    return ModelInfo(detector.name, path, config.classes, config.plan, detector.device_label, detector.tiling)


def _as_shown(error: Exception, shown: SSDDesktopError) -> SSDDesktopError:
    """Returns an error whose text can be shown: our own as it is, instead of a foreign one what is given."""
    if isinstance(error, SSDDesktopError):
        return error
    shown.__cause__ = error
    return shown


def _reason(error: Exception) -> str:
    """Returns the first line of an error."""
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__
