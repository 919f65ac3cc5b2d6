"""SSDlite320 on EfficientNet-Lite0: its forward pass against a plain one, its default boxes, freezing, first loss."""

import math

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from ssd_desktop.checkpoints.base_weights import load_base
from ssd_desktop.checkpoints.catalog import lite0_base_path
from ssd_desktop.errors import ConfigError
from ssd_desktop.media.image_file import read_image
from ssd_desktop.resources import resource_path
from ssd_desktop.ssd.backbone import Backbone
from ssd_desktop.ssd.bases import BASES, EFFICIENTNET_LITE0
from ssd_desktop.ssd.config import PLANS, LossConfig, MatchConfig
from ssd_desktop.ssd.initialisation import initialise_new_layers
from ssd_desktop.ssd.loss import multibox_loss
from ssd_desktop.ssd.matching import match
from ssd_desktop.ssd.model import SSD
from ssd_desktop.ssd.networks import SSD300, SSD512, SSDLITE320
from ssd_desktop.ssd.preprocess import preprocess
from ssd_desktop.ssd.targets import Targets
from tests.made_models import CLASSES, config_for, made_batch, random_model
from tests.reference.efficientnet_lite0 import efficientnet_lite0

PLAN = "ssdlite320-voc"
STAGES = EFFICIENTNET_LITE0.freeze_stages[1:]


@pytest.fixture(scope="module")
def base():
    return load_base(lite0_base_path())


@pytest.fixture(scope="module")
def photo(base):
    pixels = read_image(resource_path("samples", "3-chelsea.png")).pixels_rgb
    return preprocess([pixels], size=320, means_rgb=base.means_rgb)


@pytest.fixture(scope="module")
def started(base):
    config = config_for(plan=PLAN, means_rgb=base.means_rgb)
    model, batch = SSD(config), made_batch(3, config)
    model.backbone.load_state_dict(base.state, strict=False)
    initialise_new_layers(model, batch, seed=3)
    return model, batch


def test_the_base_computes_what_the_papers_say_on_a_photograph(base, photo):
    backbone = Backbone(SSDLITE320)
    backbone.load_state_dict(base.state, strict=False)
    with torch.inference_mode():
        maps = backbone(photo)
        expected = efficientnet_lite0(base.state, photo)
    for name, values in zip(SSDLITE320.map_names[:3], maps, strict=False):
        torch.testing.assert_close(values, expected[name], rtol=1e-4, atol=1e-4)
    assert float(maps[2].std()) > 0.3  # features, not zeros


def test_six_feature_maps_have_the_sizes_and_channels_that_the_description_says(photo):
    model = random_model(plan=PLAN)
    with torch.inference_mode():
        maps = model.feature_maps(photo)
    assert [tuple(x.shape[1:]) for x in maps] == [
        (240, 40, 40), (672, 20, 20), (1280, 10, 10), (512, 5, 5), (256, 3, 3), (256, 1, 1),
    ]  # fmt: skip
    assert SSDLITE320.map_channels == tuple(x.shape[1] for x in maps)
    assert SSDLITE320.map_sizes == (40, 20, 10, 5, 3, 1)
    assert SSDLITE320.map_strides == (8, 16, 32, 64, 64, 64)


def test_there_are_9590_default_boxes_with_the_shapes_of_ssd300():
    assert SSDLITE320.box_count == 9590
    for name, twin in zip(SSDLITE320.plans, SSD300.plans, strict=True):
        assert PLANS[name].box_count == 9590
        assert [PLANS[name].cell_shapes(k) for k in range(6)] == [PLANS[twin].cell_shapes(k) for k in range(6)]
    model = random_model(plan=PLAN)
    with torch.inference_mode():
        offsets, logits = model(made_batch(1, model.config))
    assert (offsets.shape, logits.shape) == ((1, 9590, 4), (1, 9590, len(CLASSES) + 1))


def test_heads_are_a_depthwise_and_a_pointwise_convolution(photo):
    model = random_model(plan=PLAN)
    with torch.inference_mode():
        maps = model.feature_maps(photo)
        offsets, logits = model(photo)
    state, place = model.state_dict(), SSDLITE320.map_sizes[0] ** 2 * 4  # the first box of the second map
    for kind, depthwise, values, found in (
        ("offsets", "offsets_depthwise", 4, offsets),
        ("class_scores", "class_depthwise", len(CLASSES) + 1, logits),
    ):
        x = F.conv2d(
            maps[1], state[f"heads.{depthwise}.1.weight"], state[f"heads.{depthwise}.1.bias"], padding=1, groups=672
        ).clamp(0, 6)
        x = F.conv2d(x, state[f"heads.{kind}.1.weight"], state[f"heads.{kind}.1.bias"])
        torch.testing.assert_close(found[0, place], x[0, :values, 0, 0], rtol=1e-4, atol=1e-4)


def test_it_holds_no_batch_normalisation_so_that_a_picture_does_not_depend_on_its_batch():
    model = random_model(plan=PLAN)
    assert not any("BatchNorm" in type(module).__name__ for module in model.modules())
    batch = made_batch(2, model.config)
    with torch.inference_mode():
        together, alone = model(batch)[1][1:], model(batch[1:])[1]
    torch.testing.assert_close(together, alone, rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("stage", STAGES)
def test_freezing_keeps_the_base_up_to_a_stage_and_changes_no_number(stage):
    with torch.random.fork_rng():
        torch.manual_seed(0)
        model = SSD(config_for(plan=PLAN))
    batch = made_batch(1, model.config)
    with torch.no_grad():
        free = model(batch)
    model.freeze(stage)
    names = EFFICIENTNET_LITE0.layer_names
    frozen = names[: names.index(stage) + 1]
    kept = {name for name, parameter in model.backbone.named_parameters() if not parameter.requires_grad}
    assert kept == {f"{layer}.{kind}" for layer in frozen for kind in ("weight", "bias")}
    features = model.frozen_features(batch)
    assert not any(feature.requires_grad for feature in features)
    for ours, before in zip(model.forward_from(features), free, strict=True):
        torch.testing.assert_close(ours, before, rtol=1e-5, atol=1e-6)


def test_a_stage_of_another_base_is_refused_with_the_stages_there_are():
    model = random_model(plan=PLAN)
    with pytest.raises(ConfigError, match="block3_project, block5_project, block11_project, top"):
        model.freeze("conv4_3")
    with pytest.raises(ConfigError, match="begins with VGG16; use one of none, conv2_2"):
        random_model().freeze("top")


def test_names_of_layers_are_unique_and_stages_end_where_no_later_layer_adds_what_is_inside():
    for network in (SSD300, SSD512, SSDLITE320):
        names = [layer.name for layer in network.layers]
        assert len(set(names)) == len(names)
        assert set(network.map_names) <= set(names)
    for base in BASES:
        for stage in base.freeze_stages[1:]:
            inside = set(base.layer_names[: base.layer_names.index(stage)])
            after = base.layers[base.layer_names.index(stage) + 1 :]
            assert not inside & {layer.adds for layer in after}


def test_new_layers_answer_with_unit_variance_and_outputs_with_a_tenth(started):
    model, batch = started
    stds = {}
    handles = [
        layer.register_forward_hook(lambda _, __, out, name=name: stds.__setitem__(name, float(out.std())))
        for name, layer in model.named_modules()
        if isinstance(layer, torch.nn.Conv2d)
    ]
    with torch.inference_mode():
        model(batch)
    for handle in handles:
        handle.remove()
    for layer in SSDLITE320.new_layers:
        assert stds[f"backbone.{layer.name}"] == pytest.approx(1, abs=1e-3)
    for name, std in stds.items():
        if name.startswith("heads."):
            assert std == pytest.approx(1.0 if "depthwise" in name else 0.1, abs=1e-3)


def test_the_first_loss_is_sane(started):
    model, batch = started
    boxes = [
        np.array([[0.2, 0.3, 0.6, 0.8]]),
        np.array([[0.1, 0.1, 0.3, 0.25], [0.5, 0.5, 0.9, 0.9]]),
        np.zeros((0, 4)),
    ]
    labels = [np.array([1]), np.array([2, 3]), np.zeros(0, int)]
    none = [np.zeros(len(each), bool) for each in labels]
    targets = Targets.from_images(boxes, labels, none, none)
    with torch.inference_mode():
        offsets, logits = model(batch)
    matches = match(model.default_boxes_xyxy, targets, MatchConfig())
    loss = multibox_loss(offsets, logits, matches, targets, model.default_boxes_cxcywh, LossConfig())
    assert float(loss.total) == pytest.approx(4 * math.log(len(CLASSES) + 1) + 2.5, abs=2.5)
