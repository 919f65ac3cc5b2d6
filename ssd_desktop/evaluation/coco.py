"""Average precision as COCO measures it: the mean over IoU 0.50, 0.55, ..., 0.95.

Source: Lin et al., "Microsoft COCO"; computed by faster-coco-eval, which gives pycocotools' figures.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from faster_coco_eval import COCO, COCOeval_faster

from ssd_desktop.data.types import Sample
from ssd_desktop.inference.types import Detections

STANDARD_MAX_DETECTIONS = 100
"""Detections of an image and class that COCO counts."""

_IOU_50, _IOU_75 = 0, 5
_ALL, _SMALL, _MEDIUM, _LARGE = range(4)


@dataclass(frozen=True)
class CocoFigures:
    """COCO's figures, 0 to 1; None where there is nothing to find.

    Attributes:
        ap: Mean over classes and IoU 0.50 to 0.95.
        ap50: At IoU 0.50.
        ap75: At IoU 0.75.
        ap_small: Of objects under 32 x 32 pixels.
        ap_medium: From there to 96 x 96.
        ap_large: Above.
        per_class: ``ap`` of each class.
    """

    ap: float | None
    ap50: float | None
    ap75: float | None
    ap_small: float | None
    ap_medium: float | None
    ap_large: float | None
    per_class: dict[str, float | None]


def coco_ap(
    detections: Sequence[Detections],
    samples: Sequence[Sample],
    classes: Sequence[str],
    *,
    max_detections: int = STANDARD_MAX_DETECTIONS,
) -> CocoFigures:
    """Measures detections; nothing is printed.

    Difficult and ignored objects are given as crowds: they are not to be found, and any number of detections of their
    class that lie on them (half of a detection's own area at IoU 0.5) counts neither way.

    Args:
        detections: Of each image, boxes in its pixels.
        samples: The ground truth of the same images, in the same order.
        classes: Foreground names; label i is ``classes[i - 1]``.
        max_detections: Highest-scoring detections of an image and class that count.
    """
    truth = COCO(_ground_truth(samples, classes), print_function=_quiet)
    found = truth.loadRes(_results(detections))
    evaluation = COCOeval_faster(truth, found, "bbox", print_function=_quiet)
    evaluation.params.maxDets = [max_detections]
    evaluation.evaluate()
    evaluation.accumulate()
    precision = evaluation.eval["precision"][..., -1]  # [IoU, recall, class, size]
    # The classes come in the order of their numbers.
    per_class = {name: _mean(precision[:, :, index, _ALL]) for index, name in enumerate(classes)}
    return CocoFigures(
        ap=_mean(precision[..., _ALL]),
        ap50=_mean(precision[_IOU_50, ..., _ALL]),
        ap75=_mean(precision[_IOU_75, ..., _ALL]),
        ap_small=_mean(precision[..., _SMALL]),
        ap_medium=_mean(precision[..., _MEDIUM]),
        ap_large=_mean(precision[..., _LARGE]),
        per_class=per_class,
    )


def _mean(precision: npt.NDArray[np.float64]) -> float | None:
    """Averages what there is; -1 stands for nothing to find."""
    known = precision[precision > -1]
    return float(known.mean()) if known.size else None


def _ground_truth(samples: Sequence[Sample], classes: Sequence[str]) -> dict[str, Any]:
    images: list[dict[str, Any]] = []
    annotations: list[dict[str, Any]] = []
    for image, sample in enumerate(samples, start=1):
        images.append({"id": image, "width": sample.width, "height": sample.height})
        crowds = ~sample.to_find
        for box, label, crowd in zip(sample.boxes_xyxy.astype(np.float64), sample.labels, crowds, strict=True):
            x0, y0, x1, y1 = box.tolist()
            annotations.append(
                {
                    "id": len(annotations) + 1,
                    "image_id": image,
                    "category_id": int(label),
                    "bbox": [x0, y0, x1 - x0, y1 - y0],
                    "area": (x1 - x0) * (y1 - y0),
                    "iscrowd": int(crowd),
                }
            )
    categories = [{"id": label, "name": name} for label, name in enumerate(classes, start=1)]
    return {"info": {}, "images": images, "annotations": annotations, "categories": categories}


def _results(detections: Sequence[Detections]) -> list[dict[str, Any]]:
    return [
        {
            "image_id": image,
            "category_id": int(label),
            "bbox": [box[0], box[1], box[2] - box[0], box[3] - box[1]],
            "score": float(score),
        }
        for image, found in enumerate(detections, start=1)
        for box, label, score in zip(
            found.boxes_xyxy.astype(np.float64).tolist(), found.labels, found.scores, strict=True
        )
    ]


def _quiet(*_: object) -> None:
    """Takes the library's messages, which must not mix with results on stdout."""
