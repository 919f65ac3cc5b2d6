"""Where objects are lost: the plain loop over random pictures, and one made scene for each stage."""

from dataclasses import replace
from itertools import pairwise

import pytest
import torch
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ssd_desktop.inference.explanation.detections import fates_in
from ssd_desktop.inference.explanation.matching import explain_matching
from ssd_desktop.inference.explanation.missed import explain_objects
from ssd_desktop.inference.explanation.types import ExplanationSettings, Fate, Stage
from ssd_desktop.ssd.config import PostprocessConfig
from tests.reference.candidate_fates import fates_of_image
from tests.reference.matching import iou
from tests.reference.missed_objects import stages_of_image
from tests.reference.postprocess import decoded, softmax
from tests.unit.inference.explanation.made_seen import (
    CLASSES,
    HEIGHT,
    TRUTHS,
    WIDTH,
    as_pixels,
    certain,
    in_unit,
    made_seen,
    sample_of,
)

FEW = ExplanationSettings(score=0.3, postprocess=PostprocessConfig(candidates_per_class=6, detections_per_image=5))
CHOICES = st.sampled_from([ExplanationSettings(), FEW, ExplanationSettings(score=0.1)])
SURE = 20.0


def traces(seen, sample, chosen=None):
    chosen = chosen or ExplanationSettings()
    matching = explain_matching(seen.default_boxes, sample, seen.config.classes, chosen.match)
    return explain_objects(seen, fates_in(seen, chosen), sample, matching, chosen)


def truth_at(seen, default_box, label=1, *, shift=0.0, mark=False):
    """An object where a default box lies, moved by a share of its width."""
    cx, cy, w, h = seen.default_boxes.cxcywh[default_box].tolist()
    return ((cx - w / 2 + shift * w) * WIDTH, (cy - h / 2) * HEIGHT, w * WIDTH, h * HEIGHT, label, mark)


def index(row, column, shape=0, feature_map=0):
    return made_seen().default_boxes.index_of(feature_map, row, column, shape)


def overlaps_two_alike(box, boxes):
    """Whether rounding would decide which of two objects a detection answers for."""
    overlaps = sorted(overlap for overlap in (iou(box, one) for one in boxes) if overlap > 0)
    return any(second - first < 1e-6 for first, second in pairwise(overlaps))


@settings(max_examples=80, deadline=None)
@given(TRUTHS, st.integers(0, 10_000), CHOICES)
def test_stages_and_answers_are_those_of_the_plain_loop(truths, seed, chosen):
    seen, sample = made_seen(seed, spread=3.0), sample_of(truths)
    fates = fates_of_image(
        seen.offsets.tolist(), seen.logits.tolist(), seen.default_boxes.cxcywh.tolist(), chosen.postprocess
    )
    boxes, ignore = in_unit(sample.boxes_xyxy), sample.ignore.tolist()
    assume(not any(overlaps_two_alike(one["box"], boxes) for one in fates))
    matching = explain_matching(seen.default_boxes, sample, CLASSES, chosen.match)
    reached = [one.reached for one in matching.objects]
    expected = stages_of_image(fates, boxes, sample.labels.tolist(), ignore, score=chosen.score, reached=reached)
    found = {one.position: one for one in traces(seen, sample, chosen)}
    assert sorted(found) == [g for g, stage in enumerate(expected) if stage is not None]
    for g, one in found.items():
        answer = (one.answer.label, one.answer.default_box) if one.answer else None
        assert (one.stage.value, answer) == expected[g]


@settings(max_examples=40, deadline=None)
@given(TRUTHS, st.integers(0, 10_000), CHOICES)
def test_what_the_positives_of_an_object_predicted_is_that_of_the_plain_loop(truths, seed, chosen):
    seen, sample = made_seen(seed), sample_of(truths)
    boxes = in_unit(sample.boxes_xyxy)
    by_name = {
        (one["label"], one["default_box"]): one
        for one in fates_of_image(
            seen.offsets.tolist(), seen.logits.tolist(), seen.default_boxes.cxcywh.tolist(), chosen.postprocess
        )
    }
    matching = explain_matching(seen.default_boxes, sample, CLASSES, chosen.match)
    for trace in traces(seen, sample, chosen):
        positives = matching.objects[trace.position].positives
        assert [one.default_box for one in trace.should_have] == [one.default_box for one in positives]
        assert [one.default_iou for one in trace.should_have] == [one.iou for one in positives]
        for one in trace.should_have:
            scores = softmax(seen.logits[one.default_box].tolist())
            box = decoded(seen.offsets[one.default_box].tolist(), seen.default_boxes.cxcywh[one.default_box].tolist())
            loop = by_name.get((trace.label, one.default_box))
            assert one.scores == pytest.approx(scores, rel=1e-3)
            assert one.score == one.scores[trace.label]
            assert one.best_label == max((1, 2, 3), key=lambda label: scores[label])
            assert one.best_score == one.scores[one.best_label]
            assert one.box_xyxy == pytest.approx(as_pixels(box), abs=1e-3)
            assert one.iou == pytest.approx(iou(box, boxes[trace.position]), abs=1e-4)
            assert one.fate == loop_fate(loop, chosen.score)
            assert one.suppressor == (loop["suppressor"][1] if loop and loop["suppressor"] else None)


def loop_fate(loop, score):
    if loop is None or loop["score"] < score:
        return Fate.BELOW_SCORE
    if loop["detected"]:
        return Fate.DETECTED
    return Fate.SUPPRESSED if loop["suppressor"] else Fate.OUTRANKED


@settings(max_examples=30, deadline=None)
@given(TRUTHS, st.integers(0, 10_000))
def test_the_witness_is_the_surest_of_its_class_that_lies_on_the_object(truths, seed):
    seen, sample = made_seen(seed), sample_of(truths)
    boxes, default_boxes = in_unit(sample.boxes_xyxy), seen.default_boxes.cxcywh.tolist()
    for trace in traces(seen, sample):
        on_it = [
            d
            for d, offsets in enumerate(seen.offsets.tolist())
            if iou(decoded(offsets, default_boxes[d]), boxes[trace.position]) >= 0.5
        ]
        best = max(on_it, key=lambda d: softmax(seen.logits[d].tolist())[trace.label], default=None)
        assert (trace.witness.default_box if trace.witness else None) == best


def stage_of(answers, truths, **changes):
    chosen = replace(ExplanationSettings(), **changes)
    return traces(certain(made_seen(), answers), sample_of(truths), chosen)


def test_an_object_with_a_sure_default_box_is_found():
    here = index(1, 1)
    (one,) = stage_of({here: (1, SURE)}, [truth_at(made_seen(), here)])
    assert (one.stage, one.answer.default_box, one.answer.iou) == (Stage.FOUND, here, pytest.approx(1, abs=1e-5))
    assert one.should_have[0].fate is Fate.DETECTED


def test_an_object_without_a_sure_default_box_is_lost_by_its_score():
    here = index(1, 1)
    (one,) = stage_of({here: (1, -0.5)}, [truth_at(made_seen(), here)])
    assert (one.stage, one.answer) == (Stage.SCORE, None)
    assert one.witness.default_box == here
    assert one.witness.fate is Fate.BELOW_SCORE


def test_an_object_that_the_detector_takes_for_another_class_says_which():
    here = index(1, 1)
    (one,) = stage_of({here: (3, SURE)}, [truth_at(made_seen(), here)])
    assert (one.stage, one.answer.label) == (Stage.OTHER_CLASS, 3)


def test_an_object_suppressed_by_a_rival_names_it():
    # The object lies 0.3 of its height below its default box (IoU 0.54) and further off the wide one (0.43).
    ours, rival = index(0, 0), index(0, 0, shape=2)
    x, y, width, height, label, mark = truth_at(made_seen(), ours)
    (one,) = stage_of({ours: (1, 3.0), rival: (1, SURE)}, [(x, y + 0.3 * height, width, height, label, mark)])
    assert (one.stage, one.answer.default_box) == (Stage.SUPPRESSED, rival)
    assert (one.witness.default_box, one.witness.fate, one.witness.suppressor) == (ours, Fate.SUPPRESSED, rival)
    assert one.witness.suppressor_iou == pytest.approx(0.617, abs=2e-3)


def test_an_object_beyond_the_number_of_candidates_is_outranked():
    here, better = index(1, 1), index(3, 3)
    few = PostprocessConfig(candidates_per_class=1)
    (one,) = stage_of({here: (1, 3.0), better: (1, SURE)}, [truth_at(made_seen(), here)], postprocess=few)
    assert (one.stage, one.should_have[0].fate) == (Stage.TOP_K, Fate.OUTRANKED)


def test_a_detection_beside_an_object_is_badly_placed():
    here = index(1, 1)
    (one,) = stage_of({here: (1, SURE)}, [truth_at(made_seen(), here, shift=0.5)])
    assert one.stage is Stage.BADLY_PLACED
    assert one.answer.iou == pytest.approx(1 / 3, abs=1e-3)


def test_an_object_smaller_than_every_default_box_has_no_default_box():
    (one,) = stage_of({}, [(100, 30, 6, 3, 1, False)])
    assert (one.stage, len(one.should_have)) == (Stage.NO_DEFAULT_BOX, 1)


def test_two_objects_at_one_place_share_one_detection():
    here = index(1, 1)
    twins = [truth_at(made_seen(), here), truth_at(made_seen(), here)]
    first, second = stage_of({here: (1, SURE)}, twins)
    assert (first.stage, second.stage) == (Stage.FOUND, Stage.OTHER_OBJECT)
    assert second.answer.default_box == here


def test_ignored_objects_are_not_looked_for_and_difficult_ones_are_marked():
    sample = sample_of([truth_at(made_seen(), 5, mark=True), truth_at(made_seen(), 9)])
    sample = replace(sample, difficult=torch.tensor([False, True]).numpy())
    (one,) = traces(made_seen(), sample)
    assert (one.position, one.difficult) == (1, True)


def test_a_picture_without_objects_has_none_to_miss():
    assert traces(made_seen(), sample_of([])) == ()
