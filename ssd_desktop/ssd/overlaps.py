"""How far ground truths and default boxes overlap, and the best partner of each: the costly part of matching."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass(frozen=True, eq=False)
class BestOverlaps:
    """The best partner of each default box and of each ground truth; equal IoUs go to the lower index.

    Attributes:
        iou: float32 ``[B, K]``, highest of each default box with any ground truth; 0 where it touches none.
        ground_truth: int64 ``[B, K]``, index of that ground truth; 0 where it touches none.
        wish_iou: float32 ``[B, G]``, highest of each ground truth with any default box.
        wish: int64 ``[B, G]``, index of that default box.
    """

    iou: Tensor
    ground_truth: Tensor
    wish_iou: Tensor
    wish: Tensor


def pairwise_iou(boxes_xyxy: Tensor, default_boxes_xyxy: Tensor) -> Tensor:
    """Returns the IoU of boxes with default boxes; in three buffers, because these are the largest arrays.

    Args:
        boxes_xyxy: float ``[..., 4]``, x0, y0, x1, y1, 0..1.
        default_boxes_xyxy: float32 ``[K, 4]``, likewise.

    Returns:
        float32 ``[..., K]``, 0 to 1.
    """
    return _iou(boxes_xyxy.float()[..., None, :].unbind(-1), default_boxes_xyxy.unbind(-1))


def paired_iou(boxes_xyxy: Tensor, default_boxes_xyxy: Tensor) -> Tensor:
    """Returns the IoU of ``[R, G, 4]`` with one default box a row, ``[R, 4]`` -> ``[R, G]``, to the same bits."""
    return _iou(boxes_xyxy.float().unbind(-1), default_boxes_xyxy[:, None].unbind(-1))


def share_inside(boxes_xyxy: Tensor, default_boxes_xyxy: Tensor) -> Tensor:
    """Returns the share of the area of each of ``[K, 4]`` that lies inside each of ``[R, 4]`` -> ``[R, K]``."""
    low = torch.maximum(boxes_xyxy[:, None, :2].float(), default_boxes_xyxy[:, :2])  # [R, K, 2]
    high = torch.minimum(boxes_xyxy[:, None, 2:].float(), default_boxes_xyxy[:, 2:])
    sizes = default_boxes_xyxy[:, 2:] - default_boxes_xyxy[:, :2]
    return (high - low).clamp_(min=0.0).prod(dim=-1) / sizes.prod(dim=-1)


def best_overlaps(boxes_xyxy: Tensor, trained: Tensor, default_boxes_xyxy: Tensor) -> BestOverlaps:
    """Returns the best partners of a batch.

    A processor goes through the ground truths column by column and keeps the best so far: what it works on stays in its
    cache, and images with few objects cost little. A GPU takes all pairs at once.

    Args:
        boxes_xyxy: float32 ``[B, G, 4]``, 0..1; empty where not trained.
        trained: bool ``[B, G]``.
        default_boxes_xyxy: float32 ``[K, 4]``, 0..1.
    """
    if boxes_xyxy.shape[1] == 0 or boxes_xyxy.device.type == "cpu":
        return by_column(boxes_xyxy, trained, default_boxes_xyxy)
    return all_at_once(boxes_xyxy, default_boxes_xyxy)


def all_at_once(boxes_xyxy: Tensor, default_boxes_xyxy: Tensor) -> BestOverlaps:
    """``best_overlaps`` with all pairs in memory, three float32 arrays of ``[B, G, K]``; G is at least 1."""
    iou = pairwise_iou(boxes_xyxy, default_boxes_xyxy)
    best_iou, best = iou.max(dim=1)
    wish_iou, wish = iou.max(dim=2)
    return BestOverlaps(best_iou, best, wish_iou, wish)


def by_column(boxes_xyxy: Tensor, trained: Tensor, default_boxes_xyxy: Tensor) -> BestOverlaps:
    """``best_overlaps`` with one ground truth of each image at a time."""
    # The fullest image first and in each its trained ones first: every column is then a run of images.
    counts = trained.sum(dim=1)
    images = counts.argsort(descending=True, stable=True)  # [B]
    columns = (~trained).byte().argsort(dim=1, stable=True)[images]  # [B, G]
    boxes = boxes_xyxy.float()[images[:, None], columns][..., None].unbind(2)  # four times [B, G, 1]
    shape = (len(images), len(default_boxes_xyxy))
    best_iou, best = torch.zeros(shape), torch.zeros(shape, dtype=torch.int64)
    wish_iou, wish = torch.zeros(trained.shape), torch.zeros(trained.shape, dtype=torch.int64)
    default_boxes, buffers = default_boxes_xyxy.T.contiguous().unbind(), torch.empty(3, *shape)
    filled = (counts[:, None] > torch.arange(trained.shape[1])).sum(dim=0)
    for column, rows in enumerate(filled.tolist()):
        iou = _iou([edge[:rows, column] for edge in boxes], default_boxes, buffers[:, :rows])
        wish_iou[:rows, column], wish[:rows, column] = iou.max(dim=1)
        best[:rows].masked_fill_(iou > best_iou[:rows], column)
        torch.maximum(best_iou[:rows], iou, out=best_iou[:rows])
    return _in_order(BestOverlaps(best_iou, best, wish_iou, wish), images, columns)


def _in_order(found: BestOverlaps, images: Tensor, columns: Tensor) -> BestOverlaps:
    """Puts images and ground truths back in the order in which they were given."""
    back, back_columns = images.argsort(), columns.argsort(dim=1)
    ground_truth = columns.gather(1, found.ground_truth) if columns.shape[1] else found.ground_truth
    return BestOverlaps(
        found.iou[back],
        ground_truth[back],
        found.wish_iou.gather(1, back_columns)[back],
        found.wish.gather(1, back_columns)[back],
    )


def _iou(boxes: Sequence[Tensor], default_boxes: Sequence[Tensor], buffers: Tensor | None = None) -> Tensor:
    """IoU of edges x0, y0, x1, y1 that broadcast; in three buffers, given or made, the first of which is returned."""
    (x0, y0, x1, y1), (default_x0, default_y0, default_x1, default_y1) = boxes, default_boxes
    if buffers is None:
        buffers = x0.new_empty(3, *(x0 + default_x0).shape)
    shared, height, lower = buffers.unbind()
    torch.minimum(x1, default_x1, out=shared).sub_(torch.maximum(x0, default_x0, out=lower)).clamp_(min=0.0)
    torch.minimum(y1, default_y1, out=height).sub_(torch.maximum(y0, default_y0, out=lower)).clamp_(min=0.0)
    shared.mul_(height)
    default_areas = (default_x1 - default_x0) * (default_y1 - default_y0)
    union = torch.add((x1 - x0) * (y1 - y0), default_areas, out=height).sub_(shared)
    return shared.div_(union)
