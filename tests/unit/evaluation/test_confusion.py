"""The confusion matrix, held against a plain loop written from its definition."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from ssd_desktop.evaluation.confusion import confusion_matrix
from tests.reference.errors_loop import confusion
from tests.unit.data.made_data import made_sample
from tests.unit.evaluation.made_images import MANY_IMAGES, as_collected, from_score
from tests.unit.evaluation.test_voc import CLASSES, found

A, B, FAR = (0, 0, 10, 10), (20, 0, 30, 10), (20, 20, 30, 30)
CAT, DOG = 1, 2


@settings(max_examples=120, deadline=None)
@given(MANY_IMAGES, st.sampled_from([0.3, 0.5, 0.75]), st.sampled_from([0.1, 0.5]))
def test_the_matrix_equals_the_plain_loop(images, iou, score):
    matrix = confusion_matrix(*as_collected(images), CLASSES, score=score, iou=iou)
    assert matrix.counts.tolist() == confusion(from_score(images, score), len(CLASSES), iou)


@settings(max_examples=80, deadline=None)
@given(MANY_IMAGES)
def test_rows_add_up_to_the_objects_to_find(images):
    _, samples = as_collected(images)
    counts = confusion_matrix(*as_collected(images), CLASSES, score=0.1).counts
    labels = np.concatenate([np.zeros(0, np.int64), *(sample.labels[sample.to_find] for sample in samples)])
    assert counts[:-1].sum(axis=1).tolist() == [int((labels == CAT).sum()), int((labels == DOG).sum())]
    assert counts[-1, -1] == 0


def test_right_wrong_missed_and_found_where_nothing_is():
    detections = [found([A, B, FAR], [0.9, 0.9, 0.9], [CAT, DOG, DOG]), found()]
    samples = [made_sample([A, B], [CAT, CAT]), made_sample([A], [DOG])]
    matrix = confusion_matrix(detections, samples, CLASSES)
    assert matrix.names == ("cat", "dog", "background")
    assert matrix.counts.tolist() == [[1, 1, 0], [0, 0, 1], [0, 1, 0]]
    assert matrix.most_confused(5) == [("cat", "dog", 1)]


def test_of_two_detections_at_the_same_place_the_one_of_the_right_class_is_paired():
    for labels in ([DOG, CAT], [CAT, DOG]):
        matrix = confusion_matrix([found([A, A], [0.9, 0.8], labels)], [made_sample([A])], CLASSES)
        assert matrix.counts.tolist() == [[1, 0, 0], [0, 0, 0], [0, 1, 0]]


def test_a_class_without_objects_has_an_empty_row_and_keeps_its_column():
    matrix = confusion_matrix([found([A], [0.9], [DOG])], [made_sample()], CLASSES)
    assert matrix.counts.tolist() == [[0, 0, 0], [0, 0, 0], [0, 1, 0]]
    assert matrix.most_confused(5) == []


def test_the_most_confused_pair_comes_first():
    samples = [made_sample([A, B, FAR], [CAT, DOG, DOG])]
    detections = [found([A, B, FAR], [0.9, 0.8, 0.7], [DOG, CAT, CAT])]
    matrix = confusion_matrix(detections, samples, CLASSES)
    assert matrix.most_confused(1) == [("dog", "cat", 2)]
