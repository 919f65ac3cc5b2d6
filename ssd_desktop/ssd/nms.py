"""Non-maximum suppression within groups: the detections of one class of one image.

Source: Liu et al. (arXiv 1512.02325), section 2.2 "inference"; torchvision ``ops/boxes.py``, ``batched_nms``.
"""

import torch
from torch import Tensor
from torchvision.ops import nms


def class_wise_nms(boxes_xyxy: Tensor, scores: Tensor, groups: Tensor, *, iou: float) -> Tensor:
    """Returns which detections survive suppression among those of their own group, bool ``[N]``.

    A detection goes when a better one that stays has an IoU with it above ``iou``.

    Args:
        boxes_xyxy: float ``[N, 4]``, x0, y0, x1, y1, 0..1.
        scores: float ``[N]``.
        groups: int64 ``[N]``, ascending: a number for each pair of image and class.
        iou: The threshold.
    """
    keep = torch.zeros(len(scores), dtype=torch.bool, device=scores.device)
    if len(scores) == 0:
        return keep
    if scores.device.type == "cpu":
        return _group_by_group(boxes_xyxy, scores, groups, iou=iou, keep=keep)
    # One kernel instead of one a group. Groups are moved apart by more than the boxes' extent; in float64,
    # because in float32 the shift costs the boxes their last digits.
    apart = boxes_xyxy.double() + 2.0 * groups.double()[:, None]
    keep[nms(apart, scores.double(), iou)] = True
    return keep


def _group_by_group(boxes_xyxy: Tensor, scores: Tensor, groups: Tensor, *, iou: float, keep: Tensor) -> Tensor:
    """On a processor suppression costs the square of a group's size, so groups are taken apart first."""
    _, counts = torch.unique_consecutive(groups, return_counts=True)
    start = 0
    for count in counts.tolist():
        part = slice(start, start + count)
        keep[start + nms(boxes_xyxy[part], scores[part], iou)] = True
        start += count
    return keep
