"""OpenVINO as an engine: the processor at its full width, in float32, bfloat16 or int8."""

import threading
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from ssd_desktop.errors import InferenceError, reason_of
from ssd_desktop.inference.engines.config import BF16, FP32, INT8, OPENVINO, EngineChoice
from ssd_desktop.inference.engines.openvino_graph import LOGITS, OFFSETS, network_graph
from ssd_desktop.inference.engines.openvino_runtime import load_openvino
from ssd_desktop.ssd.model import SSD

_DEVICE = "CPU"
_HINTS = {FP32: "f32", BF16: "bf16", INT8: "f32"}
"""What is not quantised of an int8 model stays float32."""


class OpenVinoEngine:
    """Runs the network as OpenVINO compiles it for this processor; may be called from several threads.

    Args:
        model: On the processor; its weights are copied.
        precision: ``fp32``, ``bf16`` or ``int8``.
        quantised: The quantised network (``quantised.py``); needed for int8, else not read.

    Raises:
        InferenceError: OpenVINO is missing or cannot compile the network, or there is no quantised one.
    """

    problem = ""

    def __init__(self, model: SSD, precision: str = FP32, *, quantised: Path | None = None) -> None:
        self.choice = EngineChoice(OPENVINO, precision)
        openvino = load_openvino()
        if precision == INT8 and quantised is None:
            raise InferenceError(
                "This model has not been quantised on this machine; do it with Model > Export, or with "
                "ssd-desktop export --format openvino --precision int8 --calibrate DATA."
            )
        try:
            core = openvino.Core()
            graph = core.read_model(quantised) if precision == INT8 else network_graph(model)
            self._compiled = core.compile_model(graph, _DEVICE, _settings(precision))
            self._request: Any = self._compiled.create_infer_request()
        except (RuntimeError, TypeError, ValueError, AttributeError) as error:  # the last: a layer the graph lacks
            raise _failed(error) from error
        self._lock = threading.Lock()

    def run(self, batch: Tensor) -> tuple[Tensor, Tensor]:
        """Returns offsets ``[B, K, 4]`` and logits ``[B, K, C]``, float32.

        Args:
            batch: float32 ``[B, 3, S, S]`` on the processor, as ``preprocess`` gives it.

        Raises:
            InferenceError: OpenVINO failed, or has too little memory.
        """
        # As preprocess laid it in memory, so that nothing is copied on the way.
        pixels = batch.permute(0, 2, 3, 1).contiguous().numpy()  # [B, S, S, 3]
        try:
            with self._lock:
                found = self._request.infer([pixels], share_inputs=True, share_outputs=False)
        except RuntimeError as error:
            raise _failed(error) from error
        return torch.from_numpy(found[OFFSETS]), torch.from_numpy(found[LOGITS])

    def close(self) -> None:
        """Has nothing to end."""


def openvino_has_bfloat16() -> bool:
    """Returns whether OpenVINO computes in bfloat16 on this processor.

    Raises:
        InferenceError: OpenVINO is missing or does not start.
    """
    try:
        return BF16.upper() in load_openvino().Core().get_property(_DEVICE, "OPTIMIZATION_CAPABILITIES")
    except RuntimeError as error:
        raise _failed(error) from error


def _settings(precision: str) -> dict[str, object]:
    return {
        "INFERENCE_PRECISION_HINT": _HINTS[precision],
        "PERFORMANCE_HINT": "LATENCY",
        # Who limits PyTorch's threads means the whole program.
        "INFERENCE_NUM_THREADS": torch.get_num_threads(),
    }


def _failed(error: Exception) -> InferenceError:
    reason = reason_of(error)
    return InferenceError(f"OpenVINO cannot run this model here ({reason[:200]}); choose the engine torch.")
