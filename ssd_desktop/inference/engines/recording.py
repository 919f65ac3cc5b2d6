"""How a CUDA graph is recorded, and what is kept of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

_WARM_UPS = 3

Run = Callable[[Tensor], tuple[Tensor, Tensor]]
"""Computes offsets and logits of a batch."""


@dataclass(frozen=True, eq=False)
class Recording:
    """What a network did with one tensor, to be done again.

    Attributes:
        batch: Where the input has to be.
        results: Offsets and logits, where ``replay`` leaves them.
        replay: Computes ``results`` of what is in ``batch``.
    """

    batch: Tensor
    results: tuple[Tensor, Tensor]
    replay: Callable[[], None]


Record = Callable[[Run, Tensor], Recording]
"""Records what a function does with a tensor of this shape, layout and device; raises RuntimeError where it cannot."""


class CudaRecorder:
    """Records CUDA graphs; all of them share their memory, since only one is replayed at a time."""

    def __init__(self) -> None:
        self._kept: tuple[torch.cuda.Stream, Any] | None = None

    def __call__(self, run: Run, example: Tensor) -> Recording:
        """Records ``run`` on a stream of its own, after it has chosen its kernels and taken its memory there."""
        stream, pool = self._stream_and_pool(example.device)
        batch = example.clone()
        stream.wait_stream(torch.cuda.current_stream(example.device))
        with torch.cuda.stream(stream):
            for _ in range(_WARM_UPS):
                run(batch)
        torch.cuda.current_stream(example.device).wait_stream(stream)
        graph = torch.cuda.CUDAGraph()
        # Threads that only wait or decode may go on ("thread_local"); work on the GPU is kept away by ``DeviceUse``.
        with torch.cuda.graph(graph, pool=pool, stream=stream, capture_error_mode="thread_local"):
            results = run(batch)
        return Recording(batch, results, graph.replay)

    def _stream_and_pool(self, device: torch.device) -> tuple[torch.cuda.Stream, Any]:
        if self._kept is None:
            stream = torch.cuda.Stream(device)  # type: ignore[no-untyped-call]
            self._kept = stream, torch.cuda.graph_pool_handle()
        return self._kept
