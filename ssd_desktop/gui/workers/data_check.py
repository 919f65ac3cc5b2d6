"""Looks through a data folder before a training, in a thread: what is there, how much, and what is wrong. No torch."""

import os
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from ssd_desktop.annotation.split import split_by_ratio
from ssd_desktop.annotation.voc_folder import VocFolder
from ssd_desktop.data.dataset import load_dataset
from ssd_desktop.data.plan_recall import choose_plan
from ssd_desktop.data.types import Dataset
from ssd_desktop.errors import AnnotationError, DataError
from ssd_desktop.gui.dialogs.training_request import DataChoice

HOLD_BACK_SEED = 0
"""The images held back are the same in the check, the training, and the next training on the same folder."""

PROBLEMS_SHOWN = 200

_TRAIN_NAMES = ("train", "trainval", "training")
_VALIDATION_NAMES = ("val", "valid", "validation", "test")


@dataclass(frozen=True)
class ClassCount:
    """How much of a class there is.

    Attributes:
        name: The class.
        images: Training images with it.
        boxes: Training boxes of it, ignored ones not counted.
        validation_boxes: The same in the validation images; None without any.
    """

    name: str
    images: int
    boxes: int
    validation_boxes: int | None


@dataclass(frozen=True)
class DataCheck:
    """What a data folder holds.

    Attributes:
        choice: The images looked at; the splits are chosen where they were not named.
        splits: Images of each split list, by name.
        images: Training images.
        background: Those without objects.
        unlabelled: Images without an annotation file, left out.
        unreadable: Images that cannot be decoded, left out.
        validation_images: 0 without validation.
        counts: By class, in class order.
        recalls: Plan name and share (0..1) of the training boxes that it can match.
        best_plan: The plan that ``auto`` takes.
        problems: One sentence each, at most ``PROBLEMS_SHOWN``.
        problem_count: All of them.
    """

    choice: DataChoice
    splits: dict[str, int]
    images: int
    background: int
    unlabelled: int
    unreadable: int
    validation_images: int
    counts: tuple[ClassCount, ...]
    recalls: tuple[tuple[str, float], ...]
    best_plan: str
    problems: tuple[str, ...]
    problem_count: int


@dataclass(frozen=True)
class CheckRequest:
    """A folder to look through.

    Attributes:
        number: Rises with every request, so that a stale answer is known by it.
        choice: Which images.
        choose_splits: Take the usual splits of the folder instead of those in ``choice``.
    """

    number: int
    choice: DataChoice
    choose_splits: bool


class DataCheckWorker(QObject):
    """Answers one request.

    Signals:
        checked: The request's number and its ``DataCheck``.
        failed: The exception; a ``DataError`` where the folder cannot be trained on.
    """

    checked = Signal(int, object)
    failed = Signal(object)

    def __init__(self, request: CheckRequest) -> None:
        super().__init__()
        self.request = request

    @Slot()
    def run(self) -> None:
        """Reads the folder."""
        self.checked.emit(self.request.number, check_data(self.request))

    def request_stop(self) -> None:
        """Does nothing: reading cannot be stopped, and its answer is dropped by its number."""


def load_training_data(choice: DataChoice) -> tuple[Dataset, Dataset | None]:
    """Reads the images to train on and those to measure on; both have the class list of the first.

    Raises:
        DataError: The folder cannot be read or nothing in it can be trained on.
    """
    train = load_dataset(choice.folder, split=choice.train_split)
    if choice.validation_split is not None:
        validation = load_dataset(choice.folder, split=choice.validation_split, classes=train.classes)
        return train, validation
    if not choice.hold_back:
        return train, None
    return _held_back(train, choice.hold_back)


def check_data(request: CheckRequest) -> DataCheck:
    """Reads a folder and counts what is there.

    Raises:
        DataError: The folder cannot be read or nothing in it can be trained on.
    """
    splits = _splits(request.choice)
    choice = usual_splits(request.choice, splits) if request.choose_splits else request.choice
    train, validation = load_training_data(choice)
    best, recalls = choose_plan(train)
    problems = _problems(train, validation, choice.folder)
    return DataCheck(
        choice=choice,
        splits=splits,
        images=len(train),
        background=sum(not len(sample.labels) for sample in train.samples),
        unlabelled=train.report.unlabelled,
        unreadable=len(train.report.unreadable),
        validation_images=0 if validation is None else len(validation),
        counts=_counts(train, validation),
        recalls=tuple((recall.plan.name, recall.recall) for recall in recalls),
        best_plan=best.name,
        problems=tuple(problems[:PROBLEMS_SHOWN]),
        problem_count=len(problems),
    )


def usual_splits(choice: DataChoice, splits: dict[str, int]) -> DataChoice:
    """Returns the choice with the splits that the folder's lists suggest; a share is held back where there are none.

    Args:
        choice: Its splits are replaced, its ``hold_back`` is kept.
        splits: Images by split name; empty lists are never chosen.
    """
    names = {name.lower(): name for name, images in splits.items() if images}
    train = next((names[name] for name in _TRAIN_NAMES if name in names), None)
    others = _VALIDATION_NAMES if train is None or train.lower() != "trainval" else ("test",)
    validation = next((names[name] for name in others if name in names), None)
    if train is None:
        # Measuring on images that are trained on too would flatter.
        validation = None
    return replace(choice, train_split=train, validation_split=validation)


def _splits(choice: DataChoice) -> dict[str, int]:
    try:
        return VocFolder.open(choice.folder).splits()
    except AnnotationError as error:
        raise DataError(str(error)) from error


def _held_back(dataset: Dataset, share: float) -> tuple[Dataset, Dataset | None]:
    train, validation = split_by_ratio(dataset.samples, 1 - share, HOLD_BACK_SEED)
    if not train or not validation:
        return dataset, None
    name = f"{dataset.name}, held back"
    return replace(dataset, samples=tuple(train)), replace(dataset, name=name, samples=tuple(validation))


def _counts(train: Dataset, validation: Dataset | None) -> tuple[ClassCount, ...]:
    boxes = train.boxes_per_class()
    images = dict.fromkeys(train.classes, 0)
    for sample in train.samples:
        for label in np.unique(sample.labels[~sample.ignore]):
            images[train.classes[int(label) - 1]] += 1
    others = None if validation is None else validation.boxes_per_class()
    return tuple(
        ClassCount(name, images[name], boxes[name], None if others is None else others[name]) for name in train.classes
    )


def _problems(train: Dataset, validation: Dataset | None, folder: Path) -> list[str]:
    datasets = [dataset for dataset in (train, validation) if dataset is not None]
    texts = [] if validation is None else _shared_images(train, validation)
    texts += [text for dataset in datasets for text in dataset.report.unreadable]
    # With the folder in front of it nobody could read the name of the file.
    near = f"{folder}{os.sep}"
    texts += [str(problem).removeprefix(near) for dataset in datasets for problem in dataset.report.problems]
    # What is held back has the report of the whole folder.
    return list(dict.fromkeys(texts))


def _shared_images(train: Dataset, validation: Dataset) -> list[str]:
    shared = {sample.image_path for sample in train.samples} & {sample.image_path for sample in validation.samples}
    if not shared:
        return []
    text = "{count} images are both trained on and measured on, which flatters the measurement."
    return [QCoreApplication.translate("DataCheck", text).format(count=len(shared))]
