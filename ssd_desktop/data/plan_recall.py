"""Plan recall: which of the user's boxes some default box of a plan can match. Numpy only.

An object that no default box overlaps by IoU 0.5 is trained by its one forced match at best, and seldom found:
with the paper's scales a square below 43 px of 300 is such an object. So the plan is measured before training.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ssd_desktop.data.positives import positives_per_object
from ssd_desktop.data.types import Dataset
from ssd_desktop.errors import DataError
from ssd_desktop.ssd.boxes import FloatArray, iou_matrix
from ssd_desktop.ssd.config import BoxPlan, MatchConfig
from ssd_desktop.ssd.default_boxes import cell_pitch, make_default_boxes, map_shapes
from ssd_desktop.ssd.networks import NETWORKS, network_by_name

SIZE_LIMITS = (16, 32, 96)
"""Sides that part the size strata: square root of the area, pixels of the network's input."""

SIZE_STRATA = ("under 16 px", "16 to 32 px", "32 to 96 px", "96 px and over")

SMALL_SHARE = 0.05
"""From this share of small boxes on, the user is told what to do about them."""

_CHUNK = 8192
_CHUNK_OF_PAIRS = 256


@dataclass(frozen=True)
class GroupRecall:
    """Recall of a group of boxes.

    Attributes:
        boxes: How many the group has.
        reached: Those with IoU >= 0.5 to some default box.
        mean_best_iou: Mean over the group of the highest IoU with any default box; 0 for an empty group.
        positives: Mean number of default boxes that learn an object (``positives_per_object``); 0 for an empty group.
    """

    boxes: int
    reached: int
    mean_best_iou: float
    positives: float

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
        positives: Mean number of default boxes that learn an object.
        per_class: By class name, in the data set's order.
        by_size: By stratum, the names in ``SIZE_STRATA``, smallest first.
        unmatched: The boxes that are not reached, in the data set's order.
    """

    plan: BoxPlan
    recall: float
    mean_best_iou: float
    positives: float
    per_class: dict[str, GroupRecall]
    by_size: dict[str, GroupRecall]
    unmatched: tuple[UnmatchedBox, ...]

    @property
    def small_share(self) -> float:
        """Share of the boxes that are too small for the network's input: sides under 16 px there, 0 to 1."""
        return self.by_size[SIZE_STRATA[0]].boxes / sum(group.boxes for group in self.by_size.values())

    def small_objects_advice(self) -> str | None:
        """Returns what to do about objects that are too small; None where they are under ``SMALL_SHARE``."""
        if self.small_share < SMALL_SHARE:
            return None
        side, larger = self.plan.image_size, max(map(network_by_name, NETWORKS), key=lambda n: n.image_size)
        small = (
            f"{self.small_share:.1%} of the boxes have sides under {SIZE_LIMITS[0]} px on the input of {side} x {side} "
            "and will seldom be found."
        )
        if side < larger.image_size:
            return f"{small} Train {larger.name} (--network), or cut the pictures into tiles (--set tiles=on)."
        return f"{small} Cut the pictures into tiles (--set tiles=on)."


@dataclass(frozen=True, eq=False)
class AllBoxes:
    """Every box of a data set that is not ignored.

    Attributes:
        boxes_xyxy: float32 ``[N, 4]``, x0, y0, x1, y1, 0..1 of the picture.
        labels: ``[N]``, from 1.
        sample: ``[N]``, index of the image in ``Dataset.samples``.
        index: ``[N]``, index in the sample's boxes.
    """

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
    return measure(plan, gather_boxes(dataset), dataset.classes)


def best_default_box_iou(plan: BoxPlan, boxes_xyxy: FloatArray) -> npt.NDArray[np.float64]:
    """Returns the highest IoU of each box with any default box.

    Default boxes of one shape differ only in their centres, and the IoU grows with the overlap along x and along y.
    So only the nearest centre counts, instead of 100 million pairs for 12,000 boxes. Clips that change the size of
    boxes at the border (``cxcywh``, ``corners``) are measured pair by pair.

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
    sizes = box_sizes(boxes_xyxy)
    best = np.zeros(len(sizes))
    for feature_map in range(len(plan.map_sizes)):
        distances = centre_distances(plan, feature_map, boxes_xyxy)
        best = np.maximum(best, shape_ious(sizes, distances, map_shapes(plan, feature_map)).max(axis=1))
    return best


def box_sizes(boxes_xyxy: FloatArray) -> npt.NDArray[np.float64]:
    """Returns widths and heights, float64 ``[N, 2]``, of boxes ``[N, 4]``, x0, y0, x1, y1."""
    return boxes_xyxy[:, 2:].astype(np.float64) - boxes_xyxy[:, :2]


def centre_distances(plan: BoxPlan, feature_map: int, boxes_xyxy: FloatArray) -> npt.NDArray[np.float64]:
    """Returns how far boxes lie from the nearest centre of a map, along x and y.

    Args:
        plan: Any box plan; its clip does not count.
        feature_map: 0 is the finest.
        boxes_xyxy: float ``[N, 4]``, x0, y0, x1, y1, 0..1.

    Returns:
        float64 ``[N, 2]``, fractions of the input side.
    """
    boxes = boxes_xyxy.astype(np.float64)
    middles = (boxes[:, :2] + boxes[:, 2:]) / 2
    pitch, last = cell_pitch(plan, feature_map), plan.map_sizes[feature_map] - 1
    nearest = (np.clip(np.floor(middles / pitch), 0, last) + 0.5) * pitch
    return np.asarray(np.abs(middles - nearest))


def shape_ious(sizes: FloatArray, distances: FloatArray, shapes: FloatArray) -> npt.NDArray[np.float64]:
    """Returns the IoU of each box with each shape of a map, laid around the nearest centre: the best there is.

    Two intervals of lengths a and b whose middles lie d apart share (a + b) / 2 - d, at least 0 and at most the
    shorter of them: the nearer the middles, the more.

    Args:
        sizes: float ``[N, 2]``, width and height of the boxes.
        distances: float ``[N, 2]`` (``centre_distances``).
        shapes: float ``[k, 2]``, width and height of the default boxes of a cell.

    Returns:
        float64 ``[N, k]``, 0 to 1.
    """
    own, theirs = sizes[:, None], shapes[None]
    shared = ((own + theirs) / 2 - distances[:, None]).clip(0.0, np.minimum(own, theirs)).prod(axis=2)  # [N, k]
    return np.asarray(shared / (own.prod(axis=2) + theirs.prod(axis=2) - shared))


def gather_boxes(dataset: Dataset) -> AllBoxes:
    """Returns the boxes of a data set that are not ignored, as the network sees them.

    Raises:
        DataError: There are none.
    """
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
    return AllBoxes(
        boxes_xyxy=np.concatenate(unit_boxes),
        labels=np.concatenate([sample.labels[indices] for sample, indices in parts]),
        sample=np.repeat(np.arange(len(parts)), [len(indices) for indices in kept]),
        index=np.concatenate(kept),
    )


def measure(plan: BoxPlan, boxes: AllBoxes, classes: tuple[str, ...]) -> PlanRecall:
    """Measures a plan on gathered boxes, whose labels count from 1 into ``classes``."""
    best_iou = best_default_box_iou(plan, boxes.boxes_xyxy)
    reached = best_iou >= MatchConfig().positive_iou
    sizes = box_sizes(boxes.boxes_xyxy) * plan.image_size
    strata = np.digitize(np.sqrt(sizes.prod(axis=1)), SIZE_LIMITS)
    figures = _Figures(best_iou, reached, positives_per_object(plan, boxes.boxes_xyxy, boxes.sample))
    return PlanRecall(
        plan=plan,
        recall=float(reached.mean()),
        mean_best_iou=float(best_iou.mean()),
        positives=float(figures.positives.mean()),
        per_class=_by_group(classes, boxes.labels - 1, figures),
        by_size=_by_group(SIZE_STRATA, strata, figures),
        unmatched=tuple(
            UnmatchedBox(int(boxes.sample[i]), int(boxes.index[i]), float(best_iou[i]))
            for i in np.flatnonzero(~reached)
        ),
    )


class _Figures(NamedTuple):
    """What is known of each box, ``[N]`` each."""

    best_iou: npt.NDArray[np.float64]
    reached: npt.NDArray[np.bool_]
    positives: npt.NDArray[np.int64]


def _by_group(names: Iterable[str], groups: npt.NDArray[np.int64], figures: _Figures) -> dict[str, GroupRecall]:
    """Recall by group; ``groups`` ``[N]`` holds each box's index into ``names``."""
    recalls = {}
    for group, name in enumerate(names):
        inside = groups == group
        count = int(inside.sum())
        best_iou, positives = (float(f[inside].mean()) if count else 0.0 for f in (figures.best_iou, figures.positives))
        recalls[name] = GroupRecall(count, int(figures.reached[inside].sum()), best_iou, positives)
    return recalls
