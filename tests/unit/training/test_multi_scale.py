"""Input sides that vary from step to step: which ones, with which default boxes, and that it trains."""

import numpy as np
import pytest
import torch

from ssd_desktop.checkpoints.builder import new_model
from ssd_desktop.data.loader import Batch
from ssd_desktop.errors import ConfigError
from ssd_desktop.ssd.config import PLANS
from ssd_desktop.ssd.default_boxes import make_default_boxes
from ssd_desktop.ssd.model import SSD
from ssd_desktop.ssd.targets import Targets
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.micro_batch import MicroBatch
from ssd_desktop.training.multi_scale import InputScale, MultiScale, sides_within
from ssd_desktop.training.optimizer import make_optimizer
from ssd_desktop.training.step import OptimiserStep
from tests.made_models import CLASSES, config_for, made_batch, random_model
from tests.unit.training.conftest import TINY_PLAN, make_sample

LIGHT = config_for(plan="ssdlite320-voc", means_rgb=(127.0, 127.0, 127.0))


def test_sides_lie_around_the_networks_own_as_far_as_its_last_map_reaches():
    assert sides_within(PLANS["caffe-voc"], 0.1) == (284, 300, 316)
    assert sides_within(PLANS["caffe-voc"], 0.2) == (268, 284, 300, 316, 332, 348)
    assert sides_within(PLANS["ssd512-voc"], 0.1) == (464, 480, 496, 512, 528, 544, 560)


def test_a_share_without_another_side_is_refused_with_the_least_one():
    with pytest.raises(ConfigError, match=r"multi_scale 0.05 leaves ssd300-vgg16 only its own side of 300.*0.05"):
        sides_within(PLANS["paper"], 0.05)
    with pytest.raises(ConfigError, match="tiny is of no network"):
        sides_within(TINY_PLAN, 0.2)


@pytest.mark.parametrize("side", sides_within(PLANS["caffe-voc"], 0.2))
def test_the_network_answers_for_every_default_box_of_each_side(side):
    plan = PLANS["caffe-voc"].resized(side)
    with torch.device("meta"):  # shapes without values; autocast, which the normalisation asks for, has no such device
        model = SSD(config_for())
        model.backbone.conv4_3_norm = torch.nn.Identity()
        maps = model.feature_maps(torch.zeros(1, 3, side, side))
        offsets, _ = model.heads(maps)
    assert tuple(x.shape[2] for x in maps) == plan.map_sizes
    assert offsets.shape == (1, plan.box_count, 4)


def test_every_step_has_its_side_by_seed_and_number_alone():
    model = random_model()
    first, again, other = (MultiScale(model, share=0.2, seed=seed) for seed in (1, 1, 2))
    drawn = [first.at(step).side for step in range(1, 60)]
    assert [again.at(step).side for step in range(59, 0, -1)] == drawn[::-1]
    assert [other.at(step).side for step in range(1, 60)] != drawn
    assert set(drawn) == {268, 284, None, 316, 332, 348}


def test_a_side_brings_its_default_boxes_and_its_pictures():
    scales = MultiScale(random_model(), share=0.2, seed=1)
    scale = next(scales.at(step) for step in range(1, 60) if scales.at(step).side == 332)
    expected = make_default_boxes(PLANS["caffe-voc"].resized(332))
    np.testing.assert_array_equal(scale.default_boxes_xyxy.numpy(), expected.xyxy)
    np.testing.assert_array_equal(scale.default_boxes_cxcywh.numpy(), expected.cxcywh)
    assert scale.resize(made_batch(2)).shape == (2, 3, 332, 332)


def test_the_networks_own_side_leaves_pictures_and_default_boxes_untouched():
    model, images = random_model(), made_batch(1)
    scales = MultiScale(model, share=0.2, seed=1)
    own = next(scales.at(step) for step in range(1, 60) if scales.at(step).side is None)
    for scale in (own, InputScale.own(model)):
        assert scale.default_boxes_xyxy is model.default_boxes_xyxy
        assert scale.resize(images) is images


def test_the_loss_of_a_batch_falls_while_its_side_varies():
    model = new_model(CLASSES, PLANS["ssdlite320-voc"], "efficientnet-lite0", sample_batch=made_batch(1, LIGHT)).model
    config = TrainingConfig(freeze="block11_project", multi_scale=0.2)
    model.freeze(config.freeze)
    device = torch.device("cpu")
    scales = MultiScale(model, share=config.multi_scale, seed=config.seed)
    step = OptimiserStep(
        model,
        make_optimizer(model, config),
        config=config,
        micro_batch=MicroBatch(0, device, tell=lambda text: None),
        device=device,
        bfloat16=False,
        channels_last=True,
        multi_scale=scales,
    )
    box = np.array([[0.2, 0.3, 0.6, 0.7]], np.float32)
    targets = Targets.from_images([box], [np.array([1])], [np.array([False])], [np.array([False])])
    batch = Batch(made_batch(1, LIGHT), targets, (make_sample(),))

    losses = [step(batch, step=n, learning_rate=1e-3, between=lambda: None).total for n in range(1, 7)]

    assert len({scales.at(n).side for n in range(1, 7)}) > 2
    assert losses[-1] < 0.85 * losses[0]
