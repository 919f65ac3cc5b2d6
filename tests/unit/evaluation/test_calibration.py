"""Calibration of scores and the threshold with the best F1, held against plain loops."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssd_desktop.evaluation.calibration import best_threshold, calibration
from ssd_desktop.evaluation.voc import Judged, curve_of

ANSWERS = st.lists(st.tuples(st.integers(0, 20).map(lambda n: n / 20), st.booleans(), st.booleans()), max_size=40)


def judged(answers):
    """``answers``: (score, hit, counts) in any order."""
    answers = sorted(answers, key=lambda one: -one[0])
    scores, hit, counts = zip(*answers, strict=True) if answers else ((), (), ())
    hit = np.array(hit, bool)
    return Judged(
        labels=np.ones(len(answers), np.int64),
        scores=np.array(scores, np.float64),
        hit=hit,
        counts=np.array(counts, bool) | hit,
    )


@settings(max_examples=100, deadline=None)
@given(ANSWERS, st.sampled_from([0.0, 0.1, 0.5]))
def test_the_calibration_error_equals_a_plain_loop(answers, lowest):
    figures = calibration(judged(answers), lowest_score=lowest)
    kept = [(score, hit) for score, hit, counts in answers if (counts or hit) and score >= lowest]
    assert figures.detections == len(kept)
    if not kept:
        assert figures.error is None
        assert figures.bias is None
        return
    error, seen = 0.0, 0
    for one in figures.bins:
        inside = [(s, h) for s, h in kept if one.low <= s < one.high or (one.high == 1 and s == 1)]
        seen += len(inside)
        assert one.detections == len(inside)
        if inside:
            mean, right = sum(s for s, _ in inside) / len(inside), sum(h for _, h in inside) / len(inside)
            assert one.mean_score == pytest.approx(mean)
            assert one.precision == pytest.approx(right)
            error += len(inside) / len(kept) * abs(mean - right)
    assert seen == len(kept)
    assert figures.error == pytest.approx(error)


def test_a_detector_surer_than_right_has_a_positive_bias():
    figures = calibration(judged([(0.9, False, True), (0.9, True, True)]))
    assert figures.bias == pytest.approx(0.4)
    assert figures.error == pytest.approx(0.4)


def test_an_empty_bin_has_no_precision():
    assert calibration(judged([])).bins[3].precision is None


@settings(max_examples=100, deadline=None)
@given(ANSWERS, st.integers(0, 5))
def test_the_best_threshold_equals_trying_every_score(answers, never_found):
    all_judged = judged([(score, hit, True) for score, hit, _ in answers])
    objects = int(all_judged.hit.sum()) + never_found
    if not objects:
        return
    best = None
    for score in sorted({score for score, _, _ in answers}, reverse=True):
        taken = [hit for other, hit, _ in answers if other >= score]
        f1 = 2 * sum(taken) / (len(taken) + objects)
        if f1 > 0 and (best is None or f1 > best[1] + 1e-12):
            best = (score, f1)
    threshold = best_threshold(curve_of(all_judged.scores, all_judged.hit, objects))
    if best is None:
        assert threshold is None
    else:
        assert threshold.f1 == pytest.approx(best[1])
        taken = [hit for other, hit, _ in answers if other >= threshold.score]
        assert threshold.precision == pytest.approx(sum(taken) / len(taken))
        assert threshold.recall == pytest.approx(sum(taken) / objects)


def test_equal_scores_are_taken_together():
    # The hit alone would have an F1 of 1; no threshold takes it without the false alarm of the same score.
    curve = curve_of(np.array([0.8, 0.8]), np.array([True, False]), 1)
    assert best_threshold(curve).f1 == pytest.approx(2 / 3)


def test_without_detections_there_is_no_threshold():
    assert best_threshold(curve_of(np.zeros(0), np.zeros(0, bool), 3)) is None
