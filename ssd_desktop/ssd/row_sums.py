"""Sums of losses over the default boxes that count, in two ways that give the same.

A processor picks their rows out: few of the 8,732 count, and it computes with those alone. A GPU would have to be
waited for to know how many there are; there every row is computed and those that do not count are left out of the sum.
"""

import torch
from torch import Tensor
from torch.nn import functional

from ssd_desktop.ssd.box_coder import encode
from ssd_desktop.ssd.matching import Matches
from ssd_desktop.ssd.targets import Targets

_NOT_COUNTED = -100


def picks_rows(device: torch.device) -> bool:
    """Returns whether rows are picked out on this device."""
    return device.type == "cpu"


def picked_cross_entropy(logits: Tensor, labels: Tensor, used: Tensor, *, label_smoothing: float) -> Tensor:
    """Returns the summed cross-entropy of some default boxes: float32 scalar with gradient.

    Args:
        logits: float ``[B, K, C]``, before the softmax.
        labels: int64 ``[B, K]``, below C; 0 or above where ``used``.
        used: bool ``[B, K]``: which count.
        label_smoothing: 0 to below 1.
    """
    return functional.cross_entropy(
        logits[used].float(), labels[used], reduction="sum", label_smoothing=label_smoothing
    )


def masked_cross_entropy(logits: Tensor, labels: Tensor, used: Tensor, *, label_smoothing: float) -> Tensor:
    """``picked_cross_entropy`` without a shape that depends on the numbers."""
    return functional.cross_entropy(
        logits.flatten(0, 1).float(),
        labels.masked_fill(~used, _NOT_COUNTED).flatten(),
        ignore_index=_NOT_COUNTED,
        reduction="sum",
        label_smoothing=label_smoothing,
    )


def picked_smooth_l1(offsets: Tensor, matches: Matches, targets: Targets, default_boxes_cxcywh: Tensor) -> Tensor:
    """Returns the summed smooth L1 loss (beta 1) of the positives' four offsets: float32 scalar with gradient.

    Args:
        offsets: float ``[B, K, 4]``, offsets of centre x, centre y, width, height.
        matches: Of the same images.
        targets: Of the same images.
        default_boxes_cxcywh: float32 ``[K, 4]``, 0..1.
    """
    image, default_box = (matches.labels > 0).nonzero(as_tuple=True)
    boxes_xyxy = targets.boxes_xyxy[image, matches.ground_truth[image, default_box]].float()  # [N, 4]
    wanted = encode(boxes_xyxy, default_boxes_cxcywh[default_box])
    return functional.smooth_l1_loss(offsets[image, default_box].float(), wanted, reduction="sum", beta=1.0)


def masked_smooth_l1(offsets: Tensor, matches: Matches, targets: Targets, default_boxes_cxcywh: Tensor) -> Tensor:
    """``picked_smooth_l1`` without a shape that depends on the numbers."""
    # Zero and not multiplied by zero: what is infinite or no number in a row that does not count stays out.
    positive = (matches.labels > 0)[..., None]  # [B, K, 1]
    found = torch.where(positive, offsets.float(), 0.0)
    if not targets.boxes_xyxy.shape[1]:
        return functional.smooth_l1_loss(found, torch.zeros_like(found), reduction="sum", beta=1.0)
    place = matches.ground_truth.clamp(min=0)[..., None].expand_as(offsets)
    boxes_xyxy = targets.boxes_xyxy.float().gather(1, place)  # [B, G, 4] -> [B, K, 4]
    wanted = torch.where(positive, encode(boxes_xyxy, default_boxes_cxcywh), 0.0)
    return functional.smooth_l1_loss(found, wanted, reduction="sum", beta=1.0)
