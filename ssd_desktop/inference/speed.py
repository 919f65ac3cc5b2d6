"""How long a model takes for one picture on this machine, measured."""

import statistics
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from ssd_desktop.inference.engines.config import AUTOMATIC, EngineChoice
from ssd_desktop.inference.predictor import Predictor
from ssd_desktop.inference.speed_memory import remember_speed

_PICTURES = 7
_HEIGHT, _WIDTH = 480, 640


def measure_speed(
    name_or_path: str | Path,
    *,
    device: str = "auto",
    engine: EngineChoice = AUTOMATIC,
    cancelled: Callable[[], bool] = lambda: False,
    memory: Path | None = None,
) -> tuple[str, float] | None:
    """Returns where, and the median milliseconds of a picture of 640 x 480, pixels to boxes; remembers them.

    Args:
        name_or_path: As ``Predictor.load`` takes it.
        device: Likewise.
        engine: What computes; what it leaves open, the fastest of this machine.
        cancelled: Asked between pictures.
        memory: Where it is remembered; None takes the user's file.

    Returns:
        None where it was cancelled.

    Raises:
        CheckpointError: There is no such model or its file is damaged.
        InferenceError: This machine has no such device or engine.
    """
    predictor = Predictor.load(name_or_path, device=device, engine=engine)
    picture = np.random.default_rng(0).integers(0, 256, (_HEIGHT, _WIDTH, 3), dtype=np.uint8)
    predictor.detect(picture)  # the first one also sets things up
    times = []
    for _ in range(_PICTURES):
        if cancelled():
            return None
        start = time.perf_counter()
        predictor.detect(picture)
        times.append(1000 * (time.perf_counter() - start))
    milliseconds = statistics.median(times)
    config = predictor.config
    where = f"{predictor.device_label}, {predictor.engine.choice.label}"
    remember_speed(config.network, len(config.classes), where, milliseconds, memory)
    return where, milliseconds
