"""The trace of a detection, every number held against a plain loop."""

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssd_desktop.inference.explanation.detections import explain_detections, fates_in, threshold_curves
from ssd_desktop.inference.explanation.types import ExplanationSettings, Step
from ssd_desktop.ssd.config import PostprocessConfig
from tests.reference.candidate_fates import fates_of_image
from tests.reference.postprocess import detections_of_image, iou, softmax
from tests.unit.inference.explanation.made_seen import CLASSES, HEIGHT, WIDTH, as_pixels, certain, made_seen

FEW = ExplanationSettings(score=0.3, postprocess=PostprocessConfig(candidates_per_class=8, detections_per_image=6))
MANY = ExplanationSettings(score=0.02, postprocess=PostprocessConfig(nms_iou=0.2))
CHOICES = st.sampled_from([ExplanationSettings(), FEW, MANY])


def traces(seen, chosen):
    return explain_detections(seen, fates_in(seen, chosen), chosen)


def loop_fates(seen, chosen):
    return fates_of_image(
        seen.offsets.tolist(), seen.logits.tolist(), seen.default_boxes.cxcywh.tolist(), chosen.postprocess
    )


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), CHOICES)
def test_detections_places_and_rivals_are_those_of_the_plain_loop(seed, chosen):
    seen = made_seen(seed)
    fates = loop_fates(seen, chosen)
    expected = [one for one in fates if one["detected"] and one["score"] >= chosen.score]
    found = traces(seen, chosen)
    assert [(one.label, one.default_box) for one in found] == [(one["label"], one["default_box"]) for one in expected]
    for place, (trace, loop) in enumerate(zip(found, expected, strict=True), start=1):
        rivals = [one for one in fates if one["suppressor"] == (loop["label"], loop["default_box"])]
        assert trace.name == CLASSES[loop["label"] - 1]
        assert trace.score == pytest.approx(loop["score"], rel=1e-4)
        assert trace.box_xyxy == pytest.approx(as_pixels(loop["box"]), abs=1e-3)
        assert trace.place_in_class == loop["place"] + 1
        assert trace.place_in_picture == place
        assert trace.candidates_of_class == sum(one["label"] == loop["label"] for one in fates)
        assert [rival.default_box for rival in trace.rivals] == [one["default_box"] for one in rivals]
        for rival, one in zip(trace.rivals, rivals, strict=True):
            assert rival.score == pytest.approx(one["score"], rel=1e-4)
            assert rival.iou == pytest.approx(iou(one["box"], loop["box"]), abs=1e-4)
            assert rival.box_xyxy == pytest.approx(as_pixels(one["box"]), abs=1e-3)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000))
def test_the_decoding_goes_from_default_box_to_detection_step_by_step(seed):
    seen = made_seen(seed)
    for trace in traces(seen, MANY):
        dx, dy, dw, dh = seen.offsets[trace.default_box].tolist()
        cx, cy, w, h = seen.default_boxes.cxcywh[trace.default_box].tolist()
        x, y, width, height = cx + dx * 0.1 * w, cy + dy * 0.1 * h, w * math.exp(dw * 0.2), h * math.exp(dh * 0.2)
        centred = [(cx, cy, w, h), (x, y, w, h), (x, y, width, height)]
        corners = [(a - c / 2, b - d / 2, a + c / 2, b + d / 2) for a, b, c, d in centred]
        corners.append(tuple(min(max(edge, 0.0), 1.0) for edge in corners[-1]))
        assert [one.step for one in trace.steps] == list(Step)
        for one, corner in zip(trace.steps, corners, strict=True):
            assert one.box_xyxy == pytest.approx(as_pixels(corner), abs=1e-3)
        assert trace.offsets == pytest.approx((dx, dy, dw, dh))
        assert trace.centre_shift == pytest.approx(((x - cx) * WIDTH, (y - cy) * HEIGHT), abs=1e-3)
        assert trace.size_factors == pytest.approx((math.exp(dw * 0.2), math.exp(dh * 0.2)), rel=1e-3)


def test_scores_are_the_softmax_of_the_logits_background_first():
    seen = made_seen(3)
    for trace in traces(seen, MANY):
        assert list(trace.logits) == seen.logits[trace.default_box].tolist()
        assert trace.scores == pytest.approx(softmax(list(trace.logits)), rel=1e-4)
        assert trace.score == trace.scores[trace.label]


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10_000), CHOICES)
def test_the_curves_count_what_the_plain_loop_finds(seed, chosen):
    seen = made_seen(seed)

    def count(config, score):
        found = detections_of_image(
            seen.offsets.tolist(), seen.logits.tolist(), seen.default_boxes.cxcywh.tolist(), config
        )
        return sum(one[2] >= score for one in found)

    curves = threshold_curves(seen, chosen)
    assert [one.count for one in curves.by_score[::6]] == [
        count(chosen.postprocess, one.threshold) for one in curves.by_score[::6]
    ]
    assert [one.count for one in curves.by_nms_iou[::6]] == [
        count(replace(chosen.postprocess, nms_iou=one.threshold), chosen.score) for one in curves.by_nms_iou[::6]
    ]
    assert len(curves.by_score) == 19


def test_scores_below_the_candidate_threshold_are_shown_where_they_are_asked_for():
    seen = made_seen(1)
    low = ExplanationSettings(score=0.05, postprocess=PostprocessConfig(score_threshold=0.4))
    assert min(one.score for one in traces(seen, low)) < 0.4


def test_a_picture_without_detections_has_no_traces_and_flat_curves():
    empty = certain(made_seen(), {})
    assert traces(empty, ExplanationSettings()) == ()
    assert {one.count for one in threshold_curves(empty, ExplanationSettings()).by_score} == {0}
