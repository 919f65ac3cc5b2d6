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
    return passes_for_steps(LEAST_STEPS, images=images, batch_size=config.batch_size, epochs=config.epochs)


def passes_for_steps(least: int, *, images: int, batch_size: int, epochs: int) -> int:
    """Returns the fewest passes an epoch, at least 1, with which a run has ``least`` steps.

    Args:
        least: Optimiser steps.
        images: Training images.
        batch_size: Images of a step; 0, not known yet, counts as 1.
        epochs: Of the run.
    """
    steps = images // max(1, min(images, batch_size or 1)) * epochs
    return -(-least // steps) if steps < least else 1
