"""Everything a person needs to act on an evaluation, computed from one pass of the detector."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from ssd_desktop.data.types import Sample
from ssd_desktop.evaluation.calibration import BestThreshold, Calibration, best_threshold, calibration
from ssd_desktop.evaluation.collection import Collected
from ssd_desktop.evaluation.confusion import ConfusionMatrix, confusion_matrix
from ssd_desktop.evaluation.errors import DEFAULT_SCORE, ON_IOU, ClassErrors, ErrorAnalysis, find_errors
from ssd_desktop.evaluation.sizes import SizeGroup, by_coco_size, by_network_side
from ssd_desktop.evaluation.voc import (
    Judged,
    PrecisionRecall,
    area_ap,
    curve_of,
    judge,
    objects_per_label,
    precision_recall,
)

CURVE_POINTS = 200
"""Points of a curve that are written; a long one is thinned."""


@dataclass(frozen=True, eq=False)
class Analysis:
    """What a detector does right and wrong on a data set; all at IoU 0.5.

    Attributes:
        samples: The images.
        errors: Kinds of errors of each image and class, at ``errors.score``.
        confusion: At the same score.
        calibration: Of the scores.
        curves: Precision and recall of each class; None for a class without objects.
        overall_curve: Of all detections and objects together; None without objects.
        thresholds: The score with the best F1 of each class; None where there is none.
        overall_threshold: Of all together.
        network_sizes: By side as the network sees it.
        coco_sizes: By COCO's areas.
    """

    samples: tuple[Sample, ...]
    errors: ErrorAnalysis
    confusion: ConfusionMatrix
    calibration: Calibration
    curves: dict[str, PrecisionRecall | None]
    overall_curve: PrecisionRecall | None
    thresholds: dict[str, BestThreshold | None]
    overall_threshold: BestThreshold | None
    network_sizes: dict[str, SizeGroup]
    coco_sizes: dict[str, SizeGroup]

    def to_dict(self) -> dict[str, Any]:
        """Returns what JSON holds; shares are 0 to 1, null where there is nothing to divide by.

        Keys:
            ``score``, ``iou``: The thresholds of everything but curves and calibration.
            ``total`` and ``per_class`` (by name), each with ``objects`` (to find), ``correct``, ``not_found``,
            ``missed``, ``wrong_class``, ``badly_placed``, ``wrong_class_badly_placed``, ``duplicate``,
            ``background``, ``precision``, ``recall``, ``f1``; ``ap50`` (area), and ``best``: ``score``, ``f1``,
            ``precision``, ``recall`` where F1 is highest. ``total.ap50`` is that of all detections
            together, not the mean.
            ``confusion``: ``names`` (background last), ``counts`` (row: what it is, column: what was detected).
            ``calibration``: ``error``, ``bias``, ``detections``, ``bins``.
            ``sizes``: ``network`` and ``coco``, by stratum ``objects``, ``found``, ``false_alarms``, ``recall``.
            ``curves``: by class name, a list of [recall, precision, score], precision made to fall only.
            ``worst_images``: those with errors, the worst first: ``image``, ``errors``, ``not_found``, ``cost``.
        """
        return {
            "score": self.errors.score,
            "iou": self.confusion.iou,
            "total": _class_dict(self.errors.total, self.overall_curve, self.overall_threshold),
            "per_class": {
                name: _class_dict(self.errors.per_class[name], self.curves[name], self.thresholds[name])
                for name in self.errors.classes
            },
            "confusion": {"names": list(self.confusion.names), "counts": self.confusion.counts.tolist()},
            "calibration": asdict(self.calibration),
            "sizes": {"network": _sizes_dict(self.network_sizes), "coco": _sizes_dict(self.coco_sizes)},
            "curves": {name: None if curve is None else curve_points(curve) for name, curve in self.curves.items()},
            "worst_images": [self._image_dict(index) for index in self.errors.worst()],
        }

    def _image_dict(self, index: int) -> dict[str, Any]:
        image = self.errors.images[index]
        path = self.samples[index].image_path
        return {"image": str(path), "errors": image.errors, "not_found": image.not_found, "cost": image.cost}


def analyse(collected: Collected, *, image_size: int, score: float = DEFAULT_SCORE) -> Analysis:
    """Computes every figure from what was collected; nothing is detected again.

    Args:
        collected: Detections down to a low score, and the ground truth.
        image_size: Pixels of a side of the network's input.
        score: Where errors, confusion and sizes are looked at, 0 to 1.
    """
    detections, samples, classes = collected.detections, collected.samples, collected.classes
    errors = find_errors(detections, samples, classes, score=score)
    judged = judge(detections, samples, ON_IOU)
    curves = precision_recall(detections, samples, classes, iou=ON_IOU)
    overall = _overall_curve(judged, samples, len(classes))
    return Analysis(
        samples=samples,
        errors=errors,
        confusion=confusion_matrix(detections, samples, classes, score=score, iou=ON_IOU),
        calibration=calibration(judged),
        curves=curves,
        overall_curve=overall,
        thresholds={name: best_threshold(curve) for name, curve in curves.items()},
        overall_threshold=best_threshold(overall),
        network_sizes=by_network_side(errors, samples, image_size=image_size),
        coco_sizes=by_coco_size(errors, samples),
    )


def curve_points(curve: PrecisionRecall) -> list[tuple[float, float, float]]:
    """Returns (recall, precision, score) where recall rises, precision made to fall only, at most ``CURVE_POINTS``."""
    precision = np.maximum.accumulate(curve.precision[::-1])[::-1]
    rises = np.flatnonzero(np.diff(curve.recall, prepend=0.0) > 0)
    if len(rises) > CURVE_POINTS:
        rises = rises[np.linspace(0, len(rises) - 1, CURVE_POINTS).round().astype(np.int64)]
    columns = (curve.recall[rises], precision[rises], curve.scores[rises])
    return [(recall, high, score) for recall, high, score in np.round(np.stack(columns, axis=1), 5).tolist()]


def _overall_curve(judged: Judged, samples: Sequence[Sample], classes: int) -> PrecisionRecall | None:
    objects = sum(objects_per_label(samples, classes))
    return curve_of(judged.scores[judged.counts], judged.hit[judged.counts], objects) if objects else None


def _class_dict(errors: ClassErrors, curve: PrecisionRecall | None, best: BestThreshold | None) -> dict[str, Any]:
    return {
        "objects": errors.objects,
        "not_found": errors.not_found,
        **{kind.value: count for kind, count in errors.counts.items()},
        "precision": errors.precision,
        "recall": errors.recall,
        "f1": errors.f1,
        "ap50": None if curve is None else area_ap(curve),
        "best": None if best is None else asdict(best),
    }


def _sizes_dict(groups: dict[str, SizeGroup]) -> dict[str, Any]:
    return {name: {**asdict(group), "recall": group.recall} for name, group in groups.items()}
