"""How many images go through the network at once, halved where the memory is not enough for them."""

from collections.abc import Callable

import torch

from ssd_desktop.errors import TrainingError
from ssd_desktop.training.events import TrainingMessage

CPU_MICRO_BATCH = 4
"""Images at once on a CPU: more gain little speed, and a pause or stop waits for the micro-batch."""


def default_micro_batch(images: int, configured: int, device_type: str) -> int:
    """Returns the images that go through the network at once before any memory ran out, at least 1.

    Args:
        images: Of the batch.
        configured: ``TrainingConfig.micro_batch``; 0: 4 on a CPU, else the whole batch.
        device_type: ``cpu``, ``cuda`` or ``mps``.
    """
    default = CPU_MICRO_BATCH if device_type == "cpu" else images
    return max(1, min(configured or default, images))


def is_out_of_memory(error: RuntimeError) -> bool:
    """Returns whether an error says that memory ran out; only CUDA's has a class of its own."""
    text = str(error)
    return isinstance(error, torch.OutOfMemoryError) or "out of memory" in text or "not enough memory" in text


class MicroBatch:
    """The images at once of a run; it only ever gets smaller.

    Attributes:
        limit: Most images that the memory was found to hold; 0 while it never ran out. A resumed run starts with it,
            because the same images in other parts round otherwise.

    Args:
        configured: ``TrainingConfig.micro_batch``.
        device: Where the training runs.
        tell: Gets a message for each halving.
        limit: ``limit`` of the run that is gone on with.
    """

    def __init__(
        self, configured: int, device: torch.device, *, tell: Callable[[TrainingMessage], None], limit: int = 0
    ) -> None:
        self._configured = configured
        self._device = device
        self._tell = tell
        self.limit = limit

    def size(self, images: int) -> int:
        """Returns how many of a batch of ``images`` images go through the network at once."""
        size = default_micro_batch(images, self._configured, self._device.type)
        return min(size, self.limit) if self.limit else size

    def halve(self, images: int) -> None:
        """Halves the images at once after the memory ran out, and says so.

        Args:
            images: Of the batch that did not fit.

        Raises:
            TrainingError: One image at a time was too much.
        """
        size = self.size(images)
        if size == 1:
            raise TrainingError(
                "The device has not enough memory for a single image at a time; free its memory, freeze more of the "
                "base, or train on another device."
            )
        self.limit = size // 2
        self._tell(
            TrainingMessage(
                "warning",
                f"The memory of the device is not enough for {size} images at once; the training goes on with "
                f"{self.limit} at once. A batch keeps its size, so what is learned stays the same.",
            )
        )
        if self._device.type == "cuda":
            # What the cache holds is cut for the larger parts.
            torch.cuda.empty_cache()
