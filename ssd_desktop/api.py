"""The detector as other Python programs use it: ``from ssd_desktop import load_detector``.

A thin face of ``inference``: it checks what it is given and hands it on. Docs: docs/python_api.md, whose examples are
tests.
"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import overload

import numpy as np
import numpy.typing as npt

from ssd_desktop.errors import UsageError
from ssd_desktop.inference.engines.config import FP32, TORCH, EngineChoice
from ssd_desktop.inference.given_picture import Channels, GivenPicture, pixels_of
from ssd_desktop.inference.predictor import Predictor
from ssd_desktop.inference.tiles import TILES_AUTO, TiledPredictor
from ssd_desktop.inference.tiles import load_detector as load_predictor
from ssd_desktop.inference.types import Detections
from ssd_desktop.ssd.config import NetworkConfig, PostprocessConfig

_CONFIG = PostprocessConfig()


class Detector:
    """A loaded detector: pictures in, detections out. May be called from several threads.

    Args:
        predictor: What detects.
    """

    def __init__(self, predictor: Predictor | TiledPredictor) -> None:
        self._predictor = predictor

    def __repr__(self) -> str:
        return f"<Detector {self.name}: {len(self.classes)} classes, {self.engine} on {self.device}>"

    @property
    def name(self) -> str:
        """Name of the model."""
        return self._predictor.name

    @property
    def classes(self) -> tuple[str, ...]:
        """Names of what it finds; label ``i`` is ``classes[i - 1]``, label 0 is background and never found."""
        return self._predictor.config.classes

    @property
    def config(self) -> NetworkConfig:
        """Network, box plan, classes and means of the model."""
        return self._predictor.config

    @property
    def device(self) -> str:
        """Where it runs, in words."""
        return self._predictor.device_label

    @property
    def engine(self) -> str:
        """What computes the network and in which numbers, such as ``OpenVINO bf16``."""
        return self._predictor.engine.choice.label

    @property
    def predictor(self) -> Predictor | TiledPredictor:
        """What detects, for whoever needs more: a ``Predictor``, or one on tiles."""
        return self._predictor

    # A string is a sequence of strings too, and means a path: the first overload takes it.
    @overload
    def __call__(  # type: ignore[overload-overlap]
        self,
        image: GivenPicture,
        *,
        score: float = ...,
        nms_iou: float = ...,
        max_detections: int = ...,
        channels: Channels = ...,
        batch_size: int = ...,
    ) -> Detections: ...

    @overload
    def __call__(
        self,
        image: Sequence[GivenPicture],
        *,
        score: float = ...,
        nms_iou: float = ...,
        max_detections: int = ...,
        channels: Channels = ...,
        batch_size: int = ...,
    ) -> list[Detections]: ...

    def __call__(
        self,
        image: GivenPicture | Sequence[GivenPicture],
        *,
        score: float = 0.5,
        nms_iou: float = _CONFIG.nms_iou,
        max_detections: int = _CONFIG.detections_per_image,
        channels: Channels = "rgb",
        batch_size: int = 8,
    ) -> Detections | list[Detections]:
        """Detects objects in a picture, or in each picture of a list.

        Args:
            image: uint8 ``[H, W, 3]`` of any size, or the path of an image file (EXIF orientation is applied); or a
                list of such, which are read and detected ``batch_size`` at a time.
            score: Least score of a detection, 0 to 1.
            nms_iou: Of two detections of a class that overlap by more than this IoU, the better one is kept.
            max_detections: Detections kept of a picture, highest score first.
            channels: Order of the channels of arrays: ``rgb``, or ``bgr`` as OpenCV reads them.
            batch_size: Pictures of a list that go through the network at once.

        Returns:
            The detections, highest score first; of a list a list of them, in its order.

        Raises:
            UsageError: A picture or an option is none of these; the text says how to make one of it.
            MediaError: A file is missing or cannot be read.
            InferenceError: The device has too little memory, or the engine failed.
        """
        config = _thresholds(score, nms_iou, max_detections)
        if batch_size < 1:
            raise UsageError(f"batch_size is {batch_size}; give 1 or more.")
        if isinstance(image, str | bytes) or not isinstance(image, Sequence):
            return self._predictor.detect(pixels_of(image, channels=channels), config).above(score)
        found: list[Detections] = []
        for pictures in _batches(image, channels, batch_size):
            found += self._predictor.detect_batch(pictures, config)
        return [one.above(score) for one in found]


def load_detector(
    model: str | os.PathLike[str] = "shipped",
    *,
    device: str = "auto",
    engine: str = TORCH,
    precision: str = FP32,
    tiles: str | int = TILES_AUTO,
) -> Detector:
    """Loads a detector.

    By default PyTorch computes in float32, which gives the same figures on every machine. With ``engine="auto",
    precision="auto"`` the fastest of this machine is measured once for each model and remembered, as
    ``ssd-desktop detect`` does.

    Args:
        model: ``shipped``, the name of a model of ``ssd-desktop models``, or a checkpoint file.
        device: ``auto`` (a GPU where there is one), ``cpu``, ``cuda``, ``cuda:N`` or ``mps``.
        engine: ``torch``, ``openvino`` or ``auto``.
        precision: ``fp32``, ``bf16``, ``int8`` (after an export with int8 of this model) or ``auto``.
        tiles: ``auto`` (as the model was trained), ``on``, ``off`` or their side in pixels, for small objects in large
            pictures.

    Returns:
        What is called with pictures.

    Raises:
        CheckpointError: There is no such model or its file is damaged.
        InferenceError: This machine has no such device or engine.
        ConfigError: The side of the tiles is too small.

    Examples:
        >>> from ssd_desktop import load_detector
        >>> detector = load_detector("ssd300_playing_cards")
        >>> detector.classes
        ('ace', 'jack', 'king', 'nine', 'queen', 'ten')
    """
    choice = EngineChoice(engine, precision)
    return Detector(load_predictor(Path(model), device=device, tiles=str(tiles), engine=choice))


def _thresholds(score: float, nms_iou: float, max_detections: int) -> PostprocessConfig:
    if not 0 <= score <= 1:
        raise UsageError(f"score is {score}; give a number from 0 to 1.")
    if not 0 < nms_iou <= 1:
        raise UsageError(f"nms_iou is {nms_iou}; give a number above 0, at most 1.")
    if max_detections < 1:
        raise UsageError(f"max_detections is {max_detections}; give 1 or more.")
    # Candidates are strictly above their threshold, detections at least at theirs: the second cut decides.
    return PostprocessConfig(
        score_threshold=min(score, _CONFIG.score_threshold), nms_iou=nms_iou, detections_per_image=max_detections
    )


def _batches(
    images: Sequence[GivenPicture], channels: Channels, batch_size: int
) -> Iterator[list[npt.NDArray[np.uint8]]]:
    """Yields the pixels of pictures, a batch at a time, so that a long list of files is never in memory as a whole."""
    for first in range(0, len(images), batch_size):
        part = images[first : first + batch_size]
        yield [pixels_of(one, channels=channels, name=f"images[{first + i}]") for i, one in enumerate(part)]
