"""Detection on overlapping tiles of large pictures, for objects too small to be seen in the whole."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from ssd_desktop.annotation.tile_grid import Tiling, view_regions
from ssd_desktop.checkpoints.catalog import find_model
from ssd_desktop.checkpoints.info import read_checkpoint_info
from ssd_desktop.errors import InferenceError
from ssd_desktop.inference.engines.config import TORCH_FP32, EngineChoice
from ssd_desktop.inference.engines.engine import Engine
from ssd_desktop.inference.predictor import Predictor
from ssd_desktop.inference.stopwatch import PartTimes
from ssd_desktop.inference.tile_merge import merge_views
from ssd_desktop.inference.types import Detections
from ssd_desktop.ssd.config import NetworkConfig, PostprocessConfig

TILES_AUTO, TILES_ON, TILES_OFF = "auto", "on", "off"

SIDES_OF_UNTRAINED = 2
"""Side of the tiles, in sides of the network's input, for a detector that was not trained on tiles."""

_VIEWS_AT_ONCE = 8
_DEFAULT_CONFIG = PostprocessConfig()


class PictureDetector(Protocol):
    """What tiles need of a ``Predictor``."""

    @property
    def config(self) -> NetworkConfig: ...

    @property
    def name(self) -> str: ...

    @property
    def device_label(self) -> str: ...

    @property
    def engine(self) -> Engine: ...

    def take_times(self) -> PartTimes: ...

    def close(self) -> None: ...

    def detect_batch(
        self, images: Sequence[npt.NDArray[np.uint8]], config: PostprocessConfig = ..., /
    ) -> list[Detections]: ...


class TiledPredictor:
    """Detects in the whole picture and in each of its tiles, and answers like a ``Predictor``.

    A picture no larger than a tile gets the answer of the predictor itself.

    Args:
        predictor: Sees one view at a time.
        tiling: Side and overlap of the tiles.
    """

    def __init__(self, predictor: PictureDetector, tiling: Tiling) -> None:
        self._predictor = predictor
        self.tiling = tiling

    @property
    def config(self) -> NetworkConfig:
        """Network, box plan, classes and means of the model."""
        return self._predictor.config

    @property
    def name(self) -> str:
        """What the user reads."""
        return self._predictor.name

    @property
    def device_label(self) -> str:
        """What the user reads for the device."""
        return self._predictor.device_label

    @property
    def engine(self) -> Engine:
        """What computes the network."""
        return self._predictor.engine

    @property
    def batch_size(self) -> int:
        """How many pictures at once take the least time each: one, whose views go through the network together."""
        return 1

    def take_times(self) -> PartTimes:
        """Returns what the parts of the detections of this thread took since it last asked, of all views together."""
        return self._predictor.take_times()

    def close(self) -> None:
        """Ends what the engine does in the background."""
        self._predictor.close()

    def detect(self, pixels_rgb: npt.NDArray[np.uint8], config: PostprocessConfig = _DEFAULT_CONFIG) -> Detections:
        """Returns the detections of one picture, uint8 ``[H, W, 3]``, RGB, of any size.

        Raises:
            InferenceError: The device has too little memory.
        """
        regions = view_regions(pixels_rgb.shape[1], pixels_rgb.shape[0], self.tiling)
        views = [pixels_rgb[y0:y1, x0:x1] for x0, y0, x1, y1 in regions.tolist()]
        found: list[Detections] = []
        for first in range(0, len(views), _VIEWS_AT_ONCE):
            found += self._predictor.detect_batch(views[first : first + _VIEWS_AT_ONCE], config)
        return merge_views(found, regions, config)

    def detect_batch(
        self, images: Sequence[npt.NDArray[np.uint8]], config: PostprocessConfig = _DEFAULT_CONFIG
    ) -> list[Detections]:
        """Returns the detections of each picture, one picture after the other.

        Raises:
            InferenceError: The device has too little memory.
        """
        return [self.detect(image, config) for image in images]


def load_detector(
    name_or_path: str | Path,
    *,
    device: str = "auto",
    tiles: str = TILES_AUTO,
    engine: EngineChoice = TORCH_FP32,
    in_background: Callable[[], None] | None = None,
) -> Predictor | TiledPredictor:
    """Loads a checkpoint and detects on tiles where wanted.

    Args:
        name_or_path: ``shipped``, the name of a shipped detector, or a checkpoint file.
        device: ``auto``, ``cpu``, ``cuda``, ``cuda:N`` or ``mps``.
        tiles: As ``chosen_tiling`` takes it; ``auto`` does as the detector was trained.
        engine: What computes the network; by default the reference.
        in_background: As ``Predictor.load`` takes it.

    Raises:
        CheckpointError: There is no such model or its file is damaged.
        InferenceError: This machine has no such device or engine, or ``tiles`` is none of its values.
        ConfigError: The side of the tiles is too small.
    """
    info = read_checkpoint_info(find_model(name_or_path))
    tiling = chosen_tiling(tiles, info.tiling, input_side=info.plan.image_size)
    predictor = Predictor.load(name_or_path, device=device, engine=engine, in_background=in_background)
    return predictor if tiling is None else TiledPredictor(predictor, tiling)


def chosen_tiling(tiles: str, trained: Tiling | None, *, input_side: int) -> Tiling | None:
    """Returns the tiles to detect on; None: on whole pictures only.

    Args:
        tiles: ``auto`` (as trained), ``off``, ``on`` (as trained, else tiles of twice the input's side) or the side of
            the tiles in pixels.
        trained: What the checkpoint records.
        input_side: Of the network, pixels.

    Raises:
        InferenceError: ``tiles`` is none of these.
        ConfigError: The side is too small.
    """
    if tiles == TILES_OFF:
        return None
    if tiles == TILES_AUTO:
        return trained
    if tiles == TILES_ON:
        return trained or Tiling(SIDES_OF_UNTRAINED * input_side)
    if not (tiles.isascii() and tiles.isdigit()):
        raise InferenceError(f"Tiles {tiles!r} make no sense; use auto, on, off or their side in pixels, such as 600.")
    return Tiling(int(tiles), trained.overlap) if trained else Tiling(int(tiles))
