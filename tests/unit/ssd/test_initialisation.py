import math
import xml.etree.ElementTree as ElementTree

import numpy as np
import pytest
import torch
from safetensors.torch import load_file

from ssd_desktop.checkpoints.catalog import vgg16_base_path
from ssd_desktop.errors import CheckpointError, TrainingError
from ssd_desktop.media.image_file import read_image
from ssd_desktop.ssd.backbone import BASE_LAYERS
from ssd_desktop.ssd.config import LossConfig, MatchConfig
from ssd_desktop.ssd.initialisation import initialise_new_layers, load_vgg16_base
from ssd_desktop.ssd.loss import multibox_loss
from ssd_desktop.ssd.matching import match
from ssd_desktop.ssd.model import SSD
from ssd_desktop.ssd.networks import SSD300
from ssd_desktop.ssd.preprocess import preprocess
from ssd_desktop.ssd.targets import Targets
from tests.made_models import config_for, made_batch

NEW_LAYERS = tuple(layer.name for layer in SSD300.new_layers)
CARDS = ("nine", "ten", "jack", "queen", "king", "ace")


@pytest.fixture(scope="module")
def base_state():
    return load_file(vgg16_base_path())


@pytest.fixture(scope="module")
def started(base_state):
    model = SSD(config_for())
    batch = made_batch(1)
    initialise_new_layers(model, batch, base_state=base_state, seed=3)
    return model, batch


def output_stds(model, batch):
    stds = {}

    def note(name):
        return lambda module, inputs, output: stds.__setitem__(name, float(output.std()))

    handles = [
        layer.register_forward_hook(note(name))
        for name, layer in model.named_modules()
        if isinstance(layer, torch.nn.Conv2d)
    ]
    with torch.inference_mode():
        model(batch)
    for handle in handles:
        handle.remove()
    return stds


def test_the_scaling_can_be_given_up_between_any_two_layers():
    calls = []

    def give_up():
        calls.append(None)
        if len(calls) == 5:
            raise KeyError

    with pytest.raises(KeyError):
        initialise_new_layers(SSD(config_for()), made_batch(1), between=give_up)
    assert len(calls) == 5


def test_new_layers_answer_with_unit_variance_and_heads_with_a_tenth(started):
    stds = output_stds(*started)
    for name in NEW_LAYERS:
        assert stds[f"backbone.{name}"] == pytest.approx(1, abs=1e-3)
    heads = [std for name, std in stds.items() if name.startswith("heads.")]
    assert len(heads) == 12
    assert heads == pytest.approx([0.1] * 12, abs=1e-4)


def test_new_layers_start_without_bias(started):
    model, _ = started
    biases = [p for name, p in model.named_parameters() if name.endswith("bias") and not _is_base(name)]
    assert len(biases) == len(NEW_LAYERS) + 12
    assert all(not bias.any() for bias in biases)


def _is_base(name):
    return name.split(".")[1] in BASE_LAYERS


def test_the_base_is_vgg16s_and_stays_as_it_is(started, base_state):
    model, _ = started
    torch.testing.assert_close(model.backbone.conv1_1.weight, base_state["features.0.weight"].float())
    torch.testing.assert_close(model.backbone.conv4_3.weight, base_state["features.21.weight"].float())
    torch.testing.assert_close(model.backbone.conv5_3.bias, base_state["features.28.bias"].float())


def test_the_same_seed_gives_the_same_weights_and_another_gives_others(started):
    model, batch = started
    before = {key: tensor.clone() for key, tensor in model.state_dict().items()}
    initialise_new_layers(model, batch, seed=3)
    assert all(torch.equal(before[key], tensor) for key, tensor in model.state_dict().items())
    initialise_new_layers(model, batch, seed=4)
    try:
        assert not torch.equal(before["backbone.conv6.weight"], model.backbone.conv6.weight)
    finally:
        model.load_state_dict(before)


def test_scaling_leaves_the_random_numbers_of_the_program_alone(started):
    model, batch = started
    state = torch.random.get_rng_state()
    initialise_new_layers(model, batch, seed=3)
    assert torch.equal(state, torch.random.get_rng_state())


def test_a_batch_that_gives_no_numbers_is_refused(base_state):
    model = SSD(config_for())
    with pytest.raises(TrainingError, match="conv6"):
        initialise_new_layers(model, torch.full((1, 3, 300, 300), float("nan")), base_state=base_state)


def test_a_file_that_is_not_vgg16_is_refused_by_its_key(base_state):
    model = SSD(config_for())
    broken = dict(base_state)
    del broken["features.21.weight"]
    with pytest.raises(CheckpointError, match=r"features\.21\.weight for layer conv4_3"):
        load_vgg16_base(model, broken)
    with pytest.raises(CheckpointError, match=r"features\.0\.weight"):
        load_vgg16_base(model, base_state | {"features.0.weight": torch.zeros(64, 1, 3, 3)})


def test_first_loss_on_real_cards_is_sane(shared_data, base_state):
    config = config_for(CARDS)
    pictures, boxes, labels = [], [], []
    for stem in (shared_data / "playing_cards/ImageSets/Main/train.txt").read_text().split()[::200]:
        path = next((shared_data / "playing_cards/JPEGImages").glob(f"{stem}.*"))
        pictures.append(read_image(path).pixels_rgb)
        objects = ElementTree.parse(shared_data / f"playing_cards/Annotations/{stem}.xml").findall("object")
        edges = [[float(o.findtext(f"bndbox/{e}")) for e in ("xmin", "ymin", "xmax", "ymax")] for o in objects]
        height, width, _ = pictures[-1].shape
        boxes.append(np.array(edges) / (width, height, width, height))
        labels.append(np.array([CARDS.index(o.findtext("name")) + 1 for o in objects]))
    none = [np.zeros(len(each), bool) for each in labels]
    targets = Targets.from_images(boxes, labels, none, none)
    batch = preprocess(pictures, size=300, means_rgb=config.means_rgb)
    model = SSD(config)
    initialise_new_layers(model, batch[:4], base_state=base_state)
    with torch.inference_mode():
        offsets, logits = model(batch)
    matches = match(model.default_boxes_xyxy, targets, MatchConfig())
    loss = multibox_loss(offsets, logits, matches, targets, model.default_boxes_cxcywh, LossConfig())
    # 4 ln C + 2.5; hard negative mining picks the worst of 8,732 nearly equal scores, which adds about one.
    assert float(loss.total) == pytest.approx(4 * math.log(7) + 2.5, abs=2.5)
    assert float(loss.confidence) == pytest.approx(4 * math.log(7), abs=1.5)
