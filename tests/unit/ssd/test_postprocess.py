import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from ssd_desktop.ssd.config import PLANS, PostprocessConfig
from ssd_desktop.ssd.default_boxes import make_default_boxes
from ssd_desktop.ssd.postprocess import postprocess
from tests.reference.postprocess import detections_of_image

CONFIGS = [
    PostprocessConfig(),
    PostprocessConfig(score_threshold=0.3, candidates_per_class=3, detections_per_image=5),
    PostprocessConfig(score_threshold=0.0, nms_iou=0.7, candidates_per_class=8, detections_per_image=2),
]


def network_output(batch, count, classes, seed):
    rng = np.random.default_rng(seed)
    offsets = torch.from_numpy(rng.normal(0, 2, (batch, count, 4))).float()
    logits = torch.from_numpy(rng.normal(0, 2, (batch, count, classes))).float()
    default_boxes = np.concatenate((rng.uniform(0, 1, (count, 2)), rng.uniform(0.1, 0.5, (count, 2))), axis=1)
    return offsets, logits, torch.from_numpy(default_boxes).float()


@settings(max_examples=60, deadline=None)
@given(
    batch=st.integers(1, 3),
    count=st.integers(1, 25),
    classes=st.integers(2, 5),
    seed=st.integers(0, 10_000),
    config=st.sampled_from(CONFIGS),
)
def test_detections_are_those_of_the_plain_loop(batch, count, classes, seed, config):
    offsets, logits, default_boxes = network_output(batch, count, classes, seed)
    found = postprocess(offsets, logits, default_boxes, config)
    assert len(found) == batch
    for image, detections in enumerate(found):
        expected = detections_of_image(offsets[image].tolist(), logits[image].tolist(), default_boxes.tolist(), config)
        assert detections.labels.tolist() == [label for _, label, _, _ in expected]
        assert detections.default_boxes.tolist() == [index for _, _, _, index in expected]
        np.testing.assert_allclose(detections.scores, [score for _, _, score, _ in expected], rtol=1e-5)
        boxes = np.array([box for box, _, _, _ in expected]).reshape(-1, 4)
        np.testing.assert_allclose(detections.boxes_xyxy, boxes, atol=1e-5)


def test_detections_are_complete_where_nearly_everything_is_suppressed():
    # Five places, 60 default boxes each: the best 4 x 3 candidates all lie on the first place.
    offsets, logits, _ = network_output(2, 300, 2, seed=3)
    places = torch.tensor([[0.1, 0.1], [0.3, 0.3], [0.5, 0.5], [0.7, 0.7], [0.9, 0.9]]).repeat_interleave(60, dim=0)
    default_boxes = torch.cat((places, torch.full((300, 2), 0.15)), dim=1)
    logits[..., 1] += torch.linspace(12, 0, 300)
    config = PostprocessConfig(detections_per_image=3)
    found = postprocess(offsets * 0.01, logits, default_boxes, config)
    for image, detections in enumerate(found):
        expected = detections_of_image(
            (offsets[image] * 0.01).tolist(), logits[image].tolist(), default_boxes.tolist(), config
        )
        assert detections.default_boxes.tolist() == [index for _, _, _, index in expected]
        assert len(detections) == 3


def test_more_candidates_may_be_asked_for_than_there_are_default_boxes():
    offsets, logits, default_boxes = network_output(1, 5, 3, 0)
    config = PostprocessConfig(candidates_per_class=10_000, detections_per_image=10_000)
    (found,) = postprocess(offsets, logits, default_boxes, config)
    assert 0 < len(found.scores) <= 2 * 5


def test_an_image_without_objects_gives_no_detections():
    offsets, logits, default_boxes = network_output(2, 30, 4, seed=1)
    logits[0] = torch.tensor([20.0, 0, 0, 0])
    empty, full = postprocess(offsets, logits, default_boxes, PostprocessConfig(score_threshold=0.2))
    assert len(empty) == 0
    assert empty.boxes_xyxy.shape == (0, 4)
    assert len(full) > 0


def test_a_batch_without_any_candidate_gives_an_empty_answer_for_each_image():
    offsets, logits, default_boxes = network_output(3, 10, 3, seed=1)
    found = postprocess(offsets, logits * 0 + torch.tensor([30.0, 0, 0]), default_boxes, PostprocessConfig())
    assert [len(detections) for detections in found] == [0, 0, 0]


def test_a_score_at_the_threshold_is_no_candidate():
    logits = torch.zeros(1, 1, 2)  # a softmax of exactly 0.5
    offsets, default_boxes = torch.zeros(1, 1, 4), torch.tensor([[0.5, 0.5, 0.2, 0.2]])
    at, below = (
        postprocess(offsets, logits, default_boxes, PostprocessConfig(score_threshold=threshold))[0]
        for threshold in (0.5, 0.499)
    )
    assert (len(at), len(below)) == (0, 1)


def test_boxes_are_clipped_to_the_picture_before_suppression():
    # Outside the picture the two hardly overlap; what is left of them inside is the same.
    default_boxes = torch.tensor([[-0.4, 0.5, 1.0, 0.4], [0.0, 0.5, 0.2, 0.4]])
    logits = torch.tensor([[[0.0, 3.0], [0.0, 2.0]]])
    found = postprocess(torch.zeros(1, 2, 4), logits, default_boxes, PostprocessConfig())[0]
    assert found.default_boxes.tolist() == [0]
    torch.testing.assert_close(found.boxes_xyxy, torch.tensor([[0.0, 0.3, 0.1, 0.7]]))


def test_equal_scores_go_to_the_lower_default_box():
    default_boxes = torch.tensor([[0.5, 0.5, 0.2, 0.2]]).repeat(3, 1)
    found = postprocess(torch.zeros(1, 3, 4), torch.tensor([[[0.0, 2.0]] * 3]), default_boxes, PostprocessConfig())[0]
    assert found.default_boxes.tolist() == [0]


def test_numbers_that_are_not_finite_are_no_detections():
    offsets, logits, default_boxes = network_output(1, 10, 3, seed=0)
    found = postprocess(offsets, logits * float("nan"), default_boxes, PostprocessConfig())[0]
    assert len(found) == 0


@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float16])
def test_half_precision_output_is_taken_in_float32(dtype):
    default_boxes = torch.from_numpy(make_default_boxes(PLANS["paper"]).cxcywh.copy())
    torch.manual_seed(0)
    offsets, logits = torch.randn(1, 8732, 4).to(dtype), (2 * torch.randn(1, 8732, 3)).to(dtype)
    rough = postprocess(offsets, logits, default_boxes, PostprocessConfig())[0]
    exact = postprocess(offsets.float(), logits.float(), default_boxes, PostprocessConfig())[0]
    assert rough.boxes_xyxy.dtype == rough.scores.dtype == torch.float32
    assert torch.equal(rough.boxes_xyxy, exact.boxes_xyxy)
