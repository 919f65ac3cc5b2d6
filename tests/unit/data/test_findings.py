"""What is found in a data set before a training: each with its image, and its box where it is about one."""

from pathlib import Path

import numpy as np
import pytest

from ssd_desktop.annotation.annotation import AnnotationProblem
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.data_entries import DataEntry, LabelledBy
from ssd_desktop.data import findings
from ssd_desktop.data.findings import FEW_BOXES, KINDS, Finding, data_findings, unmatched_findings
from ssd_desktop.data.near_duplicates import NearDuplicate, NearDuplicates
from ssd_desktop.data.plan_recall import plan_recall
from ssd_desktop.data.types import Dataset, DatasetReport, Sample
from ssd_desktop.ssd.config import plan_by_name

_FOLDER = Path("data")


def _sample(name, labels=(1,), boxes=None):
    count = len(labels)
    return Sample(
        image_path=_FOLDER / f"{name}.png",
        annotation_path=_FOLDER / f"{name}.xml",
        width=100,
        height=100,
        boxes_xyxy=np.array(boxes if boxes is not None else [[1, 2, 31, 42]] * count, np.float32).reshape(-1, 4),
        labels=np.array(labels, np.int64),
        difficult=np.zeros(count, bool),
        ignore=np.zeros(count, bool),
        crowd=np.zeros(count, bool),
    )


def _dataset(*samples, unreadable=(), problems=()):
    return Dataset("d", samples, ("cat", "dog"), DatasetReport(len(samples), 0, 0, unreadable, problems))


def _entries(*names):
    return [DataEntry(_FOLDER / f"{n}.png", LabelledBy(_FOLDER / f"{n}.xml", lambda size: None)) for n in names]


@pytest.fixture(autouse=True)
def no_copies(monkeypatch):
    monkeypatch.setattr(
        findings, "find_near_duplicates", lambda first, second, between: NearDuplicates((), len(second))
    )


def _found(train, validation=None, entries=()):
    return data_findings(train, validation, entries, folder=_FOLDER)


def test_a_class_with_few_boxes_is_told_at_its_first_one():
    train = _dataset(_sample("a", [1] * FEW_BOXES), _sample("b", [1, 2], [[0, 0, 9, 9], [5, 6, 7, 8]]))

    assert _found(train) == (Finding("few", _FOLDER / "b.png", "dog", Box(5, 6, 7, 8), 1),)


def test_a_class_without_any_box_has_no_place():
    assert Finding("few", label="dog", value=0) in _found(_dataset(_sample("a", [1] * FEW_BOXES)))


def test_a_class_that_nothing_measures_is_told():
    train = _dataset(_sample("a", [1] * FEW_BOXES), _sample("b", [2] * FEW_BOXES))

    (found,) = _found(train, _dataset(_sample("c", [1])))

    assert (found.kind, found.label, found.image) == ("not measured", "dog", _FOLDER / "b.png")


def test_the_same_image_on_both_sides_is_told_and_not_compared_with_itself(monkeypatch):
    compared = []
    monkeypatch.setattr(
        findings,
        "find_near_duplicates",
        lambda first, second, between: compared.append(second) or NearDuplicates((), 0),
    )
    train = _dataset(_sample("a", [1, 2] * FEW_BOXES))

    found = _found(train, _dataset(_sample("a", [1, 2])))

    assert found == (Finding("in both", _FOLDER / "a.png"),)
    assert compared == [()]


def test_a_copy_names_the_image_that_it_is_like(monkeypatch):
    pair = NearDuplicate(_FOLDER / "b.png", _FOLDER / "a.png", 0.98)
    monkeypatch.setattr(findings, "find_near_duplicates", lambda first, second, between: NearDuplicates((pair,), 1))
    train = _dataset(_sample("a", [1, 2] * FEW_BOXES))

    assert _found(train, _dataset(_sample("b", [1, 2]))) == (
        Finding("copy", _FOLDER / "b.png", value=0.98, other=_FOLDER / "a.png"),
    )


def test_what_files_say_is_told_with_their_image_and_once():
    problem = AnnotationProblem(str(_FOLDER / "b.xml"), 3, "the size inside is wrong.")
    bad = f"{_FOLDER / 'c.png'} cannot be read."
    train = _dataset(_sample("a", [1, 2] * FEW_BOXES), unreadable=(bad,), problems=(problem,))

    found = _found(train, _dataset(_sample("d", [1, 2]), problems=(problem,)), _entries("a", "b", "c"))

    assert [(one.kind, one.image and one.image.name, one.text) for one in found] == [
        ("unreadable", "c.png", "c.png cannot be read."),
        ("file", "b.png", "b.xml:3: the size inside is wrong."),
    ]


def test_a_file_that_describes_several_images_has_no_place():
    problem = AnnotationProblem("all.json", 0, "a box has no area.")
    entries = [DataEntry(_FOLDER / f"{n}.png", LabelledBy(Path("all.json"), lambda size: None)) for n in "ab"]

    (found,) = _found(_dataset(_sample("a", [1, 2] * FEW_BOXES), problems=(problem,)), entries=entries)

    assert found.image is None


def test_kinds_come_in_their_order():
    kinds = [one.kind for one in _found(_dataset(_sample("a"), unreadable=("x",)), _dataset(_sample("a")))]

    assert kinds == sorted(kinds, key=KINDS.index)


def test_unmatched_boxes_come_with_the_worst_first():
    boxes = [[10, 10, 60, 60], [40, 40, 41.5, 41.5], [70, 70, 74, 74]]
    train = _dataset(_sample("a", [1, 2, 1], boxes))
    recall = plan_recall(plan_by_name("paper"), train)

    found = unmatched_findings(recall, train)

    assert [one.box for one in found] == [Box(40, 40, 41.5, 41.5), Box(70, 70, 74, 74)]
    assert [one.label for one in found] == ["dog", "cat"]
    assert found[0].value < found[1].value < 0.5
