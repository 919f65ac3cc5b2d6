"""Keys; that both networks answer alike is shown in tests/reference/test_torchvision_parity.py."""

from dataclasses import replace

import pytest
import torch
from torchvision.models.detection.ssd import ssd300_vgg16

from ssd_desktop.checkpoints.checkpoint import Checkpoint
from ssd_desktop.checkpoints.torchvision import build_torchvision_model, from_torchvision_state, to_torchvision_state
from ssd_desktop.errors import CheckpointError
from ssd_desktop.ssd.config import PLANS
from tests.made_models import CLASSES, config_for, random_checkpoint


@pytest.fixture(scope="module")
def theirs():
    with torch.device("meta"):
        return ssd300_vgg16(weights=None, weights_backbone=None, num_classes=len(CLASSES) + 1).state_dict()


def test_every_weight_has_a_partner_of_its_shape(theirs):
    ours = to_torchvision_state(random_checkpoint().state)
    assert {key: tensor.shape for key, tensor in ours.items()} == {key: tensor.shape for key, tensor in theirs.items()}


def test_there_and_back_is_the_same():
    state = random_checkpoint().state
    assert from_torchvision_state(to_torchvision_state(state)) == state


def test_a_missing_or_foreign_weight_is_named(theirs):
    with pytest.raises(CheckpointError, match="rpn is unknown"):
        from_torchvision_state(theirs | {"rpn": torch.zeros(1)})
    with pytest.raises(CheckpointError, match=r"backbone\.scale_weight is missing"):
        from_torchvision_state({key: tensor for key, tensor in theirs.items() if key != "backbone.scale_weight"})


def test_a_plan_that_torchvision_cannot_clip_is_refused():
    plan = replace(PLANS["paper"], name="own", clip="corners")
    checkpoint = Checkpoint(replace(config_for(), plan=plan), random_checkpoint().state)
    with pytest.raises(CheckpointError, match="clips corners"):
        build_torchvision_model(checkpoint)
