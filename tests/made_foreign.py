"""Files as other programs write them, with random weights under their keys."""

import numpy as np
import torch

from ssd_desktop.checkpoints.checkpoint import expected_shapes
from ssd_desktop.ssd.config import PLANS, NetworkConfig


def foreign_state(layout, *, classes=20, seed=0):
    """Random weights in a layout, by its keys; the scores vary and the boxes stay near their default boxes."""
    plan = PLANS[layout.network.published_plan]
    shapes = expected_shapes(NetworkConfig(layout.network.name, plan, tuple(f"class {i}" for i in range(classes))))
    rng = np.random.default_rng(seed)
    made = {name: torch.from_numpy(_made(name, shape, rng)) for name, shape in shapes.items()}
    state = {theirs: made[ours] for ours, theirs in layout.keys.items()}
    divisors = torch.tensor(layout.divisors_rgb).view(1, 3, 1, 1)
    first = layout.keys["backbone.conv1_1.weight"]
    state[first] = state[first] * divisors  # as large an answer to their small input as ours to 0..255
    return {key: value.reshape(layout.own_shapes.get(key, value.shape)).contiguous() for key, value in state.items()}


def _made(name, shape, rng):
    """Weights that keep the spread of what goes through them; those of the heads are small."""
    if len(shape) == 1:
        return (
            np.full(shape, 20, np.float32) if name.endswith("scale") else rng.normal(0, 0.05, shape).astype(np.float32)
        )
    spread = (2 / np.prod(shape[1:])) ** 0.5  # He et al., arXiv 1502.01852
    if name.startswith("heads."):
        spread /= 20 if name.endswith("0.weight") else 60
    return rng.standard_normal(shape, np.float32) * np.float32(spread)
