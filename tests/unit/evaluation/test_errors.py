"""Kinds of errors, held against a plain loop written from their definitions."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssd_desktop.evaluation.errors import ERRORS, FALSE_ALARMS, Kind, find_errors
from ssd_desktop.evaluation.voc import precision_recall
from tests.reference.errors_loop import detection_kinds, object_kinds
from tests.unit.data.made_data import made_sample
from tests.unit.evaluation.made_images import MANY_IMAGES, as_collected, from_score
from tests.unit.evaluation.test_voc import CLASSES, found

A, NEAR_A, B, FAR = (0, 0, 10, 10), (0, 6, 10, 16), (20, 0, 30, 10), (20, 20, 30, 30)
CAT, DOG = 1, 2
SCORES = st.sampled_from([0.1, 0.3, 0.5, 0.9])


def kinds_of(detections, sample, **settings):
    analysis = find_errors([detections], [sample], CLASSES, score=0.1, **settings)
    return analysis.images[0].detection_kinds, analysis.images[0].object_kinds


@settings(max_examples=120, deadline=None)
@given(MANY_IMAGES, st.sampled_from([0.3, 0.5, 0.75]), SCORES)
def test_kinds_equal_the_plain_loop(images, iou, score):
    analysis = find_errors(*as_collected(images), CLASSES, score=score, iou=iou)
    for image, judged in zip(from_score(images, score), analysis.images, strict=True):
        expected = detection_kinds(image, iou)
        assert [kind.value for kind in judged.detection_kinds] == [kind for kind, _ in expected]
        assert judged.objects.tolist() == [-1 if place is None else place for _, place in expected]
        assert [kind.value for kind in judged.object_kinds] == object_kinds(image, expected)


@settings(max_examples=80, deadline=None)
@given(MANY_IMAGES, SCORES)
def test_correct_and_erroneous_detections_are_the_hits_and_false_alarms_of_the_curve(images, score):
    detections, samples = as_collected(images)
    analysis = find_errors(detections, samples, CLASSES, score=score)
    above = [one.above(score) for one in detections]
    for name, curve in precision_recall(above, samples, CLASSES).items():
        counted = analysis.per_class[name]
        if curve is None:
            assert counted.objects == 0
            assert counted.recall is None
        elif len(curve.scores):
            assert counted.correct + counted.false_alarms == len(curve.scores)
            assert counted.precision == pytest.approx(curve.precision[-1])
            assert counted.recall == pytest.approx(curve.recall[-1])
        else:
            assert counted.precision is None


@settings(max_examples=80, deadline=None)
@given(MANY_IMAGES)
def test_counts_of_the_classes_add_up_to_the_total_and_to_the_images(images):
    analysis = find_errors(*as_collected(images), CLASSES, score=0.3)
    assert set(analysis.per_class) == set(CLASSES)
    for kind in ERRORS:
        assert analysis.total.counts[kind] == sum(one.counts[kind] for one in analysis.per_class.values())
    assert sum(image.errors for image in analysis.images) == sum(analysis.total.counts[kind] for kind in ERRORS)
    not_found = sum(image.not_found for image in analysis.images)
    assert not_found == analysis.total.objects - analysis.total.correct


@pytest.mark.parametrize(
    ("detection", "label", "kind", "fate"),
    [
        (A, CAT, Kind.CORRECT, Kind.CORRECT),
        (A, DOG, Kind.WRONG_CLASS, Kind.WRONG_CLASS),
        (NEAR_A, CAT, Kind.BADLY_PLACED, Kind.BADLY_PLACED),
        (NEAR_A, DOG, Kind.WRONG_CLASS_BADLY_PLACED, Kind.MISSED),
        (FAR, CAT, Kind.BACKGROUND, Kind.MISSED),
    ],
)
def test_each_kind_of_error(detection, label, kind, fate):
    assert kinds_of(found([detection], [0.9], [label]), made_sample([A])) == ((kind,), (fate,))


def test_the_second_detection_of_an_object_is_a_duplicate():
    kinds, fates = kinds_of(found([A, A], [0.6, 0.9]), made_sample([A]))
    assert kinds == (Kind.DUPLICATE, Kind.CORRECT)
    assert fates == (Kind.CORRECT,)


def test_the_object_a_detection_lies_on_explains_it_rather_than_the_rim_of_a_neighbour():
    kinds, _ = kinds_of(found([A], [0.9], [CAT]), made_sample([A, NEAR_A], [DOG, CAT]))
    assert kinds == (Kind.WRONG_CLASS,)


@pytest.mark.parametrize("flag", ["difficult", "ignore"])
def test_objects_not_to_be_found_are_neither_missed_nor_make_errors(flag):
    kinds, fates = kinds_of(found([A], [0.9]), made_sample([A, B], **{flag: [True, True]}))
    assert kinds == (Kind.NOT_COUNTED,)
    assert fates == (Kind.NOT_COUNTED, Kind.NOT_COUNTED)


def test_detections_below_the_score_are_left_out():
    analysis = find_errors([found([A, FAR], [0.9, 0.4])], [made_sample([A])], CLASSES, score=0.5)
    assert analysis.images[0].detection_kinds == (Kind.CORRECT,)
    assert analysis.images[0].errors == 0


def test_the_worst_image_comes_first_and_one_without_errors_never():
    samples = [made_sample([A]), made_sample(), made_sample([A, B]), made_sample(), made_sample()]
    detections = [found([A], [0.9]), found([A], [0.6]), found(), found([A], [0.95]), found()]
    analysis = find_errors(detections, samples, CLASSES)
    assert analysis.worst() == [2, 3, 1]
    assert analysis.worst(2) == [2, 3]
    assert [image.cost for image in analysis.images] == pytest.approx([0, 0.6, 2, 0.95, 0])


def test_of_equal_cost_the_image_with_more_errors_is_worse():
    detections = [found([FAR], [1.0]), found([FAR, B], [0.5, 0.5])]
    assert find_errors(detections, [made_sample(), made_sample()], CLASSES).worst() == [1, 0]


def test_without_objects_and_detections_there_is_no_f1():
    total = find_errors([], [], CLASSES).total
    assert (total.precision, total.recall, total.f1) == (None, None, None)


def test_f1_is_the_harmonic_mean():
    one = find_errors([found([A, FAR], [0.9, 0.8])], [made_sample([A, B, NEAR_A])], CLASSES).per_class["cat"]
    assert one.f1 == pytest.approx(2 / (1 / one.precision + 1 / one.recall))
    assert one.false_alarms == sum(one.counts[kind] for kind in FALSE_ALARMS) == 1
