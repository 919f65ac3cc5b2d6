"""Which default boxes of a feature map are looked at: by shape, and by their overlap with a box. Numpy only."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ssd_desktop.errors import ConfigError
from ssd_desktop.ssd.boxes import iou_matrix
from ssd_desktop.ssd.default_boxes import DefaultBoxes
from ssd_desktop.ssd.plan_editing import MOST_RATIOS

SHAPE_COUNT = 2 + 2 * MOST_RATIOS
"""The most shapes of a cell: two squares, and two boxes for each ratio."""


@dataclass(frozen=True)
class BoxFilter:
    """What a default box has to fulfil.

    Attributes:
        shapes: Numbers of shapes in a cell (0 the square of s, 1 that of s', then a and 1 / a); empty: any shape.
        near_xyxy: A box, x0, y0, x1, y1, 0..1 of the input, that it has to overlap; None: none.
        least_iou: At least so much, above 0.

    Raises:
        ConfigError: ``least_iou`` is not above 0 and up to 1.
    """

    shapes: frozenset[int] = frozenset()
    near_xyxy: tuple[float, float, float, float] | None = None
    least_iou: float = 0.5

    def __post_init__(self) -> None:
        if not 0 < self.least_iou <= 1:
            raise ConfigError(f"The least IoU is {self.least_iou}; it must lie above 0 and up to 1.")

    @property
    def passes_all(self) -> bool:
        """Whether every default box fulfils it."""
        return not self.shapes and self.near_xyxy is None


class BestOverlap(NamedTuple):
    """The default box that overlaps a box most.

    Attributes:
        default_box: Its index.
        iou: Its overlap, 0 to 1.
    """

    default_box: int
    iou: float


def selected_boxes(boxes: DefaultBoxes, feature_map: int, wanted: BoxFilter) -> npt.NDArray[np.int64]:
    """Returns the indices of the default boxes of a map that pass a filter, int64 ``[n]``, ascending.

    Args:
        boxes: Of any box plan.
        feature_map: 0 is the finest.
        wanted: The filter; shapes that the map lacks select nothing.
    """
    part = boxes.map_slices[feature_map]
    indices = np.arange(part.start, part.stop)
    if wanted.shapes:
        shapes = (indices - part.start) % boxes.plan.boxes_per_cell[feature_map]
        indices = indices[np.isin(shapes, sorted(wanted.shapes))]
    if wanted.near_xyxy is not None:
        indices = indices[_ious(boxes, indices, wanted.near_xyxy) >= wanted.least_iou]
    return indices


def best_overlap(
    boxes: DefaultBoxes, maps: Iterable[int], near_xyxy: tuple[float, float, float, float]
) -> BestOverlap | None:
    """Returns the default box of some maps that overlaps a box most, the first of equals; None without maps.

    Args:
        boxes: Of any box plan.
        maps: Feature maps to look at.
        near_xyxy: x0, y0, x1, y1, 0..1 of the input.
    """
    parts = [np.arange(boxes.map_slices[k].start, boxes.map_slices[k].stop) for k in sorted(maps)]
    if not parts:
        return None
    indices = np.concatenate(parts)
    ious = _ious(boxes, indices, near_xyxy)
    best = int(np.argmax(ious))
    return BestOverlap(int(indices[best]), float(ious[best]))


def _ious(
    boxes: DefaultBoxes, indices: npt.NDArray[np.int64], near_xyxy: tuple[float, float, float, float]
) -> npt.NDArray[np.floating]:
    near = np.array([near_xyxy], dtype=np.float64)
    return iou_matrix(boxes.xyxy[indices].astype(np.float64), near)[:, 0]
