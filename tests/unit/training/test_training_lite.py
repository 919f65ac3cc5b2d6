"""SSDlite320 in the same trainer: two real steps, kept features and a resume to the last bit."""

from contextlib import closing
from itertools import count
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from ssd_desktop.checkpoints.base_weights import load_base
from ssd_desktop.checkpoints.catalog import lite0_base_path
from ssd_desktop.checkpoints.info import read_checkpoint_info
from ssd_desktop.checkpoints.start import start_base
from ssd_desktop.data.dataset import load_dataset
from ssd_desktop.data.types import ViewKey
from ssd_desktop.errors import CheckpointError, ConfigError
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.control import TrainingControl
from ssd_desktop.training.events import TrainingMessage, TrainingProgress, TrainingStarted
from ssd_desktop.training.feature_store import FeatureStore
from ssd_desktop.training.preparation import trained_network
from ssd_desktop.training.trainer import train
from ssd_desktop.training.training_data import TrainingData
from tests.made_models import config_for, made_batch, random_model
from tests.unit.training.conftest import write_voc_folder

NETWORK = "ssdlite320-efficientnet-lite0"
CONFIG = TrainingConfig(
    init="efficientnet-lite0", steps=2, batch_size=2, workers=0, precision="float32", device="cpu",
    plan="ssdlite320-voc", freeze="block11_project",
)  # fmt: skip


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    dataset = load_dataset(write_voc_folder(tmp_path_factory.mktemp("lite") / "shapes", 4))
    return TrainingData(dataset, None, "ssd-desktop train shapes")


@pytest.fixture(scope="module")
def whole(data, tmp_path_factory):
    """The run that nothing interrupts, and its events."""
    events, run = [], tmp_path_factory.mktemp("run") / "whole"
    train(CONFIG, data, run_folder=run, emit=events.append)
    return run, events


def test_two_steps_leave_a_checkpoint_of_the_network_that_the_start_says(whole):
    run, events = whole
    started = next(event for event in events if isinstance(event, TrainingStarted))
    assert (started.network, started.plan, started.steps) == (NETWORK, "ssdlite320-voc", 2)
    assert any("EfficientNet-Lite0 trained on ImageNet" in e.text for e in events if isinstance(e, TrainingMessage))
    losses = [event.loss for event in events if isinstance(event, TrainingProgress)]
    assert all(0 < loss < 12 for loss in losses)  # 4 ln 3 + 2.5 is 6.9
    info = read_checkpoint_info(run / "last.safetensors")
    assert (info.network, info.config.means_rgb) == (NETWORK, (127.0, 127.0, 127.0))


def test_frozen_layers_stay_as_the_base_has_them_and_the_others_learn(whole):
    state = load_file(whole[0] / "last.safetensors")
    base = load_base(lite0_base_path())
    layers = base.base.layer_names
    frozen = layers[: layers.index("block11_project") + 1]
    changed = {
        key.rpartition(".")[0]
        for key, tensor in base.state.items()
        if not torch.equal(tensor, state[f"backbone.{key}"])
    }
    assert not changed & set(frozen)
    assert changed >= set(layers[len(frozen) :])


def test_a_run_stopped_after_a_step_and_resumed_ends_with_the_same_bits(whole, data, tmp_path):
    control, steps = TrainingControl(), count(1)

    def stop_at_once(event):
        if isinstance(event, TrainingProgress) and next(steps) == 1:
            control.stop(keep=True)

    stopped = train(CONFIG, data, run_folder=tmp_path / "run", emit=stop_at_once, control=control)
    assert stopped.steps_done == 1
    train(CONFIG, data, run_folder=tmp_path / "run", emit=lambda event: None, resume=True)
    ours, theirs = (load_file(folder / "last.safetensors") for folder in (tmp_path / "run", whole[0]))
    assert all(torch.equal(ours[key], tensor) for key, tensor in theirs.items())


@pytest.mark.parametrize("stage", ["block11_project", "top"])
def test_kept_features_give_what_the_frozen_layers_give(stage):
    model = random_model(plan="ssdlite320-voc")
    with torch.no_grad():
        expected = model(batch := made_batch(2, model.config))
    model.freeze(stage)
    try:
        store = FeatureStore(memory_bytes=1 << 30, file_bytes=0, path=Path())
        with closing(store), torch.no_grad():
            keys = [ViewKey(image, 0) for image in range(2)]
            store.features(keys, lambda place: model.frozen_features(batch[place : place + 1]))
            again = store.features(keys, lambda place: pytest.fail("computed anew"))
            kept = model.forward_from(again)
    finally:
        model.freeze("none")
    for ours, theirs in zip(kept, expected, strict=True):
        torch.testing.assert_close(ours, theirs, rtol=1e-4, atol=1e-5)


def test_the_network_is_that_of_the_start_unless_another_is_named():
    assert trained_network(CONFIG, None).name == NETWORK
    assert trained_network(TrainingConfig(), config_for(plan="ssdlite320-coco")).name == NETWORK
    assert trained_network(TrainingConfig(network="ssd512-vgg16"), None).name == "ssd512-vgg16"
    assert start_base("vgg16").name == "vgg16"


def test_a_start_or_a_stage_of_another_base_is_told_before_anything_is_read():
    with pytest.raises(CheckpointError, match="start from efficientnet-lite0"):
        trained_network(TrainingConfig(network=NETWORK, init="vgg16"), None)
    with pytest.raises(CheckpointError, match="start from vgg16"):
        trained_network(TrainingConfig(network="ssd512-vgg16"), config_for(plan="ssdlite320-voc"))
    with pytest.raises(ConfigError, match="block11_project"):
        trained_network(TrainingConfig(network=NETWORK, init="efficientnet-lite0", freeze="conv4_3"), None)
