"""The loss of a picture, default box by default box, held against the plain loops."""

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from ssd_desktop.errors import DataError
from ssd_desktop.inference.explanation.ground_truths import targets_of
from ssd_desktop.inference.explanation.losses import explain_loss
from ssd_desktop.inference.explanation.training_types import Role
from ssd_desktop.inference.explanation.types import ExplanationSettings
from ssd_desktop.ssd.config import LossConfig, MatchConfig
from ssd_desktop.ssd.matching import match
from tests.reference import loss as reference
from tests.reference.hard_negative_mining import mined_negatives
from tests.reference.postprocess import softmax
from tests.unit.inference.explanation.made_seen import TRUTHS, in_unit, made_seen, sample_of

LOSSES = st.sampled_from(
    [LossConfig(), LossConfig(alpha=0.5, min_negatives=0, label_smoothing=0.1), LossConfig(focal_gamma=2.0)]
)


def loop_of(seen, sample, config):
    """(labels, ground truths, confidence, localisation, mined) of every default box."""
    matches = match(torch.from_numpy(seen.default_boxes.xyxy.copy()), targets_of(sample), MatchConfig())
    labels, owners = matches.labels[0].tolist(), matches.ground_truth[0].tolist()
    logits, offsets, truths = seen.logits.tolist(), seen.offsets.tolist(), in_unit(sample.boxes_xyxy)
    confidence, localisation = [], []
    for d, label in enumerate(labels):
        if config.focal_gamma:
            confidence.append(reference.focal_loss(logits[d], max(label, 0), config.focal_gamma, 0.0))
        else:
            confidence.append(reference.smoothed_cross_entropy(logits[d], max(label, 0), config.label_smoothing))
        wanted = reference.offsets_of(truths[owners[d]], seen.default_boxes.cxcywh[d].tolist()) if label > 0 else ()
        pairs = zip(offsets[d], wanted, strict=True) if label > 0 else ()
        localisation.append(sum(reference.smooth_l1(p - w) for p, w in pairs))
    if config.focal_gamma:
        mined = {d for d, label in enumerate(labels) if label == 0}
    else:
        background = [reference.cross_entropy(row, 0) for row in logits]
        mined = mined_negatives(background, labels, min_negatives=config.min_negatives)
    return labels, owners, confidence, localisation, mined


@settings(max_examples=60, deadline=None)
@given(TRUTHS, st.integers(0, 1000), LOSSES)
def test_every_term_is_that_of_the_plain_loop(truths, seed, config):
    seen, sample = made_seen(seed), sample_of(truths)
    trace = explain_loss(seen, sample, ExplanationSettings(loss=config, dropped=1000))
    labels, owners, confidence, localisation, mined = loop_of(seen, sample, config)
    counted = [d for d, label in enumerate(labels) if label > 0 or d in mined]
    left_out = [d for d, label in enumerate(labels) if label == 0 and d not in mined]
    named = [one.default_box for one in trace.terms]
    assert sorted(named[: len(counted)]) == counted
    assert sorted(named[len(counted) :]) == left_out
    assert (trace.positives, trace.mined) == (sum(label > 0 for label in labels), len(mined))
    assert trace.negatives == labels.count(0)
    assert trace.background_confidence == pytest.approx(sum(confidence[d] for d in mined), rel=1e-4, abs=1e-5)
    assert (trace.count(Role.POSITIVE), trace.count(Role.MINED)) == (trace.positives, trace.mined)
    of_role = {role: [one for one in trace.terms if one.role is role] for role in Role}
    assert all(list(trace.hardest(role, 2)) == of_role[role][:2] for role in Role)
    for one in trace.terms:
        d = one.default_box
        role = Role.POSITIVE if labels[d] > 0 else Role.MINED if d in mined else Role.DROPPED
        scores = softmax(seen.logits[d].tolist())
        assert (one.role, one.label, one.ground_truth) == (role, labels[d], owners[d])
        assert one.confidence == pytest.approx(confidence[d], rel=1e-3, abs=1e-5)
        assert one.localisation == pytest.approx(localisation[d], rel=1e-3, abs=1e-4)
        assert one.score == pytest.approx(scores[labels[d]], rel=1e-3)
        assert one.predicted == scores.index(max(scores))
        assert one.predicted_score == pytest.approx(max(scores), rel=1e-3)
    for group in (trace.terms[: len(counted)], trace.terms[len(counted) :]):
        losses = [one.confidence for one in group]
        assert losses == sorted(losses, reverse=True)


@settings(max_examples=60, deadline=None)
@given(TRUTHS, st.integers(0, 1000), LOSSES)
def test_the_terms_and_the_shares_of_the_objects_add_up_to_the_loss(truths, seed, config):
    seen, sample = made_seen(seed), sample_of(truths)
    trace = explain_loss(seen, sample, ExplanationSettings(loss=config))
    n = max(trace.positives, 1)
    used = [one for one in trace.terms if one.role is not Role.DROPPED]
    assert sum(one.confidence for one in used) / n == pytest.approx(trace.confidence, rel=1e-4, abs=1e-6)
    assert sum(one.localisation for one in used) / n == pytest.approx(trace.localisation, rel=1e-4, abs=1e-6)
    assert trace.total == pytest.approx(trace.confidence + config.alpha * trace.localisation, rel=1e-5)
    assert sum(one.share for one in trace.objects) + trace.background_share == pytest.approx(1 if used else 0)
    assert [one.share for one in trace.objects] == sorted((one.share for one in trace.objects), reverse=True)
    for one in trace.objects:
        own = [term for term in used if term.ground_truth == one.position]
        cost = sum(term.confidence + config.alpha * term.localisation for term in own)
        assert one.positives == len(own)
        assert one.share * trace.total * n == pytest.approx(cost, rel=1e-3, abs=1e-5)


def test_only_so_many_dropped_negatives_are_listed_the_hardest():
    seen, sample = made_seen(2), sample_of([(10, 10, 40, 20, 1, False)])
    few, every = (explain_loss(seen, sample, ExplanationSettings(dropped=count)) for count in (4, 1000))
    dropped = [one for one in every.terms if one.role is Role.DROPPED]
    assert [one for one in few.terms if one.role is Role.DROPPED] == dropped[:4]
    assert len(dropped) > 4


def test_a_background_picture_costs_what_its_mined_negatives_cost():
    trace = explain_loss(made_seen(1), sample_of([]), ExplanationSettings())
    assert (trace.positives, trace.mined, trace.objects, trace.background_share) == (0, 3, (), 1.0)
    assert trace.total == trace.confidence > 0


def test_nothing_in_the_loss_is_a_loss_of_0():
    trace = explain_loss(made_seen(1), sample_of([]), ExplanationSettings(loss=LossConfig(min_negatives=0)))
    assert (trace.total, trace.mined, trace.background_share) == (0, 0, 0)


def test_an_object_of_an_unknown_class_is_named():
    with pytest.raises(DataError, match="label 4"):
        explain_loss(made_seen(), sample_of([(10, 10, 40, 20, 4, False)]), ExplanationSettings())
