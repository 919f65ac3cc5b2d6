"""The figures of one pass together, as JSON and as advice."""

import json

import pytest
from hypothesis import given, settings

from ssd_desktop.evaluation.advice import advice
from ssd_desktop.evaluation.analysis import CURVE_POINTS, analyse, curve_points
from ssd_desktop.evaluation.collection import Collected
from ssd_desktop.evaluation.voc import precision_recall, voc_ap
from tests.unit.data.made_data import made_sample
from tests.unit.evaluation.made_images import MANY_IMAGES, as_collected
from tests.unit.evaluation.test_voc import CLASSES, found

A, FAR = (0, 0, 10, 10), (20, 20, 30, 30)
CAT, DOG = 1, 2


def collected(detections, samples):
    return Collected("made", CLASSES, tuple(samples), tuple(detections))


@settings(max_examples=100, deadline=None)
@given(MANY_IMAGES)
def test_any_data_has_figures_that_json_can_hold(images):
    detections, samples = as_collected(images)
    analysis = analyse(collected(detections, samples), score=0.3, image_size=300)
    values = json.loads(json.dumps(analysis.to_dict(), allow_nan=False))
    assert {name: one["ap50"] for name, one in values["per_class"].items()} == pytest.approx(
        voc_ap(detections, samples, CLASSES)
    )
    for one in (values["total"], *values["per_class"].values()):
        assert one["objects"] == one["correct"] + one["not_found"]
        assert one["missed"] <= one["not_found"]
    strata = values["sizes"]["network"].values()
    assert sum(group["found"] for group in strata) == values["total"]["correct"]
    assert advice(analysis)


def test_the_keys_of_the_json():
    values = analyse(collected([found([A], [0.9])], [made_sample([A])]), image_size=300).to_dict()
    assert set(values) == {
        "score", "iou", "total", "per_class", "confusion", "calibration", "sizes", "curves", "worst_images",
    }  # fmt: skip
    assert set(values["per_class"]["cat"]) == {
        "objects", "correct", "not_found", "missed", "wrong_class", "badly_placed", "wrong_class_badly_placed",
        "duplicate", "background", "precision", "recall", "f1", "ap50", "best",
    }  # fmt: skip
    assert values["curves"] == {"cat": [(1.0, 1.0, 0.9)], "dog": None}
    assert values["worst_images"] == []
    assert values["confusion"]["names"] == ["cat", "dog", "background"]


def test_false_alarms_of_a_class_without_objects_count_in_the_overall_curve():
    detections = [found([A, FAR, FAR], [0.5, 0.9, 0.8], [CAT, DOG, DOG])]
    best = analyse(collected(detections, [made_sample([A])]), image_size=300).overall_threshold
    assert best.precision == pytest.approx(1 / 3)


def test_a_long_curve_is_thinned_and_keeps_its_ends():
    samples = [made_sample([A]) for _ in range(CURVE_POINTS + 50)]
    detections = [found([A], [1 - number / 1000]) for number in range(len(samples))]
    points = curve_points(precision_recall(detections, samples, CLASSES)["cat"])
    assert len(points) == CURVE_POINTS
    assert points[-1][0] == 1
    assert points[0][2] == 1


def test_advice_names_the_classes_that_are_confused():
    detections = [found([A], [0.9], [DOG])] * 4
    sentences = advice(analyse(collected(detections, [made_sample([A])] * 4), image_size=300))
    assert any("cat taken for dog, 4 times" in sentence for sentence in sentences)


def test_advice_names_the_size_that_is_not_found():
    small, large = (0, 0, 4, 4), (10, 2, 39, 29)
    samples = [made_sample([small, large])] * 6
    sentences = advice(analyse(collected([found([large], [0.9])] * 6, samples), image_size=300))
    assert any("16 to 32 px" in sentence and "0 of 6" in sentence for sentence in sentences) or any(
        "32 to 96 px" in sentence and "0 of 6" in sentence for sentence in sentences
    )


def test_advice_names_a_better_threshold():
    detections = [found([A], [0.3])] * 4
    sentences = advice(analyse(collected(detections, [made_sample([A])] * 4), image_size=300))
    assert any("A score threshold of 0.30 instead of 0.50 lifts F1 from 0.0 to 100.0 %" in one for one in sentences)


def test_without_errors_the_advice_says_so():
    assert advice(analyse(collected([found([A], [0.99])], [made_sample([A])]), image_size=300)) == [
        "No error at this score."
    ]
