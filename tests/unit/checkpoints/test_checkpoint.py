import os
from pathlib import Path

import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from safetensors.torch import load_file, save_file

from ssd_desktop.checkpoints import checkpoint as checkpoint_module
from ssd_desktop.checkpoints.checkpoint import Checkpoint, expected_shapes, load_checkpoint, save_checkpoint
from ssd_desktop.checkpoints.info import METADATA_KEY, info_text
from ssd_desktop.errors import CheckpointError
from tests.made_models import config_for, random_checkpoint
from tests.unit.checkpoints.tiny_checkpoints import tiny_checkpoint, use_tiny_network


@pytest.fixture
def tiny(monkeypatch, tmp_path):
    """The path of a small but complete checkpoint."""
    use_tiny_network(monkeypatch)
    path = tmp_path / "tiny.safetensors"
    save_checkpoint(tiny_checkpoint(), path)
    return path


def rewritten(path, state, config=None):
    save_file(state, path, {METADATA_KEY: info_text(config or config_for(), {}, {}, {})})
    return path


@pytest.mark.parametrize("dtype", [torch.float32, torch.float16])
def test_a_real_detector_comes_back_as_float32(tmp_path, dtype):
    checkpoint = random_checkpoint()
    path = tmp_path / "neu" / "Größe.safetensors"
    save_checkpoint(checkpoint, path, dtype=dtype)
    back = load_checkpoint(path)
    assert back.config == checkpoint.config
    assert back.state.keys() == checkpoint.state.keys()
    for key, tensor in back.state.items():
        assert tensor.dtype == torch.float32
        assert torch.equal(tensor, checkpoint.state[key].to(dtype).float())
    assert path.stat().st_size < 98e6 * (1 if dtype == torch.float32 else 0.51)


def test_words_and_figures_come_back(tiny):
    checkpoint = tiny_checkpoint(figures={"ap50": 0.5, "metric": "voc"}, versions={"torch": "2"}, card={"data": "카드"})
    save_checkpoint(checkpoint, tiny)
    back = load_checkpoint(tiny)
    assert (back.figures, back.versions, back.card) == (checkpoint.figures, checkpoint.versions, checkpoint.card)


def test_the_file_can_be_replaced_while_its_weights_are_in_use(tiny):
    first = load_checkpoint(tiny)
    before = {key: tensor.clone() for key, tensor in first.state.items()}
    save_checkpoint(tiny_checkpoint(state={key: tensor * 3 for key, tensor in before.items()}), tiny)
    tiny.write_bytes(b"")
    assert all(torch.equal(before[key], tensor) for key, tensor in first.state.items())


def test_weights_on_their_way_through_training_can_be_saved(tiny):
    """Parameters with gradients, channels last."""
    state = {key: torch.nn.Parameter(tensor) for key, tensor in tiny_checkpoint().state.items()}
    state["backbone.a.weight"] = torch.nn.Parameter(torch.ones(3, 2).T)
    save_checkpoint(tiny_checkpoint(state=state), tiny)
    assert load_checkpoint(tiny).state["backbone.a.weight"].tolist() == [[1, 1, 1], [1, 1, 1]]


def test_a_failed_save_keeps_the_old_file_and_leaves_nothing_behind(tiny, monkeypatch):
    before = tiny.read_bytes()

    def full(self, target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(CheckpointError, match=r"tiny\.safetensors cannot be written into .*No space left"):
        save_checkpoint(tiny_checkpoint(), tiny)
    assert tiny.read_bytes() == before
    assert list(tiny.parent.iterdir()) == [tiny]


def test_a_folder_that_takes_no_files_is_named(tiny):
    with pytest.raises(CheckpointError, match=r"cannot be written into .*tiny\.safetensors"):
        save_checkpoint(tiny_checkpoint(), tiny / "model.safetensors")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_read_only_folder_is_named(tiny):
    tiny.parent.chmod(0o500)
    try:
        with pytest.raises(CheckpointError, match="cannot be written into"):
            save_checkpoint(tiny_checkpoint(), tiny.parent / "other.safetensors")
    finally:
        tiny.parent.chmod(0o700)


def test_weights_that_are_not_finite_are_not_saved(tiny):
    broken = tiny_checkpoint()
    broken.state["heads.b.bias"][2] = float("nan")
    before = tiny.read_bytes()
    with pytest.raises(CheckpointError, match=r"heads\.b\.bias holds numbers that are not finite"):
        save_checkpoint(broken, tiny)
    assert tiny.read_bytes() == before


def test_weights_too_large_for_half_precision_are_not_saved_as_such(tiny):
    large = tiny_checkpoint()
    large.state["heads.b.bias"][2] = 1e5
    with pytest.raises(CheckpointError, match="not finite"):
        save_checkpoint(large, tiny, dtype=torch.float16)


def test_another_precision_is_refused(tiny):
    with pytest.raises(CheckpointError, match="float32 or float16"):
        save_checkpoint(tiny_checkpoint(), tiny, dtype=torch.int8)


def test_missing_and_unknown_weights_are_named(tiny):
    state = load_file(tiny)
    with pytest.raises(CheckpointError, match=r"unknown weights extra"):
        load_checkpoint(rewritten(tiny, state | {"extra": torch.zeros(1)}))
    del state["heads.b.bias"]
    with pytest.raises(CheckpointError, match=r"lacks heads\.b\.bias"):
        load_checkpoint(rewritten(tiny, state))


def test_a_wrong_shape_is_named(tiny):
    state = load_file(tiny) | {"heads.b.bias": torch.zeros(5)}
    with pytest.raises(CheckpointError, match=r"heads\.b\.bias is \[5\] instead of \[4\]"):
        load_checkpoint(rewritten(tiny, state))


def test_weights_that_are_not_finite_are_refused(tiny):
    state = load_file(tiny)
    state["heads.b.bias"][0] = float("inf")
    with pytest.raises(CheckpointError, match="not finite"):
        load_checkpoint(rewritten(tiny, state))


def test_whole_numbers_are_no_weights(tiny):
    state = load_file(tiny) | {"heads.b.bias": torch.zeros(4, dtype=torch.int32)}
    with pytest.raises(CheckpointError, match="I32"):
        load_checkpoint(rewritten(tiny, state))


def test_a_class_list_of_another_length_does_not_fit_the_heads(tmp_path):
    checkpoint = random_checkpoint()
    other = Checkpoint(config_for(("ant", "bee")), checkpoint.state)
    with pytest.raises(CheckpointError, match=r"2 classes .* heads\.class_scores\.0\.weight"):
        save_checkpoint(other, tmp_path / "x.safetensors")
    path = rewritten(tmp_path / "y.safetensors", {k: v.contiguous() for k, v in checkpoint.state.items()}, other.config)
    with pytest.raises(CheckpointError, match=r"2 classes .* heads\.class_scores\.0\.weight"):
        load_checkpoint(path)


def test_expected_shapes_are_those_of_the_network_without_building_it():
    checkpoint = random_checkpoint()
    assert expected_shapes(checkpoint.config) == {key: tuple(t.shape) for key, t in checkpoint.state.items()}


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_random_damage_is_a_checkpoint_error_or_harmless(tiny, data):
    content = bytearray(tiny.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        position = data.draw(st.integers(0, len(content) - 1))
        action = data.draw(st.sampled_from(["replace", "remove", "insert", "cut"]))
        if action == "replace":
            content[position] = data.draw(st.integers(0, 255))
        elif action == "remove" and len(content) > 1:
            del content[position]
        elif action == "insert":
            content.insert(position, data.draw(st.integers(0, 255)))
        elif action == "cut":
            del content[position + 1 :]
    damaged = tiny.with_name("damaged.safetensors")
    damaged.write_bytes(content)
    try:
        checkpoint = load_checkpoint(damaged)
    except CheckpointError:
        return
    assert all(bool(torch.isfinite(tensor).all()) for tensor in checkpoint.state.values())
    assert checkpoint.config.plan.box_count == 8732


def test_weights_come_in_the_same_order_every_time(tmp_path, monkeypatch):
    shapes = {f"layer{number}": (1,) for number in range(40)}
    monkeypatch.setattr(checkpoint_module, "expected_shapes", lambda config: shapes)
    path = tmp_path / "many.safetensors"
    save_checkpoint(tiny_checkpoint(state={key: torch.zeros(shape) for key, shape in shapes.items()}), path)
    assert len({tuple(load_checkpoint(path).state) for _ in range(5)}) == 1
