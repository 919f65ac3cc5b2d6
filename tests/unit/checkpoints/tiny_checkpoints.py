"""Checkpoint files of a few hundred bytes, by a network that is nothing but two small tensors."""

import torch

from ssd_desktop.checkpoints import checkpoint as checkpoint_module
from ssd_desktop.checkpoints.checkpoint import Checkpoint
from tests.made_models import config_for

SHAPES = {"backbone.a.weight": (2, 3), "heads.b.bias": (4,)}


def use_tiny_network(monkeypatch):
    """Makes every network expect two small tensors."""
    monkeypatch.setattr(checkpoint_module, "expected_shapes", lambda config: dict(SHAPES))


def tiny_checkpoint(**changes):
    state = {key: torch.arange(1.0, 1 + torch.Size(shape).numel()).reshape(shape) for key, shape in SHAPES.items()}
    return Checkpoint(config_for(), changes.pop("state", state), **changes)
