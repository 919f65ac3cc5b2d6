"""PyTorch as an engine: always there, on every device."""

import copy

import torch
from torch import Tensor

from ssd_desktop.inference.engines.config import BF16, TORCH, TORCH_FP32, EngineChoice
from ssd_desktop.ssd.model import SSD


class TorchEngine:
    """Runs the model itself, layer by layer, or a copy of it in bfloat16.

    Args:
        model: On its device; weights and mode are not changed.
        choice: Of this engine, settled.
    """

    problem = ""

    def __init__(self, model: SSD, choice: EngineChoice = TORCH_FP32) -> None:
        self.choice = choice
        self._is_bfloat16 = choice == EngineChoice(TORCH, BF16)
        self._model = _in_bfloat16(model) if self._is_bfloat16 else model

    def run(self, batch: Tensor) -> tuple[Tensor, Tensor]:
        """Returns offsets ``[B, K, 4]`` and logits ``[B, K, C]``, float32, on the device of ``batch``.

        Args:
            batch: float32 ``[B, 3, S, S]``, as ``preprocess`` gives it.

        Raises:
            torch.OutOfMemoryError: The device has too little memory.
        """
        with torch.inference_mode():
            if not self._is_bfloat16:
                offsets, logits = self._model(batch)
                return offsets, logits
            with torch.autocast(batch.device.type, torch.bfloat16):
                offsets, logits = self._model(batch)
            return offsets.float(), logits.float()

    def close(self) -> None:
        """Has nothing to end."""


def _in_bfloat16(model: SSD) -> SSD:
    """Returns a copy with the weights of its convolutions in bfloat16.

    Autocast alone would convert all weights at every picture. What is no convolution, such as the L2 normalisation,
    stays float32 and is converted where the next convolution takes it.
    """
    copied = copy.deepcopy(model).eval()
    for module in copied.modules():
        if isinstance(module, torch.nn.Conv2d):
            module.to(torch.bfloat16, memory_format=torch.channels_last)  # type: ignore[call-overload]
    return copied.requires_grad_(False)
