"""Default boxes: the fixed boxes of every cell of every feature map (SSD section 2.2). Numpy only.

Index order everywhere: feature map, then row, then column, then shape, as in the authors'
``prior_box_layer.cpp`` and torchvision's ``DefaultBoxGenerator``.
"""

import functools
from bisect import bisect_right
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ssd_desktop.errors import ConfigError
from ssd_desktop.ssd.boxes import FloatArray, cxcywh_to_xyxy, xyxy_to_cxcywh
from ssd_desktop.ssd.config import BoxPlan


@dataclass(frozen=True)
class DefaultBoxPlace:
    """Where a default box lives.

    Attributes:
        index: 0 to K - 1.
        feature_map: 0 is the finest.
        row: Cell row, from the top.
        column: Cell column, from the left.
        shape: 0 is the square of scale s, 1 that of s', then a and 1 / a for each aspect ratio.
    """

    index: int
    feature_map: int
    row: int
    column: int
    shape: int


@dataclass(frozen=True, eq=False)
class DefaultBoxes:
    """All default boxes of a box plan; made by ``make_default_boxes``.

    Attributes:
        plan: The plan they follow.
        cxcywh: float32 ``[K, 4]``, centre x, centre y, width, height as fractions of the input side; read-only.
            Boxes may reach beyond 0..1 unless the plan clips them.
        xyxy: float32 ``[K, 4]``, x0, y0, x1, y1, likewise.
        map_slices: For each feature map the indices of its default boxes.
    """

    plan: BoxPlan
    cxcywh: npt.NDArray[np.float32]
    xyxy: npt.NDArray[np.float32]
    map_slices: tuple[slice, ...]

    def __len__(self) -> int:
        return len(self.cxcywh)

    def locate(self, index: int) -> DefaultBoxPlace:
        """Returns the place of the default box with this index.

        Raises:
            ConfigError: The plan has no such index.
        """
        if not 0 <= index < len(self):
            raise ConfigError(f"Box plan {self.plan.name} has default boxes 0 to {len(self) - 1}, not {index}.")
        feature_map = bisect_right([part.start for part in self.map_slices], index) - 1
        cell, shape = divmod(index - self.map_slices[feature_map].start, self.plan.boxes_per_cell[feature_map])
        row, column = divmod(cell, self.plan.map_sizes[feature_map])
        return DefaultBoxPlace(int(index), feature_map, int(row), int(column), int(shape))

    def index_of(self, feature_map: int, row: int, column: int, shape: int) -> int:
        """Returns the index of the default box at a place.

        Raises:
            ConfigError: The plan has no such feature map, cell or shape.
        """
        cell = self.cell(feature_map, row, column)
        if not 0 <= shape < cell.stop - cell.start:
            raise ConfigError(
                f"Feature map {feature_map} of box plan {self.plan.name} has "
                f"{cell.stop - cell.start} boxes in a cell, so there is no shape {shape}."
            )
        return int(cell.start) + shape

    def cell(self, feature_map: int, row: int, column: int) -> slice:
        """Returns the indices of the default boxes of one cell.

        Raises:
            ConfigError: The plan has no such feature map or cell.
        """
        size = self._map_size(feature_map)
        if not (0 <= row < size and 0 <= column < size):
            raise ConfigError(
                f"Feature map {feature_map} of box plan {self.plan.name} has {size} x {size} cells, "
                f"so there is no row {row}, column {column}."
            )
        per_cell = self.plan.boxes_per_cell[feature_map]
        start = int(self.map_slices[feature_map].start) + (row * size + column) * per_cell
        return slice(start, start + per_cell)

    def cell_at(self, feature_map: int, x: float, y: float) -> tuple[int, int]:
        """Returns (row, column) of the cell whose centre is nearest to a point.

        Args:
            feature_map: 0 is the finest.
            x: Fraction of the input's width, 0 to 1; points outside take the nearest border cell.
            y: Likewise of the height.

        Raises:
            ConfigError: The plan has no such feature map.
        """
        size = self._map_size(feature_map)
        pitch = cell_pitch(self.plan, feature_map)
        row, column = (min(max(int(value / pitch), 0), size - 1) for value in (y, x))
        return row, column

    def _map_size(self, feature_map: int) -> int:
        maps = len(self.plan.map_sizes)
        if not 0 <= feature_map < maps:
            raise ConfigError(f"Box plan {self.plan.name} has feature maps 0 to {maps - 1}, not {feature_map}.")
        return self.plan.map_sizes[feature_map]


def cell_pitch(plan: BoxPlan, feature_map: int) -> float:
    """Returns the distance between neighbouring centres as a fraction of the input side.

    One cell of the map for ``cell`` centres (paper), ``step / image_size`` for ``steps`` (Caffe): 0.1067
    instead of 0.1 on SSD300's 10 x 10 map, whose last centre then lies beyond the picture.
    """
    if plan.centres == "steps":
        return plan.steps[feature_map] / plan.image_size
    return 1 / plan.map_sizes[feature_map]


def map_centres(plan: BoxPlan, feature_map: int) -> npt.NDArray[np.float64]:
    """Returns the centres of a map's cells along one axis, the same for x and y.

    Returns:
        float64 ``[f]`` for a map of f x f cells, fractions of the input side, before clipping.
    """
    return (np.arange(plan.map_sizes[feature_map], dtype=np.float64) + 0.5) * cell_pitch(plan, feature_map)


def map_shapes(plan: BoxPlan, feature_map: int) -> npt.NDArray[np.float64]:
    """Returns the sizes of the boxes of a cell.

    Returns:
        float64 ``[k, 2]``, width and height as fractions of the input side, at most 1 where the plan clips ``size``.
    """
    shapes = np.array(plan.cell_shapes(feature_map), dtype=np.float64)
    return np.minimum(shapes, 1.0) if plan.clip == "size" else shapes


@functools.lru_cache(maxsize=16)
def make_default_boxes(plan: BoxPlan) -> DefaultBoxes:
    """Lays out the default boxes of a plan. The same plan gives the same object.

    Args:
        plan: Maps, scales, aspect ratios, centres and clip.

    Returns:
        The K default boxes in index order.
    """
    per_map = [_map_boxes_cxcywh(plan, feature_map) for feature_map in range(len(plan.map_sizes))]
    ends = np.cumsum([len(boxes) for boxes in per_map]).tolist()
    slices = tuple(slice(start, end) for start, end in zip([0, *ends[:-1]], ends, strict=True))
    cxcywh, xyxy = _clip(np.concatenate(per_map), plan)
    return DefaultBoxes(plan, _frozen_float32(cxcywh), _frozen_float32(xyxy), slices)


def _map_boxes_cxcywh(plan: BoxPlan, feature_map: int) -> FloatArray:
    """Boxes of one map, ``[f * f * k, 4]``."""
    centres = map_centres(plan, feature_map)
    shapes = map_shapes(plan, feature_map)
    boxes = np.empty((len(centres), len(centres), len(shapes), 4))  # [row, column, shape, 4]
    boxes[..., 0] = centres[None, :, None]
    boxes[..., 1] = centres[:, None, None]
    boxes[..., 2:] = shapes
    return boxes.reshape(-1, 4)


def _clip(cxcywh: npt.NDArray[np.float64], plan: BoxPlan) -> tuple[npt.NDArray[np.floating], npt.NDArray[np.floating]]:
    """Applies the plan's ``cxcywh`` or ``corners`` clip; returns (cxcywh, xyxy)."""
    if plan.clip == "cxcywh":
        cxcywh = np.clip(cxcywh, 0.0, 1.0)
    xyxy = cxcywh_to_xyxy(cxcywh)
    if plan.clip == "corners":
        xyxy = np.clip(xyxy, 0.0, 1.0)
        return xyxy_to_cxcywh(xyxy), xyxy
    return cxcywh, xyxy


def _frozen_float32(values: FloatArray) -> npt.NDArray[np.float32]:
    """A read-only copy: the object is shared by everything that uses the plan."""
    copy = values.astype(np.float32)
    copy.setflags(write=False)
    return copy
