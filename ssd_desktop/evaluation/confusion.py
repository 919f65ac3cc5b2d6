"""Which class is taken for which: the confusion matrix of a detector, with background.

Definition, in the spirit of Ultralytics and supervision: from a score threshold up, detections and objects of an image
are paired whatever their classes, the pair with the highest IoU first, each once, down to an IoU threshold. A pair
counts in the row of the object's class and the column of the detection's; an object left over counts in its row under
background (not found), a detection left over in the background row (found where nothing is).

Two additions. Of pairs with equal IoU those of one class come first, so that the order of a file decides nothing. And
difficult and ignored objects are not paired; a detection left over that reaches the IoU threshold with one of its class
is not counted, as for average precision.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ssd_desktop.data.types import Sample
from ssd_desktop.evaluation.overlaps import overlaps_of
from ssd_desktop.inference.types import Detections

BACKGROUND = "background"


@dataclass(frozen=True, eq=False)
class ConfusionMatrix:
    """How often an object of one class is taken for another.

    Attributes:
        classes: Foreground names, C - 1.
        counts: int64 ``[C, C]``; row: what it is, column: what was detected; the last of both is background, and where
            they meet is 0.
        score: Detections from here up are counted.
        iou: What a pair must reach.
    """

    classes: tuple[str, ...]
    counts: npt.NDArray[np.int64]
    score: float
    iou: float

    @property
    def names(self) -> tuple[str, ...]:
        """The names of rows and columns."""
        return (*self.classes, BACKGROUND)

    def most_confused(self, limit: int) -> list[tuple[str, str, int]]:
        """Returns what was taken for what and how often, most often first, background left out."""
        pairs = self.counts[:-1, :-1].copy()
        np.fill_diagonal(pairs, 0)
        order = np.argsort(-pairs, axis=None, kind="stable")[:limit]
        found = ((*divmod(int(place), len(self.classes)), int(pairs.flat[place])) for place in order)
        return [(self.classes[row], self.classes[column], count) for row, column, count in found if count]


def confusion_matrix(
    detections: Sequence[Detections],
    samples: Sequence[Sample],
    classes: tuple[str, ...],
    *,
    score: float = 0.5,
    iou: float = 0.5,
) -> ConfusionMatrix:
    """Counts what was taken for what.

    Args:
        detections: Of each image, boxes in its pixels.
        samples: The ground truth of the same images, in the same order.
        classes: Foreground names; label i is ``classes[i - 1]``.
        score: Detections below are left out.
        iou: What a pair must reach, above 0.
    """
    background = len(classes)
    counts = np.zeros((background + 1, background + 1), np.int64)
    for found, sample in zip(detections, samples, strict=True):
        _add_image(counts, found.above(score), sample, iou)
    return ConfusionMatrix(classes, counts, score, iou)


def _add_image(counts: npt.NDArray[np.int64], found: Detections, sample: Sample, iou: float) -> None:
    overlaps = overlaps_of(found, sample)  # [N, G]
    same_class = found.labels[:, None] == sample.labels[None]
    to_find = sample.to_find
    pairs = _pair(np.where(to_find, overlaps, -1.0), same_class, iou)
    for detection, position in pairs.items():
        counts[sample.labels[position] - 1, found.labels[detection] - 1] += 1
    for position in set(np.flatnonzero(to_find).tolist()) - set(pairs.values()):
        counts[sample.labels[position] - 1, -1] += 1
    excused = np.any((overlaps >= iou) & same_class & ~to_find, axis=1)
    for detection in set(np.flatnonzero(~excused).tolist()) - pairs.keys():
        counts[-1, found.labels[detection] - 1] += 1


def _pair(overlaps: npt.NDArray[np.float64], same_class: npt.NDArray[np.bool_], iou: float) -> dict[int, int]:
    """Returns the object of each detection that has one, the highest overlap first."""
    rows, columns = np.nonzero(overlaps >= iou)
    order = np.lexsort((~same_class[rows, columns], -overlaps[rows, columns]))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for detection, position in zip(rows[order].tolist(), columns[order].tolist(), strict=True):
        if detection not in pairs and position not in taken:
            pairs[detection] = position
            taken.add(position)
    return pairs
