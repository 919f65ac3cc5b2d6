"""The seam between a detector and what computes its network."""

from typing import Protocol

from torch import Tensor

from ssd_desktop.inference.engines.config import EngineChoice


class Engine(Protocol):
    """Computes one network on one device.

    Everything before (``ssd.preprocess``) and after (decoding, suppression, explanation) is the same for all of them.
    """

    @property
    def choice(self) -> EngineChoice:
        """Engine and precision that compute now, both settled."""

    @property
    def problem(self) -> str:
        """Why another engine than the wanted one computes, one sentence; "" where there is nothing to say."""

    def run(self, batch: Tensor) -> tuple[Tensor, Tensor]:
        """Returns offsets ``[B, K, 4]`` and logits ``[B, K, C]``, float32, on the device of ``batch``.

        Args:
            batch: float32 ``[B, 3, S, S]``, as ``preprocess`` gives it.

        Raises:
            InferenceError: The engine failed.
        """

    def close(self) -> None:
        """Ends what the engine does in the background; it can still run."""
