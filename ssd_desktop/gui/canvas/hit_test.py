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


def handle_at(
    box_xyxy: npt.ArrayLike, x: float, y: float, *, tolerance_x: float, tolerance_y: float
) -> tuple[int, int] | None:
    """Returns what of a box a point holds: an edge, a corner, or nothing.

    Inside a small box the edges take at most a quarter of it, so that its middle can still be held to move it.

    Args:
        box_xyxy: ``[4]``, x0, y0, x1, y1, picture pixels.
        x: Picture pixels.
        y: Picture pixels.
        tolerance_x: Picture pixels a point may be off an edge.
        tolerance_y: Likewise.

    Returns:
        Horizontal and vertical edge: -1 left or top, 1 right or bottom, 0 neither; None for no edge at all.
    """
    x0, y0, x1, y1 = np.asarray(box_xyxy, dtype=np.float64)
    if not (x0 - tolerance_x <= x <= x1 + tolerance_x and y0 - tolerance_y <= y <= y1 + tolerance_y):
        return None
    held = _held(x, x0, x1, tolerance_x), _held(y, y0, y1, tolerance_y)
    return None if held == (0, 0) else held


def boxes_within(boxes_xyxy: npt.ArrayLike, band_xyxy: npt.ArrayLike) -> npt.NDArray[np.intp]:
    """Returns the indices of the boxes that lie wholly inside another box.

    Args:
        boxes_xyxy: ``[N, 4]``, x0, y0, x1, y1, picture pixels; N may be 0.
        band_xyxy: ``[4]``, likewise.
    """
    boxes = np.asarray(boxes_xyxy, dtype=np.float64).reshape(-1, 4)
    band = np.asarray(band_xyxy, dtype=np.float64)
    return np.flatnonzero((boxes[:, :2] >= band[:2]).all(axis=1) & (boxes[:, 2:] <= band[2:]).all(axis=1))


def _held(value: float, low: float, high: float, tolerance: float) -> int:
    inside = min(tolerance, (high - low) / 4)
    if value <= low + inside and value - low <= high - value:
        return -1
    return 1 if value >= high - inside else 0
