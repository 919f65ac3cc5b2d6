"""Boxes as arrays: the two ways to write them, their areas and their overlap. Numpy only."""

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.floating]


def xyxy_to_cxcywh(boxes_xyxy: FloatArray) -> FloatArray:
    """Converts edges to centre and size.

    Args:
        boxes_xyxy: ``[..., 4]``, x0, y0, x1, y1 in any unit.

    Returns:
        ``[..., 4]``, centre x, centre y, width, height in the same unit and dtype.
    """
    low, high = boxes_xyxy[..., :2], boxes_xyxy[..., 2:]
    return np.concatenate(((low + high) / 2, high - low), axis=-1)


def cxcywh_to_xyxy(boxes_cxcywh: FloatArray) -> FloatArray:
    """Converts centre and size to edges.

    Args:
        boxes_cxcywh: ``[..., 4]``, centre x, centre y, width, height in any unit.

    Returns:
        ``[..., 4]``, x0, y0, x1, y1 in the same unit and dtype.
    """
    centre, half_size = boxes_cxcywh[..., :2], boxes_cxcywh[..., 2:] / 2
    return np.concatenate((centre - half_size, centre + half_size), axis=-1)


def area_xyxy(boxes_xyxy: FloatArray) -> FloatArray:
    """Returns the areas of boxes.

    Args:
        boxes_xyxy: ``[..., 4]``, x0, y0, x1, y1.

    Returns:
        ``[...]``, square units; 0 for a box whose edges are reversed.
    """
    sizes = np.maximum(boxes_xyxy[..., 2:] - boxes_xyxy[..., :2], 0)
    return np.asarray(sizes[..., 0] * sizes[..., 1])


def iou_matrix(a_xyxy: FloatArray, b_xyxy: FloatArray) -> FloatArray:
    """Returns the intersection over union of every pair of boxes.

    Args:
        a_xyxy: ``[N, 4]``, x0, y0, x1, y1.
        b_xyxy: ``[M, 4]``, in the same unit.

    Returns:
        ``[N, M]``, 0 to 1 in the wider of the two dtypes; 0 where both boxes are empty. N or M may be 0.
    """
    a, b = a_xyxy[:, None], b_xyxy[None]
    width = np.minimum(a[..., 2], b[..., 2]) - np.maximum(a[..., 0], b[..., 0])  # [N, M]
    height = np.minimum(a[..., 3], b[..., 3]) - np.maximum(a[..., 1], b[..., 1])
    shared = np.maximum(width, 0) * np.maximum(height, 0)
    union = area_xyxy(a_xyxy)[:, None] + area_xyxy(b_xyxy)[None] - shared
    return np.asarray(np.divide(shared, union, out=np.zeros_like(shared), where=union > 0))
