"""How much memory a training takes where it computes."""

from typing import NamedTuple

import psutil
import torch


class UsedMemory(NamedTuple):
    """Memory of the device that trains.

    Attributes:
        used: Bytes that PyTorch holds on the GPU; elsewhere those of this process.
        total: Bytes that the device has.
    """

    used: int
    total: int


def used_memory(device: torch.device) -> UsedMemory:
    """Returns the memory that is used now; it is asked for at most ten times a second."""
    if device.type == "cuda":
        return UsedMemory(torch.cuda.memory_reserved(device), torch.cuda.mem_get_info(device)[1])
    return UsedMemory(psutil.Process().memory_info().rss, psutil.virtual_memory().total)
