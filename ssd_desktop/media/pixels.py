"""From what a decoder gives to upright RGB."""

from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from ssd_desktop.media.opencv import cv2
from ssd_desktop.media.types import RgbImage


def rgb_from_decoded(decoded: npt.NDArray[Any], *, premultiplied: bool = False) -> RgbImage | None:
    """Turns OpenCV's pixels into RGB.

    Args:
        decoded: uint8 or uint16 ``[H, W]`` grey, ``[H, W, 1]``, ``[H, W, 3]`` BGR or ``[H, W, 4]`` BGRA. 16 bits are
            scaled (65535 becomes 255), not stretched; what is transparent is laid over white.
        premultiplied: Colours are multiplied by their alpha already.

    Returns:
        uint8 ``[H, W, 3]``, RGB, C-contiguous; None for another type or number of channels.
    """
    if decoded.dtype == np.uint16:
        decoded = _scale_16_to_8()[decoded]
    channels = 1 if decoded.ndim == 2 else decoded.shape[2]
    if decoded.dtype != np.uint8 or channels not in (1, 3, 4):
        return None
    if channels == 1:
        return _array(cv2.cvtColor(decoded, cv2.COLOR_GRAY2RGB))
    if channels == 3:
        return _array(cv2.cvtColor(decoded, cv2.COLOR_BGR2RGB))
    pixels, alpha = _array(cv2.cvtColor(decoded, cv2.COLOR_BGRA2RGB)), decoded[:, :, 3]
    if premultiplied:
        return _array(cv2.add(pixels, cv2.merge([255 - alpha] * 3)))  # ends at 255, whatever a file holds
    return _over_white(pixels, alpha)


def upright(pixels: RgbImage, orientation: int) -> RgbImage:
    """Applies an EXIF orientation.

    Args:
        pixels: uint8 ``[H, W, 3]`` as stored.
        orientation: 1 to 8 (EXIF 2.32, tag 274).

    Returns:
        uint8 ``[H, W, 3]``, or ``[W, H, 3]`` for 5 to 8, C-contiguous.
    """
    if orientation >= 5:
        pixels = _array(cv2.transpose(pixels))
    # After the transposition of 5 to 8 only mirroring is left: 0 top to bottom, 1 left to right, -1 both.
    mirror = {2: 1, 3: -1, 4: 0, 6: 1, 7: -1, 8: 0}.get(orientation)
    return pixels if mirror is None else _array(cv2.flip(pixels, mirror))


@cache
def _scale_16_to_8() -> npt.NDArray[np.uint8]:
    return ((np.arange(65536) + 128) // 257).astype(np.uint8)


def _over_white(pixels: RgbImage, alpha: npt.NDArray[np.uint8]) -> RgbImage:
    if (alpha == 255).all():
        return pixels
    for rows in np.array_split(np.arange(len(pixels)), max(1, pixels.size // 10_000_000)):  # bounds the 16-bit copies
        cut = slice(rows[0], rows[-1] + 1)
        opaque = alpha[cut, :, None].astype(np.uint16)
        pixels[cut] = (pixels[cut] * opaque + 255 * (255 - opaque) + 127) // 255
    return pixels


def _array(pixels: Any) -> RgbImage:
    return np.ascontiguousarray(pixels, dtype=np.uint8)
