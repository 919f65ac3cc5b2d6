"""What every source of pictures gives: frames with a number and a time."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

RgbImage = npt.NDArray[np.uint8]
"""Pixels, uint8 ``[H, W, 3]``, RGB, upright (EXIF orientation applied), C-contiguous."""


@dataclass(frozen=True, eq=False)
class Frame:
    """One picture of a source.

    Attributes:
        pixels_rgb: uint8 ``[H, W, 3]``, RGB, upright.
        number: Position in the source, from 0; a still image is frame 0.
        time_s: Seconds from the start of the source (presentation time for videos, arrival for cameras).
        source: The path or address the frame came from, as the user wrote it.
    """

    pixels_rgb: RgbImage
    number: int
    time_s: float
    source: str

    @property
    def width(self) -> int:
        return int(self.pixels_rgb.shape[1])

    @property
    def height(self) -> int:
        return int(self.pixels_rgb.shape[0])
