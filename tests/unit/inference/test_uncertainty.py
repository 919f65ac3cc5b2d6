"""How unsure a detector is, held against plain loops over the formulae, and the words for it."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.suggestions import Suggestion
from ssd_desktop.inference.uncertainty import (
    LEAST_SCORE,
    NOTHING_FOUND,
    entropy_of,
    margin_of,
    object_probabilities,
    uncertainty_of,
)


def seen(label, score, at=0):
    return Suggestion(label, Box(at, 0, at + 10, 10), score, "cards")


def overlap_by_pixels(one, other):
    a, b = ({(x, y) for x in range(int(c.x0), int(c.x1)) for y in range(int(c.y0), int(c.y1))} for c in (one, other))
    return len(a & b) / len(a | b)


def disagreement_by_loop(found, mirrored):
    """Goes through the detections by falling score and takes the best free twin of each."""
    taken, numerator, denominator = set(), 0.0, 0.0

    def count(s, t):
        nonlocal numerator, denominator
        if max(s, t) >= LEAST_SCORE:
            numerator += abs(s - t)
            denominator += max(s, t)

    for i in sorted(range(len(found)), key=lambda i: -found[i].score):
        best, twin = 0.0, None
        for j, other in enumerate(mirrored):
            iou = overlap_by_pixels(found[i].box, other.box)
            if j not in taken and other.label == found[i].label and iou >= 0.5 and iou > best:
                best, twin = iou, j
        taken.add(twin)
        count(found[i].score, 0.0 if twin is None else mirrored[twin].score)
    for j, other in enumerate(mirrored):
        if j not in taken:
            count(0.0, other.score)
    return numerator / denominator if denominator else 0.0


def objects_by_loop(found):
    """Takes the best detection, then all of its place, again and again."""
    left = sorted(range(len(found)), key=lambda i: -found[i].score)
    objects = []
    while left and found[left[0]].score >= LEAST_SCORE:
        best, here, others = found[left[0]], {}, []
        for i in left:
            if overlap_by_pixels(best.box, found[i].box) >= 0.5:
                here[found[i].label] = max(here.get(found[i].label, 0.0), found[i].score)
            else:
                others.append(i)
        total = sum(here.values())
        scale = 1 / total if total > 1 else 1
        objects.append({label: score * scale for label, score in here.items()} | {"": max(1 - total, 0)})
        left = others
    return objects


def scores():
    return st.floats(0.01, 1.0)


def sides():
    one = st.builds(seen, st.sampled_from("abc"), scores(), st.integers(0, 25))
    return st.lists(one, max_size=8)


@given(sides(), sides())
def test_disagreement_is_that_of_the_plain_loop(found, mirrored):
    assert uncertainty_of(found, mirrored).disagreement == pytest.approx(disagreement_by_loop(found, mirrored))


@given(st.dictionaries(st.sampled_from("abc"), scores()))
def test_an_image_that_looks_the_same_in_the_mirror_agrees_with_itself(score_by_label):
    found = [seen(label, score) for label, score in score_by_label.items()]
    assert uncertainty_of(found, found[::-1]).disagreement == 0


@given(sides())
def test_objects_are_those_of_the_plain_loop(found):
    mine, expected = object_probabilities(found), objects_by_loop(found)
    assert len(mine) == len(expected)
    for one, other in zip(mine, expected, strict=True):
        assert one == pytest.approx(other, abs=1e-9)
        assert sum(one.values()) == pytest.approx(1)


@given(st.lists(st.floats(0.001, 1.0), min_size=1, max_size=6))
def test_margin_and_entropy_are_those_of_the_formulae(weights):
    p = [weight / sum(weights) for weight in weights]
    highest = second = 0.0
    total = 0.0
    for value in p:
        if value > highest:
            highest, second = value, highest
        elif value > second:
            second = value
        total -= value * math.log(value)
    assert margin_of(p) == pytest.approx(1 - highest + second)
    assert entropy_of(p) == pytest.approx(total / math.log(len(p)) if len(p) > 1 else 0.0)
    assert -1e-9 <= entropy_of(p) <= 1 + 1e-9


@given(sides(), sides())
def test_all_measures_lie_between_0_and_1_and_the_score_is_their_mean(found, mirrored):
    result = uncertainty_of(found, mirrored)
    measures = (result.margin, result.entropy, result.disagreement)
    assert all(-1e-9 <= value <= 1 + 1e-9 for value in measures)
    if result.reason == "nothing":
        assert (measures, result.score) == ((0, 0, 0), NOTHING_FOUND)
    else:
        assert result.score == pytest.approx(sum(measures) / 3)


def test_two_equal_probabilities_are_as_unsure_as_can_be():
    assert margin_of([0.5, 0.5]) == entropy_of([0.5, 0.5]) == pytest.approx(1)


def test_a_single_possibility_is_sure():
    assert (margin_of([1.0]), entropy_of([1.0])) == (0, 0)


@pytest.mark.parametrize(
    ("found", "mirrored", "reason", "labels"),
    [
        ([], [], "nothing", ()),
        ([seen("ace", 0.1)], [seen("ace", 0.15)], "nothing", ()),
        ([seen("ace", 0.99)], [seen("ace", 0.99)], "sure", ()),
        (
            [seen("ace", 0.5), seen("king", 0.45)],
            [seen("ace", 0.5), seen("king", 0.45)],
            "two classes",
            ("ace", "king"),
        ),
        ([seen("ace", 0.5)], [seen("ace", 0.5)], "hardly an object", ("ace",)),
        ([seen("ace", 0.3)], [seen("ace", 0.3)], "hardly an object", ("ace",)),
        ([], [seen("ace", 0.9)], "only mirrored", ("ace",)),
        ([seen("ace", 0.95)], [], "only unmirrored", ("ace",)),
        ([seen("ace", 0.97)], [seen("ace", 0.6)], "other score", ("ace",)),
    ],
)
def test_the_reason_names_what_weighs_most(found, mirrored, reason, labels):
    result = uncertainty_of(found, mirrored)
    assert (result.reason, result.labels) == (reason, labels)


def test_the_more_doubtful_image_comes_first():
    sure = uncertainty_of([seen("ace", 0.99)], [seen("ace", 0.98)])
    torn = uncertainty_of([seen("ace", 0.5), seen("king", 0.45)], [seen("king", 0.6)])
    nothing = uncertainty_of([], [])
    assert sure.score < nothing.score < torn.score
