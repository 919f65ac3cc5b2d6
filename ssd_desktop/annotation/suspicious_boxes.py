"""Boxes that are probably slips: tiny, twice there, outside of the picture, or very unlike the others of their class.

Unlike is measured by the modified z-score of Iglewicz and Hoaglin ("How to Detect and Handle Outliers", 1993):
0.6745 (x - median) / MAD, beyond 3.5 either way, with x the logarithm of the size (the side of the square of the same
area, in fractions of the picture) or of width by height. Median and MAD do not move for the outliers they are to find.
Only the outermost 2 % of a class on either side are told: what every tenth card shows, lying across, is not unlike.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np

from ssd_desktop.annotation.annotation import AnnotatedObject
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.box_table import BoxTable, FloatArray, IntArray, lengths, ratios
from ssd_desktop.annotation.counted_image import CountedImage
from ssd_desktop.annotation.suggestions import overlap

SuspicionKind = Literal["outside", "damaged", "duplicate", "double", "two classes", "tiny", "size", "ratio"]

KINDS: tuple[SuspicionKind, ...] = (
    "outside", "damaged", "duplicate", "double", "two classes", "tiny", "size", "ratio",
)  # fmt: skip
"""In the order they are listed, the surest mistakes first."""

TINY_PX = 4.0
"""A box with a side below this, in pixels of its picture, is rather a click than an object."""

ALIKE_IOU = 0.9
"""From this overlap on two boxes are nearly identical: no two real objects lie so."""

SAME_PX = 0.01
"""Boxes whose edges differ by at most this are the same box: a file may have written them with few digits."""

UNLIKE_Z = 3.5
"""Modified z-score beyond which a box is very unlike its class."""

FEW = 0.02
"""Share of a class, on either side, that can be unlike it; always at least one object."""

LEAST_OF_CLASS = 10
"""A class with fewer objects says too little of what is usual."""

_LEAST_MAD = float(np.log(1.1))
"""Where nearly all objects have one size, those that differ by a few per cent are no outliers."""

_TO_DEVIATION = 0.6745
"""MAD of a normal distribution in standard deviations."""


@dataclass(frozen=True)
class Suspicion:
    """An object that somebody should look at.

    Attributes:
        kind: Why. ``outside``: sticks out of the picture by more than 1 px, or lies outside; ``damaged``: its file
            gives no usable box or class; ``duplicate``: the same box and class as another; ``double``: nearly
            identical to another of its class; ``two classes``: nearly identical, or the same box, of another class;
            ``tiny``: a side below ``TINY_PX``; ``size``, ``ratio``: very unlike its class.
        image: The image file.
        entry: Which object of it, as ``AnnotatedObject.entry``.
        label: Its class name; "" where it has none that can be used.
        box: Its box, pixels of the upright image; None where it has none that can be used.
        value: IoU of a pair, the shorter side in pixels of a tiny box, the z-score of an unlike one; else 0.
        usual: Of an unlike one the median of its class: percent of the picture's side, or width by height; else 0.
        actual: The same of the object.
        other_entry: The other object of a pair; 0 without.
        other_label: Its class name; "" without.
        text: What the reader of the file said; "" for what its reading did not show.
    """

    kind: SuspicionKind
    image: Path
    entry: int
    label: str
    box: Box | None
    value: float = 0.0
    usual: float = 0.0
    actual: float = 0.0
    other_entry: int = 0
    other_label: str = ""
    text: str = ""


def suspicious_boxes(images: Sequence[CountedImage], table: BoxTable) -> tuple[Suspicion, ...]:
    """Returns what should be looked at: kind by kind as in ``KINDS``, then by image, but the most unlike first.

    Args:
        images: The images.
        table: Their objects, of ``box_table``.
    """
    found = [*_from_files(images), *_pairs(images, table), *_tiny(images, table)]
    found += _unlike(images, table, "size", 100 * lengths(table.sides_wh / table.sizes_wh))
    found += _unlike(images, table, "ratio", ratios(table.sides_wh))
    order = {kind: place for place, kind in enumerate(KINDS)}
    # Sorting keeps the order within a kind.
    return tuple(sorted(found, key=lambda one: order[one.kind]))


def matching_entry(suspicion: Suspicion, objects: Sequence[AnnotatedObject]) -> int | None:
    """Returns the entry of the object that a suspicion is about, in an image as it is now.

    Entries change when a file is written and read again: the box of the same class that overlaps most is taken.

    Args:
        suspicion: What was found.
        objects: Of its image.

    Returns:
        None where the object is gone.
    """
    box = suspicion.box
    if box is None:
        return None
    same = [item for item in objects if item.label == suspicion.label]
    best = max(same, key=lambda item: (overlap(item.box, box), item.entry == suspicion.entry), default=None)
    return best.entry if best is not None and overlap(best.box, box) > 0 else None


def near_identical_pairs(
    images: IntArray, boxes_xyxy: FloatArray, least_iou: float = ALIKE_IOU
) -> tuple[IntArray, IntArray, FloatArray]:
    """Finds the pairs of boxes of one image that overlap at least so much.

    Sorted by their left edges, only neighbours are compared: IoU is at most the shared width by the width of both
    together, so the left edges of such a pair differ by no more than (1 - IoU) / IoU of the first one's width.

    Args:
        images: int64 ``[N]``, number of each box's image, rising.
        boxes_xyxy: float64 ``[N, 4]``, with an area.
        least_iou: Above 0.

    Returns:
        Rows of the first and of the second box of each pair, the lower row first, and their IoU; sorted by rows.
    """
    order = np.lexsort((boxes_xyxy[:, 0], images))
    boxes, groups = boxes_xyxy[order], images[order]
    reach = boxes[:, 0] + (boxes[:, 2] - boxes[:, 0]) * (1 - least_iou) / least_iou
    firsts, seconds, ious = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)], [np.zeros(0)]
    near = np.arange(len(boxes), dtype=np.int64)
    step = 0
    while len(near):
        step += 1
        near = near[near + step < len(boxes)]
        near = near[(groups[near] == groups[near + step]) & (boxes[near + step, 0] <= reach[near] + SAME_PX)]
        found = _iou(boxes[near], boxes[near + step])
        hits = found >= least_iou
        firsts.append(order[near[hits]])
        seconds.append(order[near[hits] + step])
        ious.append(found[hits])
    first, second, iou = np.concatenate(firsts), np.concatenate(seconds), np.concatenate(ious)
    low, high = np.minimum(first, second), np.maximum(first, second)
    by_row = np.lexsort((high, low))
    return low[by_row], high[by_row], iou[by_row]


def modified_z(values: FloatArray, least_mad: float = _LEAST_MAD) -> FloatArray:
    """Returns how far each value is from the median, in units that outliers do not stretch, ``[N]``.

    Args:
        values: ``[N]``, at least one.
        least_mad: The median distance from the median counts as at least this.
    """
    distance = values - np.median(values)
    mad = max(float(np.median(np.abs(distance))), least_mad)
    scores: FloatArray = _TO_DEVIATION * distance / mad
    return scores


# -- The kinds


def _from_files(images: Sequence[CountedImage]) -> Iterator[Suspicion]:
    for image in images:
        boxes = dict(zip(image.entries, range(len(image.entries)), strict=True))
        for problem in image.problems:
            row = boxes.get(problem.entry)
            label, box = ("", None) if row is None else (image.labels[row], Box(*image.boxes_xyxy[row].tolist()))
            kind: SuspicionKind = "outside" if problem.outside else "damaged"
            yield Suspicion(kind, image.path, problem.entry, label, box, text=problem.text)


def _pairs(images: Sequence[CountedImage], table: BoxTable) -> Iterator[Suspicion]:
    first, second, ious = near_identical_pairs(table.images, table.boxes_xyxy)
    same_box = np.abs(table.boxes_xyxy[first] - table.boxes_xyxy[second]).max(axis=1, initial=0) <= SAME_PX
    for row, other, iou, same in zip(first.tolist(), second.tolist(), ious.tolist(), same_box.tolist(), strict=True):
        label, other_label = (table.classes[table.labels[index]] for index in (row, other))
        kind: SuspicionKind = "two classes" if label != other_label else "duplicate" if same else "double"
        # The later one is named: it is the one that was put over the other.
        yield _about(images, table, other, kind, value=iou, other_entry=int(table.entries[row]), other_label=label)


def _tiny(images: Sequence[CountedImage], table: BoxTable) -> Iterator[Suspicion]:
    shorter = table.sides_wh.min(axis=1) if len(table) else np.zeros(0)
    for row in np.flatnonzero(shorter < TINY_PX).tolist():
        yield _about(images, table, row, "tiny", value=float(shorter[row]))


def _unlike(
    images: Sequence[CountedImage], table: BoxTable, kind: SuspicionKind, values: FloatArray
) -> list[Suspicion]:
    """Returns the objects whose value, above 0 and compared by its logarithm, is very unlike their class's."""
    scores = np.zeros(len(table))
    usual = np.zeros(len(table))
    for label in range(len(table.classes)):
        rows = table.labels == label
        if np.any(rows):
            scores[rows] = unlike_scores(np.log(values[rows]))
            usual[rows] = np.median(values[rows])
    return [
        _about(images, table, row, kind, value=float(scores[row]), usual=float(usual[row]), actual=float(values[row]))
        for row in np.argsort(-np.abs(scores), kind="stable").tolist()
        if scores[row]
    ]


def unlike_scores(values: FloatArray) -> FloatArray:
    """Returns the modified z-score of the values that are very unlike the others, 0 for the rest, ``[N]``.

    Args:
        values: Of one class, ``[N]``.
    """
    few = max(1, int(FEW * len(values)))
    if len(values) < LEAST_OF_CLASS:
        return np.zeros(len(values))
    scores = modified_z(values)
    order = np.argsort(scores, kind="stable")
    scores[order[few : len(order) - few]] = 0.0
    scores[np.abs(scores) <= UNLIKE_Z] = 0.0
    return scores


def _about(
    images: Sequence[CountedImage],
    table: BoxTable,
    row: int,
    kind: SuspicionKind,
    *,
    value: float,
    usual: float = 0.0,
    actual: float = 0.0,
    other_entry: int = 0,
    other_label: str = "",
) -> Suspicion:
    return Suspicion(
        kind,
        images[int(table.images[row])].path,
        int(table.entries[row]),
        table.classes[int(table.labels[row])],
        Box(*table.boxes_xyxy[row].tolist()),
        value,
        usual,
        actual,
        other_entry,
        other_label,
    )


def _iou(one: FloatArray, other: FloatArray) -> FloatArray:
    """Returns the IoU of each row with the same row, ``[N]``."""
    sides = np.minimum(one[:, 2:], other[:, 2:]) - np.maximum(one[:, :2], other[:, :2])
    shared = np.prod(np.maximum(sides, 0), axis=1)
    areas = np.prod(one[:, 2:] - one[:, :2], axis=1) + np.prod(other[:, 2:] - other[:, :2], axis=1)
    result: FloatArray = shared / (areas - shared)
    return result
