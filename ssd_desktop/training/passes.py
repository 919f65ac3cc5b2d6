"""How often an epoch goes over the images: with few of them, more than once. No torch here.

Thirty images in batches of 8 are 3 steps a pass; thirty epochs of them would be 90 steps, after which SSD has hardly
begun to find anything. So an epoch of a short run is as many passes as the run needs for ``LEAST_STEPS`` steps; the
number of evaluations and checkpoints stays that of the epochs.
"""

from dataclasses import replace

from ssd_desktop.training.config import TrainingConfig

LEAST_STEPS = 300
"""Optimiser steps that a run by epochs has at least, where ``passes`` is 0."""


def with_passes(config: TrainingConfig, images: int) -> TrainingConfig:
    """Returns the settings with a number of passes an epoch, where that was to be found.

    Args:
        config: ``passes`` other than 0 stays; a run by ``steps`` has one pass an epoch.
        images: Training images.
    """
    return replace(config, passes=passes_of_epoch(config, images))


def passes_of_epoch(config: TrainingConfig, images: int) -> int:
    """Returns how often an epoch goes over ``images`` training images."""
    if config.passes or config.steps:
        return config.passes or 1
    steps = images // max(1, min(images, config.batch_size or 1)) * config.epochs
    return -(-LEAST_STEPS // steps) if steps < LEAST_STEPS else 1
