"""What an import sets; that the networks answer alike is shown in tests/reference/test_foreign_parity.py."""

import pickle
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from ssd_desktop.checkpoints.amdegroot import AMDEGROOT_300
from ssd_desktop.checkpoints.catalog import vgg16_base_path
from ssd_desktop.checkpoints.checkpoint import load_checkpoint, save_checkpoint
from ssd_desktop.checkpoints.foreign_file import read_foreign_weights
from ssd_desktop.checkpoints.importing import imported
from ssd_desktop.checkpoints.known_layouts import LAYOUTS, recognise_layout
from ssd_desktop.checkpoints.plan_file import save_plan
from ssd_desktop.checkpoints.torchvision import TORCHVISION_300, to_torchvision_state
from ssd_desktop.errors import CheckpointError, ConfigError
from ssd_desktop.ssd.config import PLANS
from tests.made_foreign import foreign_state
from tests.made_models import random_checkpoint


@pytest.fixture(scope="module")
def weights():
    """amdegroot's layout for VOC."""
    return foreign_state(AMDEGROOT_300)


class Trap:
    """Leaves a file behind when it is unpickled."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return Path.touch, (self.path,)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_each_layout_is_recognised_by_its_keys(layout):
    shapes = {key: torch.zeros(value.shape) for key, value in foreign_state(layout, classes=7).items()}
    found = recognise_layout(shapes, name="theirs.pth")
    assert found.layout is layout
    assert found.class_count == 7


def test_plan_means_and_classes_are_those_it_was_trained_with(weights):
    config = imported(weights, name="ssd300_mAP_77.43_v2.pth").checkpoint.config
    assert config.plan.name == "amdegroot-voc"
    assert config.plan.clip == "cxcywh"
    assert config.means_rgb == (123, 117, 104)
    assert (config.classes[0], config.classes[14], config.classes[-1]) == ("aeroplane", "person", "tvmonitor")


def test_torchvisions_91_ids_become_names_and_the_gaps_stay_in_place():
    config = imported(foreign_state(TORCHVISION_300, classes=90), name="coco.pth").checkpoint.config
    assert config.plan.name == "torchvision"
    assert len(config.classes) == 90
    assert [config.classes[i - 1] for i in (1, 11, 12, 13, 90)] == [
        "person", "fire hydrant", "unused 12", "stop sign", "toothbrush",
    ]  # fmt: skip


def test_our_own_weights_in_torchvisions_layout_come_back_unchanged():
    state = random_checkpoint().state
    back = imported(to_torchvision_state(state), name="back.pth").checkpoint
    assert all(torch.equal(back.state[key], tensor) for key, tensor in state.items())
    assert back.config.classes == ("class_1", "class_2", "class_3")


def test_an_imported_detector_is_saved_and_loaded_like_any(weights, tmp_path):
    checkpoint = imported(weights, name="theirs.pth").checkpoint
    save_checkpoint(checkpoint, tmp_path / "ours.safetensors")
    loaded = load_checkpoint(tmp_path / "ours.safetensors")
    assert loaded.config == checkpoint.config
    assert "amdegroot" in loaded.card["source"]


def test_a_class_list_is_taken_and_one_of_another_length_refused():
    state = to_torchvision_state(random_checkpoint().state)
    assert imported(state, name="a", classes=("x", "y", "z")).checkpoint.config.classes == ("x", "y", "z")
    with pytest.raises(CheckpointError, match="finds 3 classes, but the class list has 2"):
        imported(state, name="a", classes=("x", "y"))


def test_a_plan_can_be_named_and_must_be_of_the_network(weights):
    assert imported(weights, name="a", plan="caffe-voc").checkpoint.config.plan.name == "caffe-voc"
    with pytest.raises(ConfigError, match="not for the feature maps"):
        imported(weights, name="a", plan="ssd512-voc")
    with pytest.raises(ConfigError, match="amdegroot-coco"):
        imported(weights, name="a", plan="nonsense")


def test_a_plan_in_a_file_is_taken(weights, tmp_path):
    path = save_plan(replace(PLANS["paper"], name="own"), tmp_path)
    assert imported(weights, name="a", plan=str(path)).checkpoint.config.plan == replace(PLANS["paper"], name="own")


def test_a_network_converted_from_caffe_is_told_by_its_frozen_first_layer(weights):
    first = load_file(vgg16_base_path())["features.0.weight"].float()
    for turned in (first, first.flip(1)):
        found = imported(weights | {"vgg.0.weight": turned}, name="ssd_300_VOC0712.pth")
        torch.testing.assert_close(found.checkpoint.state["backbone.conv1_1.weight"], first)
    assert any("BGR" in note for note in found.notes)


def test_a_first_layer_that_training_moved_says_nothing_of_the_order(weights):
    """It may look like BGR, which VGG16 was, and have learned RGB, as amdegroot's own training did."""
    moved = load_file(vgg16_base_path())["features.0.weight"].float().flip(1) * 1.05
    found = imported(weights | {"vgg.0.weight": moved}, name="ssd300_mAP_77.43_v2.pth")
    torch.testing.assert_close(found.checkpoint.state["backbone.conv1_1.weight"], moved)


def imported_from(path):
    return imported(read_foreign_weights(path), name=path.name)


@pytest.mark.parametrize("wrap", [lambda w: w, lambda w: {"model": w, "epoch": 3}, lambda w: {"state_dict": w}])
@pytest.mark.parametrize("prefix", ["", "module."])
def test_wrappers_around_the_weights_are_taken_off(weights, tmp_path, wrap, prefix):
    torch.save(wrap({prefix + key: tensor for key, tensor in weights.items()}), tmp_path / "theirs.pth")
    assert imported_from(tmp_path / "theirs.pth").layout == AMDEGROOT_300.name


def test_safetensors_of_others_are_read_too(weights, tmp_path):
    save_file(weights, tmp_path / "theirs.safetensors")
    assert imported_from(tmp_path / "theirs.safetensors").layout == AMDEGROOT_300.name


def test_the_first_key_that_differs_is_named_with_its_shape(weights):
    with pytest.raises(CheckpointError, match=r"amdegroot.*extras\.8\.weight \[128, 256, 1, 1\] is not in it"):
        recognise_layout(weights | {"extras.8.weight": torch.zeros(128, 256, 1, 1)}, name="other.pth")
    with pytest.raises(CheckpointError, match=r"its L2Norm\.weight is missing"):
        recognise_layout({key: w for key, w in weights.items() if key != "L2Norm.weight"}, name="other.pth")
    with pytest.raises(CheckpointError, match=r"vgg\.31\.weight \[1024, 512, 1, 1\] should be \[1024, 512, 3, 3\]"):
        recognise_layout(weights | {"vgg.31.weight": torch.zeros(1024, 512, 1, 1)}, name="other.pth")
    with pytest.raises(CheckpointError, match=r"conf\.0\.bias \[85\] is no head of whole classes"):
        recognise_layout(weights | {"conf.0.bias": torch.zeros(85)}, name="other.pth")


def test_an_unknown_layout_is_refused_by_its_first_key():
    with pytest.raises(CheckpointError, match=r"its first key is conv1\.weight \[64, 3, 7, 7\]"):
        recognise_layout({"conv1.weight": torch.zeros(64, 3, 7, 7)}, name="resnet.pth")


@pytest.mark.parametrize("write", [torch.save, lambda content, path: path.write_bytes(pickle.dumps(content))])
def test_a_pickle_that_wants_to_run_code_is_refused_and_never_runs(tmp_path, write):
    model, sprung = tmp_path / "model.pth", tmp_path / "sprung"
    write({"model": Trap(sprung)}, model)
    with pytest.raises(CheckpointError, match=r"more than weights.*state_dict|damaged"):
        read_foreign_weights(model)
    assert not sprung.exists()


def test_a_whole_pickled_model_is_refused_with_the_way_to_save_its_weights(tmp_path):
    torch.save({"model": torch.nn.Conv2d(1, 1, 1), "epoch": 1}, tmp_path / "checkpoint_ssd300.pth.tar")
    with pytest.raises(CheckpointError, match=r"torch\.nn\.modules\.conv\.Conv2d.*torch\.save\(model\.state_dict"):
        read_foreign_weights(tmp_path / "checkpoint_ssd300.pth.tar")


@pytest.mark.parametrize("content", [b"", b"nonsense", b"PK\x03\x04cut", b"\x80\x02."])
def test_a_damaged_file_is_named(tmp_path, content):
    (tmp_path / "bad.pth").write_bytes(content)
    with pytest.raises(CheckpointError, match=r"bad\.pth"):
        read_foreign_weights(tmp_path / "bad.pth")


def test_a_cut_off_file_is_named(weights, tmp_path):
    torch.save({"vgg.0.weight": weights["vgg.0.weight"]}, tmp_path / "cut.pth")
    content = (tmp_path / "cut.pth").read_bytes()
    (tmp_path / "cut.pth").write_bytes(content[: len(content) // 2])
    with pytest.raises(CheckpointError, match=r"cut\.pth is damaged"):
        read_foreign_weights(tmp_path / "cut.pth")


def test_a_file_without_weights_and_one_that_is_missing_are_named(tmp_path):
    torch.save({"epoch": 3}, tmp_path / "none.pth")
    with pytest.raises(CheckpointError, match="holds no weights by name"):
        read_foreign_weights(tmp_path / "none.pth")
    with pytest.raises(CheckpointError, match="There is no file"):
        read_foreign_weights(tmp_path / "missing.pth")
