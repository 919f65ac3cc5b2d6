"""What each view of a picture, the whole and its tiles, shows of the objects in it. Numpy only."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ssd_desktop.annotation.tile_grid import Tiling, view_regions, visible_shares
from ssd_desktop.data.plan_recall import best_default_box_iou
from ssd_desktop.data.types import Region, Sample
from ssd_desktop.ssd.config import BoxPlan, MatchConfig

MOSTLY_VISIBLE = 0.7
"""An object of which a tile shows less than this share is ignored there: too little to learn it from, too much to
call it background."""

LEAST_SLIVER_PX = 1.0
"""What a tile shows of a box is dropped where a side is below this: nothing is to be seen of it."""

_WHOLE = 1 - 1e-6


@dataclass(frozen=True, eq=False)
class TileView:
    """One view of a sample.

    Attributes:
        sample: What the view shows, boxes cut at its borders, in its own pixels.
        objects: int64 ``[M]``, position of each of its boxes among those of the picture.
        whole: bool ``[M]``; False where a border cuts the object.
    """

    sample: Sample
    objects: npt.NDArray[np.int64]
    whole: npt.NDArray[np.bool_]


class WholeBoxes(NamedTuple):
    """The boxes that the views of a sample show uncut.

    Attributes:
        boxes_xyxy: float32 ``[M, 4]``, x0, y0, x1, y1, 0..1 of the view.
        objects: int64 ``[M]``, position of each among the boxes of the picture; one is there for each view it is in.
        views: How many views there are.
    """

    boxes_xyxy: npt.NDArray[np.float32]
    objects: npt.NDArray[np.int64]
    views: int


def shown_whole(sample: Sample, tiling: Tiling | None) -> WholeBoxes:
    """Returns the boxes that ``tile_views`` calls whole, of all views at once: hundreds of a large picture.

    Args:
        sample: A whole picture.
        tiling: Side and overlap of the tiles; None: no tiles.
    """
    regions = np.array([[0, 0, sample.width, sample.height]])
    if tiling is not None:
        regions = view_regions(sample.width, sample.height, tiling)  # [V, 4]
    boxes, sizes = sample.boxes_xyxy, (regions[:, 2:] - regions[:, :2])
    edges = boxes.astype(np.float64)
    shown = np.minimum(edges[:, None, 2:], regions[:, 2:]) - np.maximum(edges[:, None, :2], regions[:, :2])
    shares = (np.maximum(shown, 0) / (edges[:, None, 2:] - edges[:, None, :2])).prod(axis=2)  # [G, V]
    objects, views = np.nonzero(shares >= _WHOLE)
    limits = np.tile(sizes[views], (1, 2)).astype(np.float32)
    inside = np.clip(boxes[objects] - np.tile(regions[views, :2], (1, 2)), 0, limits).astype(np.float32)
    return WholeBoxes(inside / limits, objects, len(regions))


def tile_views(sample: Sample, tiling: Tiling | None) -> list[TileView]:
    """Returns the views of a labelled picture, the whole picture first; only that where no tile is smaller.

    Args:
        sample: A whole picture.
        tiling: Side and overlap of the tiles; None: no tiles.
    """
    every = np.arange(len(sample.labels))
    whole = TileView(sample, every, np.ones(len(every), bool))
    if tiling is None:
        return [whole]
    tiles = view_regions(sample.width, sample.height, tiling)[1:]
    return [whole, *(_tile_view(sample, tile) for tile in tiles)]


def reached_in_views(plan: BoxPlan, views: Sequence[TileView]) -> list[npt.NDArray[np.bool_]]:
    """Returns for each view which of its boxes some default box overlaps by IoU 0.5, bool ``[M]`` each.

    Args:
        plan: Default boxes, stretched over each view.
        views: Of one or more samples; all boxes are measured at once.
    """
    sides = (np.array([view.sample.width, view.sample.height] * 2, np.float32) for view in views)
    boxes = [view.sample.boxes_xyxy / side for view, side in zip(views, sides, strict=True)]
    best = best_default_box_iou(plan, np.concatenate([np.zeros((0, 4), np.float32), *boxes]))
    ends = np.cumsum([len(part) for part in boxes])
    return np.split(best >= MatchConfig().positive_iou, ends[:-1]) if boxes else []


def _tile_view(sample: Sample, tile: npt.NDArray[np.int64]) -> TileView:
    shares = visible_shares(sample.boxes_xyxy, tile)
    corner, size = np.tile(tile[:2], 2), tile[2:] - tile[:2]
    boxes = np.clip(sample.boxes_xyxy - corner, 0, np.tile(size, 2)).astype(np.float32)
    shown = (boxes[:, 2:] - boxes[:, :2] >= LEAST_SLIVER_PX).all(axis=1) | (shares >= _WHOLE)
    objects = np.flatnonzero(shown & (shares > 0))
    x0, y0, x1, y1 = tile.tolist()
    cut = replace(
        sample.take(objects),
        width=x1 - x0,
        height=y1 - y0,
        boxes_xyxy=boxes[objects],
        ignore=sample.ignore[objects] | (shares[objects] < MOSTLY_VISIBLE),
        region=Region(x0, y0, x1, y1, picture_width=sample.width, picture_height=sample.height),
    )
    return TileView(cut, objects, shares[objects] >= _WHOLE)
