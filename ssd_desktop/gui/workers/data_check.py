"""Looks through a data folder before a training, in a thread: what is there, how much, and what is wrong. No torch."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from ssd_desktop.annotation.data_folder import open_data_folder
from ssd_desktop.data.findings import Finding, FindingKind, data_findings, unmatched_findings
from ssd_desktop.data.plan_choice import choose_plan
from ssd_desktop.data.plan_recall import plan_recall
from ssd_desktop.data.types import Dataset
from ssd_desktop.gui.dialogs.training_request import OwnPlan
from ssd_desktop.ssd.networks import SSD300, network_by_name
from ssd_desktop.training.data_choice import ChosenData, DataChoice, choose_data, has_validation_list

FINDINGS_SHOWN = 200


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
        choice: What was asked for.
        splits: Images of each split list that is not empty, by name.
        split: The split that is trained on; None: all images.
        validation_split: The split that is measured on; None: a share is held back, or nothing is measured.
        images: Training images.
        background: Those without objects.
        unlabelled: Images without an annotation file, left out.
        unreadable: Images that cannot be decoded, left out.
        validation_images: 0 without validation.
        counts: By class, in class order.
        recalls: Plan name, or ``value`` of the user's own, and share (0..1) of the training boxes that it can match.
        best_plan: The plan that ``auto`` takes.
        findings: What should be looked at, of each kind at most ``FINDINGS_SHOWN``; without unmatched boxes.
        finding_counts: All of them, by kind.
        unmatched: By plan name, or ``value`` of the user's own: the boxes that it cannot match, the worst first and at
            most ``FINDINGS_SHOWN``, and how many there are.
        network: Name of the network whose plans were measured.
        kind: Format of the folder (``DataFolder.kind``).
        validation_lists: Images of each list of the folder that is measured on, where that is another one.
        labels_elsewhere: The folders that the labels are kept in, where they do not lie with the images.
    """

    choice: DataChoice
    splits: dict[str, int]
    split: str | None
    validation_split: str | None
    images: int
    background: int
    unlabelled: int
    unreadable: int
    validation_images: int
    counts: tuple[ClassCount, ...]
    recalls: tuple[tuple[str, float], ...]
    best_plan: str
    findings: tuple[Finding, ...]
    finding_counts: dict[FindingKind, int]
    unmatched: dict[str, tuple[tuple[Finding, ...], int]]
    network: str = SSD300.name
    kind: str = ""
    validation_lists: Mapping[str, int] = field(default_factory=dict)
    labels_elsewhere: tuple[Path, ...] = ()


@dataclass(frozen=True)
class CheckRequest:
    """A folder to look through.

    Attributes:
        number: Rises with every request, so that a stale answer is known by it.
        choice: Which images.
        own_plan: A plan of the user's that is measured too.
        network: Name of the network whose plans are measured.
    """

    number: int
    choice: DataChoice
    own_plan: OwnPlan | None = None
    network: str = SSD300.name


class _GivenUpError(Exception):
    """Nobody waits for the answer any more."""


class DataCheckWorker(QObject):
    """Answers one request, unless it is told to stop.

    Signals:
        checked: The request's number and its ``DataCheck``.
        failed: The exception; a ``DataError`` where the folder cannot be trained on.
    """

    checked = Signal(int, object)
    failed = Signal(object)

    def __init__(self, request: CheckRequest) -> None:
        super().__init__()
        self.request = request
        self._stop = Event()

    @Slot()
    def run(self) -> None:
        """Reads the folder."""
        request = self.request
        try:
            check = check_data(request.choice, request.own_plan, network=request.network, between=self._look)
        except _GivenUpError:
            return
        self.checked.emit(request.number, check)

    def request_stop(self) -> None:
        """Gives the reading up before its next image."""
        self._stop.set()

    def _look(self) -> None:
        if self._stop.is_set():
            raise _GivenUpError


def check_data(
    choice: DataChoice,
    own_plan: OwnPlan | None = None,
    *,
    network: str = SSD300.name,
    between: Callable[[], None] = lambda: None,
) -> DataCheck:
    """Reads a folder and counts what is there.

    Args:
        choice: Which images.
        own_plan: A plan of the user's that is measured too.
        network: Name of the network whose plans are measured.
        between: Called before each image and each part of the work; may raise to give it up.

    Raises:
        DataError: The folder cannot be read or nothing in it can be trained on.
    """
    chosen = choose_data(choice, between=between)
    between()
    train, validation = chosen.train, chosen.validation
    plans = choose_plan(train, network_by_name(network), between=between)
    recalls = {recall.plan.name: recall for recall in plans.recalls}
    if own_plan is not None and own_plan.value not in recalls:
        recalls[own_plan.value] = plan_recall(own_plan.plan, train)
    between()
    folder = open_data_folder(choice.folder)
    findings = data_findings(train, validation, folder.entries(None), folder=choice.folder, between=between)
    splits = _lists(choice.folder)
    return DataCheck(
        choice=choice,
        splits=splits,
        split=chosen.split,
        validation_split=_validation_split(choice, chosen, splits),
        images=len(train),
        background=sum(not len(sample.labels) for sample in train.samples),
        unlabelled=train.report.unlabelled,
        unreadable=len(train.report.unreadable),
        validation_images=0 if validation is None else len(validation),
        counts=_counts(train, validation),
        recalls=tuple((name, recall.recall) for name, recall in recalls.items()),
        best_plan=plans.chosen.plan.name,
        findings=_first_of_each_kind(findings),
        finding_counts=dict(Counter(finding.kind for finding in findings)),
        unmatched={
            name: (unmatched_findings(recall, train)[:FINDINGS_SHOWN], len(recall.unmatched))
            for name, recall in recalls.items()
        },
        network=network,
        kind=folder.kind,
        validation_lists=_lists(choice.validation_folder),
        labels_elsewhere=train.report.labels_elsewhere,
    )


def _lists(folder: Path | None) -> dict[str, int]:
    """Returns the images of each list of a folder that is not empty; none without a folder."""
    if folder is None:
        return {}
    return {name: images for name, images in open_data_folder(folder).splits().items() if images}


def _validation_split(choice: DataChoice, chosen: ChosenData, splits: dict[str, int]) -> str | None:
    """Returns the split of the validation images; those that were held back, or lie elsewhere, have none."""
    asked = choice.validation_share is not None or choice.split_by is not None
    asked = asked or choice.validation_folder is not None
    if chosen.validation is None or asked or holds_back(choice.validation_split, chosen.split, splits):
        return None
    return choice.validation_split or "val"


def holds_back(validation_split: str | None, split: str | None, splits: dict[str, int]) -> bool:
    """Returns whether images are held back to measure on, unless nothing is measured (``choose_data``)."""
    return validation_split is None and not has_validation_list(split, splits)


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


def _first_of_each_kind(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    seen: Counter[FindingKind] = Counter()
    shown = []
    for finding in findings:
        seen[finding.kind] += 1
        if seen[finding.kind] <= FINDINGS_SHOWN:
            shown.append(finding)
    return tuple(shown)
