"""Old images beside new ones, so that a detector that learns classes does not forget those it has.

Source: A. Robins, "Catastrophic forgetting, rehearsal and pseudorehearsal", Connection Science 7 (1995): old examples
(rehearsal), or what the old network answers where there are none (pseudorehearsal; ``training/rehearsal``).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from ssd_desktop.data.types import Dataset, DatasetReport, Sample
from ssd_desktop.errors import DataError


@dataclass(frozen=True)
class RehearsalMix:
    """How batches are made of new and old images of one joined data set (``joined``).

    Attributes:
        new_images: Images of the data set that are new; they come first in it.
        share: Share of each batch that is old, from 0 to below 1; above 0 at least one image of a batch is old and one
            is new.
    """

    new_images: int
    share: float

    def old_in_batch(self, batch_size: int) -> int:
        """Returns how many images of a batch are old.

        Raises:
            DataError: A batch of one image cannot hold both.
        """
        if not self.share:
            return 0
        if batch_size < 2:
            raise DataError("Batches of one image cannot hold new and old ones; use a batch_size of at least 2.")
        return min(max(round(self.share * batch_size), 1), batch_size - 1)

    def batches(self, batch_size: int) -> int:
        """Returns the batches of an epoch: each new image once, but for an incomplete last batch."""
        return max(self.new_images // (batch_size - self.old_in_batch(batch_size)), 1)

    def images_of_pass(self, batch_size: int) -> int:
        """Returns how many images a pass shows, new and old ones."""
        return self.batches(batch_size) * batch_size

    def order(self, shuffled: npt.NDArray[np.int64], batch_size: int) -> npt.NDArray[np.int64]:
        """Returns the images of an epoch, batch after batch, new ones first in each.

        Args:
            shuffled: Positions in the joined data set in any order, as many as it has images, int64 ``[M]``; what comes
                first is shown first, and shown again where more images are needed. Where rare classes are shown more
                often there may be no new or no old image among them: then all of them are shown.
            batch_size: Images of a batch.

        Returns:
            int64 ``[batches * batch_size]``.
        """
        batches, old = self.batches(batch_size), self.old_in_batch(batch_size)
        is_new = shuffled < self.new_images
        every = np.arange(len(shuffled))
        parts = (
            np.resize(shuffled[is_new] if is_new.any() else every[: self.new_images], (batches, batch_size - old)),
            np.resize(every[self.new_images :] if is_new.all() else shuffled[~is_new], (batches, old)),
        )
        return np.concatenate(parts, axis=1).reshape(-1)


@dataclass(frozen=True, eq=False)
class RehearsalData:
    """What keeps the classes of a start detector alive while new ones are learned.

    Attributes:
        start_classes: Foreground names of the start detector; the first classes of every data set here.
        labelled: Classes that the new data labels; in its images the others are no background.
        old: Images of the old classes to train on, or None.
        old_validation: Images of the old classes to measure on, or None.
        old_labelled: Classes that the old data labels.
    """

    start_classes: tuple[str, ...]
    labelled: tuple[str, ...]
    old: Dataset | None = None
    old_validation: Dataset | None = None
    old_labelled: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """Classes of the start detector that the new data does not label."""
        return tuple(name for name in self.start_classes if name not in self.labelled)

    @property
    def old_missing(self) -> tuple[str, ...]:
        """Classes of the start detector that the old data does not label."""
        return tuple(name for name in self.start_classes if name not in self.old_labelled)


def extended_classes(old: Sequence[str], new: Sequence[str]) -> tuple[str, ...]:
    """Returns the classes of a detector and those it learns: old ones keep their numbers, new names follow."""
    return (*old, *(name for name in new if name not in old))


def with_class_list(dataset: Dataset, classes: tuple[str, ...]) -> Dataset:
    """Returns the data set with the labels of another class list that has all its names.

    Raises:
        DataError: A class of the data set is not in the list.
    """
    missing = [name for name in dataset.classes if name not in classes]
    if missing:
        raise DataError(f"The class list lacks {missing[0]!r} of {dataset.name}; add it.")
    numbers = np.array([0, *(classes.index(name) + 1 for name in dataset.classes)], np.int64)
    samples = tuple(replace(sample, labels=numbers[sample.labels]) for sample in dataset.samples)
    return replace(dataset, samples=samples, classes=classes)


def joined(new: Dataset, old: Dataset) -> Dataset:
    """Returns one data set of both, new images first.

    Raises:
        DataError: They have other classes.
    """
    if new.classes != old.classes:
        raise DataError(f"{old.name} was read with other classes than {new.name}; read both with the same class list.")
    a, b = new.report, old.report
    report = DatasetReport(
        images=a.images + b.images,
        background=a.background + b.background,
        unlabelled=a.unlabelled + b.unlabelled,
        unreadable=a.unreadable + b.unreadable,
        problems=a.problems + b.problems,
    )
    return Dataset(f"{new.name} and {old.name}", new.samples + old.samples, new.classes, report)


def with_first_classes(dataset: Dataset, classes: tuple[str, ...]) -> Dataset:
    """Returns the data set with its first classes only; objects of the others are left out.

    Raises:
        DataError: ``classes`` are not the first ones.
    """
    if dataset.classes[: len(classes)] != classes:
        raise DataError(f"The classes of {dataset.name} do not begin with {', '.join(classes)}.")
    samples = tuple(sample.take(np.flatnonzero(sample.labels <= len(classes))) for sample in dataset.samples)
    return replace(dataset, samples=samples, classes=classes)


def with_found_objects(
    sample: Sample,
    boxes_xyxy: npt.NDArray[np.float32],
    labels: npt.NDArray[np.int64],
    ignore: npt.NDArray[np.bool_],
) -> Sample:
    """Returns the image with further objects, behind its own.

    Args:
        sample: The image.
        boxes_xyxy: float32 ``[N, 4]``, x0, y0, x1, y1, pixels, inside the image, none degenerate.
        labels: int64 ``[N]``, 1 to C - 1.
        ignore: bool ``[N]``; True: neither object nor background.
    """
    return replace(
        sample,
        boxes_xyxy=np.concatenate([sample.boxes_xyxy, boxes_xyxy.astype(np.float32)]),
        labels=np.concatenate([sample.labels, labels]),
        difficult=np.concatenate([sample.difficult, np.zeros(len(labels), np.bool_)]),
        ignore=np.concatenate([sample.ignore, ignore]),
        crowd=np.concatenate([sample.crowd, np.zeros(len(labels), np.bool_)]),
    )
