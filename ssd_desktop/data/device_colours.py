"""Colour distortion, blending and mean subtraction of a whole batch where the network is, from pictures in bytes.

The steps of ``photometric`` in the same order with the same numbers; HSV as OpenCV computes it in float32. No shape
depends on a number, so a GPU is never waited for.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from ssd_desktop.data.photometric import Distortion

STEPS = 6
"""Numbers that a distortion becomes: whether contrast is first, brightness, contrast, saturation, hue, whether HSV."""

_LEAST = float(np.finfo(np.float32).eps)
"""Added to what is divided by, as OpenCV does."""


@dataclass(frozen=True, eq=False)
class Colours:
    """What makes network input of a batch of pictures in bytes.

    Attributes:
        steps: float32 ``[B, L, P, 6]``: what happens to piece 1, 2... of each layer (``steps_of``); row 0 is not used.
        shares: float32 ``[B, L]``: of each layer in the blend; 0 where a picture has fewer.
        means_rgb: float32 ``[3]``, subtracted.
    """

    steps: Tensor
    shares: Tensor
    means_rgb: Tensor

    def __getitem__(self, images: slice) -> "Colours":
        """Returns those of a run of images: a micro-batch of the batch."""
        return Colours(self.steps[images], self.shares[images], self.means_rgb)

    def to(self, device: torch.device) -> "Colours":
        """Returns the same on ``device``, without waiting for it."""
        return Colours(*(value.to(device, non_blocking=True) for value in (self.steps, self.shares, self.means_rgb)))


def steps_of(distortions: Sequence[Distortion]) -> npt.NDArray[np.float32]:
    """Returns distortions as numbers, float32 ``[n, 6]``; a step that is left out becomes one without effect."""
    rows = [
        (
            one.contrast_first,
            one.brightness or 0.0,
            1.0 if one.contrast is None else one.contrast,
            1.0 if one.saturation is None else one.saturation,
            one.hue or 0.0,
            one.saturation is not None or one.hue is not None,
        )
        for one in distortions
    ]
    return np.array(rows, np.float32).reshape(-1, STEPS)


def coloured(layers: Tensor, colours: Colours) -> Tensor:
    """Returns network input, float32 ``[B, 3, S, S]``, channels last in memory, RGB in 0..255 minus the means.

    Args:
        layers: uint8 ``[B, L, S, S, 4]``: R, G, B and the number of the piece, 0 for canvas, which becomes the means.
        colours: On the same device.
    """
    pieces = layers[..., 3]  # [B, L, S, S]
    changed = distorted(layers[..., :3].float(), _of_pixels(colours.steps, pieces)) - colours.means_rgb
    shown = torch.where((pieces > 0)[..., None], changed, 0.0) * colours.shares[..., None, None, None]
    return shown.sum(dim=1).permute(0, 3, 1, 2)


def _of_pixels(steps: Tensor, pieces: Tensor) -> Tensor:
    """Returns what happens to each pixel, ``[B, L, S, S, 6]``, or ``[B, L, 1, 1, 6]`` where a layer is one piece."""
    if steps.shape[2] == 2:
        return steps[:, :, 1, None, None]
    batch, layers, _, numbers = steps.shape
    place = pieces.flatten(2).long()[..., None].expand(-1, -1, -1, numbers)  # [B, L, S * S, 6]
    return steps.gather(2, place).view(batch, layers, *pieces.shape[2:], numbers)


def distorted(pixels_rgb: Tensor, steps: Tensor) -> Tensor:
    """Returns pixels with changed colours, every step clipped to 0..255.

    Args:
        pixels_rgb: float32 ``[..., 3]``, RGB, 0 to 255.
        steps: float32 ``[..., 6]`` (``steps_of``); the leading dimensions broadcast.
    """
    contrast_first, brightness, contrast, saturation, hue, in_hsv = steps[..., None].unbind(-2)  # [..., 1] each
    pixels_rgb = (pixels_rgb + brightness).clamp_(0, 255)
    pixels_rgb = (pixels_rgb * torch.where(contrast_first > 0, contrast, 1.0)).clamp_(0, 255)
    recoloured = _saturation_and_hue(pixels_rgb, saturation[..., 0], hue[..., 0])
    pixels_rgb = torch.where(in_hsv > 0, recoloured, pixels_rgb)
    return (pixels_rgb * torch.where(contrast_first > 0, 1.0, contrast)).clamp_(0, 255)


def _saturation_and_hue(pixels_rgb: Tensor, factor: Tensor, shift: Tensor) -> Tensor:
    red, green, blue = pixels_rgb.unbind(-1)
    value = pixels_rgb.amax(dim=-1)
    chroma = value - pixels_rgb.amin(dim=-1)
    slope = 1 / (chroma + _LEAST)
    hue = torch.where(value == green, (blue - red) * slope + 2, (red - green) * slope + 4)
    hue = torch.where(value == red, (green - blue) * slope, hue) + shift / 60  # sixths of the circle
    strength = value * (chroma / (value + _LEAST) * factor).clamp_(max=1)
    channels = []
    for start in (5, 3, 1):
        sixth = torch.remainder(hue + start, 6)
        channels.append(value - strength * torch.minimum(sixth, 4 - sixth).clamp_(0, 1))
    return torch.stack(channels, dim=-1).clamp_(0, 255)
