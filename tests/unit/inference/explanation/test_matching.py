"""The matching of a picture, ground truth by ground truth, held against the plain loops."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssd_desktop.errors import DataError
from ssd_desktop.inference.explanation.default_box_info import default_box_info
from ssd_desktop.inference.explanation.matching import PictureMatching, explain_matching
from ssd_desktop.inference.explanation.training_types import RemedyKind
from ssd_desktop.ssd.boxes import iou_matrix
from ssd_desktop.ssd.config import PLANS, MatchConfig
from ssd_desktop.ssd.default_boxes import make_default_boxes
from tests.reference.last_one_wins import last_one_wins
from tests.reference.matching import match_image, share_table
from tests.unit.data.made_data import made_sample
from tests.unit.inference.explanation.made_seen import CLASSES, PLAN, TRUTHS, as_pixels, in_unit, sample_of

BOXES = make_default_boxes(PLAN)
THRESHOLDS = st.sampled_from([(0.5, 0.4), (0.5, 0.5), (0.7, 0.2)])


def table_of(sample):
    """IoUs in the precision of the matching: equal shapes inside an object tie but for the last bit."""
    boxes = np.array(in_unit(sample.boxes_xyxy), np.float32).reshape(-1, 4)
    return iou_matrix(boxes, BOXES.xyxy)


def named(matched):
    return [one.default_box for one in matched]


@settings(max_examples=80, deadline=None)
@given(TRUTHS, THRESHOLDS)
def test_every_ground_truth_has_the_default_boxes_of_the_plain_loop(truths, thresholds):
    sample, table = sample_of(truths), table_of(sample_of(truths)).tolist()
    trace = explain_matching(BOXES, sample, CLASSES, MatchConfig(*thresholds))
    labels, owners, overlaps, forced = match_image(
        table, sample.labels.tolist(), sample.ignore.tolist(), count=len(BOXES), positive_iou=thresholds[0],
        negative_iou=thresholds[1], crowd=sample.crowd.tolist(),
        shares=share_table(in_unit(sample.boxes_xyxy), BOXES.xyxy.tolist()),
    )  # fmt: skip
    assert trace.positives == sum(label > 0 for label in labels)
    assert trace.ignored == labels.count(-1)
    assert trace.negatives == labels.count(0)
    assert trace.per_map == (sum(label > 0 for label in labels[:64]), sum(label > 0 for label in labels[64:]))
    reached = [sample.ignore[g] or max(table[g]) >= thresholds[0] for g in range(len(truths))]
    assert [one.ignored or one.reached for one in trace.objects] == reached
    assert [one.position for one in trace.objects] == list(range(len(truths)))
    for g, one in enumerate(trace.objects):
        own = [d for d in range(len(BOXES)) if owners[d] == g]
        by_iou = sorted(own, key=lambda d: (-table[g][d], d))
        assert named(one.positives) == by_iou
        assert [match.iou for match in one.positives] == [table[g][d] for d in by_iou]
        assert named([one.forced] if one.forced else []) == [d for d in own if forced[d]]
        best = max(range(len(BOXES)), key=lambda d: table[g][d])
        assert one.best.default_box == best
        assert one.best.iou == table[g][best]
        assert one.reached == (table[g][best] >= thresholds[0])
        assert one.per_map == (sum(d < 64 for d in own), sum(d >= 64 for d in own))
        assert one.box_xyxy == tuple(sample.boxes_xyxy[g].tolist())
        if not one.ignored:
            nearest = [d for d in range(len(BOXES)) if labels[d] == -1 and overlaps[d] >= thresholds[1]]
            trained = [t for t in range(len(truths)) if not sample.ignore[t]]
            band = [d for d in nearest if max(trained, key=lambda t: (table[t][d], -t)) == g]
            assert sorted(named(one.band)) == band


@settings(max_examples=60, deadline=None)
@given(TRUTHS)
def test_the_band_of_an_ignored_object_is_what_lies_on_it(truths):
    sample = sample_of(truths)
    trace = explain_matching(BOXES, sample, CLASSES, MatchConfig())
    table, shares = table_of(sample), share_table(in_unit(sample.boxes_xyxy), BOXES.xyxy.tolist())
    positives = {d for one in trace.objects for d in named(one.positives)}
    for g, one in enumerate(trace.objects):
        if one.ignored:
            assert one.positives == ()
            assert one.forced is None
            on_it = [d for d in range(len(BOXES)) if (shares[g][d] >= 0.5 if one.crowd else table[g][d] >= 0.4)]
            assert sorted(named(one.band)) == [d for d in on_it if d not in positives]


@settings(max_examples=80, deadline=None)
@given(TRUTHS, st.sampled_from([0.3, 0.5]))
def test_what_the_last_one_would_win_is_that_of_the_plain_loop(truths, positive):
    sample = sample_of(truths)
    trace = explain_matching(BOXES, sample, CLASSES, MatchConfig(positive, 0.3))
    trained = np.flatnonzero(~sample.ignore)
    positives, takers = last_one_wins(table_of(sample)[trained].tolist(), positive_iou=positive)
    assert [trace.objects[g].if_last_wins for g in trained] == positives
    others = [None if trained[taker] == g else trained[taker] for g, taker in zip(trained, takers, strict=True)]
    assert [trace.objects[g].taken_by for g in trained] == others
    assert all(one.taken_by is None for one in trace.objects if one.ignored)


@settings(max_examples=30, deadline=None)
@given(TRUTHS, st.lists(THRESHOLDS, min_size=1, max_size=4))
def test_moving_the_thresholds_gives_what_asking_anew_gives(truths, moved):
    matching = PictureMatching(BOXES, sample_of(truths), CLASSES)
    for thresholds in moved:
        config = MatchConfig(*thresholds)
        assert matching.explain(config) == explain_matching(BOXES, sample_of(truths), CLASSES, config)


def test_one_to_one_saves_an_object_whose_best_default_box_a_later_one_takes():
    tiny = [(70, 30, 8, 4, 1, False), (71, 30, 8, 4, 2, False)]
    first, second = explain_matching(BOXES, sample_of(tiny), CLASSES, MatchConfig()).objects
    assert first.best.default_box == second.best.default_box
    assert first.lost_if_last_wins
    assert not second.lost_if_last_wins
    assert (first.taken_by, second.taken_by) == (1, None)
    assert explain_matching(BOXES, sample_of(tiny), CLASSES, MatchConfig()).saved == (first,)
    assert first.forced is not None
    assert second.forced is not None


def test_a_small_object_is_told_which_plan_network_and_tiles_would_reach_it():
    paper = make_default_boxes(PLANS["paper"])
    small = made_sample([(500, 400, 550, 450), (100, 100, 400, 400)], [1, 2], width=1000, height=800)
    far, near = explain_matching(paper, small, CLASSES, MatchConfig()).objects
    assert not far.reached
    assert far.remedies[0].iou == max(one.iou for one in far.remedies) > far.best.iou
    assert {one.kind for one in far.remedies} == set(RemedyKind)
    assert all(one.reaches == (one.iou >= 0.5) for one in far.remedies)
    assert any(one.kind is RemedyKind.TILES and one.reaches for one in far.remedies)
    for remedy in far.remedies:
        if remedy.kind is not RemedyKind.TILES:
            others = make_default_boxes(PLANS[remedy.name]).xyxy
            unit = small.boxes_xyxy[:1] / np.array([1000, 800, 1000, 800], np.float32)
            assert remedy.iou == pytest.approx(float(iou_matrix(unit, others).max()), abs=1e-5)
    assert near.remedies == ()


@pytest.mark.parametrize("name", ["ssd512-voc", "fitted"])
def test_plans_of_any_network_are_explained(name):
    plan = replace(PLANS["caffe-voc"], name="fitted", scales=(0.05, 0.11, 0.2, 0.35, 0.5, 0.7, 0.9))
    plan = plan if name == "fitted" else PLANS[name]
    trace = explain_matching(make_default_boxes(plan), sample_of([(10, 10, 60, 28, 1, False)]), CLASSES, MatchConfig())
    assert trace.plan == name
    assert trace.positives + trace.ignored + trace.negatives == plan.box_count
    assert sum(trace.objects[0].per_map) == trace.positives > 0


def test_a_picture_without_ground_truths_is_all_negative():
    trace = explain_matching(BOXES, sample_of([]), CLASSES, MatchConfig())
    assert (trace.positives, trace.ignored, trace.negatives, trace.objects) == (0, 0, len(BOXES), ())
    assert (trace.per_map, trace.saved, trace.objects) == ((0, 0), (), ())


def test_a_class_that_the_list_lacks_is_named():
    with pytest.raises(DataError, match="label 3, but the detector knows 2 classes"):
        explain_matching(BOXES, sample_of([(10, 10, 20, 20, 3, False)]), CLASSES[:2], MatchConfig())


def test_a_default_box_is_placed_in_the_picture():
    info = default_box_info(BOXES, 64 + 3, width=160, height=80)
    assert (info.feature_map, info.row, info.column, info.shape, info.map_size) == (1, 0, 1, 1, 2)
    assert info.box_xyxy == pytest.approx(as_pixels(BOXES.xyxy[67].tolist()))
    assert info.map_name == "map 2"
    real = default_box_info(make_default_boxes(PLANS["ssd512-voc"]), 24_563, width=10, height=10)
    assert (real.map_name, real.map_size) == ("conv12_2", 1)
