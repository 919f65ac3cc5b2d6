"""What would bring objects within reach of a default box: another plan, a larger network, tiles. Numpy only."""

import numpy as np

from ssd_desktop.annotation.tile_grid import SMALLEST_SIDE, Tiling
from ssd_desktop.data.plan_recall import best_default_box_iou
from ssd_desktop.data.tile_choice import SIDES
from ssd_desktop.data.tile_views import TileView, tile_views
from ssd_desktop.data.types import Sample
from ssd_desktop.inference.explanation.ground_truths import unit_boxes
from ssd_desktop.inference.explanation.training_types import Remedy, RemedyKind
from ssd_desktop.ssd.boxes import FloatArray
from ssd_desktop.ssd.config import PLANS, BoxPlan


def remedies(sample: Sample, plan: BoxPlan, *, positive_iou: float) -> list[tuple[Remedy, ...]]:
    """Returns for each object what would overlap it better than the plan does, highest IoU first.

    Measured are the shipped plans of every network, and tiles of the sides that a training chooses from.

    Args:
        sample: A picture and the objects in question, pixels.
        plan: The plan in use.
        positive_iou: What is enough for a positive.
    """
    boxes = unit_boxes(sample)
    now = best_default_box_iou(plan, boxes)
    found: list[list[Remedy]] = [[] for _ in sample.labels]
    for kind, name, network, ious in (*_other_plans(plan, boxes), *_tiles(plan, sample)):
        for position in np.flatnonzero(ious > now):
            iou = float(ious[position])
            found[position].append(Remedy(kind, name, network, iou, iou >= positive_iou))
    return [tuple(sorted(one, key=lambda remedy: -remedy.iou)) for one in found]


_Measured = tuple[RemedyKind, str, str, FloatArray]


def _other_plans(plan: BoxPlan, boxes_xyxy: FloatArray) -> list[_Measured]:
    measured: list[_Measured] = []
    for other in PLANS.values():
        if other != plan and other.network is not None:
            kind = RemedyKind.PLAN if other.network == plan.network else RemedyKind.NETWORK
            measured.append((kind, other.name, other.network.name, best_default_box_iou(other, boxes_xyxy)))
    return measured


def _tiles(plan: BoxPlan, sample: Sample) -> list[_Measured]:
    """Measures tiles smaller than the picture; of each object the best tile that shows it whole."""
    sides = [max(SMALLEST_SIDE, round(factor * plan.image_size)) for factor in SIDES]
    network = plan.network.name if plan.network is not None else ""
    return [
        (RemedyKind.TILES, str(side), network, _best_in_views(plan, sample, tile_views(sample, Tiling(side))[1:]))
        for side in dict.fromkeys(sides)
        if side < max(sample.width, sample.height)
    ]


def _best_in_views(plan: BoxPlan, sample: Sample, views: list[TileView]) -> FloatArray:
    best = np.zeros(len(sample.labels))
    for view in views:
        ious = best_default_box_iou(plan, unit_boxes(view.sample)) * view.whole
        best[view.objects] = np.maximum(best[view.objects], ious)
    return best
