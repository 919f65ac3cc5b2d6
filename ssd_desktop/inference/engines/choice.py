"""Finding the fastest engine of this machine for a model, by a short measurement."""

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import torch
from torch import Tensor

from ssd_desktop.inference.devices import bfloat16_is_fast, processor_name
from ssd_desktop.inference.engines.config import AUTO, BF16, FP32, INT8, OPENVINO, TORCH, EngineChoice
from ssd_desktop.inference.engines.engine import Engine
from ssd_desktop.inference.engines.openvino import OpenVinoEngine, openvino_has_bfloat16
from ssd_desktop.inference.engines.quantised import find_quantised
from ssd_desktop.inference.engines.remembered import Circumstances, RememberedEngines
from ssd_desktop.inference.engines.torch import TorchEngine
from ssd_desktop.inference.engines.weights_key import weights_key
from ssd_desktop.ssd.model import SSD

_log = logging.getLogger(__name__)

_ROUNDS = 3
"""Pictures that each engine is timed on, in turns: the fastest counts, so that a busy machine judges fairly."""

Clock = Callable[[], float]


class EngineFinder:
    """Makes the engine that is wanted for a model on the processor; what is left open, a measurement decides.

    Args:
        model: On the processor.
        path: The model file.
        wanted: Engine and precision; either may be ``auto``.
        remembered: Where earlier measurements are kept.
        clock: Seconds.
    """

    def __init__(
        self,
        model: SSD,
        path: Path,
        wanted: EngineChoice,
        *,
        remembered: RememberedEngines | None = None,
        clock: Clock = time.perf_counter,
    ) -> None:
        self._model = model
        self._path = path
        self._wanted = wanted
        self._remembered = remembered or RememberedEngines()
        self._clock = clock

    def find(self, is_cancelled: Callable[[], bool] = lambda: False) -> Engine:
        """Returns the engine, ready to run.

        Args:
            is_cancelled: Asked between two steps; where it says so, PyTorch in float32 is returned.

        Raises:
            InferenceError: The engine that is wanted is missing or cannot run the model.
            CheckpointError: The model file cannot be read.
        """
        key = weights_key(self._path) if self._needs_key() else ""
        quantised = find_quantised(key) if key else None
        if self._wanted.is_settled:
            return self._make(self._wanted, quantised)
        circumstances = Circumstances(
            key, quantised is not None, processor_name(), torch.get_num_threads(), self._wanted
        )
        known = self._remembered.read(circumstances)
        if known is not None:
            return self._make(known, quantised)
        engines = list(self._made(quantised, is_cancelled))
        if len(engines) == 1:
            return engines[0]
        times = measure(engines, self._example(), is_cancelled=is_cancelled, clock=self._clock)
        if is_cancelled():
            return TorchEngine(self._model)
        fastest = min(engines, key=lambda engine: times[engine.choice.label])
        _log.info("Milliseconds of one picture: %s", times)
        self._remembered.write(circumstances, fastest.choice, times)
        return fastest

    def _needs_key(self) -> bool:
        return not self._wanted.is_settled or self._wanted.precision == INT8

    def _made(self, quantised: Path | None, is_cancelled: Callable[[], bool]) -> Iterator[Engine]:
        """Yields one engine a choice that is possible here."""
        for choice in candidates(self._wanted, has_quantised=quantised is not None):
            if not is_cancelled():
                yield self._make(choice, quantised)

    def _make(self, choice: EngineChoice, quantised: Path | None) -> Engine:
        if choice.engine == TORCH:
            return TorchEngine(self._model, choice)
        return OpenVinoEngine(self._model, choice.precision, quantised=quantised)

    def _example(self) -> Tensor:
        side = self._model.config.plan.image_size
        # As preprocess lays it; what it shows does not change the time.
        return torch.zeros(1, side, side, 3).permute(0, 3, 1, 2)


def candidates(wanted: EngineChoice, *, has_quantised: bool) -> list[EngineChoice]:
    """Returns what to measure on this processor for a choice with something left open.

    Bfloat16 stands for its engine where the processor has it: it has always been the faster of the two then.

    Args:
        wanted: Engine and precision; either may be ``auto``.
        has_quantised: Whether the model has been quantised.

    Raises:
        InferenceError: OpenVINO is wanted and missing.
    """
    found = []
    for engine in (TORCH, OPENVINO) if wanted.engine == AUTO else (wanted.engine,):
        if wanted.precision != AUTO:
            precisions: Sequence[str] = (wanted.precision,)
        else:
            precisions = (BF16,) if _has_bfloat16(engine) else (FP32,)
            if engine == OPENVINO and has_quantised:
                precisions = (*precisions, INT8)
        found += [EngineChoice(engine, one) for one in precisions if (engine, one) != (TORCH, INT8)]
    return found


def measure(
    engines: Sequence[Engine],
    example: Tensor,
    *,
    is_cancelled: Callable[[], bool] = lambda: False,
    clock: Clock = time.perf_counter,
) -> dict[str, float]:
    """Returns the milliseconds of one picture by the label of each engine; the best of some rounds.

    Args:
        engines: Measured in turns.
        example: float32 ``[B, 3, S, S]``.
        is_cancelled: Asked before each run.
        clock: Seconds.
    """
    times = {engine.choice.label: float("inf") for engine in engines}
    for number in range(_ROUNDS + 1):
        for engine in engines:
            if is_cancelled():
                return times
            begin = clock()
            engine.run(example)
            if number:  # the first run also lays out weights and memory
                label = engine.choice.label
                times[label] = min(times[label], (clock() - begin) * 1000)
    return times


def _has_bfloat16(engine: str) -> bool:
    return openvino_has_bfloat16() if engine == OPENVINO else bfloat16_is_fast(torch.device("cpu"))
