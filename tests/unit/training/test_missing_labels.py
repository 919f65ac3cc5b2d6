"""What the start detector adds to images that nobody labelled for its classes."""

import dataclasses
import json
from types import SimpleNamespace

import numpy as np
import pytest

from ssd_desktop.data.dataset import load_dataset
from ssd_desktop.inference.types import Detections
from ssd_desktop.training.missing_labels import find_missing, from_rows, to_rows, with_missing
from tests.unit.training.conftest import make_dataset, make_sample

CLASSES = ("ant", "bee")


class FakeDetector:
    """Answers every picture with the same detections: rows of box, label, score."""

    def __init__(self, *rows, classes=CLASSES):
        self.config = SimpleNamespace(classes=classes)
        self._rows = sorted(rows, key=lambda row: -row[2])

    def detect_batch(self, images):
        boxes, labels, scores = zip(*self._rows, strict=True) if self._rows else ((), (), ())
        found = Detections(
            boxes_xyxy=np.array(boxes, np.float32).reshape(-1, 4),
            labels=np.array(labels, np.int64),
            scores=np.array(scores, np.float32),
            default_boxes=np.arange(len(labels)),
            classes=self.config.classes,
            width=80,
            height=60,
        )
        return [found for _ in images]


def found_in(detector, dataset, missing=CLASSES, *, should_stop=lambda: False, told=None):
    told = [] if told is None else told
    return find_missing(
        detector, dataset, missing, least_score=0.3, progress=lambda *n: told.append(n), should_stop=should_stop
    )


@pytest.fixture
def one(voc_folder):
    """One picture with one labelled object at [5, 5, 45, 35] or near."""
    return load_dataset(voc_folder(1))


def test_sure_detections_become_objects_and_doubtful_ones_neither_object_nor_background(one):
    detector = FakeDetector(([60, 40, 79, 59], 1, 0.9), ([0, 50, 20, 59], 2, 0.4), ([70, 0, 79, 9], 2, 0.2))
    filled = with_missing(one, found_in(detector, one), object_score=0.5).samples[0]
    assert filled.labels.tolist()[1:] == [1, 2]
    assert filled.ignore.tolist()[1:] == [False, True]
    assert filled.boxes_xyxy[1:].tolist() == [[60, 40, 79, 59], [0, 50, 20, 59]]


def test_the_threshold_itself_belongs_to_the_objects(one):
    detector = FakeDetector(([60, 40, 79, 59], 1, 0.5), ([0, 50, 20, 59], 1, 0.3))
    found = found_in(detector, one)
    assert with_missing(one, found, object_score=0.5).samples[0].ignore.tolist()[1:] == [False, True]


def test_where_someone_labelled_an_object_nothing_is_added(one):
    labelled = one.samples[0].boxes_xyxy[0]
    assert len(found_in(FakeDetector((labelled + 1, 1, 0.99)), one)[0]) == 0


def test_only_classes_that_the_data_does_not_label_are_added(one):
    detector = FakeDetector(([60, 40, 79, 59], 1, 0.9), ([0, 50, 20, 59], 2, 0.9))
    assert found_in(detector, one, ("bee",))[0].labels.tolist() == [2]


def test_of_two_answers_for_one_object_the_surer_one_is_taken(one):
    detector = FakeDetector(([60, 40, 79, 59], 2, 0.6), ([60, 40, 78, 59], 1, 0.7))
    assert found_in(detector, one)[0].labels.tolist() == [1]


def test_slivers_below_a_pixel_are_no_objects(one):
    assert len(found_in(FakeDetector(([60, 40, 60.5, 59], 1, 0.9)), one)[0]) == 0


def test_an_image_that_cannot_be_read_gets_nothing(one, tmp_path):
    broken = dataclasses.replace(one, samples=(make_sample(str(tmp_path / "gone.png")), *one.samples))
    told = []
    assert [len(f) for f in found_in(FakeDetector(([60, 40, 79, 59], 1, 0.9)), broken, told=told)] == [0, 1]
    assert told == [(2, 2)]


def test_a_stop_ends_the_look_without_half_a_result(one):
    assert found_in(FakeDetector(), one, should_stop=lambda: True) is None


def test_what_was_found_survives_the_run_folder_bit_for_bit(one):
    dataset = dataclasses.replace(one, classes=(*CLASSES, "disc", "square"))
    found = found_in(FakeDetector(([1 / 3, 40.1, 79, 59.7], 2, 0.1 + 0.6)), dataset)
    again = from_rows(dataset, json.loads(json.dumps(to_rows(dataset, found))))
    for name in ("boxes_xyxy", "labels", "scores"):
        assert np.array_equal(getattr(again[0], name), getattr(found[0], name))
        assert getattr(again[0], name).dtype == getattr(found[0], name).dtype


def test_what_was_found_in_other_images_is_refused(one):
    rows = to_rows(one, found_in(FakeDetector(), one))
    with pytest.raises(ValueError, match="others"):
        from_rows(make_dataset(make_sample("other.png")), rows)
