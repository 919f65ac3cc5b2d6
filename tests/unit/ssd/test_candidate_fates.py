"""The fate of every candidate, held against a plain loop and against the detections themselves."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from ssd_desktop.ssd.candidate_fates import candidate_fates
from ssd_desktop.ssd.config import PostprocessConfig
from ssd_desktop.ssd.postprocess import postprocess
from tests.reference.candidate_fates import fates_of_image
from tests.unit.ssd.test_postprocess import CONFIGS, network_output


@settings(max_examples=60, deadline=None)
@given(
    count=st.integers(1, 25), classes=st.integers(2, 5), seed=st.integers(0, 10_000), config=st.sampled_from(CONFIGS)
)
def test_fates_are_those_of_the_plain_loop(count, classes, seed, config):
    offsets, logits, default_boxes = network_output(1, count, classes, seed)
    fates = candidate_fates(offsets[0], logits[0], default_boxes, config)
    expected = fates_of_image(offsets[0].tolist(), logits[0].tolist(), default_boxes.tolist(), config)
    assert len(fates) == len(expected)
    assert fates.labels.tolist() == [one["label"] for one in expected]
    assert fates.default_boxes.tolist() == [one["default_box"] for one in expected]
    assert fates.places.tolist() == [one["place"] for one in expected]
    assert fates.entered.tolist() == [one["entered"] for one in expected]
    assert fates.detected.tolist() == [one["detected"] for one in expected]
    boxes = np.array([one["box"] for one in expected]).reshape(-1, 4)
    np.testing.assert_allclose(fates.boxes_xyxy, boxes, atol=1e-5)
    names = list(zip(fates.labels.tolist(), fates.default_boxes.tolist(), strict=True))
    assert [names[s] if s >= 0 else None for s in fates.suppressors] == [one["suppressor"] for one in expected]


@settings(max_examples=40, deadline=None)
@given(count=st.integers(1, 200), seed=st.integers(0, 10_000), config=st.sampled_from(CONFIGS))
def test_the_detected_are_the_detections(count, seed, config):
    offsets, logits, default_boxes = network_output(1, count, 4, seed)
    found = postprocess(offsets, logits, default_boxes, config)[0]
    fates = candidate_fates(offsets[0], logits[0], default_boxes, config)
    assert fates.default_boxes[fates.detected].tolist() == found.default_boxes.tolist()
    assert fates.labels[fates.detected].tolist() == found.labels.tolist()
    np.testing.assert_array_equal(fates.scores[fates.detected], found.scores)
    assert (fates.suppressor_ious[fates.suppressed] > config.nms_iou).all()


@pytest.mark.parametrize("count", [0, 3])
def test_a_picture_without_candidates_has_no_fates(count):
    logits = torch.zeros(count, 3) + torch.tensor([30.0, 0, 0])
    fates = candidate_fates(torch.zeros(count, 4), logits, torch.full((count, 4), 0.3), PostprocessConfig())
    assert len(fates) == 0
    assert fates.position(0, 1) == -1


def test_a_candidate_is_found_by_its_default_box_and_class():
    offsets, logits, default_boxes = network_output(1, 9, 3, 1)
    fates = candidate_fates(offsets[0], logits[0], default_boxes, PostprocessConfig())
    position = fates.position(int(fates.default_boxes[4]), int(fates.labels[4]))
    assert position == 4
