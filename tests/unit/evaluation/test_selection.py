"""The images a person is sent to are those whose errors the figures count, and points of the curve are its scores."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ssd_desktop.evaluation.errors import ERRORS, find_errors
from ssd_desktop.evaluation.operating_point import point_at, score_for_recall
from ssd_desktop.evaluation.selection import images_with_errors
from ssd_desktop.evaluation.voc import curve_of
from tests.unit.evaluation.made_images import MANY_IMAGES, as_collected
from tests.unit.evaluation.test_voc import CLASSES


@settings(max_examples=80, deadline=None)
@given(MANY_IMAGES, st.sampled_from([0.1, 0.5]))
def test_errors_of_the_images_add_up_to_the_counts_of_every_class_and_kind(images, score):
    detections, samples = as_collected(images)
    errors = find_errors(detections, samples, CLASSES, score=score)
    for label, name in enumerate(CLASSES, 1):
        for kind in ERRORS:
            rows = images_with_errors(errors, samples, kind=kind, label=label)
            assert sum(count for _, count in rows) == errors.per_class[name].counts[kind]
            assert all(count for _, count in rows)
    every = images_with_errors(errors, samples)
    assert [index for index, _ in every] == errors.worst()
    assert [count for _, count in every] == [errors.images[index].errors for index in errors.worst()]


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from([0.1, 0.2, 0.5, 0.9]), st.booleans()), min_size=1, max_size=12),
    st.floats(0, 1),
    st.integers(0, 3),
)
def test_points_and_scores_are_those_of_a_plain_count(judged, recall, missed):
    judged.sort(key=lambda one: -one[0])
    objects = sum(hit for _, hit in judged) + missed
    assume(objects)
    curve = curve_of(np.array([score for score, _ in judged]), np.array([hit for _, hit in judged]), objects)
    for score in (0.05, 0.2, 0.3, 0.95):
        taken = [hit for one, hit in judged if one >= score]
        expected = (sum(taken) / objects, sum(taken) / len(taken)) if taken else None
        assert point_at(curve, score) == (expected and pytest.approx(expected))
    most = sum(hit for _, hit in judged) / objects
    enough = [s for s, _ in judged if sum(h for o, h in judged if o >= s) / objects >= min(recall, most)]
    assert score_for_recall(curve, recall) == max(enough)


def test_a_curve_without_detections_has_no_points():
    empty = curve_of(np.zeros(0), np.zeros(0, bool), 3)
    assert point_at(empty, 0.5) is None
    assert score_for_recall(empty, 0.5) is None
