"""What is wrong with each detection, and what became of each object.

The kinds are in the spirit of TIDE (Bolya et al., "TIDE: A General Toolbox for Identifying Object Detection Errors",
ECCV 2020), at one score threshold. What is correct is judged as for the precision-recall curve (``voc.py``), so that
correct and erroneous detections add up to its hits and false alarms at that score. An erroneous detection takes the
first kind that fits, with IoU 0.5 for "on" and 0.1 for "near" an object:

1. duplicate: on an object of its class that a detection with a higher score has found;
2. wrong class: on an object of another class, found or not;
3. badly placed: near an object of its class;
4. wrong class and badly placed: near an object of another class;
5. background: near nothing.

TIDE asks for 3 before 2; here a detection that lies on one object is not explained by the rim of its neighbour.

An object that no detection finds takes the kind of a detection that is about it, wrong class before badly placed, and
is missed where there is neither. Difficult and ignored objects are not to be found, and a detection of their class on
them is not counted; ignored ones explain no error either.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from ssd_desktop.data.types import Sample
from ssd_desktop.evaluation.overlaps import overlaps_of
from ssd_desktop.inference.types import Detections

ON_IOU = 0.5
NEAR_IOU = 0.1
DEFAULT_SCORE = 0.5
"""The score from which the window shows detections."""

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]


class Kind(StrEnum):
    """What a detection is or what became of an object; the text is that of the JSON."""

    CORRECT = "correct"
    MISSED = "missed"
    WRONG_CLASS = "wrong_class"
    BADLY_PLACED = "badly_placed"
    WRONG_CLASS_BADLY_PLACED = "wrong_class_badly_placed"
    DUPLICATE = "duplicate"
    BACKGROUND = "background"
    NOT_COUNTED = "not_counted"


FALSE_ALARMS = (
    Kind.WRONG_CLASS,
    Kind.BADLY_PLACED,
    Kind.WRONG_CLASS_BADLY_PLACED,
    Kind.DUPLICATE,
    Kind.BACKGROUND,
)
"""Kinds of erroneous detections."""

ERRORS = (Kind.MISSED, *FALSE_ALARMS)


@dataclass(frozen=True, eq=False)
class ImageErrors:
    """What is wrong on one image.

    Attributes:
        detections: Those from the score threshold up, as found.
        detection_kinds: Of each of the N detections: correct, a false alarm, or not counted.
        objects: int64 ``[N]``, index of the object each is about; -1 for background and what is not counted.
        ious: float64 ``[N]``, overlap with that object; 0 without one.
        object_kinds: Of each of the G objects: correct (found), wrong class, badly placed, missed, or not counted.
    """

    detections: Detections
    detection_kinds: tuple[Kind, ...]
    objects: IntArray
    ious: FloatArray
    object_kinds: tuple[Kind, ...]

    @property
    def errors(self) -> int:
        """Erroneous detections and missed objects."""
        return sum(kind in FALSE_ALARMS for kind in self.detection_kinds) + self.object_kinds.count(Kind.MISSED)

    @property
    def not_found(self) -> int:
        """Objects that no detection finds, missed or explained by an erroneous detection."""
        return sum(kind not in (Kind.CORRECT, Kind.NOT_COUNTED) for kind in self.object_kinds)

    @property
    def cost(self) -> float:
        """1 for each object not found, and for each erroneous detection its score: the surer, the worse."""
        scores = zip(self.detections.scores, self.detection_kinds, strict=True)
        return self.not_found + sum(float(score) for score, kind in scores if kind in FALSE_ALARMS)


@dataclass(frozen=True)
class ClassErrors:
    """The errors of one class, or of all.

    Attributes:
        objects: To find.
        counts: Correct and each kind of error: erroneous detections count for the class they say, missed objects for
            their own. ``objects`` is more than correct and missed by the objects explained by another error.
    """

    objects: int
    counts: dict[Kind, int]

    @property
    def correct(self) -> int:
        """Objects found, the same number as correct detections."""
        return self.counts[Kind.CORRECT]

    @property
    def not_found(self) -> int:
        """Objects that no detection finds: missed, or explained by an erroneous detection."""
        return self.objects - self.correct

    @property
    def false_alarms(self) -> int:
        """Erroneous detections of all kinds."""
        return sum(self.counts[kind] for kind in FALSE_ALARMS)

    @property
    def precision(self) -> float | None:
        """Share of correct detections, 0 to 1; None without detections that count."""
        shown = self.correct + self.false_alarms
        return self.correct / shown if shown else None

    @property
    def recall(self) -> float | None:
        """Share of the objects found, 0 to 1; None without objects."""
        return self.correct / self.objects if self.objects else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall; None without objects and detections."""
        both = 2 * self.correct + self.false_alarms + self.not_found
        return 2 * self.correct / both if both else None


@dataclass(frozen=True, eq=False)
class ErrorAnalysis:
    """The errors of a detector on a data set at one score.

    Attributes:
        score: Detections from here up are looked at.
        classes: Foreground names; label i is ``classes[i - 1]``.
        images: In the order of the samples.
    """

    score: float
    classes: tuple[str, ...]
    images: tuple[ImageErrors, ...]
    per_class: dict[str, ClassErrors]
    total: ClassErrors

    def worst(self, limit: int | None = None) -> list[int]:
        """Returns the indices of images with errors, the most costly first, then those with more errors."""
        wrong = [index for index, image in enumerate(self.images) if image.errors]
        wrong.sort(key=lambda index: (-self.images[index].cost, -self.images[index].errors, index))
        return wrong[:limit]


def find_errors(
    detections: Sequence[Detections],
    samples: Sequence[Sample],
    classes: tuple[str, ...],
    *,
    score: float = DEFAULT_SCORE,
    iou: float = ON_IOU,
) -> ErrorAnalysis:
    """Gives every detection and every object its kind.

    Args:
        detections: Of each image, boxes in its pixels.
        samples: The ground truth of the same images, in the same order.
        classes: Foreground names; label i is ``classes[i - 1]``.
        score: Detections below are left out.
        iou: What "on an object" takes, more than ``NEAR_IOU``.
    """
    pairs = zip(detections, samples, strict=True)
    images = tuple(_judge_image(found.above(score), sample, iou) for found, sample in pairs)
    per_class = _count(images, samples, classes)
    total = ClassErrors(
        objects=sum(one.objects for one in per_class.values()),
        counts={kind: sum(one.counts[kind] for one in per_class.values()) for kind in (Kind.CORRECT, *ERRORS)},
    )
    return ErrorAnalysis(score, classes, images, per_class, total)


def _count(
    images: Sequence[ImageErrors], samples: Sequence[Sample], classes: tuple[str, ...]
) -> dict[str, ClassErrors]:
    counts: Counter[tuple[int, Kind]] = Counter()
    objects: Counter[int] = Counter()
    for image, sample in zip(images, samples, strict=True):
        counts.update(zip(image.detections.labels.tolist(), image.detection_kinds, strict=True))
        objects.update(sample.labels[sample.to_find].tolist())
        labels = zip(sample.labels.tolist(), image.object_kinds, strict=True)
        counts.update((label, kind) for label, kind in labels if kind is Kind.MISSED)
    return {
        name: ClassErrors(objects[label], {kind: counts[label, kind] for kind in (Kind.CORRECT, *ERRORS)})
        for label, name in enumerate(classes, start=1)
    }


def _judge_image(detections: Detections, sample: Sample, iou: float) -> ImageErrors:
    overlaps = overlaps_of(detections, sample)  # [N, G]
    same_class = detections.labels[:, None] == sample.labels[None]
    own, own_iou = _best(np.where(same_class & ~sample.ignore, overlaps, -1.0))
    other, other_iou = _best(np.where(~same_class & ~sample.ignore, overlaps, -1.0))
    on_ignored = np.any((overlaps >= iou) & same_class & sample.ignore, axis=1)
    on_own = own_iou >= iou
    # The appended False is what the index -1, no object, finds.
    on_difficult = on_own & np.append(sample.difficult, False)[own]
    hit = _first_of_each_object(own, on_own & ~on_difficult, detections.scores)

    conditions = [hit, on_difficult | on_ignored, on_own, other_iou >= iou, own_iou >= NEAR_IOU, other_iou >= NEAR_IOU]
    first = np.argmax([*conditions, np.ones(len(detections), bool)], axis=0)
    kinds = tuple(_IN_ORDER[place] for place in first)
    about_own, about_other = np.isin(first, _ABOUT_OWN), np.isin(first, _ABOUT_OTHER)
    objects = np.select([about_own, about_other], [own, other], -1)
    ious = np.select([about_own, about_other], [own_iou, other_iou], 0.0)
    return ImageErrors(detections, kinds, objects, ious, _object_kinds(sample, kinds, objects))


_IN_ORDER = (
    Kind.CORRECT,
    Kind.NOT_COUNTED,
    Kind.DUPLICATE,
    Kind.WRONG_CLASS,
    Kind.BADLY_PLACED,
    Kind.WRONG_CLASS_BADLY_PLACED,
    Kind.BACKGROUND,
)
_ABOUT_OWN = [_IN_ORDER.index(kind) for kind in (Kind.CORRECT, Kind.DUPLICATE, Kind.BADLY_PLACED)]
_ABOUT_OTHER = [_IN_ORDER.index(kind) for kind in (Kind.WRONG_CLASS, Kind.WRONG_CLASS_BADLY_PLACED)]


def _best(overlaps: FloatArray) -> tuple[IntArray, FloatArray]:
    """Returns the column of the highest overlap of each row and that overlap; -1 where there is none to choose."""
    if not overlaps.size:
        return np.full(len(overlaps), -1), np.full(len(overlaps), -1.0)
    position = overlaps.argmax(axis=1)
    best = overlaps[np.arange(len(overlaps)), position]
    return np.where(best < 0, -1, position), best


def _first_of_each_object(objects: IntArray, candidates: BoolArray, scores: npt.NDArray[np.float32]) -> BoolArray:
    """Returns which candidates have the highest score on their object; of equal scores the first."""
    order = np.argsort(-scores, kind="stable")
    order = order[candidates[order]]
    hit = np.zeros(len(scores), bool)
    hit[order[np.unique(objects[order], return_index=True)[1]]] = True
    return hit


def _object_kinds(sample: Sample, kinds: tuple[Kind, ...], objects: IntArray) -> tuple[Kind, ...]:
    explained = set(zip(objects.tolist(), kinds, strict=True))
    result = []
    for position, to_find in enumerate(sample.to_find.tolist()):
        reasons = (Kind.CORRECT, Kind.WRONG_CLASS, Kind.BADLY_PLACED)
        kind = next((reason for reason in reasons if (position, reason) in explained), Kind.MISSED)
        result.append(kind if to_find else Kind.NOT_COUNTED)
    return tuple(result)
