"""Offsets: how a box is written relative to a default box (SSD section 2.2, "Training objective").

For default box d and box g in (cx, cy, w, h), with the authors' variances 0.1 and 0.2 (Caffe ``bbox_util.cpp``;
torchvision's ``BoxCoder(weights=(10, 10, 5, 5))``)::

    (g_cx - d_cx) / d_w / 0.1,  (g_cy - d_cy) / d_h / 0.1,  ln(g_w / d_w) / 0.2,  ln(g_h / d_h) / 0.2
"""

import math

import torch
from torch import Tensor

from ssd_desktop.ssd.config import OFFSET_VARIANCES

MAX_SIZE_LOG = math.log(1000 / 16)
"""Cap of ln(g_w / d_w) when decoding: an untrained head must not give infinite boxes (torchvision's value)."""

_CENTRE_VARIANCE, _SIZE_VARIANCE = OFFSET_VARIANCES


def encode(boxes_xyxy: Tensor, default_boxes_cxcywh: Tensor) -> Tensor:
    """Returns the offsets that lead from default boxes to boxes.

    Args:
        boxes_xyxy: float ``[..., 4]``, x0, y0, x1, y1, 0..1, width and height above 0.
        default_boxes_cxcywh: float ``[..., 4]``, 0..1; leading dimensions broadcast.

    Returns:
        ``[..., 4]``, offsets of centre x, centre y, width, height.
    """
    low, high = boxes_xyxy[..., :2], boxes_xyxy[..., 2:]
    default_centre, default_size = default_boxes_cxcywh[..., :2], default_boxes_cxcywh[..., 2:]
    centre = ((low + high) / 2 - default_centre) / (default_size * _CENTRE_VARIANCE)
    size = torch.log((high - low) / default_size) / _SIZE_VARIANCE
    return torch.cat((centre, size), dim=-1)


def decode(offsets: Tensor, default_boxes_cxcywh: Tensor) -> Tensor:
    """Returns the boxes that offsets lead to; the inverse of ``encode``.

    Args:
        offsets: float ``[..., 4]``, offsets of centre x, centre y, width, height.
        default_boxes_cxcywh: float ``[..., 4]``, 0..1; leading dimensions broadcast.

    Returns:
        ``[..., 4]``, x0, y0, x1, y1; not clipped to 0..1. A side is at most 62.5 times the default box's.
    """
    default_centre, default_size = default_boxes_cxcywh[..., :2], default_boxes_cxcywh[..., 2:]
    centre = default_centre + offsets[..., :2] * _CENTRE_VARIANCE * default_size
    half_size = default_size * torch.exp((offsets[..., 2:] * _SIZE_VARIANCE).clamp(max=MAX_SIZE_LOG)) / 2
    return torch.cat((centre - half_size, centre + half_size), dim=-1)
