"""The first convolution made to take our pictures: RGB in 0..255 minus the means.

A network for BGR is the same network with the three input channels of its first layer turned round, and one that
divides by a deviation has its weights divided instead; zeros around the picture stay zeros in both. So a checkpoint
needs no field for either.
"""

from typing import Literal

import torch
from safetensors.torch import load_file
from torch import Tensor

from ssd_desktop.checkpoints.catalog import vgg16_base_path

ChannelOrder = Literal["rgb", "bgr"]
CHANNEL_ORDERS: tuple[ChannelOrder, ...] = ("rgb", "bgr")

_LIKELY_CORRELATION = 0.7
"""VGG16's own first layer has 1 with itself and 0.84 with its channels turned round; one trained anew about 0."""


def for_our_input(weight: Tensor, *, order: ChannelOrder, divisors_rgb: tuple[float, float, float]) -> Tensor:
    """Returns first-layer weights ``[64, 3, 3, 3]`` that take RGB in 0..255 minus the means.

    Args:
        weight: Theirs, float ``[64, 3, 3, 3]``.
        order: Of the channels that they take.
        divisors_rgb: What they divide R, G and B (0..255, means subtracted) by.
    """
    in_rgb = weight.flip(1) if order == "bgr" else weight
    divisors = torch.tensor(divisors_rgb, dtype=torch.float64).view(1, 3, 1, 1)
    return (in_rgb.double() / divisors).to(weight.dtype)


def unchanged_order(weight: Tensor) -> ChannelOrder | None:
    """Returns the order of channels of first-layer weights that are VGG16's to the last bits of float16; else None.

    Weights that a training has changed may still look like one order and have learned the other: they say nothing.

    Args:
        weight: Float ``[64, 3, 3, 3]``.
    """
    ours = _own_weight()
    return next(
        (order for order in CHANNEL_ORDERS if torch.allclose(_turned(weight, order), ours, rtol=1e-3, atol=1e-5)), None
    )


def likely_order(weight: Tensor) -> ChannelOrder | None:
    """Returns the order of channels of the first layer of a VGG16 that comes from the authors' weights; else None.

    Args:
        weight: Float ``[64, 3, 3, 3]``, of a VGG16 that classifies, trained by whomever.
    """
    ours = _own_weight().flatten()
    likeness = {
        order: float(torch.corrcoef(torch.stack([_turned(weight, order).flatten(), ours]))[0, 1])
        for order in CHANNEL_ORDERS
    }
    best = max(CHANNEL_ORDERS, key=lambda order: likeness[order])
    return best if likeness[best] > _LIKELY_CORRELATION else None


def _own_weight() -> Tensor:
    return load_file(vgg16_base_path())["features.0.weight"].double()


def _turned(weight: Tensor, order: ChannelOrder) -> Tensor:
    return weight.double().flip(1) if order == "bgr" else weight.double()
