"""How quick can a network be here at all? Its arithmetic over the rate of this machine's matrix products.

The matrices are large enough to be bound by arithmetic and not by memory. A convolution by way of matrix products can
hardly be quicker; one that transforms its input first (Winograd) can, in float32.
"""

from collections.abc import Callable

import torch
from torch.utils.flop_counter import FlopCounterMode

from ssd_desktop.ssd.model import SSD

_SIDE = 2048
_OPERATIONS = 2 * _SIDE**3  # a multiplication and an addition for each of _SIDE**3 pairs


def matrix_product(dtype: torch.dtype) -> Callable[[object], object]:
    """Returns what multiplies two square matrices, to be timed in turns with detectors; its argument is not read."""
    left, right = torch.randn(2, _SIDE, _SIDE).to(dtype)
    return lambda _: torch.mm(left, right)


def limit_ms(model: SSD, product_ms: float) -> float:
    """Returns the milliseconds of one picture at the rate of matrix products.

    Args:
        model: On the processor.
        product_ms: What ``matrix_product`` took, milliseconds.
    """
    return product_ms * operations(model) / _OPERATIONS


def operations(model: SSD) -> int:
    """Returns the multiplications and additions of the network for one picture."""
    side = model.config.plan.image_size
    counter = FlopCounterMode(display=False)
    with torch.no_grad(), counter:
        model(torch.zeros(1, 3, side, side))
    return counter.get_total_flops()
