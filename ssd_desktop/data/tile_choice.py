"""Whether tiles are worth their time, measured on the user's own boxes. Numpy only.

An object that no default box reaches by IoU 0.5 is seldom found. Tiles show objects larger, so that more of them are
reached; but each tile costs as much time as a whole picture.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from ssd_desktop.annotation.tile_grid import SMALLEST_SIDE, Tiling
from ssd_desktop.data.plan_recall import best_default_box_iou
from ssd_desktop.data.tile_views import shown_whole
from ssd_desktop.data.types import Dataset
from ssd_desktop.ssd.config import BoxPlan, MatchConfig

WORTHWHILE_GAIN = 0.05
"""Tiles go on when the share of boxes that are reached rises by more than this: 5 of 100 objects."""

SIDES = (1.0, 1.5, 2.0, 3.0)
"""Sides of the tiles that are measured, in sides of the network's input. At 1 a pixel stays a pixel."""

NEARLY_AS_GOOD = 0.01
"""Of the sides whose share is within this of the best, the largest is taken: it needs the fewest tiles."""

MOST_IMAGES = 1000
"""Of a larger data set so many images are measured, evenly spread over it."""


@dataclass(frozen=True)
class TileReach:
    """What tiles of one side would bring.

    Attributes:
        side: In pixels; None: no tiles.
        reached: Share (0..1) of the boxes that a default box overlaps by IoU 0.5 in a view that shows them whole.
        views: Views a picture, the whole one included, on average: the time it takes against no tiles.
    """

    side: int | None
    reached: float
    views: float


@dataclass(frozen=True)
class TileChoice:
    """What was measured and chosen.

    Attributes:
        whole: Without tiles.
        best: Of the tiles worth comparing; None where no image is larger than the smallest tile.
        tiling: The tiles to use; None: whole pictures.
    """

    whole: TileReach
    best: TileReach | None
    tiling: Tiling | None

    @property
    def gain(self) -> float:
        """How much more of the boxes (0..1) the best tiles reach."""
        return self.best.reached - self.whole.reached if self.best is not None else 0.0

    def sentence(self) -> str:
        """Returns what the user should know, figures first."""
        if self.best is None:
            return "No image is larger than a tile would be: whole pictures are used."
        figures = (
            f"Tiles of {self.best.side} px bring {self.best.reached:.1%} of the training boxes within reach of a "
            f"default box (IoU 0.5) instead of {self.whole.reached:.1%}, for {self.best.views:.1f} views an image."
        )
        if self.tiling is not None:
            return f"{figures} They are used."
        if self.gain > WORTHWHILE_GAIN:
            return f"{figures} They are off; tiles = auto would use them."
        return f"{figures} That is too little (the rule is more than {WORTHWHILE_GAIN:.0%}): whole pictures are used."


def choose_tiles(
    setting: Literal["auto", "on", "off"],
    dataset: Dataset,
    plan: BoxPlan,
    *,
    between: Callable[[], None] = lambda: None,
) -> TileChoice:
    """Measures tiles on the boxes of a data set and decides.

    Args:
        setting: ``auto``: tiles where they reach more than ``WORTHWHILE_GAIN`` more of the boxes; ``on``: wherever an
            image is larger than a tile; ``off``: never.
        dataset: Whole pictures, at least one; ignored boxes do not count.
        plan: The plan that is trained.
        between: Called before each picture; may wait, or raise to give it up.
    """
    measured = _measured_part(dataset)
    whole = _reach(measured, None, plan, between)
    sides = [max(SMALLEST_SIDE, round(factor * plan.image_size)) for factor in SIDES]
    longest = max(max(sample.width, sample.height) for sample in dataset.samples)
    reaches = [_reach(measured, side, plan, between) for side in sides if side < longest]
    if not reaches:
        return TileChoice(whole, None, None)
    most = max(reach.reached for reach in reaches)
    best = reaches[max(i for i, reach in enumerate(reaches) if reach.reached >= most - NEARLY_AS_GOOD)]
    choice = TileChoice(whole, best, None)
    wanted = setting == "on" or (setting == "auto" and choice.gain > WORTHWHILE_GAIN)
    return replace(choice, tiling=Tiling(sides[reaches.index(best)])) if wanted else choice


def _measured_part(dataset: Dataset) -> Dataset:
    count = len(dataset)
    if count <= MOST_IMAGES:
        return dataset
    positions = np.arange(MOST_IMAGES) * count // MOST_IMAGES
    return replace(dataset, samples=tuple(dataset.samples[position] for position in positions))


def _reach(dataset: Dataset, side: int | None, plan: BoxPlan, between: Callable[[], None]) -> TileReach:
    samples, tiling = dataset.samples, None if side is None else Tiling(side)
    shown = []
    for sample in samples:
        between()
        shown.append(shown_whole(sample, tiling))
    best = best_default_box_iou(plan, np.concatenate([boxes.boxes_xyxy for boxes in shown]))
    parts = np.split(best >= MatchConfig().positive_iou, np.cumsum([len(boxes.objects) for boxes in shown])[:-1])
    reached = [np.zeros(len(sample.labels), bool) for sample in samples]
    for here, boxes, part in zip(reached, shown, parts, strict=True):
        here[boxes.objects[part]] = True
    counted = np.concatenate([here[~sample.ignore] for here, sample in zip(reached, samples, strict=True)])
    views = sum(boxes.views for boxes in shown)
    return TileReach(side, float(counted.mean()) if len(counted) else 0.0, views / len(samples))
