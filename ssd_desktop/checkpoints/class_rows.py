"""The class rows of the heads for another class list: known classes keep theirs, new ones start from an average.

The row of a new class is the mean of the rows of all foreground classes: it scores like "some object". By the
inequality of the arithmetic and geometric means its exponential is never above the mean of theirs, so with n new
classes beside m old ones no default box gives the new ones more than n / m of what it gave to all objects before: where
the detector saw background it still does, and the loss on old classes hardly moves. Rows near 0 have no such
bound: they claim default boxes as soon as the known scores are low (figures: docs/classes_that_change.md).
"""

from collections.abc import Mapping

import torch
from torch import Tensor

_CLASS_LAYERS = "heads.class_scores."


def with_classes(state: Mapping[str, Tensor], old: tuple[str, ...], new: tuple[str, ...]) -> dict[str, Tensor]:
    """Returns a detector's weights for another class list; offsets belong to no class and stay (docs/traps.md, 15).

    Args:
        state: Weights by key, as a checkpoint has them.
        old: Foreground classes of ``state``.
        new: Foreground classes wanted.
    """
    if old == new:
        return dict(state)
    return {
        key: _class_rows(tensor, old, new) if key.startswith(_CLASS_LAYERS) else tensor for key, tensor in state.items()
    }


def _class_rows(rows: Tensor, old: tuple[str, ...], new: tuple[str, ...]) -> Tensor:
    """Returns the class rows of one head for other classes.

    Args:
        rows: Weights ``[k * C_old, channels, 3, 3]`` or biases ``[k * C_old]``.
        old: Foreground classes of ``rows``.
        new: Foreground classes wanted.

    Returns:
        ``[k * C_new, ...]``, the classes of each shape together as in ``rows``.
    """
    by_shape = torch.unflatten(rows, 0, (-1, len(old) + 1))  # [k, C_old, ...]
    average = by_shape[:, 1:].mean(dim=1)  # [k, ...]
    source = {name: position for position, name in enumerate(old, start=1)}
    wanted = [by_shape[:, source[name]] if name in source else average for name in new]
    return torch.stack([by_shape[:, 0], *wanted], dim=1).flatten(0, 1)
