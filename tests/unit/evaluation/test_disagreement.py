"""Where two detectors differ, held against plain loops written from the description."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssd_desktop.evaluation.disagreement import find_differences, most_different
from ssd_desktop.evaluation.errors import find_errors
from tests.reference.errors_loop import detection_kinds
from tests.reference.voc_ap_loop import iou
from tests.unit.data.made_data import made_sample
from tests.unit.evaluation.made_images import MANY_IMAGES, as_collected, from_score
from tests.unit.evaluation.test_voc import CLASSES, found

A, B, FAR = (0, 0, 10, 10), (20, 0, 30, 10), (20, 20, 30, 30)
CAT, DOG = 1, 2
ALARMS = ("wrong_class", "badly_placed", "wrong_class_badly_placed", "duplicate", "background")


def shared_alarms(one, other):
    """Pairs of false alarms, (kind, label, box) of each, that are of one class at one place, the closest first."""
    pairs = []
    for i, (kind, label, box) in enumerate(one):
        for j, (other_kind, other_label, other_box) in enumerate(other):
            alike = kind in ALARMS and other_kind in ALARMS and label == other_label
            if alike and iou(box, other_box) >= 0.5:
                pairs.append((-iou(box, other_box), i, j))
    taken = set(), set()
    for _, i, j in sorted(pairs):
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
    return taken


SINGLE = 1e-6
"""Scores are float32; where they cancel, their last digits stay."""


@settings(max_examples=100, deadline=None)
@given(MANY_IMAGES, MANY_IMAGES, st.sampled_from([0.1, 0.5, 0.9]))
def test_differences_equal_the_plain_loop(images, others, score):
    others = [
        {**image, "detections": others[place]["detections"] if place < len(others) else []}
        for place, image in enumerate(images)
    ]
    samples = as_collected(images)[1]
    analyses = [find_errors(as_collected(one)[0], samples, CLASSES, score=score) for one in (images, others)]
    differences = find_differences(*analyses, samples)
    assert len(differences) == len(images)
    for image, other, difference in zip(from_score(images, score), from_score(others, score), differences, strict=True):
        pair = (image, other)
        kinds = [detection_kinds(one, 0.5) for one in pair]
        finds = [{place for kind, place in one if kind == "correct"} for one in kinds]
        facts = [
            [(kind, label, box) for (kind, _), (label, box, _) in zip(judged, one["detections"], strict=True)]
            for judged, one in zip(kinds, pair, strict=True)
        ]
        shared = shared_alarms(*facts)
        costs = []
        for mine, side in enumerate((difference.first, difference.second)):
            theirs = 1 - mine
            lacks = [place in finds[theirs] - finds[mine] for place in range(len(image["truths"]))]
            alone = [kind in ALARMS and n not in shared[mine] for n, (kind, _) in enumerate(kinds[mine])]
            assert side.lacks.tolist() == lacks
            assert side.only_wrong.tolist() == alone
            assert side.only_found.tolist() == [
                kind == "correct" and place not in finds[theirs] for kind, place in kinds[mine]
            ]
            scores = [one[2] for one, is_alone in zip(pair[mine]["detections"], alone, strict=True) if is_alone]
            costs.append(sum(lacks) + sum(scores))
            assert side.cost == pytest.approx(costs[-1], abs=SINGLE)
        assert difference.size == pytest.approx(sum(costs), abs=SINGLE)
        assert difference.gain == pytest.approx(costs[0] - costs[1], abs=SINGLE)


def difference_of(*detections):
    """Of two detectors on an image with a cat at A and a dog at B; each detection is box, label, score."""
    sample = made_sample([A, B], [CAT, DOG])
    analyses = []
    for one in detections:
        boxes, labels, scores = zip(*one, strict=True) if one else ((), (), ())
        analyses.append(find_errors([found(boxes, scores, labels)], [sample], CLASSES))
    return find_differences(*analyses, [sample])[0]


def test_the_same_false_alarm_of_both_is_no_difference_and_that_of_another_class_is():
    both = difference_of([(FAR, CAT, 0.9)], [(FAR, CAT, 0.6)])
    assert both.size == 0
    other = difference_of([(FAR, CAT, 0.9)], [(FAR, DOG, 0.6)])
    assert (other.size, other.gain) == pytest.approx((1.5, 0.3))


def test_images_are_ordered_by_how_much_differs_and_can_be_those_of_one_side():
    better = difference_of([], [(A, CAT, 0.9), (B, DOG, 0.8)])
    worse = difference_of([(A, CAT, 0.9)], [])
    even = difference_of([(A, CAT, 0.9)], [(B, DOG, 0.8)])
    same = difference_of([(A, CAT, 0.9)], [(A, CAT, 0.6)])
    differences = [same, worse, even, better]
    assert most_different(differences) == [2, 3, 1]
    assert most_different(differences, better=1) == [3]
    assert most_different(differences, better=0) == [1]
