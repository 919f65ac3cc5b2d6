"""How far detections lie on ground truths, crowds by COCO's rule."""

import numpy as np
import numpy.typing as npt

from ssd_desktop.data.types import Sample
from ssd_desktop.inference.types import Detections
from ssd_desktop.ssd.boxes import area_xyxy, iou_matrix

FloatArray = npt.NDArray[np.float64]


def overlaps_of(detections: Detections, sample: Sample) -> FloatArray:
    """Returns how far each detection lies on each ground truth: float64 ``[N, G]``, 0 to 1.

    That is the IoU; for a crowd, which has no size to compare with, the share of the detection's own area inside it
    (pycocotools, ``maskApi.c``, ``bbIou``).
    """
    found, truths = detections.boxes_xyxy.astype(np.float64), sample.boxes_xyxy.astype(np.float64)
    overlaps = iou_matrix(found, truths).astype(np.float64)
    overlaps[:, sample.crowd] = _share_inside(found, truths[sample.crowd])
    return overlaps


def _share_inside(boxes_xyxy: FloatArray, crowds_xyxy: FloatArray) -> FloatArray:
    """Share of the area of each of ``[N, 4]`` inside each of ``[M, 4]`` -> ``[N, M]``; 0 for a box without area."""
    low = np.maximum(boxes_xyxy[:, None, :2], crowds_xyxy[None, :, :2])  # [N, M, 2]
    high = np.minimum(boxes_xyxy[:, None, 2:], crowds_xyxy[None, :, 2:])
    shared = np.maximum(high - low, 0).prod(axis=-1)
    areas = np.broadcast_to(area_xyxy(boxes_xyxy)[:, None], shared.shape)
    return np.asarray(np.divide(shared, areas, out=np.zeros_like(shared), where=areas > 0))
