"""Where two detectors differ on the same images: what only one of them found, and what only one of them got wrong.

Found is what ``find_errors`` calls correct. A false alarm of one detector is shared where the other has one of the same
class at the same place (IoU 0.5 or more; each stands for one of the other, the closest first).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ssd_desktop.data.types import Sample
from ssd_desktop.evaluation.errors import FALSE_ALARMS, ON_IOU, ErrorAnalysis, ImageErrors, Kind
from ssd_desktop.ssd.boxes import iou_matrix

BoolArray = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Side:
    """What sets one detector apart from the other on an image.

    Attributes:
        errors: What was judged of it alone.
        only_found: bool ``[N]``, its detections that find an object which the other did not find.
        only_wrong: bool ``[N]``, its false alarms that the other does not have.
        lacks: bool ``[G]``, objects that the other found and this one did not.
    """

    errors: ImageErrors
    only_found: BoolArray
    only_wrong: BoolArray
    lacks: BoolArray

    @property
    def cost(self) -> float:
        """1 for each object it lacks, and for each false alarm of its own its score."""
        return float(self.lacks.sum() + self.errors.detections.scores[self.only_wrong].sum(dtype=np.float64))


@dataclass(frozen=True, eq=False)
class ImageDifference:
    """What sets two detectors apart on an image."""

    first: Side
    second: Side

    @property
    def size(self) -> float:
        """How much they differ; 0: in nothing."""
        return self.first.cost + self.second.cost

    @property
    def gain(self) -> float:
        """How much better the second is; below 0: the first is."""
        return self.first.cost - self.second.cost


def find_differences(
    first: ErrorAnalysis, second: ErrorAnalysis, samples: Sequence[Sample]
) -> tuple[ImageDifference, ...]:
    """Returns what sets two detectors apart on each image.

    Args:
        first: What was judged of the first one.
        second: Of the second, on the same images with the same classes.
        samples: Their ground truth, in the same order.
    """
    pairs = zip(first.images, second.images, samples, strict=True)
    return tuple(_difference(one, other, sample) for one, other, sample in pairs)


def most_different(differences: Sequence[ImageDifference], *, better: int | None = None) -> list[int]:
    """Returns the indices of the images that differ, the one that differs most first.

    Args:
        differences: Of all images.
        better: 0: only those on which the first detector is better, 1: the second; None: all.
    """
    sign = {None: 0, 0: -1, 1: 1}[better]
    chosen = [
        index
        for index, one in enumerate(differences)
        if one.size > 0 and (not sign or sign * one.gain > 0)
    ]  # fmt: skip
    return sorted(chosen, key=lambda index: (-differences[index].size, index))


def _difference(first: ImageErrors, second: ImageErrors, sample: Sample) -> ImageDifference:
    found = [_found(one, len(sample.labels)) for one in (first, second)]
    shared = _shared_false_alarms(first, second)
    return ImageDifference(
        _side(first, shared[0], found[0], found[1]),
        _side(second, shared[1], found[1], found[0]),
    )


def _side(errors: ImageErrors, shared: BoolArray, found: BoolArray, found_by_other: BoolArray) -> Side:
    correct = _of_kinds(errors, (Kind.CORRECT,))
    # The appended True is what the index -1, no object, finds.
    only_found = correct & ~np.append(found_by_other, True)[errors.objects]
    return Side(errors, only_found, _of_kinds(errors, FALSE_ALARMS) & ~shared, found_by_other & ~found)


def _of_kinds(errors: ImageErrors, kinds: Sequence[Kind]) -> BoolArray:
    return np.array([kind in kinds for kind in errors.detection_kinds], bool)


def _found(errors: ImageErrors, objects: int) -> BoolArray:
    """Returns which of the objects are found, bool ``[G]``."""
    found = np.zeros(objects, bool)
    found[errors.objects[_of_kinds(errors, (Kind.CORRECT,))]] = True
    return found


def _shared_false_alarms(first: ImageErrors, second: ImageErrors) -> tuple[BoolArray, BoolArray]:
    """Returns which false alarms of each detector the other has, too."""
    one, other = first.detections, second.detections
    overlaps = iou_matrix(one.boxes_xyxy.astype(np.float64), other.boxes_xyxy.astype(np.float64))
    overlaps[one.labels[:, None] != other.labels[None]] = 0
    overlaps[~_of_kinds(first, FALSE_ALARMS)] = 0
    overlaps[:, ~_of_kinds(second, FALSE_ALARMS)] = 0
    shared = np.zeros(len(one), bool), np.zeros(len(other), bool)
    rows, columns = np.nonzero(overlaps >= ON_IOU)
    for place in np.argsort(-overlaps[rows, columns], kind="stable"):
        row, column = rows[place], columns[place]
        if not (shared[0][row] or shared[1][column]):
            shared[0][row] = shared[1][column] = True
    return shared
