"""A loaded detector: pictures in, detections in pixels out."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch

from ssd_desktop.checkpoints.builder import build_model
from ssd_desktop.checkpoints.catalog import find_model
from ssd_desktop.checkpoints.checkpoint import load_checkpoint
from ssd_desktop.checkpoints.info import checkpoint_name
from ssd_desktop.errors import InferenceError
from ssd_desktop.inference.device_use import GPU_USE
from ssd_desktop.inference.devices import device_label
from ssd_desktop.inference.engines.config import TORCH_FP32, EngineChoice
from ssd_desktop.inference.engines.engine import Engine
from ssd_desktop.inference.engines.loading import device_for, make_engine
from ssd_desktop.inference.engines.torch import TorchEngine
from ssd_desktop.inference.seen_picture import SeenPicture, see_picture, see_view
from ssd_desktop.inference.stopwatch import PartTimes, Stopwatch
from ssd_desktop.inference.types import Detections
from ssd_desktop.ssd.config import NetworkConfig, PostprocessConfig
from ssd_desktop.ssd.model import SSD
from ssd_desktop.ssd.postprocess import RawDetections, postprocess
from ssd_desktop.ssd.preprocess import preprocess

_DEFAULT_CONFIG = PostprocessConfig()

_GPU_BATCH = 16
"""Pictures that keep a GPU busy; a processor is as busy with one."""


class Predictor:
    """Detects objects with one model on one device.

    Wraps a live model, so that a training can evaluate it; the model's weights and mode are not changed.

    Args:
        model: Moved to ``device``.
        device: Where it runs.
        name: What the user reads.
        engine: Computes the network; None: PyTorch on the model itself.
    """

    def __init__(
        self, model: SSD, device: torch.device, *, name: str = "detector", engine: Engine | None = None
    ) -> None:
        self._model = model.to(device)
        self._device = device
        self._engine = engine or TorchEngine(self._model)
        self._stopwatch = Stopwatch()
        self.name = name

    tiling: None = None
    """A predictor sees whole pictures; ``tiles.TiledPredictor`` sees parts of them."""

    @classmethod
    def load(
        cls,
        name_or_path: str | Path,
        *,
        device: str = "auto",
        engine: EngineChoice = TORCH_FP32,
        in_background: Callable[[], None] | None = None,
    ) -> "Predictor":
        """Loads a checkpoint.

        Args:
            name_or_path: ``shipped``, the name of a shipped detector, or a checkpoint file.
            device: ``auto``, ``cpu``, ``cuda``, ``cuda:N`` or ``mps``.
            engine: What computes the network; by default the reference.
            in_background: Answer at once by PyTorch, and prepare another engine beside that; called, in a thread of its
                own, when that is in use or has failed. None: the engine is ready.

        Raises:
            CheckpointError: There is no such model or its file is damaged.
            InferenceError: This machine has no such device, or the engine is not there or does not go with it.
        """
        chosen = device_for(device, engine)
        path = find_model(name_or_path)
        checkpoint = load_checkpoint(path)
        try:
            with GPU_USE.using() if chosen.type == "cuda" else nullcontext():
                model = build_model(checkpoint).eval().to(chosen)
                computes = make_engine(model, chosen, engine, path=path, in_background=in_background)
            return cls(model, chosen, name=checkpoint_name(path), engine=computes)
        except torch.OutOfMemoryError:
            raise _out_of_memory(chosen) from None

    @property
    def config(self) -> NetworkConfig:
        """Network, box plan, classes and means of the model."""
        return self._model.config

    @property
    def batch_size(self) -> int:
        """How many pictures at once take the least time each."""
        return 1 if self._device.type == "cpu" else _GPU_BATCH

    @property
    def device_label(self) -> str:
        """What the user reads for the device."""
        return device_label(self._device)

    @property
    def engine(self) -> Engine:
        """What computes the network."""
        return self._engine

    def take_times(self) -> PartTimes:
        """Returns what the parts of the detections of this thread took since it last asked."""
        return self._stopwatch.take()

    def close(self) -> None:
        """Ends what the engine does in the background."""
        self._engine.close()

    def detect(self, pixels_rgb: npt.NDArray[np.uint8], config: PostprocessConfig = _DEFAULT_CONFIG) -> Detections:
        """Returns the detections of one picture, uint8 ``[H, W, 3]``, RGB, of any size.

        Raises:
            InferenceError: The device has too little memory.
        """
        return self.detect_batch([pixels_rgb], config)[0]

    def detect_batch(
        self, images: Sequence[npt.NDArray[np.uint8]], config: PostprocessConfig = _DEFAULT_CONFIG
    ) -> list[Detections]:
        """Returns the detections of each picture; all go through the network at once.

        Raises:
            InferenceError: The device has too little memory.
        """
        if not images:
            return []
        with self._on_device():
            raw = self._run(images, config)
            return [self._in_pixels(one, image) for one, image in zip(raw, images, strict=True)]

    def see(self, pixels_rgb: npt.NDArray[np.uint8]) -> SeenPicture:
        """Returns all that the network puts out for one picture, uint8 ``[H, W, 3]``, RGB: for explanations.

        Raises:
            InferenceError: The device has too little memory.
        """
        run = None if self._engine.choice == TORCH_FP32 else self._engine.run
        with self._on_device():
            return see_picture(self._model, pixels_rgb, device=self._device, detector=self.name, run=run)

    def see_view(self, pixels_rgb: npt.NDArray[np.float32]) -> SeenPicture:
        """Returns the same for an augmented view, float32 ``[S, S, 3]``, RGB, 0 to 255, S the side of the input.

        Raises:
            InferenceError: The device has too little memory.
        """
        with self._on_device():
            return see_view(self._model, pixels_rgb, device=self._device, detector=self.name)

    @contextmanager
    def _on_device(self) -> Iterator[None]:
        """Uses the device in the block; raises InferenceError where its memory ends."""
        with GPU_USE.using() if self._device.type == "cuda" else nullcontext():
            try:
                yield
            except torch.OutOfMemoryError:
                raise _out_of_memory(self._device) from None

    def _run(self, images: Sequence[npt.NDArray[np.uint8]], config: PostprocessConfig) -> list[RawDetections]:
        network = self.config
        with torch.inference_mode():
            with self._stopwatch.part("preprocess"):
                side, means = network.plan.image_size, network.means_rgb
                batch = preprocess(images, size=side, means_rgb=means, device=self._device)
            with self._stopwatch.part("network"):
                offsets, logits = self._engine.run(batch)
            with self._stopwatch.part("postprocess"):
                return postprocess(offsets, logits, self._model.default_boxes_cxcywh, config)

    def _in_pixels(self, raw: RawDetections, image: npt.NDArray[np.uint8]) -> Detections:
        height, width = image.shape[:2]
        size = np.array([width, height, width, height], np.float32)
        boxes_xyxy = raw.boxes_xyxy.cpu().numpy() * size
        return Detections(
            boxes_xyxy=np.clip(boxes_xyxy, 0, size),
            labels=raw.labels.cpu().numpy(),
            scores=raw.scores.cpu().numpy(),
            default_boxes=raw.default_boxes.cpu().numpy(),
            classes=self.config.classes,
            width=int(width),
            height=int(height),
        )


def _out_of_memory(device: torch.device) -> InferenceError:
    return InferenceError(
        f"{device_label(device)} has too little free memory for the detector; close other programs or use --device cpu."
    )
