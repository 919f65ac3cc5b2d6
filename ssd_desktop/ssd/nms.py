"""Non-maximum suppression within groups: the detections of one class of one image.

Source: Liu et al. (arXiv 1512.02325), section 2.2 "inference"; torchvision ``ops/boxes.py``, ``batched_nms``.
"""

import torch
from torch import Tensor

from ssd_desktop.ssd.suppression_op import suppress

_PAIRS_PER_CALL = 20_000
"""Pairs of boxes that a processor compares in the time that one more call of ``suppress`` costs (measured)."""


def class_wise_nms(boxes_xyxy: Tensor, scores: Tensor, groups: Tensor, *, iou: float) -> Tensor:
    """Returns which detections survive suppression among those of their own group, bool ``[N]``.

    A detection goes when a better one that stays has an IoU with it above ``iou``.

    Args:
        boxes_xyxy: float ``[N, 4]``, x0, y0, x1, y1, 0..1.
        scores: float ``[N]``.
        groups: int64 ``[N]``, ascending: a number for each pair of image and class.
        iou: The threshold.
    """
    device = scores.device.type
    # Apple's GPUs have no float64, so they always go group by group.
    if device == "cuda" or (
        device == "cpu" and len(scores) ** 2 <= _PAIRS_PER_CALL * len(torch.unique_consecutive(groups))
    ):
        return all_groups_at_once(boxes_xyxy, scores, groups, iou=iou)
    return group_by_group(boxes_xyxy, scores, groups, iou=iou)


def group_by_group(boxes_xyxy: Tensor, scores: Tensor, groups: Tensor, *, iou: float) -> Tensor:
    """As ``class_wise_nms``, for many boxes: suppression costs the square of the number of boxes it compares."""
    _, counts = torch.unique_consecutive(groups, return_counts=True)
    keep = torch.zeros(len(scores), dtype=torch.bool, device=scores.device)
    start = 0
    for count in counts.tolist():
        part = slice(start, start + count)
        keep[start + suppress(boxes_xyxy[part], scores[part], iou)] = True
        start += count
    return keep


def all_groups_at_once(boxes_xyxy: Tensor, scores: Tensor, groups: Tensor, *, iou: float) -> Tensor:
    """As ``class_wise_nms``, for few boxes or a GPU: one call on boxes that are moved apart by group.

    In float64, because in float32 the distance costs the boxes their last digits.
    """
    apart = boxes_xyxy.double() + 2.0 * groups.double()[:, None]
    keep = torch.zeros(len(scores), dtype=torch.bool, device=scores.device)
    keep[suppress(apart, scores.double(), iou)] = True
    return keep
