"""The module that is exported, against the detector and against the plain loops of ``infer.py``."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from ssd_desktop.export.config import ExportOptions
from ssd_desktop.export.detector_module import ExportedDetector, Suppress
from ssd_desktop.export.infer import squeeze, suppress
from ssd_desktop.inference.predictor import Predictor
from ssd_desktop.ssd.config import PostprocessConfig
from ssd_desktop.ssd.postprocess import postprocess
from ssd_desktop.ssd.preprocess import preprocess
from tests.made_models import made_picture, random_model

CONFIG = PostprocessConfig(score_threshold=0.3)


def facts(config):
    return {name: getattr(config, name) for name in PostprocessConfig.__dataclass_fields__}


@pytest.mark.parametrize("size", [(240, 320), (300, 300), (37, 611)])
def test_pixels_to_detections_is_what_the_detector_finds(size):
    model = random_model(confident=True)
    picture = made_picture(*size)
    expected = Predictor(model, torch.device("cpu")).detect(picture, CONFIG)
    module = ExportedDetector(model, ExportOptions("onnx", nms=True, preprocess=True), CONFIG).eval()
    with torch.no_grad():
        boxes, labels, scores, default_boxes = (out.numpy() for out in module(torch.from_numpy(picture)[None]))
    count = len(expected)
    assert count > 20
    assert int((scores > 0).sum()) == count
    size_xyxy = np.array([size[1], size[0], size[1], size[0]], np.float32)
    place = {key: j for j, key in enumerate(zip(labels[0].tolist(), default_boxes[0].tolist(), strict=True))}
    # Equal to the last digit they are not, so neighbours in the order may change places.
    order = [place[key] for key in zip(expected.labels.tolist(), expected.default_boxes.tolist(), strict=True)]
    np.testing.assert_allclose(boxes[0, order] * size_xyxy, expected.boxes_xyxy, atol=5e-3)
    np.testing.assert_allclose(scores[0, order], expected.scores, atol=1e-4)
    assert (np.diff(scores[0]) <= 0).all()
    assert not boxes[0, count:].any()
    assert not labels[0, count:].any()


@given(
    seed=st.integers(0, 10_000),
    batch=st.integers(1, 3),
    count=st.integers(1, 40),
    classes=st.integers(1, 4),
    threshold=st.sampled_from([0.0, 0.3, 0.6, 0.99]),
)
@settings(max_examples=40, deadline=None)
def test_suppression_is_the_plain_loops_also_where_there_are_fewer_boxes_than_asked_for(
    seed, batch, count, classes, threshold
):
    rng = np.random.default_rng(seed)
    corners = rng.uniform(0, 1, (batch, count, 2, 2)).astype(np.float32)
    boxes = np.concatenate([corners.min(2), corners.max(2)], axis=-1)
    scores = rng.dirichlet(np.full(classes + 1, 0.5), (batch, count)).astype(np.float32)
    config = PostprocessConfig(
        score_threshold=threshold, candidates_per_class=int(rng.integers(1, 60)), detections_per_image=25
    )
    outputs = Suppress(classes + 1, config)(torch.from_numpy(boxes), torch.from_numpy(scores))
    found = [output.numpy() for output in outputs]
    for image in range(batch):
        expected = suppress(boxes[image], scores[image], facts(config))
        number = len(expected.scores)
        assert int((found[2][image] > 0).sum()) == number
        np.testing.assert_allclose(found[2][image, :number], expected.scores)
        key = sorted(zip(expected.labels.tolist(), expected.default_boxes.tolist(), strict=True))
        answer = zip(found[1][image, :number].tolist(), found[3][image, :number].tolist(), strict=True)
        assert sorted(answer) == key


@given(height=st.integers(1, 700), width=st.integers(1, 700), side=st.sampled_from([300, 512]))
@settings(max_examples=15, deadline=None)
def test_the_script_squeezes_pictures_as_the_program_does(height, width, side):
    picture = made_picture(height, width)
    means = (123.68, 116.779, 103.939)
    expected = preprocess([picture], size=side, means_rgb=means)[0].numpy()
    np.testing.assert_allclose(squeeze(picture, side, means), expected, atol=2e-4)


@given(seed=st.integers(0, 1000))
@settings(max_examples=10, deadline=None)
def test_the_script_suppresses_as_the_program_does(seed):
    rng = np.random.default_rng(seed)
    model = random_model()
    offsets = torch.from_numpy(rng.normal(0, 1, (1, 8732, 4)).astype(np.float32))
    logits = torch.from_numpy(rng.normal(0, 2, (1, 8732, 4)).astype(np.float32))
    config = PostprocessConfig(score_threshold=0.6, candidates_per_class=100)
    (expected,) = postprocess(offsets, logits, model.default_boxes_cxcywh, config)
    module = ExportedDetector(model, ExportOptions("onnx", nms=False), config)
    boxes, scores = module.after(offsets, logits)
    found = suppress(boxes[0].numpy(), scores[0].numpy(), facts(config))
    np.testing.assert_allclose(found.scores, expected.scores, atol=1e-6)
    np.testing.assert_array_equal(found.labels, expected.labels)
    np.testing.assert_array_equal(found.default_boxes, expected.default_boxes)
    np.testing.assert_allclose(found.boxes_xyxy, expected.boxes_xyxy, atol=1e-5)
