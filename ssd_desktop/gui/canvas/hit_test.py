"""Which box lies under a point. No Qt: boxes and points in picture pixels."""

import numpy as np
import numpy.typing as npt


def boxes_at(
    boxes_xyxy: npt.ArrayLike, x: float, y: float, *, tolerance_x: float = 0.0, tolerance_y: float = 0.0
) -> npt.NDArray[np.intp]:
    """Returns the indices of the boxes under a point, smallest area first.

    The smallest comes first because it may lie inside a larger one, where nothing else could reach it; of equal
    boxes the earlier one comes first.

    Args:
        boxes_xyxy: ``[N, 4]``, x0, y0, x1, y1, picture pixels; N may be 0.
        x: Picture pixels.
        y: Picture pixels.
        tolerance_x: Picture pixels that a point may lie beside a box, so that thin boxes can be hit.
        tolerance_y: Likewise, vertically (other than ``tolerance_x`` where the picture is squeezed).
    """
    boxes = np.asarray(boxes_xyxy, dtype=np.float64).reshape(-1, 4)
    inside_x = (boxes[:, 0] - tolerance_x <= x) & (x <= boxes[:, 2] + tolerance_x)
    inside_y = (boxes[:, 1] - tolerance_y <= y) & (y <= boxes[:, 3] + tolerance_y)
    hits = np.flatnonzero(inside_x & inside_y)
    areas = (boxes[hits, 2] - boxes[hits, 0]) * (boxes[hits, 3] - boxes[hits, 1])
    return hits[np.argsort(areas, kind="stable")]


def box_at(
    boxes_xyxy: npt.ArrayLike, x: float, y: float, *, tolerance_x: float = 0.0, tolerance_y: float = 0.0
) -> int | None:
    """Returns the index of the smallest box under a point, or None; arguments as in ``boxes_at``."""
    hits = boxes_at(boxes_xyxy, x, y, tolerance_x=tolerance_x, tolerance_y=tolerance_y)
    return int(hits[0]) if len(hits) else None
