"""PyTorch on CUDA with the launches of all layers recorded once a shape and sent as one: a CUDA graph.

For few pictures the program takes longer to launch a network's kernels than the GPU to compute them. What is recorded
has fixed shapes and fixed places in memory: pictures are copied in, results copied out.
"""

import logging
import threading
from collections import Counter

import torch
from torch import Tensor

from ssd_desktop.errors import reason_of
from ssd_desktop.inference.device_use import GPU_USE, DeviceUse
from ssd_desktop.inference.engines.engine import Engine
from ssd_desktop.inference.engines.recording import CudaRecorder, Record, Recording

_log = logging.getLogger(__name__)

MOST_SHAPES = 6
"""Each takes memory; those of later shapes are launched one by one."""

GIVEN_UP = threading.Event()
"""Set when a recording has failed; from then on this process launches kernels one by one."""

_Shape = tuple[object, ...]


class GraphedEngine:
    """Runs another engine by recordings of it; a shape is recorded when it comes for the second time.

    While another thread uses the GPU nothing is recorded, only replayed. Where recording fails, and for further shapes,
    the other engine runs by itself.

    Args:
        engine: Its weights never change, and stay where they are.
        record: Makes recordings.
        use: Who uses the GPU.
        given_up: Set once a recording failed.
    """

    problem = ""

    def __init__(
        self,
        engine: Engine,
        *,
        record: Record | None = None,
        use: DeviceUse = GPU_USE,
        given_up: threading.Event = GIVEN_UP,
    ) -> None:
        self.choice = engine.choice
        self._engine = engine
        self._record = record or CudaRecorder()
        self._use = use
        self._given_up = given_up
        self._seen: Counter[_Shape] = Counter()
        self._recordings: dict[_Shape, Recording] = {}
        self._lock = threading.Lock()

    def describe(self) -> str:
        """Returns engine, precision and what is recorded, such as ``PyTorch bf16, 2 CUDA graphs``."""
        return f"{self.choice.label}, {len(self._recordings) or 'no'} CUDA graph{'s' * (len(self._recordings) != 1)}"

    def run(self, batch: Tensor) -> tuple[Tensor, Tensor]:
        """Returns offsets ``[B, K, 4]`` and logits ``[B, K, C]``, float32, on the device of ``batch``.

        Args:
            batch: float32 ``[B, 3, S, S]``, as ``preprocess`` gives it.

        Raises:
            torch.OutOfMemoryError: The device has too little memory.
        """
        with self._use.using(), self._lock, torch.inference_mode():
            recording = self._recording_of(batch)
            if recording is None:
                return self._engine.run(batch)
            recording.batch.copy_(batch)
            recording.replay()
            offsets, logits = recording.results
            return offsets.clone(), logits.clone()

    def close(self) -> None:
        """Gives the recordings' memory back; further pictures are computed without."""
        with self._lock:
            self._recordings.clear()
        self._engine.close()

    def _recording_of(self, batch: Tensor) -> Recording | None:
        shape = (batch.shape, batch.stride(), batch.dtype, batch.device)
        self._seen[shape] += 1
        if self._given_up.is_set():
            self._recordings.clear()
        elif shape not in self._recordings and self._seen[shape] > 1 and len(self._recordings) < MOST_SHAPES:
            with self._use.alone() as is_alone:
                if is_alone:
                    self._try_to_record(shape, batch)
        return self._recordings.get(shape)

    def _try_to_record(self, shape: _Shape, batch: Tensor) -> None:
        try:
            self._recordings[shape] = self._record(self._engine.run, batch)
            _log.info("The engine is now %s.", self.describe())
        except RuntimeError as error:
            _log.info("Kernels are launched one by one, because recording them failed: %s", reason_of(error))
            self._given_up.set()
            self._recordings.clear()
