"""Network output to detections, for all classes and images of a batch at once.

Softmax, scores above a threshold, the best candidates of each class, decoding of these alone, clipping to the
picture, non-maximum suppression per class, the best of each image. Source: the authors'
``detection_output_layer.cpp``; the numbers and the order of torchvision's ``SSD.postprocess_detections``, which
goes class by class.
"""

from dataclasses import dataclass

import torch
from torch import Tensor

from ssd_desktop.ssd.box_coder import decode
from ssd_desktop.ssd.config import PostprocessConfig
from ssd_desktop.ssd.nms import class_wise_nms


@dataclass(frozen=True, eq=False)
class RawDetections:
    """The detections of one image in the network's coordinates, highest score first.

    Attributes:
        boxes_xyxy: float32 ``[N, 4]``, x0, y0, x1, y1, 0..1.
        labels: int64 ``[N]``, 1 to C - 1.
        scores: float32 ``[N]``, softmax probability of the label.
        default_boxes: int64 ``[N]``, index of the default box that made it.
    """

    boxes_xyxy: Tensor
    labels: Tensor
    scores: Tensor
    default_boxes: Tensor

    def __len__(self) -> int:
        return len(self.scores)


@dataclass(frozen=True, eq=False)
class _Candidates:
    """Candidates of a batch: image, class (from 0, without background), default box and score, ``[N]`` each."""

    image: Tensor
    foreground_class: Tensor
    default_box: Tensor
    score: Tensor

    def take(self, which: Tensor) -> "_Candidates":
        return _Candidates(self.image[which], self.foreground_class[which], self.default_box[which], self.score[which])


def postprocess(
    offsets: Tensor, logits: Tensor, default_boxes_cxcywh: Tensor, config: PostprocessConfig
) -> list[RawDetections]:
    """Returns the detections of each image. Equal scores go to the lower default box.

    Args:
        offsets: float ``[B, K, 4]``, offsets of centre x, centre y, width, height.
        logits: float ``[B, K, C]``, class scores before the softmax; class 0 is background.
        default_boxes_cxcywh: float32 ``[K, 4]``, 0..1.
        config: Thresholds and numbers kept.
    """
    with torch.no_grad(), torch.autocast(offsets.device.type, enabled=False):
        candidates, groups = _best_of_each_class(logits.float(), config)
        chosen = offsets[candidates.image, candidates.default_box].float()
        boxes_xyxy = decode(chosen, default_boxes_cxcywh[candidates.default_box]).clamp_(0, 1)
        keep = class_wise_nms(boxes_xyxy, candidates.score, groups, iou=config.nms_iou)
        return _split(candidates.take(keep), boxes_xyxy[keep], len(logits), config.detections_per_image)


def _best_of_each_class(logits: Tensor, config: PostprocessConfig) -> tuple[_Candidates, Tensor]:
    """Returns the best candidates and their groups, sorted by group, then by score, highest first."""
    scores = logits.softmax(dim=-1)[..., 1:].transpose(1, 2)  # [B, C - 1, K]
    image, foreground_class, default_box = (scores > config.score_threshold).nonzero(as_tuple=True)
    candidates = _Candidates(image, foreground_class, default_box, scores[image, foreground_class, default_box])
    groups = image * scores.shape[1] + foreground_class
    order, rank = _rank_in_group(groups, candidates.score)
    order = order[rank < config.candidates_per_class]
    return candidates.take(order), groups[order]


def _rank_in_group(groups: Tensor, scores: Tensor) -> tuple[Tensor, Tensor]:
    """Returns the order by group and falling score, and each ordered element's place in its group, ``[N]``."""
    order = scores.argsort(descending=True, stable=True)
    order = order[groups[order].argsort(stable=True)]
    _, counts = torch.unique_consecutive(groups[order], return_counts=True)
    starts = (counts.cumsum(0) - counts).repeat_interleave(counts)
    return order, torch.arange(len(order), device=order.device) - starts


def _split(candidates: _Candidates, boxes_xyxy: Tensor, batch: int, most: int) -> list[RawDetections]:
    """Returns the ``most`` best detections of each of ``batch`` images."""
    order, rank = _rank_in_group(candidates.image, candidates.score)
    order = order[rank < most]
    counts = candidates.image[order].bincount(minlength=batch).tolist()
    kept = candidates.take(order)
    fields = (boxes_xyxy[order], kept.foreground_class + 1, kept.score, kept.default_box)
    parts = zip(*(torch.split(field, counts) for field in fields), strict=True)
    return [RawDetections(*part) for part in parts]
