"""How many default boxes learn each object: its positives, without the network and without torch.

The figure behind the recall of a plan: an object that one default box reaches is trained, one that ten reach is
trained ten times as often. The rules are those of ``ssd/matching.py``.
"""

import numpy as np
import numpy.typing as npt

from ssd_desktop.ssd.boxes import FloatArray, iou_matrix
from ssd_desktop.ssd.config import BoxPlan, MatchConfig
from ssd_desktop.ssd.default_boxes import make_default_boxes

_CHUNK = 64


def positives_per_object(plan: BoxPlan, boxes_xyxy: FloatArray, images: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Returns the number of positives of each object, ``[N]``.

    A default box with IoU 0.5 or more is a positive of the object of its image that it overlaps most. An object that
    would have none keeps one of its own; where crowded objects share their best default boxes, each counts one.

    Args:
        plan: Any box plan.
        boxes_xyxy: float ``[N, 4]``, x0, y0, x1, y1, 0..1.
        images: ``[N]``, the image of each object.
    """
    objects, default_boxes, ious = _reached_pairs(plan, boxes_xyxy)
    claims = images[objects] * plan.box_count + default_boxes
    order = np.lexsort((objects, -ious, claims))
    winners = np.ones(len(order), np.bool_)
    winners[1:] = claims[order][1:] != claims[order][:-1]
    counts = np.bincount(objects[order][winners], minlength=len(boxes_xyxy))
    return np.maximum(counts, 1)


def _reached_pairs(
    plan: BoxPlan, boxes_xyxy: FloatArray
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], FloatArray]:
    """Returns every pair with IoU 0.5 or more: object, default box and IoU, ``[P]`` each.

    Only default boxes of half to twice an object's area can reach that, which leaves few of them.
    """
    least = MatchConfig().positive_iou
    default_boxes = make_default_boxes(plan).xyxy
    areas = (default_boxes[:, 2:] - default_boxes[:, :2]).prod(axis=1)
    by_area = np.argsort(areas, kind="stable")
    own_areas = (boxes_xyxy[:, 2:] - boxes_xyxy[:, :2]).prod(axis=1)
    sorted_objects = np.argsort(own_areas, kind="stable")
    parts: list[tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], FloatArray]] = []
    for start in range(0, len(boxes_xyxy), _CHUNK):
        objects = sorted_objects[start : start + _CHUNK]
        low, high = own_areas[objects[0]] * least, own_areas[objects[-1]] / least
        near = by_area[slice(*np.searchsorted(areas[by_area], (low * 0.999, high * 1.001)))]
        ious = iou_matrix(boxes_xyxy[objects], default_boxes[near])
        rows, columns = np.nonzero(ious >= least)
        parts.append((objects[rows], near[columns], ious[rows, columns]))
    reached, found = (np.concatenate([np.zeros(0, np.int64), *(part[k] for part in parts)]) for k in (0, 1))
    return reached, found, np.concatenate([np.zeros(0), *(part[2] for part in parts)])
