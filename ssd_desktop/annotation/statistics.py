"""What is labelled in a folder: how much of which class, how large, of what shape, where, and what looks wrong."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ssd_desktop.annotation.box_table import INPUT_SIDE, BoxTable, FloatArray, IntArray, box_table, lengths, ratios
from ssd_desktop.annotation.counted_image import CountedImage
from ssd_desktop.annotation.image_summary import DONE, STATUSES, ImageStatus
from ssd_desktop.annotation.split_balance import SplitBalance, split_balance
from ssd_desktop.annotation.suspicious_boxes import Suspicion, suspicious_boxes

SPREAD = (0.05, 0.5, 0.95)
"""The shares of objects below the three numbers that sum up sizes and shapes."""


@dataclass(frozen=True)
class ClassFigures:
    """The objects of one class.

    Attributes:
        name: The class.
        objects: How many.
        images: Images with one or more.
        lengths_px: Side of the square of the same area, pixels of the picture, at each of ``SPREAD``; 0 without
            objects.
        lengths_at_input: The same in the square that the network gets.
        ratios: Width by height likewise.
    """

    name: str
    objects: int
    images: int
    lengths_px: tuple[float, ...]
    lengths_at_input: tuple[float, ...]
    ratios: tuple[float, ...]


@dataclass(frozen=True, eq=False)
class Statistics:
    """The figures of many images. Ignored objects (crowds among them) are in none but ``ignored``.

    Attributes:
        images: Image files, labelled or not.
        statuses: How many images have each status, in the order of ``STATUSES``, those without any left out.
        classes: In class order.
        boxes_per_image: int64 ``[L]``, objects of each labelled image, ignored ones not counted.
        ignored: Objects that are in no loss.
        input_side: Pixels of the square that the network gets.
        table: All objects.
        suspicious: What should be looked at.
        balance: The splits; None where there are none.
        unread: Images whose labels cannot be read, and why.
    """

    images: int
    statuses: dict[ImageStatus, int]
    classes: tuple[ClassFigures, ...]
    boxes_per_image: IntArray
    ignored: int
    input_side: int
    table: BoxTable
    suspicious: tuple[Suspicion, ...]
    balance: SplitBalance | None
    unread: tuple[tuple[Path, str], ...]

    @property
    def objects(self) -> int:
        """How many objects there are, ignored ones not counted."""
        return len(self.table)

    @property
    def labelled(self) -> int:
        """How many images somebody has labelled, those without objects included."""
        return len(self.boxes_per_image)


def statistics_of(
    images: Sequence[CountedImage],
    *,
    class_order: Sequence[str] = (),
    splits: Mapping[str, Collection[Path]] | None = None,
    input_side: int = INPUT_SIDE,
) -> Statistics:
    """Returns the figures of some images.

    Args:
        images: What was read of each.
        class_order: Names of a class list, which come first, even without an object; others follow sorted.
        splits: Image files of each split.
        input_side: Pixels of the square that the network gets.
    """
    table = box_table(images, class_order)
    statuses = Counter(image.status for image in images)
    counts = np.bincount(table.images, minlength=len(images))
    labelled = np.array([image.status in DONE for image in images], bool)
    return Statistics(
        images=len(images),
        statuses={status: statuses[status] for status in STATUSES if statuses[status]},
        classes=tuple(_class_figures(table, label, input_side) for label in range(len(table.classes))),
        boxes_per_image=counts[labelled].astype(np.int64),
        ignored=sum(image.ignored for image in images),
        input_side=input_side,
        table=table,
        suspicious=suspicious_boxes(images, table),
        balance=split_balance(images, table, splits or {}),
        unread=tuple((image.path, image.why) for image in images if image.why),
    )


def _class_figures(table: BoxTable, label: int, input_side: int) -> ClassFigures:
    mine = table.of_class(label)
    return ClassFigures(
        table.classes[label],
        len(mine),
        len(np.unique(mine.images)),
        _spread(lengths(mine.sides_wh)),
        _spread(lengths(mine.sides_at_input(input_side))),
        _spread(ratios(mine.sides_wh)),
    )


def _spread(values: FloatArray) -> tuple[float, ...]:
    if not len(values):
        return (0.0,) * len(SPREAD)
    return tuple(float(value) for value in np.quantile(values, SPREAD))
