"""Plan recall: which of the user's boxes some default box of a plan can match. Numpy only.

An object that no default box overlaps by IoU 0.5 is trained by its one forced match at best, and seldom found:
with the paper's scales a square below 43 px of 300 is such an object. So the plan is measured before training.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ssd_desktop.data.types import Dataset
from ssd_desktop.errors import DataError
from ssd_desktop.ssd.boxes import FloatArray, iou_matrix
from ssd_desktop.ssd.config import BoxPlan, MatchConfig, plan_by_name
from ssd_desktop.ssd.default_boxes import make_default_boxes, map_centres, map_shapes
from ssd_desktop.ssd.networks import SSD300, NetworkDescription

SIZE_LIMITS = (16, 32, 96)
"""Sides that part the size strata: square root of the area, pixels of the network's input."""

SIZE_STRATA = ("under 16 px", "16 to 32 px", "32 to 96 px", "96 px and over")

_CHUNK = 8192
_CHUNK_OF_PAIRS = 256


@dataclass(frozen=True)
class GroupRecall:
    """Recall of a group of boxes.

    Attributes:
        boxes: How many the group has.
        reached: Those with IoU >= 0.5 to some default box.
        mean_best_iou: Mean over the group of the highest IoU with any default box; 0 for an empty group.
    """

    boxes: int
    reached: int
    mean_best_iou: float

    @property
    def recall(self) -> float | None:
        """Share that is reached, 0 to 1; None for an empty group."""
        return self.reached / self.boxes if self.boxes else None


@dataclass(frozen=True)
class UnmatchedBox:
    """A box that no default box reaches.

    Attributes:
        sample: Index of its image in ``Dataset.samples``.
        box: Index in the sample's boxes.
        best_iou: Highest IoU with any default box, below 0.5.
    """

    sample: int
    box: int
    best_iou: float


@dataclass(frozen=True)
class PlanRecall:
    """How well the default boxes of a plan cover the boxes of a data set, after the resize to the square.

    Attributes:
        plan: The plan that was measured.
        recall: Share of boxes with IoU >= 0.5 to some default box, 0 to 1.
        mean_best_iou: Mean over boxes of the highest IoU with any default box.
        per_class: By class name, in the data set's order.
        by_size: By stratum, the names in ``SIZE_STRATA``, smallest first.
        unmatched: The boxes that are not reached, in the data set's order.
    """

    plan: BoxPlan
    recall: float
    mean_best_iou: float
    per_class: dict[str, GroupRecall]
    by_size: dict[str, GroupRecall]
    unmatched: tuple[UnmatchedBox, ...]


@dataclass(frozen=True, eq=False)
class _AllBoxes:
    """Every box of a data set that is not ignored, ``[N]`` along each array."""

    boxes_xyxy: FloatArray
    labels: npt.NDArray[np.int64]
    sample: npt.NDArray[np.int64]
    index: npt.NDArray[np.int64]


def plan_recall(plan: BoxPlan, dataset: Dataset) -> PlanRecall:
    """Measures a plan on the boxes of a data set; ignored boxes are left out.

    Args:
        plan: Any box plan.
        dataset: Boxes in pixels of each image; they are measured as the network sees them, stretched to the square.

    Raises:
        DataError: The data set has no boxes.
    """
    return _measure(plan, _gather(dataset), dataset.classes)


def choose_plan(dataset: Dataset, network: NetworkDescription = SSD300) -> tuple[BoxPlan, list[PlanRecall]]:
    """Returns the plan of a network that reaches most of a data set's boxes, and what each of them reaches.

    Equal recalls go to the plan of the published mAP, then to the higher mean best IoU.

    Raises:
        DataError: The data set has no boxes.
    """
    boxes = _gather(dataset)
    recalls = [_measure(plan_by_name(name), boxes, dataset.classes) for name in network.plans]
    best = max(recalls, key=lambda r: (r.recall, r.plan.name == network.published_plan, r.mean_best_iou))
    return best.plan, recalls


def best_default_box_iou(plan: BoxPlan, boxes_xyxy: FloatArray) -> npt.NDArray[np.float64]:
    """Returns the highest IoU of each box with any default box.

    Default boxes of one shape differ only in their centres, and a centre's column decides the overlap in x, its
    row that in y; the IoU grows with the overlap. So the best column and the best row are found one after the
    other, instead of 100 million pairs for 12,000 boxes. Clips that change the size
    of boxes at the border (``cxcywh``, ``corners``) are measured pair by pair.

    Args:
        plan: Any box plan.
        boxes_xyxy: float ``[N, 4]``, x0, y0, x1, y1, 0..1.

    Returns:
        float64 ``[N]``, 0 to 1.
    """
    by_pairs = plan.clip in ("cxcywh", "corners")
    step, best_of = (_CHUNK_OF_PAIRS, _best_by_pairs) if by_pairs else (_CHUNK, _best_by_shapes)
    chunks = (boxes_xyxy[start : start + step] for start in range(0, len(boxes_xyxy), step))
    return np.concatenate([np.zeros(0), *(best_of(plan, chunk) for chunk in chunks)])


def _best_by_pairs(plan: BoxPlan, boxes_xyxy: FloatArray) -> FloatArray:
    return np.asarray(iou_matrix(boxes_xyxy, make_default_boxes(plan).xyxy).max(axis=1))


def _best_by_shapes(plan: BoxPlan, boxes_xyxy: FloatArray) -> FloatArray:
    boxes = boxes_xyxy.astype(np.float64)
    areas = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    best = np.zeros(len(boxes))
    for feature_map in range(len(plan.map_sizes)):
        centres, shapes = map_centres(plan, feature_map), map_shapes(plan, feature_map)
        shared = _best_overlap(boxes[:, 0], boxes[:, 2], centres, shapes[:, 0])  # [N, shapes]
        shared *= _best_overlap(boxes[:, 1], boxes[:, 3], centres, shapes[:, 1])
        union = areas[:, None] + shapes.prod(axis=1) - shared
        best = np.maximum(best, (shared / union).max(axis=1))
    return best


def _best_overlap(low: FloatArray, high: FloatArray, centres: FloatArray, lengths: FloatArray) -> FloatArray:
    """Longest overlaps ``[N, k]`` of intervals ``[N]`` with intervals of lengths ``[k]`` at any of ``[f]`` centres."""
    starts, ends = centres[:, None] - lengths / 2, centres[:, None] + lengths / 2  # [f, k]
    overlaps = np.minimum(high[:, None, None], ends) - np.maximum(low[:, None, None], starts)  # [N, f, k]
    return np.asarray(np.maximum(overlaps.max(axis=1), 0.0))


def _gather(dataset: Dataset) -> _AllBoxes:
    kept = [np.flatnonzero(~sample.ignore) for sample in dataset.samples]
    total = sum(len(indices) for indices in kept)
    if total == 0:
        raise DataError(
            f"{dataset.name} has no labelled objects of the classes {', '.join(dataset.classes)}; label some, or check "
            "the class list."
        )
    parts = list(zip(dataset.samples, kept, strict=True))
    unit_boxes = [
        sample.boxes_xyxy[indices] / np.array([sample.width, sample.height] * 2, dtype=np.float32)
        for sample, indices in parts
    ]
    return _AllBoxes(
        boxes_xyxy=np.concatenate(unit_boxes),
        labels=np.concatenate([sample.labels[indices] for sample, indices in parts]),
        sample=np.repeat(np.arange(len(parts)), [len(indices) for indices in kept]),
        index=np.concatenate(kept),
    )


def _measure(plan: BoxPlan, boxes: _AllBoxes, classes: tuple[str, ...]) -> PlanRecall:
    best_iou = best_default_box_iou(plan, boxes.boxes_xyxy)
    reached = best_iou >= MatchConfig().positive_iou
    sizes = (boxes.boxes_xyxy[:, 2:] - boxes.boxes_xyxy[:, :2]).astype(np.float64) * plan.image_size
    strata = np.digitize(np.sqrt(sizes.prod(axis=1)), SIZE_LIMITS)
    return PlanRecall(
        plan=plan,
        recall=float(reached.mean()),
        mean_best_iou=float(best_iou.mean()),
        per_class=_by_group(classes, boxes.labels - 1, best_iou, reached),
        by_size=_by_group(SIZE_STRATA, strata, best_iou, reached),
        unmatched=tuple(
            UnmatchedBox(int(boxes.sample[i]), int(boxes.index[i]), float(best_iou[i]))
            for i in np.flatnonzero(~reached)
        ),
    )


def _by_group(
    names: Iterable[str], groups: npt.NDArray[np.int64], best_iou: FloatArray, reached: npt.NDArray[np.bool_]
) -> dict[str, GroupRecall]:
    """Recall by group; ``groups`` ``[N]`` holds each box's index into ``names``."""
    recalls = {}
    for group, name in enumerate(names):
        inside = groups == group
        count = int(inside.sum())
        mean = float(best_iou[inside].mean()) if count else 0.0
        recalls[name] = GroupRecall(count, int(reached[inside].sum()), mean)
    return recalls
