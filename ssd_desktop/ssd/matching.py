"""Matching: which default box learns which ground truth (SSD section 2.2, "Matching strategy").

Two steps, as in the authors' ``bbox_util.cpp`` (``MatchBBox``, per-prediction): first one-to-one, so that every
ground truth keeps a default box of its own however small or crowded it is; then every default box that overlaps
enough. "The last one wins" instead of one-to-one loses objects (amdegroot/ssd.pytorch #354, torchvision).
"""

from dataclasses import dataclass

import torch
from torch import Tensor

from ssd_desktop.errors import DataError
from ssd_desktop.ssd.config import MatchConfig
from ssd_desktop.ssd.overlaps import BestOverlaps, best_overlaps, paired_iou, pairwise_iou, share_inside
from ssd_desktop.ssd.targets import Targets

NEGATIVE = 0
IGNORED = -1
NO_GROUND_TRUTH = -1

IGNORE_IOU = 0.4
"""A default box that overlaps an ignored ground truth this much is no negative."""

CROWD_SHARE = 0.5
"""A default box with this share of its own area inside a crowd is no negative; a group has no size to compare with."""


@dataclass(frozen=True, eq=False)
class Matches:
    """What each default box of each image learns: all that the loss asks for.

    Attributes:
        labels: int64 ``[B, K]``: the class, from 1, of a positive; 0 negative; -1 ignored, in neither loss.
        ground_truth: int64 ``[B, K]``, index into G of the ground truth of a positive; -1 for the others.
    """

    labels: Tensor
    ground_truth: Tensor

    def __len__(self) -> int:
        """B, the number of images."""
        return len(self.labels)

    def __getitem__(self, images: slice) -> "Matches":
        """Returns the matches of a run of images: a micro-batch of the batch."""
        return Matches(self.labels[images], self.ground_truth[images])

    def to(self, device: torch.device) -> "Matches":
        """Returns the same on ``device``, without waiting for it; integers of any size become int64 there."""
        return Matches(*(value.to(device, non_blocking=True).long() for value in (self.labels, self.ground_truth)))

    def positives(self) -> Tensor:
        """Returns N, the number of positives of the whole batch: int64 scalar tensor, on the same device."""
        return (self.labels > 0).sum()


@dataclass(frozen=True, eq=False)
class MatchResult(Matches):
    """The same with how it came about.

    Attributes:
        iou: float32 ``[B, K]``: of a positive with its ground truth; of the others the highest with any ground
            truth that is trained, 0 where the image has none.
        forced: bool ``[B, K]``: positives of the one-to-one step, each the only certain one of its ground truth.
    """

    iou: Tensor
    forced: Tensor

    def __getitem__(self, images: slice) -> "MatchResult":
        """Returns the matches of a run of images: a micro-batch of the batch."""
        return MatchResult(self.labels[images], self.ground_truth[images], self.iou[images], self.forced[images])


@torch.no_grad()
def match(default_boxes_xyxy: Tensor, targets: Targets, config: MatchConfig) -> MatchResult:
    """Matches default boxes and ground truths of a batch, all images at once.

    1. Each ground truth takes a default box of its own: greedily over all pairs, highest IoU first. A pair must
       overlap; equal IoUs go to the lower ground truth, then the lower default box.
    2. Every other default box with IoU >= ``positive_iou`` is positive for its best ground truth.
    3. The rest is negative below ``negative_iou`` and ignored from there on; also ignored from IoU 0.4 with an
       ``ignore`` ground truth, and with half of its own area inside a ``crowd``.

    On a GPU memory peaks at three float32 arrays of ``[B, G, K]``, 340 MB for 32 images of 100 objects, and the program
    waits for it: once to check the boxes, twice for the ignored ones and four times a round of step 1.

    Args:
        default_boxes_xyxy: float32 ``[K, 4]``, x0, y0, x1, y1, 0..1.
        targets: The ground truths, on the same device.
        config: The thresholds.

    Raises:
        DataError: A box that is not padding has no area or is not finite.
    """
    boxes_xyxy, labels = targets.boxes_xyxy, targets.labels
    present = labels > 0
    _check_boxes(boxes_xyxy, present)
    trained = present & ~targets.ignore
    # What is not trained becomes an empty box: IoU 0 with everything, whatever stood in the padding.
    boxes_xyxy = boxes_xyxy.masked_fill(~trained[..., None], 0.0)
    overlaps = best_overlaps(boxes_xyxy, trained, default_boxes_xyxy)
    best_iou, best = overlaps.iou, overlaps.ground_truth  # [B, K]
    pairs = _one_to_one(overlaps, boxes_xyxy, trained, default_boxes_xyxy)

    forced = torch.zeros_like(best, dtype=torch.bool)
    place = (pairs.image, pairs.default_box)
    forced[place], best[place], best_iou[place] = True, pairs.ground_truth, pairs.iou

    positive = forced | (best_iou >= config.positive_iou)
    doubtful = (best_iou >= config.negative_iou) | near_ignored(targets, default_boxes_xyxy)
    matched_labels = torch.where(doubtful, IGNORED, NEGATIVE)
    if labels.shape[1]:
        matched_labels = torch.where(positive, labels.gather(1, best), matched_labels)
    return MatchResult(matched_labels, best.masked_fill_(~positive, NO_GROUND_TRUTH), best_iou, forced)


def _check_boxes(boxes_xyxy: Tensor, present: Tensor) -> None:
    """Stops what would become log(0) and NaN weights a few steps later."""
    sizes = boxes_xyxy[..., 2:] - boxes_xyxy[..., :2]
    sound = boxes_xyxy.isfinite().all(dim=-1) & (sizes > 0).all(dim=-1)
    wrong = (present & ~sound).nonzero()
    if len(wrong):
        image, index = wrong[0].tolist()
        edges = ", ".join(f"{edge:g}" for edge in boxes_xyxy[image, index].tolist())
        raise DataError(
            f"Box {index} of image {image} of the batch has no area ({edges}); correct or remove it in its file."
        )


def near_ignored(targets: Targets, default_boxes_xyxy: Tensor) -> Tensor:
    """Returns the default boxes that lie on an ignored ground truth, single or crowd: bool ``[B, K]``.

    Args:
        targets: The ground truths; those that are not ignored do not count.
        default_boxes_xyxy: float32 ``[K, 4]``, x0, y0, x1, y1, 0..1.
    """
    ignored = targets.ignore & (targets.labels > 0)
    near = torch.zeros(len(ignored), len(default_boxes_xyxy), dtype=torch.bool, device=ignored.device)
    image, _ = ignored.nonzero(as_tuple=True)  # [R]
    boxes_xyxy, crowd = targets.boxes_xyxy[ignored], targets.crowd[ignored]
    on_single = (pairwise_iou(boxes_xyxy, default_boxes_xyxy) >= IGNORE_IOU) & ~crowd[:, None]  # [R, K]
    in_crowd = (share_inside(boxes_xyxy, default_boxes_xyxy) >= CROWD_SHARE) & crowd[:, None]
    row, default_box = (on_single | in_crowd).nonzero(as_tuple=True)
    near[image[row], default_box] = True
    return near


@dataclass(frozen=True, eq=False)
class _Pairs:
    """Ground truths with a default box of their own, ``[P]`` each: int64, and the IoU of the two, float32."""

    image: Tensor
    ground_truth: Tensor
    default_box: Tensor
    iou: Tensor


def _one_to_one(overlaps: BestOverlaps, boxes_xyxy: Tensor, trained: Tensor, default_boxes_xyxy: Tensor) -> _Pairs:
    """Gives each ground truth a default box of its own, highest IoU of all remaining pairs first.

    Rounds instead of one pair at a time: in each round every pair is taken that is the best one both of its ground
    truth and of its default box. No pair that shares either with it comes earlier in the greedy order, so nothing
    could take one of the two away before the greedy loop reaches it: both give the same pairs. The best
    remaining pair of an image is always such a pair, so each round finishes at least one ground truth; crowds
    take a few rounds.

    Args:
        overlaps: The wishes of the ground truths; they change.
        boxes_xyxy: float32 ``[B, G, 4]``; empty where not trained.
        trained: bool ``[B, G]``: neither padding nor ignored.
        default_boxes_xyxy: float32 ``[K, 4]``.
    """
    wish_iou, wish = overlaps.wish_iou, overlaps.wish  # [B, G]
    taken = torch.zeros_like(overlaps.iou, dtype=torch.bool)  # [B, K]
    waiting = trained & (wish_iou > 0)
    nothing = wish.new_zeros(0)
    found = [(nothing, nothing, nothing, wish_iou.new_zeros(0))]
    while len(rows := waiting.nonzero()):
        image, ground_truth = rows.unbind(1)  # [R]
        wished = wish[image, ground_truth]
        # Rivals are compared on the wished default box only: [R, G] instead of [R, K].
        rivals = paired_iou(boxes_xyxy[image], default_boxes_xyxy[wished]).masked_fill_(~waiting[image], -1.0)
        mutual = rivals.argmax(dim=1) == ground_truth
        image, ground_truth, wished = image[mutual], ground_truth[mutual], wished[mutual]
        found.append((image, ground_truth, wished, wish_iou[image, ground_truth]))
        taken[image, wished] = True
        waiting[image, ground_truth] = False

        image, ground_truth = (waiting & taken.gather(1, wish)).nonzero(as_tuple=True)  # [L], that lost their wish
        free_iou = pairwise_iou(boxes_xyxy[image, ground_truth], default_boxes_xyxy).masked_fill_(taken[image], -1.0)
        wish_iou[image, ground_truth], wish[image, ground_truth] = free_iou.max(dim=1)  # [L, K] -> [L]
        waiting &= wish_iou > 0
    return _Pairs(*(torch.cat(column) for column in zip(*found, strict=True)))
