"""Evaluation of a detector: images reach it in order, damage is named, a stop is heard."""

import json
import threading
from types import SimpleNamespace

import pytest

from ssd_desktop.errors import ConfigError, DataError
from ssd_desktop.evaluation.evaluator import METRICS, evaluate
from tests.unit.data.made_data import made_dataset, made_sample, write_image
from tests.unit.evaluation.test_voc import CLASSES, found

OBJECT = (2, 3, 20, 25)


class Oracle:
    """Knows an image by its width and answers what was prepared for it."""

    def __init__(self, answers, classes=CLASSES):
        self.answers = answers
        self.config = SimpleNamespace(classes=classes)
        self.batches = []

    def detect_batch(self, images):
        self.batches.append([image.shape[1] for image in images])
        return [self.answers.get(image.shape[1], found()) for image in images]


@pytest.fixture
def pictures(tmp_path):
    """Six pictures, 40 to 45 pixels wide, with a cat each; the last one is background."""
    samples = []
    for number in range(6):
        path = tmp_path / f"{number}.png"
        write_image(path, width=40 + number)
        samples.append(made_sample([OBJECT] if number < 5 else [], width=40 + number, image_path=path))
    return made_dataset(samples)


def all_found(widths=range(40, 45)):
    return Oracle({width: found([OBJECT], [0.9]) for width in widths})


@pytest.mark.parametrize("metric", METRICS)
def test_a_detector_that_finds_everything_scores_one(pictures, metric):
    result = evaluate(all_found(), pictures, metric=metric)
    assert result.metric == metric
    assert result.map == pytest.approx(1)
    assert result.ap50 == pytest.approx(1)
    assert result.per_class == {"cat": pytest.approx(1), "dog": None}
    assert result.boxes_per_class == {"cat": 5, "dog": 0}
    assert result.images == 6
    assert result.complete


def test_answers_belong_to_their_images(pictures):
    result = evaluate(all_found(range(40, 42)), pictures, batch_size=2)
    assert result.map == pytest.approx(2 / 5)


def test_images_come_in_batches_and_in_order(pictures):
    detector = all_found()
    told = []
    evaluate(detector, pictures, batch_size=4, progress=lambda done, total: told.append((done, total)))
    assert detector.batches == [[40, 41, 42, 43], [44, 45]]
    assert told == [(4, 6), (6, 6)]


def test_an_unreadable_image_is_left_out_and_named(pictures):
    pictures.samples[1].image_path.write_bytes(b"")
    result = evaluate(all_found(), pictures)
    assert result.images == 5
    assert result.boxes_per_class["cat"] == 4
    assert result.map == pytest.approx(1)
    (reason,) = result.unreadable
    assert "1.png" in reason


def test_a_folder_that_went_away_is_an_error_with_the_reason(pictures):
    for sample in pictures.samples:
        sample.image_path.unlink()
    with pytest.raises(DataError, match=r"made.*0\.png"):
        evaluate(all_found(), pictures)


def test_a_stop_is_heard_before_the_next_batch_and_leaves_no_thread(pictures):
    detector = all_found()
    result = evaluate(detector, pictures, batch_size=1, should_stop=lambda: len(detector.batches) == 2)
    assert detector.batches == [[40], [41]]
    assert not result.complete
    assert result.images == 2
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("evaluation")]


@pytest.mark.parametrize("metric", METRICS)
def test_a_stop_before_the_first_image_has_a_result(pictures, metric):
    result = evaluate(all_found(), pictures, metric=metric, should_stop=lambda: True)
    assert result.images == 0
    assert result.map == 0
    assert not result.complete


def test_a_failing_detector_leaves_no_thread(pictures):
    detector = all_found()
    detector.detect_batch = lambda images: 1 / 0
    with pytest.raises(ZeroDivisionError):
        evaluate(detector, pictures, batch_size=1)
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("evaluation")]


def test_other_classes_than_the_detectors_are_refused(pictures):
    with pytest.raises(DataError, match="other classes"):
        evaluate(Oracle({}, classes=("cat",)), pictures)


def test_a_data_set_without_an_object_to_find_is_refused(pictures):
    detector = all_found()
    with pytest.raises(DataError, match="no object"):
        evaluate(detector, made_dataset(pictures.samples[5:]))
    assert detector.batches == []


def test_an_unknown_metric_is_answered_with_those_there(pictures):
    with pytest.raises(ConfigError, match="voc07, voc, coco"):
        evaluate(all_found(), pictures, metric="voc12")


def test_the_json_holds_what_the_command_line_promises(pictures):
    values = json.loads(evaluate(all_found(), pictures).to_json())
    assert values["metric"] == "voc"
    assert values["map"] == pytest.approx(1)
    assert values["per_class"] == {"cat": pytest.approx(1), "dog": None}
    assert values["images"] == 6
    assert "ap75" not in values
    values = json.loads(evaluate(all_found(), pictures, metric="coco").to_json())
    assert {"ap50", "ap75", "ap_small", "ap_medium", "ap_large"} <= set(values)
