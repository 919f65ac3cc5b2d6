"""What somebody should look at before a training: each with its image and, where it is about one, its box."""

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np

from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.data_entries import DataEntry
from ssd_desktop.data.near_duplicates import find_near_duplicates
from ssd_desktop.data.plan_recall import PlanRecall
from ssd_desktop.data.types import Dataset, Sample

FindingKind = Literal["in both", "copy", "unreadable", "file", "few", "not measured", "unmatched"]

KINDS: tuple[FindingKind, ...] = ("in both", "copy", "unreadable", "file", "few", "not measured", "unmatched")
"""In the order they are listed, the worst first."""

FEW_BOXES = 10
"""A class with fewer training boxes is hardly learned."""


@dataclass(frozen=True)
class Finding:
    """Something that is not as it should be.

    Attributes:
        kind: ``in both``: the image is trained on and measured on; ``copy``: it is measured on and nearly the same
            picture as one that is trained on; ``unreadable``: it cannot be decoded; ``file``: its annotation file says
            what cannot be, such as another size or a box without an area; ``few``: its class has fewer than
            ``FEW_BOXES`` boxes; ``not measured``: its class has none to measure on; ``unmatched``: no default box of a
            plan reaches the box.
        image: The image file; None where it is not known.
        label: The class; "" where it is about none.
        box: The box, pixels of the upright image; None where it is about none.
        value: Boxes of the class, correlation of a copy, or the highest IoU of an unmatched box; else 0.
        other: The image that a copy is like.
        text: What the reader of a file said, without the folder in front; "" for the other kinds.
    """

    kind: FindingKind
    image: Path | None = None
    label: str = ""
    box: Box | None = None
    value: float = 0.0
    other: Path | None = None
    text: str = ""


def data_findings(
    train: Dataset,
    validation: Dataset | None,
    entries: Iterable[DataEntry],
    *,
    folder: Path,
    between: Callable[[], None] = lambda: None,
) -> tuple[Finding, ...]:
    """Returns what is found without a box plan, kind by kind as in ``KINDS``.

    Args:
        train: Images to train on.
        validation: Images to measure on, or None.
        entries: Of the folder, to know the image of an annotation file that describes no other.
        folder: The data folder, which texts need not name.
        between: Called before each image that is looked at; may raise to give it up.
    """
    datasets = [train] if validation is None else [train, validation]
    found = [*_few(train), *_said_by_files(datasets, list(entries), folder)]
    if validation is not None:
        found += [*_in_both(train, validation), *_copies(train, validation, between), *_not_measured(train, validation)]
    order = {kind: place for place, kind in enumerate(KINDS)}
    # Sorting keeps the order within a kind.
    return tuple(sorted(found, key=lambda one: order[one.kind]))


def unmatched_findings(recall: PlanRecall, dataset: Dataset) -> tuple[Finding, ...]:
    """Returns the boxes that no default box of a plan reaches, the worst first.

    Args:
        recall: Of the plan, measured on ``dataset``.
        dataset: Images to train on.
    """
    worst_first = sorted(recall.unmatched, key=lambda one: one.best_iou)
    return tuple(
        _of_box("unmatched", dataset, dataset.samples[one.sample], one.box, value=one.best_iou) for one in worst_first
    )


def _few(train: Dataset) -> list[Finding]:
    rare = {name: count for name, count in train.boxes_per_class().items() if count < FEW_BOXES}
    return [_first_of("few", train, name, count) for name, count in rare.items()]


def _not_measured(train: Dataset, validation: Dataset) -> list[Finding]:
    trained, measured = train.boxes_per_class(), validation.boxes_per_class()
    return [
        _first_of("not measured", train, name, count) for name, count in trained.items() if count and not measured[name]
    ]


def _first_of(kind: FindingKind, dataset: Dataset, label: str, count: int) -> Finding:
    """Returns a finding about a class, at its first box; without a place where there is none."""
    number = dataset.classes.index(label) + 1
    for sample in dataset.samples:
        of_class = np.flatnonzero((sample.labels == number) & ~sample.ignore)
        if len(of_class):
            return _of_box(kind, dataset, sample, int(of_class[0]), value=count)
    return Finding(kind, label=label, value=count)


def _of_box(kind: FindingKind, dataset: Dataset, sample: Sample, index: int, *, value: float) -> Finding:
    label = dataset.classes[int(sample.labels[index]) - 1]
    x0, y0, x1, y1 = (float(edge) for edge in sample.boxes_xyxy[index])
    return Finding(kind, sample.image_path, label, Box(x0, y0, x1, y1), value)


def _in_both(train: Dataset, validation: Dataset) -> list[Finding]:
    trained = {sample.image_path for sample in train.samples}
    return [Finding("in both", sample.image_path) for sample in validation.samples if sample.image_path in trained]


def _copies(train: Dataset, validation: Dataset, between: Callable[[], None]) -> list[Finding]:
    trained = {sample.image_path for sample in train.samples}
    # The same file on both sides is told as that.
    others = tuple(image for image in validation.compared() if image.path not in trained)
    pairs = find_near_duplicates(train.compared(), others, between=between).pairs
    return [Finding("copy", pair.path, value=pair.correlation, other=pair.like) for pair in pairs]


def _said_by_files(datasets: list[Dataset], entries: list[DataEntry], folder: Path) -> list[Finding]:
    near = f"{folder}{os.sep}"
    image_of = _images_of_files(entries)
    by_name = {str(entry.image_path): entry.image_path for entry in entries}
    found = []
    for dataset in datasets:
        for text in dataset.report.unreadable:
            image = next((path for name, path in by_name.items() if name in text), None)
            found.append(Finding("unreadable", image, text=text.replace(near, "")))
        for problem in dataset.report.problems:
            found.append(Finding("file", image_of.get(problem.path), text=str(problem).removeprefix(near)))
    # What is held back has the report of the whole folder.
    return list(dict.fromkeys(found))


def _images_of_files(entries: list[DataEntry]) -> Mapping[str, Path]:
    """Returns the image of each annotation file that describes one only."""
    images: dict[str, set[Path]] = {}
    for entry in entries:
        if entry.labels is not None:
            images.setdefault(str(entry.labels.path), set()).add(entry.image_path)
    return {path: next(iter(of_file)) for path, of_file in images.items() if len(of_file) == 1}
