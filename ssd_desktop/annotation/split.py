"""Splitting images into a part to train on and a part to measure on."""

from collections.abc import Sequence
from typing import TypeVar

import numpy as np

Item = TypeVar("Item")


def split_by_ratio(items: Sequence[Item], ratio: float, seed: int) -> tuple[list[Item], list[Item]]:
    """Draws a part of the items at random; the same seed draws the same part on every machine.

    Args:
        items: What to split, in an order that does not change between calls.
        ratio: Share of the first part, 0 to 1; rounded to whole items, but with two items or more and a ratio between
            0 and 1 neither part is empty.
        seed: Not negative.

    Returns:
        The two parts, each in the order of ``items``.

    Raises:
        ValueError: The ratio is not from 0 to 1.
    """
    if not 0 <= ratio <= 1:
        raise ValueError(f"the ratio of a split is from 0 to 1, not {ratio}")
    count = round(ratio * len(items))
    if len(items) >= 2 and 0 < ratio < 1:
        count = min(max(count, 1), len(items) - 1)
    drawn = set(np.random.default_rng(seed).permutation(len(items))[:count].tolist())
    first = [item for index, item in enumerate(items) if index in drawn]
    second = [item for index, item in enumerate(items) if index not in drawn]
    return first, second
