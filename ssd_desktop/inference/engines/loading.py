"""From what a user asks for to the engine that computes."""

import logging
from collections.abc import Callable
from pathlib import Path

import torch

from ssd_desktop.errors import InferenceError
from ssd_desktop.inference.devices import bfloat16_is_fast, choose_device
from ssd_desktop.inference.engines.choice import EngineFinder
from ssd_desktop.inference.engines.config import AUTO, BF16, FP32, INT8, OPENVINO, TORCH, EngineChoice
from ssd_desktop.inference.engines.engine import Engine
from ssd_desktop.inference.engines.graphs import GraphedEngine
from ssd_desktop.inference.engines.switching import SwitchingEngine
from ssd_desktop.inference.engines.torch import TorchEngine
from ssd_desktop.ssd.model import SSD

_log = logging.getLogger(__name__)


def device_for(name: str, wanted: EngineChoice) -> torch.device:
    """Returns the device of this name; ``auto`` is the processor where the wanted engine knows no other.

    Args:
        name: As ``choose_device`` takes it.
        wanted: Engine and precision; either may be ``auto``.

    Raises:
        InferenceError: This machine has no such device, or the engine does not run there.
    """
    only_processor = wanted.engine == OPENVINO or wanted.precision == INT8
    device = choose_device("cpu" if only_processor and name == AUTO else name)
    if only_processor and device.type != "cpu":
        raise InferenceError(f"{wanted.label} runs on the processor only; choose the device cpu or the engine torch.")
    return device


def make_engine(
    model: SSD,
    device: torch.device,
    wanted: EngineChoice,
    *,
    path: Path,
    in_background: Callable[[], None] | None = None,
) -> Engine:
    """Returns the engine for a model.

    On a GPU PyTorch computes, on CUDA by graphs; what is left open is bfloat16 where the GPU has it, as on processors.
    Where everything is left open and OpenVINO fails, PyTorch computes and the log says why.

    Args:
        model: On ``device``; its weights must not change any more.
        device: As ``device_for`` gives it.
        wanted: Engine and precision; either may be ``auto``.
        path: The model file.
        in_background: PyTorch answers until the engine is ready; called when that is so or has failed. None: the
            engine is ready when this returns.

    Raises:
        InferenceError: The engine is missing or cannot run the model.
        CheckpointError: The model file cannot be read.
    """
    if device.type != "cpu":
        in_half_the_bits = wanted.precision == BF16 or (wanted.precision == AUTO and bfloat16_is_fast(device))
        eager = TorchEngine(model, EngineChoice(TORCH, BF16 if in_half_the_bits else FP32))
        return GraphedEngine(eager) if device.type == "cuda" else eager
    if wanted.engine == TORCH and wanted.is_settled:
        return TorchEngine(model, wanted)
    finder = EngineFinder(model, path, wanted)
    if in_background is not None:
        return SwitchingEngine(TorchEngine(model), finder.find, on_end=in_background)
    try:
        return finder.find()
    except InferenceError as error:
        if wanted.engine != AUTO or wanted.precision == INT8:
            raise
        _log.warning("%s", error)
        return TorchEngine(model)
