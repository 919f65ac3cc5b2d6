"""Quality against time as one choice: how long a fine-tuning is, what of the base is trained, which network. No torch.

Where the numbers come from (docs/fine_tuning.md): from the shipped detector 120 steps reach most of what a set of 30
images gives; three times the steps are worth more than any other setting; the base frozen up to conv4_3 with kept
features takes a third of the time on a processor, frozen up to conv3_3 it learns a little more. The small fast network
has so little to compute that it keeps less of its base.
"""

from dataclasses import dataclass
from typing import Literal

from ssd_desktop.ssd.bases import VGG16, Base
from ssd_desktop.ssd.networks import SSD512
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.passes import LEAST_STEPS, passes_for_steps

Effort = Literal["quick", "good", "best"]

_USUAL_NETWORK = TrainingConfig().network
"""Keeps the network of the start weights."""

EFFORTS: tuple[Effort, ...] = ("quick", "good", "best")
"""From the shortest to the longest."""


@dataclass(frozen=True)
class EffortSettings:
    """What an effort sets; all else is as the recipe ``fine-tune`` has it.

    Attributes:
        epochs: Checkpoints and evaluations of the run.
        least_steps: Optimiser steps that the run has, however few the images.
        freeze: Base layers that keep their weights, up to and including this one.
        network: Which network is trained.
    """

    epochs: int
    least_steps: int
    freeze: str
    network: str

    def passes(self, images: int, batch_size: int) -> int:
        """Returns ``TrainingConfig.passes`` of an epoch over ``images`` images; 0 where the trainer finds the same."""
        if self.least_steps == LEAST_STEPS:
            return 0
        return passes_for_steps(self.least_steps, images=images, batch_size=batch_size, epochs=self.epochs)


def effort_settings(effort: Effort, *, on_accelerator: bool, from_detector: bool, base: Base = VGG16) -> EffortSettings:
    """Returns what an effort sets on a machine.

    Args:
        effort: One of ``EFFORTS``.
        on_accelerator: Whether a GPU trains; a processor freezes more.
        from_detector: Whether training goes on from a detector; its network is kept, since another one would have to
            learn its heads anew.
        base: Which the network that is trained begins with.
    """
    none = base.freeze_stages[0]
    most, half = base.processor_stages
    network = _USUAL_NETWORK
    if effort == "quick":
        return EffortSettings(5, 120, most, network)
    if effort == "good":
        return EffortSettings(30, LEAST_STEPS, none if on_accelerator else most, network)
    if on_accelerator and not from_detector and base == VGG16:
        network = SSD512.name
    return EffortSettings(60, 4 * LEAST_STEPS, none if on_accelerator else half, network)
