"""Objects of the classes that a data set does not label, found by the start detector.

In images labelled for new classes only, objects of the old classes are there all the same; trained on as background
they would be unlearned. So what the start detector is sure of becomes an object, and what it half believes becomes
neither object nor background. Where someone labelled an object, the label counts and nothing is added.

Source: K. Shmelkov et al., "Incremental Learning of Object Detectors without Catastrophic Forgetting" (arXiv
1708.06977), who keep the old detector's answers as targets; here they are labels, as in pseudorehearsal.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from ssd_desktop.data.rehearsal import with_found_objects
from ssd_desktop.data.types import Dataset, Sample
from ssd_desktop.errors import MediaError
from ssd_desktop.evaluation.collection import Detector, detections_of
from ssd_desktop.inference.types import Detections
from ssd_desktop.ssd.boxes import iou_matrix

SAME_OBJECT_IOU = 0.5
"""A detection that overlaps a labelled object, or a surer detection, this much is the same object."""

_LEAST_SIDE_PX = 1.0


@dataclass(frozen=True, eq=False)
class FoundObjects:
    """What the start detector found in one image.

    Attributes:
        boxes_xyxy: float32 ``[N, 4]``, x0, y0, x1, y1, pixels, highest score first.
        labels: int64 ``[N]``, 1 to C - 1 of the start detector.
        scores: float32 ``[N]``, 0 to 1.
    """

    boxes_xyxy: npt.NDArray[np.float32]
    labels: npt.NDArray[np.int64]
    scores: npt.NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.scores)


NOTHING_FOUND = FoundObjects(np.zeros((0, 4), np.float32), np.zeros(0, np.int64), np.zeros(0, np.float32))


def find_missing(
    detector: Detector,
    dataset: Dataset,
    missing: Sequence[str],
    *,
    least_score: float,
    progress: Callable[[int, int], None],
    should_stop: Callable[[], bool],
) -> list[FoundObjects] | None:
    """Looks for the classes that a data set does not label in each of its images.

    Args:
        detector: The start detector; its classes are the first ones of the data set.
        dataset: The images.
        missing: Classes of the detector to look for.
        least_score: Detections below it are left out.
        progress: Told images done and images in all.
        should_stop: Asked before each few images.

    Returns:
        For each image what is no object of its own; nothing for an unreadable one. None: it was stopped.
    """
    wanted = np.isin(np.arange(len(detector.config.classes)), [detector.config.classes.index(n) for n in missing])
    found: list[FoundObjects] = []
    with closing(detections_of(detector, dataset.samples, should_stop=should_stop)) as batches:
        for batch in batches:
            for sample, answer in batch:
                found.append(
                    NOTHING_FOUND
                    if isinstance(answer, MediaError)
                    else _kept(answer, sample, wanted, least_score=least_score)
                )
            progress(len(found), len(dataset))
    return found if len(found) == len(dataset) else None


def _kept(answer: Detections, sample: Sample, wanted: npt.NDArray[np.bool_], *, least_score: float) -> FoundObjects:
    """Returns the detections of an image that are taken.

    Args:
        answer: All detections, highest score first.
        sample: The image with its labelled objects.
        wanted: bool ``[C - 1]``, which classes.
        least_score: Detections below it are left out.
    """
    sides = answer.boxes_xyxy[:, 2:] - answer.boxes_xyxy[:, :2]
    candidates = (
        (answer.scores >= least_score) & wanted[answer.labels - 1] & (sides >= _LEAST_SIDE_PX).all(axis=1)
        & (iou_matrix(answer.boxes_xyxy, sample.boxes_xyxy) < SAME_OBJECT_IOU).all(axis=1)
    )  # fmt: skip
    taken: list[int] = []
    for index in np.flatnonzero(candidates):
        box = answer.boxes_xyxy[index : index + 1]
        if (iou_matrix(box, answer.boxes_xyxy[taken]) < SAME_OBJECT_IOU).all():
            taken.append(int(index))
    return FoundObjects(answer.boxes_xyxy[taken], answer.labels[taken], answer.scores[taken])


def with_missing(dataset: Dataset, found: Sequence[FoundObjects], *, object_score: float) -> Dataset:
    """Returns the data set with what was found in its images.

    Args:
        dataset: The images.
        found: For each image what to add.
        object_score: From this score up it counts as an object; below, neither as object nor as background.
    """
    samples = tuple(
        with_found_objects(sample, one.boxes_xyxy, one.labels, one.scores < object_score) if len(one) else sample
        for sample, one in zip(dataset.samples, found, strict=True)
    )
    return replace(dataset, samples=samples)


def to_rows(dataset: Dataset, found: Sequence[FoundObjects]) -> list[dict[str, Any]]:
    """Returns what was found as plain data for JSON, an entry an image; numbers keep every digit."""
    return [
        {
            "image": sample.image_path.name,
            "boxes": one.boxes_xyxy.astype(float).tolist(),
            "labels": [dataset.classes[label - 1] for label in one.labels],
            "scores": one.scores.astype(float).tolist(),
        }
        for sample, one in zip(dataset.samples, found, strict=True)
    ]


def from_rows(dataset: Dataset, rows: Sequence[Mapping[str, Any]]) -> list[FoundObjects]:
    """Returns what ``to_rows`` wrote for the same images.

    Raises:
        ValueError: The rows are of other images.
    """
    if [row["image"] for row in rows] != [sample.image_path.name for sample in dataset.samples]:
        raise ValueError("the images are others")
    return [
        FoundObjects(
            np.array(row["boxes"], np.float32).reshape(-1, 4),
            np.array([dataset.classes.index(str(name)) + 1 for name in row["labels"]], np.int64),
            np.array(row["scores"], np.float32),
        )
        for row in rows
    ]
