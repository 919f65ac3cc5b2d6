"""Average precision as PASCAL VOC measures it, at one IoU.

Source: Everingham et al., "The PASCAL Visual Object Classes Challenge", and ``VOCevaldet.m`` of the development kits:
VOC2007 (11 points) and VOC2010 onwards (area under the curve). IoU is taken on edges, without the kits' +1.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from ssd_desktop.data.types import Sample
from ssd_desktop.evaluation.overlaps import overlaps_of
from ssd_desktop.inference.types import Detections

VocMetric = Literal["voc07", "voc"]

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class PrecisionRecall:
    """How precision and recall of a class change as the score threshold falls.

    Attributes:
        scores: float64 ``[N]``, highest first, of the detections that count.
        precision: float64 ``[N]``, 0 to 1: share of objects among the detections down to this score.
        recall: float64 ``[N]``, 0 to 1: share of the objects found down to this score.
    """

    scores: FloatArray
    precision: FloatArray
    recall: FloatArray


@dataclass(frozen=True, eq=False)
class Judged:
    """All detections of all images, highest score first.

    Attributes:
        labels: int64 ``[N]``, 1 to C - 1.
        scores: float64 ``[N]``.
        hit: bool ``[N]``; True for the detection that finds an object.
        counts: bool ``[N]``; False for one on a difficult or ignored object, which is neither hit nor false alarm.
    """

    labels: IntArray
    scores: FloatArray
    hit: BoolArray
    counts: BoolArray


@dataclass(frozen=True, eq=False)
class _Overlaps:
    """What the detections of one image lie on, objects of their own class only; each array ``[N]``."""

    iou: FloatArray
    position: IntArray
    difficult: BoolArray
    on_ignored: BoolArray


def voc_ap(
    detections: Sequence[Detections],
    samples: Sequence[Sample],
    classes: Sequence[str],
    *,
    iou: float = 0.5,
    metric: VocMetric = "voc",
) -> dict[str, float | None]:
    """Returns the average precision of each class, 0 to 1; None for a class without an object to find.

    Args:
        detections: Of each image, boxes in its pixels.
        samples: The ground truth of the same images, in the same order.
        classes: Foreground names; label i is ``classes[i - 1]``.
        iou: A detection must reach it with an object of its class.
        metric: ``voc07`` (11 points) or ``voc`` (area, VOC2010 onwards).
    """
    average = eleven_point_ap if metric == "voc07" else area_ap
    curves = precision_recall(detections, samples, classes, iou=iou)
    return {name: None if curve is None else average(curve) for name, curve in curves.items()}


def precision_recall(
    detections: Sequence[Detections], samples: Sequence[Sample], classes: Sequence[str], *, iou: float = 0.5
) -> dict[str, PrecisionRecall | None]:
    """Returns the precision-recall curve of each class; None for a class without an object to find.

    Going from the highest score down, a detection is judged by the object of its class it overlaps most: the first to
    reach the IoU hits, every further one is a false alarm. A difficult object is not to be found and a detection on
    it counts neither way; nor does one on an ignored object that hits nothing else.

    Args:
        detections: Of each image, boxes in its pixels.
        samples: The ground truth of the same images, in the same order.
        classes: Foreground names; label i is ``classes[i - 1]``.
        iou: What a detection must reach.
    """
    judged = judge(detections, samples, iou)
    objects = objects_per_label(samples, len(classes))
    curves: dict[str, PrecisionRecall | None] = {}
    for label, name in enumerate(classes, start=1):
        chosen = (judged.labels == label) & judged.counts
        curves[name] = curve_of(judged.scores[chosen], judged.hit[chosen], objects[label]) if objects[label] else None
    return curves


def eleven_point_ap(curve: PrecisionRecall) -> float:
    """Returns the mean of the best precision at recall 0, 0.1, ..., 1 or more (VOC2007)."""
    # Tenths by division are the same floats as recalls by division: 3 of 10 found is a recall of 0.3.
    best = [curve.precision[curve.recall >= tenth / 10].max(initial=0.0) for tenth in range(11)]
    return float(np.mean(best))


def area_ap(curve: PrecisionRecall) -> float:
    """Returns the area under the curve after precision is made to fall only (VOC2010 onwards)."""
    recall = np.concatenate(([0.0], curve.recall))
    precision = np.maximum.accumulate(curve.precision[::-1])[::-1]
    return float(np.sum(np.diff(recall) * precision))


def mean_ap(per_class: dict[str, float | None]) -> float | None:
    """Returns the mean over the classes that have objects; None where none has."""
    known = [value for value in per_class.values() if value is not None]
    return float(np.mean(known)) if known else None


def curve_of(scores: FloatArray, hit: BoolArray, objects: int) -> PrecisionRecall:
    """Returns the curve of detections judged already.

    Args:
        scores: float64 ``[N]``, highest first.
        hit: bool ``[N]``, whether each finds an object.
        objects: Objects to find, at least 1.
    """
    hits = np.cumsum(hit)
    return PrecisionRecall(scores, hits / np.arange(1, len(hits) + 1), hits / objects)


def objects_per_label(samples: Sequence[Sample], classes: int) -> list[int]:
    """Returns the number of objects to find of each label, 0 (none ever) to ``classes``."""
    counts = np.zeros(classes + 1, np.int64)
    for sample in samples:
        counts += np.bincount(sample.labels[sample.to_find], minlength=classes + 1)
    return [int(count) for count in counts]


def judge(detections: Sequence[Detections], samples: Sequence[Sample], iou: float) -> Judged:
    """Tells hits from false alarms as ``precision_recall`` describes it, all classes at once.

    Args:
        detections: Of each image, boxes in its pixels.
        samples: The ground truth of the same images, in the same order.
        iou: What a detection must reach with an object of its class.
    """
    overlaps = [_overlap(found, sample, iou) for found, sample in zip(detections, samples, strict=True)]
    # An object's number among those of all images.
    first = np.cumsum([0, *(len(sample.labels) for sample in samples)])
    objects = np.concatenate([*(one.position + start for one, start in zip(overlaps, first, strict=False)), _NONE])
    scores = np.concatenate([*(found.scores for found in detections), _NONE]).astype(np.float64)
    order = np.argsort(-scores, kind="stable")
    reaches = np.concatenate([*(one.iou >= iou for one in overlaps), _NO])[order]
    difficult = np.concatenate([*(one.difficult for one in overlaps), _NO])[order]
    on_ignored = np.concatenate([*(one.on_ignored for one in overlaps), _NO])[order]
    labels = np.concatenate([*(found.labels for found in detections), _NONE])[order]

    candidates = np.flatnonzero(reaches & ~difficult)
    hit = np.zeros(len(order), bool)
    hit[candidates[np.unique(objects[order][candidates], return_index=True)[1]]] = True
    return Judged(labels, scores[order], hit, hit | ~(reaches & difficult | on_ignored))


def _overlap(detections: Detections, sample: Sample, iou: float) -> _Overlaps:
    """Finds for each detection the object of its class it overlaps most, and whether it lies on an ignored one."""
    count = len(detections)
    overlaps = overlaps_of(detections, sample)
    overlaps[detections.labels[:, None] != sample.labels[None]] = -1
    on_ignored = np.any(overlaps[:, sample.ignore] >= iou, axis=1)
    overlaps[:, sample.ignore] = -1
    if not len(sample.labels):
        return _Overlaps(np.full(count, -1.0), np.zeros(count, np.int64), np.zeros(count, bool), on_ignored)
    best = overlaps.argmax(axis=1)
    return _Overlaps(overlaps[np.arange(count), best], best, sample.difficult[best], on_ignored)


_NONE = np.zeros(0, np.int64)
_NO = np.zeros(0, bool)
