"""Multi-scale training: the side of the network's input varies from step to step, so that sizes do.

The network is the same at every side; only its feature maps get more or fewer cells, and the default boxes are laid
over those (``BoxPlan.resized``), at the same fractions of the picture.

Source: Redmon and Farhadi, "YOLO9000" (arXiv 1612.08242), section 2, "Multi-Scale Training".
"""

from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from ssd_desktop.errors import ConfigError
from ssd_desktop.ssd.config import BoxPlan
from ssd_desktop.ssd.default_boxes import make_default_boxes
from ssd_desktop.ssd.model import SSD

PITCH = 16
"""Pixels between the sides that are drawn: a cell of conv7, the coarsest map of the base."""

_DRAW_KEY = (7,)  # Keeps these random numbers apart from those of the images.


@dataclass(frozen=True, eq=False)
class InputScale:
    """The input of one step.

    Attributes:
        side: Pixels that pictures are resized to; None leaves them as they are.
        default_boxes_xyxy: float32 ``[K, 4]``, x0, y0, x1, y1, 0..1, of the maps at this side.
        default_boxes_cxcywh: float32 ``[K, 4]``, likewise.
    """

    side: int | None
    default_boxes_xyxy: Tensor
    default_boxes_cxcywh: Tensor

    @classmethod
    def own(cls, model: SSD) -> "InputScale":
        """Returns the input side and default boxes of the network itself."""
        return cls(None, model.default_boxes_xyxy, model.default_boxes_cxcywh)

    def resize(self, images: Tensor) -> Tensor:
        """Returns pictures, float ``[B, 3, S, S]``, at the side of the step: bilinear, half-pixel centres."""
        if self.side is None:
            return images
        return F.interpolate(images, size=(self.side, self.side), mode="bilinear", align_corners=False)


class MultiScale:
    """Draws the input side of each step from (seed, step), so that a resumed run draws the same ones.

    Args:
        model: Gives the plan and its own default boxes; already on its device.
        share: How far the side varies, as a share of the network's own.
        seed: Of the run.

    Raises:
        ConfigError: The share is so small that there is no other side within it.
    """

    def __init__(self, model: SSD, *, share: float, seed: int) -> None:
        self._model = model
        self._seed = seed
        self.sides = sides_within(model.config.plan, share)
        self._scales: dict[int, InputScale] = {}

    def at(self, step: int) -> InputScale:
        """Returns the input of a step, numbered from 1."""
        seeds = np.random.SeedSequence([self._seed, step], spawn_key=_DRAW_KEY)
        side = self.sides[int(np.random.default_rng(seeds).integers(len(self.sides)))]
        if side not in self._scales:
            self._scales[side] = self._scale(side)
        return self._scales[side]

    def _scale(self, side: int) -> InputScale:
        plan, device = self._model.config.plan, self._model.default_boxes_xyxy.device
        if side == plan.image_size:
            return InputScale.own(self._model)
        boxes = make_default_boxes(plan.resized(side))
        xyxy, cxcywh = (torch.from_numpy(values.copy()).to(device) for values in (boxes.xyxy, boxes.cxcywh))
        return InputScale(side, xyxy, cxcywh)


def sides_within(plan: BoxPlan, share: float) -> tuple[int, ...]:
    """Returns the input sides within ``share`` of a plan's own, in steps of ``PITCH``, smallest first.

    Sides at which the last feature map is gone are left out: below 268 pixels SSD300 has none, because two of its
    convolutions have no padding.

    Raises:
        ConfigError: The plan's own side is the only one.
    """
    network = plan.network
    if network is None:
        raise ConfigError(f"Box plan {plan.name} is of no network of this version, so its sides cannot vary.")
    own, reach = plan.image_size, int(plan.image_size * share) // PITCH
    sides = (own + PITCH * offset for offset in range(-reach, reach + 1))
    found = tuple(side for side in sides if side > 0 and min(network.map_sizes_at(side)) > 0)
    if len(found) < 2:
        raise ConfigError(
            f"multi_scale {share:g} leaves {network.name} only its own side of {own} pixels; use 0, or at least "
            f"{PITCH / own:.2f}."
        )
    return found
