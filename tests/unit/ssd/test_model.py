import numpy as np
import torch

from ssd_desktop.ssd.config import PLANS
from ssd_desktop.ssd.default_boxes import make_default_boxes
from tests.made_models import made_batch, random_model


def test_every_default_box_gets_offsets_and_a_score_for_each_class():
    model = random_model()
    with torch.inference_mode():
        offsets, logits = model(made_batch(2))
    assert offsets.shape == (2, 8732, 4)
    assert logits.shape == (2, 8732, 4)


def test_ssd512_answers_for_24564_default_boxes():
    model = random_model(plan="ssd512-voc")
    with torch.inference_mode():
        offsets, logits = model(made_batch(1, model.config))
    assert offsets.shape == (1, 24564, 4)
    assert logits.shape == (1, 24564, 4)
    np.testing.assert_array_equal(model.default_boxes_xyxy.numpy(), make_default_boxes(PLANS["ssd512-voc"]).xyxy)


def test_default_boxes_are_those_of_the_plan_and_no_part_of_the_state():
    model = random_model(plan="paper")
    expected = make_default_boxes(PLANS["paper"])
    np.testing.assert_array_equal(model.default_boxes_cxcywh.numpy(), expected.cxcywh)
    np.testing.assert_array_equal(model.default_boxes_xyxy.numpy(), expected.xyxy)
    assert not any("default_boxes" in key for key in model.state_dict())


def test_bfloat16_answers_stay_near_those_of_float32():
    model = random_model()
    batch = made_batch(1)
    with torch.inference_mode():
        exact = model(batch)
        with torch.autocast("cpu", torch.bfloat16):
            rough = model(batch)
    for a, b in zip(exact, rough, strict=True):
        assert torch.isfinite(b).all()
        assert (a - b.float()).abs().max() < 0.05 * a.abs().max()


def test_an_image_is_answered_alike_alone_and_in_a_batch():
    model = random_model()
    batch = made_batch(2)
    with torch.inference_mode():
        together = model(batch)
        alone = model(batch[1:])
    for a, b in zip(together, alone, strict=True):
        torch.testing.assert_close(a[1:], b, rtol=1e-4, atol=1e-4)
