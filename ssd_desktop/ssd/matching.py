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
from ssd_desktop.ssd.targets import Targets

NEGATIVE = 0
IGNORED = -1
NO_GROUND_TRUTH = -1

IGNORE_IOU = 0.4
"""A default box that overlaps an ignored ground truth this much is no negative."""

CROWD_SHARE = 0.5
"""A default box with this share of its own area inside a crowd is no negative; a group has no size to compare with."""


@dataclass(frozen=True, eq=False)
class MatchResult:
    """What each default box of each image learns.

    Attributes:
        labels: int64 ``[B, K]``: the class, from 1, of a positive; 0 negative; -1 ignored, in neither loss.
        ground_truth: int64 ``[B, K]``, index into G of the ground truth of a positive; -1 for the others.
        iou: float32 ``[B, K]``: of a positive with its ground truth; of the others the highest with any ground
            truth that is trained, 0 where the image has none.
        forced: bool ``[B, K]``: positives of the one-to-one step, each the only certain one of its ground truth.
    """

    labels: Tensor
    ground_truth: Tensor
    iou: Tensor
    forced: Tensor

    def __len__(self) -> int:
        """B, the number of images."""
        return len(self.labels)

    def __getitem__(self, images: slice) -> "MatchResult":
        """Returns the matches of a run of images: a micro-batch of the batch."""
        return MatchResult(self.labels[images], self.ground_truth[images], self.iou[images], self.forced[images])

    def positives(self) -> Tensor:
        """Returns N, the number of positives of the whole batch: int64 scalar tensor, on the same device."""
        return (self.labels > 0).sum()


@torch.no_grad()
def match(default_boxes_xyxy: Tensor, targets: Targets, config: MatchConfig) -> MatchResult:
    """Matches default boxes and ground truths of a batch, all images at once.

    1. Each ground truth takes a default box of its own: greedily over all pairs, highest IoU first. A pair must
       overlap; equal IoUs go to the lower ground truth, then the lower default box.
    2. Every other default box with IoU >= ``positive_iou`` is positive for its best ground truth.
    3. The rest is negative below ``negative_iou`` and ignored from there on; also ignored from IoU 0.4 with an
       ``ignore`` ground truth, and with half of its own area inside a ``crowd``.

    Memory peaks at about three float32 arrays of ``[B, G, K]``: 340 MB for 32 images of 100 objects.

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
    iou = pairwise_iou(boxes_xyxy.masked_fill(~trained[..., None], 0.0), default_boxes_xyxy)  # [B, G, K]
    best_iou, best = _best_ground_truth(iou)  # [B, K]
    image, ground_truth, default_box = _one_to_one(iou, trained)

    forced = torch.zeros_like(best, dtype=torch.bool)
    forced[image, default_box] = True
    best[image, default_box] = ground_truth
    best_iou[image, default_box] = iou[image, ground_truth, default_box]

    positive = forced | (best_iou >= config.positive_iou)
    doubtful = (best_iou >= config.negative_iou) | near_ignored(targets, default_boxes_xyxy)
    matched_labels = torch.where(doubtful, IGNORED, NEGATIVE)
    positive_image, positive_box = positive.nonzero(as_tuple=True)
    matched_labels[positive_image, positive_box] = labels[positive_image, best[positive_image, positive_box]]
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


def pairwise_iou(boxes_xyxy: Tensor, default_boxes_xyxy: Tensor) -> Tensor:
    """Returns the IoU of boxes with default boxes; in three buffers, because these are the largest arrays.

    Args:
        boxes_xyxy: float ``[..., 4]``, x0, y0, x1, y1, 0..1.
        default_boxes_xyxy: float32 ``[K, 4]``, likewise.

    Returns:
        float32 ``[..., K]``, 0 to 1.
    """
    x0, y0, x1, y1 = boxes_xyxy.float()[..., None, :].unbind(-1)  # [..., 1] each
    default_x0, default_y0, default_x1, default_y1 = default_boxes_xyxy.unbind(-1)  # [K] each
    shared, lower = torch.minimum(x1, default_x1), torch.maximum(x0, default_x0)  # [..., K]
    shared.sub_(lower).clamp_(min=0.0)
    height = torch.minimum(y1, default_y1).sub_(torch.maximum(y0, default_y0, out=lower)).clamp_(min=0.0)
    shared.mul_(height)
    default_areas = (default_x1 - default_x0) * (default_y1 - default_y0)
    union = torch.add((x1 - x0) * (y1 - y0), default_areas, out=height).sub_(shared)
    return shared.div_(union)


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
    in_crowd = (_share_inside(boxes_xyxy, default_boxes_xyxy) >= CROWD_SHARE) & crowd[:, None]
    row, default_box = (on_single | in_crowd).nonzero(as_tuple=True)
    near[image[row], default_box] = True
    return near


def _share_inside(boxes_xyxy: Tensor, default_boxes_xyxy: Tensor) -> Tensor:
    """Share of the area of each of ``[K, 4]`` that lies inside each of ``[R, 4]`` -> ``[R, K]``."""
    low = torch.maximum(boxes_xyxy[:, None, :2].float(), default_boxes_xyxy[:, :2])  # [R, K, 2]
    high = torch.minimum(boxes_xyxy[:, None, 2:].float(), default_boxes_xyxy[:, 2:])
    sizes = default_boxes_xyxy[:, 2:] - default_boxes_xyxy[:, :2]
    return (high - low).clamp_(min=0.0).prod(dim=-1) / sizes.prod(dim=-1)


def _best_ground_truth(iou: Tensor) -> tuple[Tensor, Tensor]:
    """Highest IoU of each default box and its ground truth, ``[B, K]`` each; 0 and 0 where the image has none."""
    if iou.shape[1] == 0:
        shape = (iou.shape[0], iou.shape[2])
        return iou.new_zeros(shape), torch.zeros(shape, dtype=torch.int64, device=iou.device)
    best_iou, best = iou.max(dim=1)
    return best_iou, best


def _one_to_one(iou: Tensor, trained: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Gives each ground truth a default box of its own, highest IoU of all remaining pairs first.

    Rounds instead of one pair at a time: in each round every pair is taken that is the best one both of its ground
    truth and of its default box. No pair that shares either with it comes earlier in the greedy order, so nothing
    could take one of the two away before the greedy loop reaches it: both give the same pairs. The best
    remaining pair of an image is always such a pair, so each round finishes at least one ground truth; crowds
    take a few rounds.

    Args:
        iou: ``[B, G, K]``; 0 for ground truths that are not trained.
        trained: bool ``[B, G]``: neither padding nor ignored.

    Returns:
        Image, ground truth and default box of each pair, int64 ``[P]`` each.
    """
    taken = torch.zeros(iou.shape[0], iou.shape[2], dtype=torch.bool, device=iou.device)
    pairs = [torch.zeros(3, 0, dtype=torch.int64, device=iou.device)]
    wish_iou, wish = iou.max(dim=2)  # [B, G]
    waiting = trained & (wish_iou > 0)
    while waiting.any():
        image, ground_truth = waiting.nonzero(as_tuple=True)  # [R]
        wished = wish[image, ground_truth]
        # Rivals are compared on the wished default box only: [R, G] instead of [R, K].
        rivals = iou[image, :, wished].masked_fill_(~waiting[image], -1.0)
        mutual = rivals.argmax(dim=1) == ground_truth
        image, ground_truth, wished = image[mutual], ground_truth[mutual], wished[mutual]
        pairs.append(torch.stack((image, ground_truth, wished)))
        taken[image, wished] = True
        waiting[image, ground_truth] = False

        lost = waiting & taken.gather(1, wish)
        free_iou = iou[lost].masked_fill_(taken[lost.nonzero()[:, 0]], -1.0)  # [L, K]
        wish_iou[lost], wish[lost] = free_iou.max(dim=1)
        waiting &= wish_iou > 0
    image, ground_truth, default_box = torch.cat(pairs, dim=1)
    return image, ground_truth, default_box
