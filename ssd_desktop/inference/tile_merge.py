"""Detections of a picture and of its tiles as one list: each object once, though several views show it.

1. A detection within a small margin of a tile's inner border may be a cut-off part. Where another tile shows all of
   it with room around it, that tile saw the object at least as well, and its answer counts.
2. Of the detections that are not cut, the best of each object stays: non-maximum suppression by class over all views.
3. Cut ones that are left belong to objects larger than the overlap. Each goes where the larger part of the smaller of
   the two boxes is shared with a detection of its class that stays, an uncut one or a better cut one: a part has a low
   IoU with its whole.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import torch

from ssd_desktop.annotation.tile_grid import IntArray, lies_whole_in
from ssd_desktop.inference.types import Detections
from ssd_desktop.ssd.boxes import FloatArray, area_xyxy
from ssd_desktop.ssd.config import PostprocessConfig
from ssd_desktop.ssd.nms import class_wise_nms

BORDER_MARGIN = 0.02
"""Share of a tile's side: a box that ends so near an inner border may go on beyond it (6 px of the network's 300)."""

CUT_SHARE = 0.5
"""A cut detection that shares more than this of the smaller of two boxes is a part of the other."""

MOST_VIEWS_FULL = 5
"""A tiled picture keeps as many detections as this many single views: 1,000 where a single one keeps 200."""


def merge_views(views: Sequence[Detections], regions_xyxy: IntArray, config: PostprocessConfig) -> Detections:
    """Returns the detections of the whole picture, highest score first.

    Args:
        views: What was found in each view, boxes in pixels of the view; the first view is the whole picture.
        regions_xyxy: int64 ``[V, 4]``, where each view lies, x0, y0, x1, y1 in pixels of the picture.
        config: Threshold of suppression and number kept of a single view.
    """
    found = _in_picture(views, regions_xyxy)
    if len(views) == 1:
        return found
    cut, seen_elsewhere = _cut_by_borders(found, regions_xyxy)
    found, cut = found.take(~seen_elsewhere), cut[~seen_elsewhere]
    order = np.lexsort((-found.scores, cut, found.labels))  # by class; those not cut first, then the best
    found, cut = found.take(order), cut[order]
    kept = np.zeros(len(found), bool)
    kept[~cut] = _best_of_overlapping(found.take(~cut), config.nms_iou)
    for label in np.unique(found.labels[cut]):
        same = np.flatnonzero((found.labels == label) & (kept | cut))
        kept[same] = _not_parts_of_others(found.boxes_xyxy[same], cut[same])
    found = found.take(kept)
    best = np.argsort(-found.scores, kind="stable")[: MOST_VIEWS_FULL * config.detections_per_image]
    return found.take(best)


def _in_picture(views: Sequence[Detections], regions_xyxy: IntArray) -> Detections:
    """Returns what all views found, view by view, in pixels of the picture."""
    counts = [len(view) for view in views]
    regions = np.repeat(regions_xyxy, counts, axis=0)
    boxes = np.concatenate([view.boxes_xyxy for view in views]) + np.tile(regions[:, :2], 2)
    return replace(
        views[0],
        boxes_xyxy=boxes.astype(np.float32),
        labels=np.concatenate([view.labels for view in views]),
        scores=np.concatenate([view.scores for view in views]),
        default_boxes=np.concatenate([view.default_boxes for view in views]),
        regions_xyxy=regions,
    )


def _cut_by_borders(found: Detections, regions_xyxy: IntArray) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Returns which detections their own view may cut, and which of these another tile shows uncut; bool ``[N]``."""
    tiles, own = regions_xyxy[1:], found.regions_xyxy
    if own is None:
        raise TypeError("The detections do not say which view made them.")
    uncut = np.ones(len(found), bool)
    shown_by_tile = np.ones(len(found), bool)
    for axis, length in enumerate((found.width, found.height)):
        spans = np.unique(tiles[:, [axis, axis + 2]], axis=0)
        margin = BORDER_MARGIN * float(spans[0, 1] - spans[0, 0])
        fits = lies_whole_in(found.boxes_xyxy, spans, axis=axis, length=length, margin=margin)  # [N, n]
        # Tiles are a grid: one of them shows a box uncut where a column and a row do.
        shown_by_tile &= fits.any(axis=1)
        position = np.searchsorted(spans[:, 0], own[:, axis])
        is_own = (spans[position, 0] == own[:, axis]) & (spans[position, 1] == own[:, axis + 2])
        uncut &= fits[np.arange(len(found)), position] | ~is_own
    # The whole picture, even where a tile is as wide or as high as it, has no inner border.
    uncut |= (own == regions_xyxy[0]).all(axis=1)
    return ~uncut, ~uncut & shown_by_tile


def _best_of_overlapping(found: Detections, iou: float) -> npt.NDArray[np.bool_]:
    # The function wants 0..1; a power of two leaves every digit, and so every IoU, as it is.
    boxes = torch.from_numpy(found.boxes_xyxy) / (1 << max(found.width, found.height).bit_length())
    survivors = class_wise_nms(boxes, torch.from_numpy(found.scores), torch.from_numpy(found.labels), iou=iou)
    return np.asarray(survivors.numpy(), bool)


def _not_parts_of_others(boxes_xyxy: FloatArray, cut: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Returns which boxes of a class stay, bool ``[N]``.

    Args:
        boxes_xyxy: float ``[N, 4]``, those not cut first, then the best.
        cut: bool ``[N]``; the others stay.
    """
    kept = ~cut
    for position in np.flatnonzero(cut):
        kept[position] = not (_shared_of_smaller(boxes_xyxy[position], boxes_xyxy[kept]) > CUT_SHARE).any()
    return kept


def _shared_of_smaller(box_xyxy: FloatArray, others_xyxy: FloatArray) -> FloatArray:
    """Returns intersection over the smaller of two areas, ``[M]``, 0 to 1, of a box ``[4]`` with others ``[M, 4]``."""
    sides = np.minimum(box_xyxy[2:], others_xyxy[:, 2:]) - np.maximum(box_xyxy[:2], others_xyxy[:, :2])
    shared = np.maximum(sides, 0).prod(axis=1)
    smaller = np.minimum(area_xyxy(box_xyxy), area_xyxy(others_xyxy))
    return np.asarray(np.divide(shared, smaller, out=np.zeros_like(shared), where=smaller > 0))
