"""Every engine against PyTorch in float32: on random networks, and on real photographs with the shipped detector."""

import numpy as np
import pytest
import torch

from ssd_desktop.inference.devices import bfloat16_is_fast
from ssd_desktop.inference.engines.config import TORCH_FP32, EngineChoice
from ssd_desktop.inference.engines.openvino import OpenVinoEngine, openvino_has_bfloat16
from ssd_desktop.inference.engines.torch import TorchEngine
from ssd_desktop.inference.predictor import Predictor
from ssd_desktop.media.image_file import read_image
from ssd_desktop.resources import resource_path
from ssd_desktop.ssd.config import PostprocessConfig
from tests.made_models import made_batch, random_model

pytest.importorskip("openvino")

SHOWN = 0.5
CONFIG = PostprocessConfig(score_threshold=0.3)

#: Largest error of a shown box in pixels of a picture 960 wide, and of its score.
BOUNDS = {
    EngineChoice("openvino", "fp32"): (0.01, 1e-4),
    EngineChoice("openvino", "bf16"): (2.0, 0.02),
    EngineChoice("torch", "bf16"): (2.0, 0.02),
}


def skip_without_bfloat16(choice):
    if choice.precision == "bf16" and not (bfloat16_is_fast(torch.device("cpu")) and openvino_has_bfloat16()):
        pytest.skip("this processor has no bfloat16")


@pytest.fixture(scope="module")
def reference():
    return Predictor.load("shipped", device="cpu")


@pytest.fixture(scope="module")
def photographs(reference):
    """Pixels of each shipped photograph, with what PyTorch finds there."""
    pictures = [read_image(path).pixels_rgb for path in sorted(resource_path("samples").glob("*.jpg"))]
    return [(picture, reference.detect(picture, CONFIG)) for picture in pictures]


@pytest.mark.parametrize(
    ("plan", "pictures"),
    [("caffe-voc", 2), pytest.param("ssd512-voc", 1, marks=pytest.mark.slow), ("ssdlite320-voc", 2)],
)
def test_openvino_gives_what_the_network_gives_on_every_default_box(plan, pictures):
    model = random_model(plan=plan)
    batch = made_batch(pictures, model.config)
    expected = TorchEngine(model).run(batch)
    found = OpenVinoEngine(model).run(batch)
    for one, other in zip(found, expected, strict=True):
        assert one.dtype == torch.float32
        torch.testing.assert_close(one, other, atol=2e-4, rtol=1e-4)


def test_one_engine_takes_batches_of_any_size_in_turn():
    model = random_model(plan="ssdlite320-voc")
    engine = OpenVinoEngine(model)
    batch = made_batch(3, model.config)
    together = engine.run(batch)[1]
    alone = torch.cat([engine.run(batch[i : i + 1])[1] for i in range(3)])
    torch.testing.assert_close(together, alone, atol=2e-4, rtol=1e-4)


def test_an_answer_is_not_overwritten_by_the_next_one():
    model = random_model(plan="ssdlite320-voc")
    engine = OpenVinoEngine(model)
    first, second = made_batch(2, model.config).split(1)
    logits = engine.run(first)[1]
    kept = logits.clone()
    engine.run(second)
    torch.testing.assert_close(logits, kept, atol=0, rtol=0)


def test_bfloat16_leaves_the_model_itself_alone():
    model = random_model(plan="ssdlite320-voc")
    before = {key: value.clone() for key, value in model.state_dict().items()}
    engine = TorchEngine(model, EngineChoice("torch", "bf16"))
    assert engine.run(made_batch(1, model.config))[1].dtype == torch.float32
    assert all(torch.equal(value, before[key]) for key, value in model.state_dict().items())


@pytest.mark.parametrize("choice", BOUNDS, ids=lambda choice: choice.label)
def test_detections_on_photographs_are_those_of_pytorch_within_the_bounds(reference, photographs, choice):
    skip_without_bfloat16(choice)
    predictor = Predictor.load("shipped", device="cpu", engine=choice)
    assert (reference.engine.choice, predictor.engine.choice) == (TORCH_FP32, choice)
    pixels, score = BOUNDS[choice]
    assert photographs
    for picture, expected in photographs:
        found = predictor.detect(picture, CONFIG)
        assert len(expected.above(SHOWN)) > 1
        place = {key: i for i, key in enumerate(zip(found.labels, found.default_boxes, strict=True))}
        for i in range(len(expected.above(SHOWN))):
            j = place[expected.labels[i], expected.default_boxes[i]]
            np.testing.assert_allclose(found.boxes_xyxy[j], expected.boxes_xyxy[i], atol=pixels)
            np.testing.assert_allclose(found.scores[j], expected.scores[i], atol=score)


def test_what_is_explained_is_what_the_engine_put_out(reference, photographs):
    picture = photographs[0][0]
    predictor = Predictor.load("shipped", device="cpu", engine=EngineChoice("openvino", "fp32"))
    seen, plain = predictor.see(picture), reference.see(picture)
    found = predictor.detect(picture, CONFIG)
    shown = seen.scores[found.default_boxes, found.labels]
    np.testing.assert_array_equal(shown, found.scores)
    assert [one.shape for one in seen.feature_maps] == [one.shape for one in plain.feature_maps]
    np.testing.assert_allclose(seen.logits, plain.logits, atol=2e-3)
