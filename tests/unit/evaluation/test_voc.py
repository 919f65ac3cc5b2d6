"""VOC average precision, held against a plain loop written from the development kit's description."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssd_desktop.evaluation.voc import mean_ap, precision_recall, voc_ap
from ssd_desktop.inference.types import Detections
from tests.reference.voc_ap_loop import average_precision
from tests.unit.data.made_data import made_sample

CLASSES = ("cat", "dog")
A, A_NEAR, B = (0, 0, 10, 10), (0, 0, 10, 9), (20, 10, 30, 20)


def found(boxes=(), scores=(), labels=None):
    count = len(boxes)
    return Detections(
        boxes_xyxy=np.array(boxes, np.float32).reshape(-1, 4),
        labels=np.array([1] * count if labels is None else labels, np.int64),
        scores=np.array(scores, np.float32),
        default_boxes=np.zeros(count, np.int64),
        classes=CLASSES,
        width=40,
        height=30,
    )


def ap(detections, samples, *, metric="voc", name="cat"):
    return voc_ap(detections, samples, CLASSES, metric=metric)[name]


@st.composite
def boxes(draw):
    # A coarse grid makes overlaps, duplicates and IoU of exactly 0.5 frequent.
    x0, y0 = draw(st.integers(0, 4)), draw(st.integers(0, 4))
    return (x0, y0, x0 + draw(st.integers(1, 4)), y0 + draw(st.integers(1, 4)))


LABELS = st.integers(1, 2)
RARE = st.sampled_from([False, False, True])
IGNORED = st.sampled_from([False, False, False, True, "crowd"])
IMAGES = st.lists(
    st.fixed_dictionaries(
        {
            "truths": st.lists(st.tuples(LABELS, boxes(), RARE, IGNORED), max_size=5),
            "detections": st.lists(st.tuples(LABELS, boxes(), st.integers(1, 9).map(lambda n: n / 10)), max_size=6),
        }
    ),
    max_size=4,
)


@settings(max_examples=120, deadline=None)
@given(IMAGES, st.sampled_from(["voc", "voc07"]), st.sampled_from([0.3, 0.5, 0.75]))
def test_average_precision_equals_the_plain_loop(images, metric, threshold):
    samples, detections = [], []
    for image in images:
        labels, truth_boxes, difficult, ignore = zip(*image["truths"], strict=True) if image["truths"] else [()] * 4
        samples.append(made_sample(truth_boxes, labels, difficult=difficult, ignore=ignore))
        labels, found_boxes, scores = zip(*image["detections"], strict=True) if image["detections"] else [()] * 3
        detections.append(found(found_boxes, scores, labels))
    result = voc_ap(detections, samples, CLASSES, iou=threshold, metric=metric)
    for label, name in enumerate(CLASSES, start=1):
        expected = average_precision(images, label, threshold, metric)
        assert result[name] == (None if expected is None else pytest.approx(expected, abs=1e-12))


@pytest.mark.parametrize("metric", ["voc", "voc07"])
def test_every_object_found_and_nothing_else_is_an_ap_of_one(metric):
    samples = [made_sample([A, B]), made_sample([B])]
    assert ap([found([A, B], [0.9, 0.6]), found([B], [0.8])], samples, metric=metric) == pytest.approx(1)


def test_a_second_detection_of_an_object_is_a_false_alarm():
    samples = [made_sample([A, B])]
    detections = [found([A, A_NEAR, B], [0.9, 0.8, 0.7])]
    assert ap(detections, samples) == pytest.approx(0.5 * 1 + 0.5 * 2 / 3)


def test_the_detection_with_the_higher_score_takes_the_object_even_if_it_fits_worse():
    curve = precision_recall([found([A, A_NEAR], [0.5, 0.9])], [made_sample([A])], CLASSES)["cat"]
    assert curve.precision.tolist() == [1, 0.5]
    assert curve.recall.tolist() == [1, 1]


def test_difficult_objects_count_neither_found_nor_missed():
    samples = [made_sample([A, B], difficult=[True, False])]
    assert ap([found([A, A_NEAR, B], [0.9, 0.8, 0.7])], samples) == pytest.approx(1)
    assert ap([found([B], [0.7])], samples) == pytest.approx(1)


def test_detections_on_ignored_objects_count_neither_way():
    samples = [made_sample([A, B], ignore=[True, False])]
    assert ap([found([A, A_NEAR, B], [0.9, 0.8, 0.7])], samples) == pytest.approx(1)


def test_an_ignored_object_of_another_class_excuses_nothing():
    samples = [made_sample([A, B], [2, 1], ignore=[True, False])]
    assert ap([found([A, B], [0.9, 0.7])], samples) == pytest.approx(0.5)


def test_eleven_points_differ_from_the_area():
    # One of three found: recall 1/3, precision 1. Points 0, 0.1, 0.2 and 0.3 see it.
    samples = [made_sample([A, B, (20, 20, 30, 30)])]
    assert ap([found([A], [0.9])], samples, metric="voc07") == pytest.approx(4 / 11)
    assert ap([found([A], [0.9])], samples, metric="voc") == pytest.approx(1 / 3)


def test_a_recall_of_three_tenths_reaches_the_point_of_three_tenths():
    truths = [(4 * column, 10 * row, 4 * column + 3, 10 * row + 8) for column in range(10) for row in range(1)]
    detections = [found(truths[:3], [0.9, 0.8, 0.7])]
    assert ap(detections, [made_sample(truths)], metric="voc07") == pytest.approx(4 / 11)


def test_a_class_without_objects_has_no_ap_and_one_never_found_has_zero():
    result = voc_ap([found([A], [0.9], [2])], [made_sample([A], [1])], CLASSES)
    assert result == {"cat": 0.0, "dog": None}
    assert mean_ap(result) == 0.0
    assert mean_ap({"cat": 0.5, "dog": None}) == 0.5
    assert mean_ap({"dog": None}) is None


def test_images_and_detections_must_come_in_pairs():
    with pytest.raises(ValueError, match="zip"):
        voc_ap([found()], [], CLASSES)
