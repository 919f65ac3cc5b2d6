"""Class scores in order, against a plain loop."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssd_desktop.inference.explanation.class_scores import rank_scores


@given(st.lists(st.sampled_from([0.0, 0.1, 0.25, 0.5, 1.0]), min_size=2, max_size=9), st.integers(1, 7), st.data())
def test_the_named_classes_and_the_rest_are_all_classes_once(scores, count, data):
    label = data.draw(st.integers(0, len(scores) - 1))
    ranked = rank_scores(scores, count, label=label)
    named = [one.label for one in ranked.best]
    assert label in named
    assert all(one.score == scores[one.label] for one in ranked.best)
    rest = [value for at, value in enumerate(scores) if at not in named]
    assert (ranked.others, ranked.others_score) == (len(rest), pytest.approx(sum(rest)))
    assert ranked.others != 1
    best_first = sorted(range(len(scores)), key=lambda one: (-scores[one], one))
    assert set(named) - {label} <= set(best_first[: len(named)])
    assert named[:-1] == best_first[: len(named) - 1]


def test_a_class_that_is_not_among_the_best_is_named_last():
    ranked = rank_scores([0.5, 0.3, 0.1, 0.06, 0.04], 2, label=4)
    assert [(one.label, one.score) for one in ranked.best] == [(0, 0.5), (4, 0.04)]
    assert ranked.others == 3
    assert ranked.others_score == pytest.approx(0.46)
