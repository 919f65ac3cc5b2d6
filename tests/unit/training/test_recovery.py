"""The saved state: whole after a failure at any point, and refused when it would mean another training."""

import dataclasses
import errno
import json
from pathlib import Path

import numpy as np
import pytest
import torch

from ssd_desktop.checkpoints.checkpoint import Checkpoint
from ssd_desktop.errors import TrainingError
from ssd_desktop.ssd.config import PLANS, LossConfig, NetworkConfig
from ssd_desktop.training import recovery
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.recovery import Position, StateStore, check_resumable, data_fingerprint
from tests.unit.training.conftest import make_dataset, make_sample

CHECKPOINT = Checkpoint(NetworkConfig("ssd300-vgg16", PLANS["paper"], ("disc",)), {})


@pytest.fixture(autouse=True)
def small_checkpoints(monkeypatch):
    monkeypatch.setattr(recovery, "save_checkpoint", lambda checkpoint, path: path.write_text("weights"))


def save(store, position, momentum=1.0):
    return store.save(
        CHECKPOINT,
        position,
        config=TrainingConfig(epochs=3),
        fingerprint="f",
        momentum={"conv.weight": torch.full((2,), momentum)},
        weights={"conv.weight": torch.full((2,), 3.0)},
    )


def test_a_state_comes_back_as_it_was_saved(tmp_path):
    store = StateStore(tmp_path / "state")
    position = Position(step=7, epoch=1, batch=3, loss_sum=0.1 + 0.2, best_ap50=0.25, best_step=4, micro_batch=2)
    torch.manual_seed(5)

    path = save(store, position)
    saved = store.load()

    assert saved.position == position
    assert saved.config == TrainingConfig(epochs=3)
    assert saved.checkpoint == path
    assert torch.equal(saved.momentum["conv.weight"], torch.ones(2))
    assert set(saved.momentum) == {"conv.weight"}
    assert saved.weights.keys() == {"conv.weight"}
    assert torch.equal(saved.weights["conv.weight"], torch.full((2,), 3.0))
    assert torch.equal(saved.random, torch.get_rng_state())


def test_a_run_without_a_state_has_none(tmp_path):
    assert StateStore(tmp_path / "state").load() is None


def test_only_the_current_state_is_kept_and_leftovers_of_a_kill_go(tmp_path):
    store = StateStore(tmp_path)
    (tmp_path / "step-00000002-0.checkpoint.safetensors").write_text("left by a kill")
    (tmp_path / ".ssd-1-00000000.tmp").write_text("left by a kill")
    (tmp_path / "notes.txt").write_text("the user's")
    for step in (1, 2, 2):
        path = save(store, Position(step=step))

    assert path.name == "step-00000002-0.checkpoint.safetensors" or store.load().checkpoint == path
    assert len(list(tmp_path.glob("*.safetensors"))) == 2
    assert (tmp_path / "notes.txt").exists()
    assert not (tmp_path / ".ssd-1-00000000.tmp").exists()


@pytest.mark.parametrize("failing", ["checkpoint", "momentum", "index"])
@pytest.mark.parametrize("step", [4, 5])
def test_a_failure_while_saving_keeps_the_state_before(tmp_path, monkeypatch, failing, step):
    store = StateStore(tmp_path)
    save(store, Position(step=4), momentum=4.0)
    files = {path.name for path in tmp_path.iterdir()}
    write = recovery.write_file_atomically

    def full(path, content):
        if failing in path.name:
            raise OSError(errno.ENOSPC, "No space left on device")
        write(path, content)

    monkeypatch.setattr(recovery, "write_file_atomically", full)
    monkeypatch.setattr(recovery, "save_checkpoint", lambda checkpoint, path: full(path, b"weights"))
    with pytest.raises(OSError, match="No space"):
        save(store, Position(step=step, batch=9), momentum=5.0)

    saved = store.load()
    assert saved.position == Position(step=4)
    assert saved.checkpoint.read_text() == "weights"
    assert saved.momentum["conv.weight"][0] == 4.0
    assert {path.name for path in tmp_path.iterdir()} == files


@pytest.mark.parametrize("damage", ["", "{", '{"format": 1}', "[]", '"text"'])
def test_a_damaged_index_is_said_to_be_damaged(tmp_path, damage):
    store = StateStore(tmp_path)
    save(store, Position())
    (tmp_path / "index.json").write_text(damage)

    with pytest.raises(TrainingError, match="is damaged and cannot be resumed; start a new run"):
        store.load()


def test_a_missing_or_torn_momentum_file_is_said_to_be_damaged(tmp_path):
    store = StateStore(tmp_path)
    save(store, Position())
    momentum = next(tmp_path.glob("*.momentum.safetensors"))
    momentum.write_bytes(momentum.read_bytes()[:20])
    with pytest.raises(TrainingError, match="is damaged"):
        store.load()
    momentum.unlink()
    with pytest.raises(TrainingError, match="is damaged"):
        store.load()


def test_a_state_of_a_newer_version_is_not_guessed_at(tmp_path):
    store = StateStore(tmp_path)
    save(store, Position())
    index = json.loads((tmp_path / "index.json").read_text())
    (tmp_path / "index.json").write_text(json.dumps(index | {"format": 2}))

    with pytest.raises(TrainingError, match="another version of SSD Desktop"):
        store.load()


def test_the_fingerprint_changes_with_whatever_is_trained_on():
    sample = make_sample()
    plain = data_fingerprint(make_dataset(sample), None)
    moved = dataclasses.replace(sample, image_path=sample.image_path.absolute())
    others = [
        make_dataset(make_sample("b.png")),
        make_dataset(make_sample(boxes=[[1, 1, 6, 7]])),
        make_dataset(sample, sample),
        make_dataset(dataclasses.replace(sample, difficult=np.array([True]))),
        dataclasses.replace(make_dataset(sample), classes=("square", "disc")),
    ]

    assert data_fingerprint(make_dataset(moved), None) == plain
    digests = [data_fingerprint(other, None) for other in others]
    digests.append(data_fingerprint(make_dataset(sample), make_dataset(sample)))
    assert len({plain, *digests}) == len(digests) + 1


def test_going_on_with_other_data_or_settings_is_refused(tmp_path):
    store = StateStore(tmp_path)
    save(store, Position())
    saved = store.load()
    config = saved.config

    check_resumable(saved, dataclasses.replace(config, epochs=9, device="cpu", workers=0), fingerprint="f")
    with pytest.raises(TrainingError, match="not those that this run was started with"):
        check_resumable(saved, config, fingerprint="g")
    with pytest.raises(TrainingError, match=r"started with seed = 0, not 1; resume it with the same settings"):
        check_resumable(saved, dataclasses.replace(config, seed=1), fingerprint="f")
    with pytest.raises(TrainingError, match="started with loss = "):
        check_resumable(saved, dataclasses.replace(config, loss=LossConfig(alpha=2)), fingerprint="f")


def test_an_old_state_that_another_program_has_open_ends_no_training(tmp_path, monkeypatch):
    store = StateStore(tmp_path / "state")
    save(store, Position(step=1))

    def held(path, missing_ok=False):
        raise PermissionError("in use")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", held)
        save(store, Position(step=2))
    assert len(list((tmp_path / "state").iterdir())) == 5

    save(store, Position(step=3))

    assert store.load().position.step == 3
    assert len(list((tmp_path / "state").iterdir())) == 3
