"""A training of SSDlite320 starts from its own base or from a detector of the same network, never from another base."""

import json

import pytest
import torch
from safetensors.torch import load_file, save_file

from ssd_desktop.checkpoints.base_info import BASE_KEY, read_base_info
from ssd_desktop.checkpoints.base_weights import base_shapes, load_base, save_base, shipped_base
from ssd_desktop.checkpoints.builder import new_model
from ssd_desktop.checkpoints.catalog import find_model, lite0_base_path, shipped_detectors
from ssd_desktop.checkpoints.checkpoint import load_checkpoint, save_checkpoint
from ssd_desktop.checkpoints.model_list import list_models, model_entry
from ssd_desktop.checkpoints.start import is_base, start_base, start_means
from ssd_desktop.errors import CheckpointError
from ssd_desktop.ssd.bases import EFFICIENTNET_LITE0, VGG16
from ssd_desktop.ssd.config import PLANS
from tests.made_models import CLASSES, config_for, made_batch, random_checkpoint

PLAN = PLANS["ssdlite320-voc"]
NAME = "efficientnet-lite0"


@pytest.fixture(scope="module")
def batch():
    return made_batch(1, config_for(plan=PLAN.name, means_rgb=(127.0,) * 3))


@pytest.fixture(scope="module")
def detector(tmp_path_factory):
    path = tmp_path_factory.mktemp("lite") / "insects.safetensors"
    save_checkpoint(random_checkpoint(plan=PLAN.name), path)
    return path


def test_the_base_is_shipped_under_its_name_and_is_no_detector():
    assert find_model(NAME) == lite0_base_path()
    assert lite0_base_path() not in shipped_detectors()
    assert lite0_base_path().stat().st_size < 8e6
    assert is_base(NAME)
    assert (start_base(NAME), start_base("vgg16"), start_base("shipped")) == (EFFICIENTNET_LITE0, VGG16, None)
    assert start_means(NAME) == (127.0, 127.0, 127.0)


def test_the_shipped_file_holds_every_layer_of_the_base_in_float16_and_no_classifier():
    stored = load_file(lite0_base_path())
    assert {key: tuple(tensor.shape) for key, tensor in stored.items()} == base_shapes(EFFICIENTNET_LITE0)
    assert {tensor.dtype for tensor in stored.values()} == {torch.float16}
    base = load_base(lite0_base_path())
    assert base.layers == EFFICIENTNET_LITE0.layer_names
    assert "Apache" in base.card["licence"]


def test_it_is_listed_with_its_licence_beside_vgg16():
    entry = model_entry(NAME)
    assert entry in list_models()
    assert (entry.network, entry.source, entry.is_detector) == ("EfficientNet-Lite0", "shipped", False)
    assert "Apache" in entry.card["licence"]


def test_a_start_from_it_keeps_the_base_and_says_what_is_new(batch):
    model, report = new_model(CLASSES, PLAN, NAME, seed=5, sample_batch=batch)
    again, _ = new_model(CLASSES, PLAN, NAME, seed=5, sample_batch=batch)
    stored = load_base(lite0_base_path()).state
    for key, tensor in model.state_dict().items():
        assert torch.equal(tensor, again.state_dict()[key])
        if key.removeprefix("backbone.") in stored:
            assert torch.equal(tensor, stored[key.removeprefix("backbone.")])
    assert report.opening == (
        "Starts from EfficientNet-Lite0 trained on ImageNet; all layers after top are new, scaled on your images."
    )
    assert report.layers_new[:2] == ("extra1_1", "extra1_2")
    assert "heads.offsets_depthwise.0" in report.layers_new
    assert model.config.means_rgb == (127.0, 127.0, 127.0)


@pytest.mark.parametrize(("plan", "init"), [("ssdlite320-voc", "vgg16"), ("caffe-voc", NAME)])
def test_the_base_of_another_network_is_refused_with_the_right_one(plan, init):
    sample = made_batch(1, config_for(plan=plan))
    wanted = PLANS[plan].network.base.name
    with pytest.raises(CheckpointError, match=f"share no layer; start from {wanted}"):
        new_model(CLASSES, PLANS[plan], init, sample_batch=sample)


def test_a_detector_of_another_base_is_refused(detector):
    with pytest.raises(CheckpointError, match=r"insects\.safetensors begins with EfficientNet-Lite0 and ssd300-vgg16"):
        new_model(CLASSES, PLANS["caffe-voc"], detector, sample_batch=made_batch(1))


def test_a_detector_of_its_own_keeps_the_rows_of_known_classes(detector):
    model, report = new_model(("cat", "dog"), PLAN, detector)
    old = load_checkpoint(detector).state
    assert (report.kept, report.new, report.dropped) == (("cat",), ("dog",), ("ant", "bee"))
    assert report.layers_changed == tuple(f"heads.class_scores.{k}" for k in range(6))
    rows = old["heads.class_scores.1.weight"].view(6, 4, 672, 1, 1)
    ours = model.heads.class_scores[1].weight.view(6, 3, 672, 1, 1)
    assert torch.equal(ours[:, 1], rows[:, 3])
    torch.testing.assert_close(ours[:, 2], rows[:, 1:].mean(dim=1))
    assert torch.equal(model.heads.class_depthwise[1].weight, old["heads.class_depthwise.1.weight"])


def test_start_weights_of_vgg16_stay_readable_by_older_programs(tmp_path):
    save_base(shipped_base(), tmp_path / "vgg.safetensors")
    save_base(load_base(lite0_base_path()), tmp_path / "lite.safetensors")
    assert read_base_info(tmp_path / "vgg.safetensors").base == VGG16
    assert read_base_info(tmp_path / "lite.safetensors").base == EFFICIENTNET_LITE0


def test_start_weights_of_an_unknown_base_are_refused(tmp_path):
    path = tmp_path / "odd.safetensors"
    document = {"format_version": 2, "means_rgb": [0, 0, 0], "card": {}, "base": "resnet"}
    save_file({"x": torch.zeros(1)}, path, {BASE_KEY: json.dumps(document)})
    with pytest.raises(CheckpointError, match="header cannot be read"):
        read_base_info(path)


def test_start_weights_that_lack_a_layer_are_refused_by_the_name_of_the_base(tmp_path):
    base = load_base(lite0_base_path())
    state = {key: tensor for key, tensor in base.state.items() if not key.startswith("block9_")}
    save_base(type(base)(state, base.means_rgb, base.card, base.base), tmp_path / "cut.safetensors")
    with pytest.raises(CheckpointError, match="not those of EfficientNet-Lite0"):
        load_base(tmp_path / "cut.safetensors")
