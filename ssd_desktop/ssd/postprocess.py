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

_FIRST_WINDOW = 4
"""Candidates looked at first, as a multiple of the detections wanted; suppression rarely takes three of four."""

_WINDOW_GROWTH = 4


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
class Candidates:
    """Candidates of a batch, by image; ``[N]`` each.

    Attributes:
        image: Position in the batch.
        label: 1 to C - 1.
        default_box: Its index.
        score: Softmax probability.
    """

    image: Tensor
    label: Tensor
    default_box: Tensor
    score: Tensor

    def take(self, which: Tensor) -> "Candidates":
        """Returns some of the candidates: bool ``[N]``, or positions in the order wanted."""
        return Candidates(self.image[which], self.label[which], self.default_box[which], self.score[which])

    def by_score(self) -> "Candidates":
        """Returns them by image, then by falling score; equal scores stay in their order."""
        order = self.score.argsort(descending=True, stable=True)
        return self.take(order[self.image[order].argsort(stable=True)])


def postprocess(
    offsets: Tensor, logits: Tensor, default_boxes_cxcywh: Tensor, config: PostprocessConfig
) -> list[RawDetections]:
    """Returns the detections of each image. Equal scores go to the lower class, then the lower default box.

    Whether a candidate survives depends on better ones only. So the best candidates of an image go first, and the
    others only if these leave fewer detections than wanted.

    Args:
        offsets: float ``[B, K, 4]``, offsets of centre x, centre y, width, height.
        logits: float ``[B, K, C]``, class scores before the softmax; class 0 is background.
        default_boxes_cxcywh: float32 ``[K, 4]``, 0..1.
        config: Thresholds and numbers kept.
    """
    with torch.no_grad(), torch.autocast(offsets.device.type, enabled=False):
        candidates = _above(logits.float(), config.score_threshold)
        totals = candidates.image.bincount(minlength=len(logits))
        scores = _scores_of_each_image(candidates, totals)
        window = _FIRST_WINDOW * config.detections_per_image
        while True:
            # Sorting thousands of scores to use some hundreds would take longer than all the rest.
            floor = scores.topk(min(window, scores.shape[1]), sorted=False).values.amin(dim=1)
            part = candidates.take(candidates.score >= floor[candidates.image]).by_score()
            survivors, boxes_xyxy = suppress(part, offsets, default_boxes_cxcywh, config)
            counts = survivors.image.bincount(minlength=len(logits))
            if bool(((counts >= config.detections_per_image) | (totals <= window)).all()):
                return _split(survivors, boxes_xyxy, len(logits), config.detections_per_image)
            window *= _WINDOW_GROWTH


def find_candidates(logits: Tensor, score_threshold: float) -> Candidates:
    """Returns what scores strictly above the threshold, best first; equal scores by class, then by default box.

    Args:
        logits: float32 ``[B, K, C]``.
        score_threshold: 0 to 1.
    """
    return _above(logits, score_threshold).by_score()


def _above(logits: Tensor, score_threshold: float) -> Candidates:
    """Returns what scores strictly above the threshold, by image, class, default box."""
    scores = logits.softmax(dim=-1)[..., 1:].transpose(1, 2)  # [B, C - 1, K]
    image, foreground_class, default_box = (scores > score_threshold).nonzero(as_tuple=True)
    return Candidates(image, foreground_class + 1, default_box, scores[image, foreground_class, default_box])


def _scores_of_each_image(candidates: Candidates, totals: Tensor) -> Tensor:
    """Returns the scores as ``[B, the most candidates of an image, at least 1]``, filled up with -1."""
    scores = candidates.score.new_full((len(totals), max([1, *totals.tolist()])), -1.0)
    scores[candidates.image, place_in_run(candidates.image)] = candidates.score
    return scores


def suppress(
    part: Candidates, offsets: Tensor, default_boxes_cxcywh: Tensor, config: PostprocessConfig
) -> tuple[Candidates, Tensor]:
    """Returns the candidates that survive non-maximum suppression in their class, in order, and their boxes.

    Args:
        part: Candidates, a class's best ones among them.
        offsets: float ``[B, K, 4]``.
        default_boxes_cxcywh: float32 ``[K, 4]``, 0..1.
        config: How many of a class enter, and the IoU.

    Returns:
        The survivors, and float32 ``[N, 4]``, x0, y0, x1, y1, clipped to 0..1.
    """
    highest = int(part.label.max()) + 1 if len(part.label) else 1
    groups = part.image * highest + part.label
    order = groups.argsort(stable=True)
    order = order[place_in_run(groups[order]) < config.candidates_per_class]
    image, default_box = part.image[order], part.default_box[order]
    boxes_xyxy = decode(offsets[image, default_box].float(), default_boxes_cxcywh[default_box]).clamp_(0, 1)
    keep = class_wise_nms(boxes_xyxy, part.score[order], groups[order], iou=config.nms_iou)
    position, back = order[keep].sort()
    return part.take(position), boxes_xyxy[keep][back]


def place_in_run(sorted_values: Tensor) -> Tensor:
    """Returns for each element of a sorted ``[N]`` how many equal ones stand before it."""
    _, counts = torch.unique_consecutive(sorted_values, return_counts=True)
    starts: Tensor = (counts.cumsum(0) - counts).repeat_interleave(counts)
    return torch.arange(len(sorted_values), device=sorted_values.device) - starts


def _split(survivors: Candidates, boxes_xyxy: Tensor, batch: int, most: int) -> list[RawDetections]:
    """Returns the ``most`` best detections of each of ``batch`` images."""
    best = place_in_run(survivors.image) < most
    kept = survivors.take(best)
    counts = kept.image.bincount(minlength=batch).tolist()
    fields = (boxes_xyxy[best], kept.label, kept.score, kept.default_box)
    parts = zip(*(torch.split(field, counts) for field in fields), strict=True)
    return [RawDetections(*part) for part in parts]
