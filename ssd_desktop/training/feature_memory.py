"""Packed features in memory, in a few large blocks.

Ten thousands of arrays of some hundred kilobytes, made between the large temporary ones of a training step, leave the
allocator with gaps that nothing else fits into: 15.7 GB were taken for 10 GB of features. Blocks have none.
"""

import numpy as np
import numpy.typing as npt
import torch

from ssd_desktop.training.feature_packing import PackedFeatures, Place, place_of

_BLOCK_BYTES = 1 << 26
_ALIGNMENT = 8


class FeatureMemory:
    """Grows by blocks up to a limit. A block that is begun is taken by the system only as far as it is written.

    Args:
        limit_bytes: How large it may become.
    """

    def __init__(self, *, limit_bytes: int) -> None:
        self._limit = limit_bytes
        self._blocks: list[npt.NDArray[np.uint8]] = []
        self._used = 0

    def append(self, packed: tuple[PackedFeatures, ...]) -> tuple[Place, ...] | None:
        """Copies packed tensors; returns where they lie, or None where they do not fit."""
        size = sum(_aligned(part.bytes) for part in packed)
        if not self._make_room(size):
            return None
        places = []
        for part in packed:
            places.append(place_of(part, self._used))
            content = self._content(places[-1])
            content[: part.values.nbytes] = part.values.view(torch.uint8).numpy()
            content[part.values.nbytes :] = part.occupied
            self._used += _aligned(part.bytes)
        return tuple(places)

    def read(self, place: Place) -> PackedFeatures:
        """Returns the tensor at a place; it lies in this memory and must not be changed."""
        return place.features_in(self._content(place))

    def close(self) -> None:
        """Gives the memory back."""
        self._blocks.clear()

    def _make_room(self, size: int) -> bool:
        """Goes on to a new block where the present one is too full; returns whether there is room."""
        end = (len(self._blocks) - 1) * _BLOCK_BYTES + len(self._blocks[-1]) if self._blocks else 0
        if self._used + size <= end:
            return True
        start = len(self._blocks) * _BLOCK_BYTES
        block = min(_BLOCK_BYTES, self._limit - start)
        if size > block:
            return False
        self._blocks.append(np.empty(block, np.uint8))
        self._used = start
        return True

    def _content(self, place: Place) -> npt.NDArray[np.uint8]:
        number, first = divmod(place.offset, _BLOCK_BYTES)
        return self._blocks[number][first : first + place.bytes]


def _aligned(size: int) -> int:
    """Rounds up, so that what comes next lies aligned for every type of numbers."""
    return -(-size // _ALIGNMENT) * _ALIGNMENT
