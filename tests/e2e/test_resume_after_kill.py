"""A training killed in its middle and resumed ends with the curve and the weights of one that was left alone."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from tests.unit.training.conftest import write_voc_folder

_PATIENCE_S = 120


def command(data: Path, run: Path, *more: str) -> list[str]:
    """Four images in batches of two: two epochs of two steps, float32, kept features, averaged weights."""
    return [
        sys.executable, "-m", "ssd_desktop", "train", str(data), "--output", str(run), "--steps", "4", "--batch", "2",
        "--network", "ssdlite320-efficientnet-lite0", "--freeze", "block11_project",
        "--device", "cpu", "--precision", "float32", "--workers", "1",
        "--set", "learning_rate=0.02", "--set", "cached_views=1", "--set", "ema_decay=0.9",
        *more,
    ]  # fmt: skip


def environment() -> dict[str, str]:
    return os.environ | {"OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


def steps_written(run: Path) -> int:
    metrics = run / "metrics.jsonl"
    return metrics.read_text().count('"loss"') if metrics.exists() else 0


def kill_after_step(process: subprocess.Popen[bytes], run: Path, step: int) -> None:
    deadline = time.monotonic() + _PATIENCE_S
    while steps_written(run) < step:
        assert process.poll() is None, "the training ended before it could be killed"
        assert time.monotonic() < deadline, "the training did not get to its third step"
        time.sleep(0.01)
    process.kill()


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is POSIX")
@pytest.mark.timeout(400)
def test_a_killed_and_resumed_training_equals_an_uninterrupted_one(tmp_path):
    data = write_voc_folder(tmp_path / "shapes", 4)
    straight, killed = tmp_path / "straight", tmp_path / "killed"
    subprocess.run(command(data, straight), env=environment(), check=True, capture_output=True)

    with subprocess.Popen(command(data, killed), env=environment(), stderr=subprocess.DEVNULL) as process:
        kill_after_step(process, killed, 3)
    assert process.returncode == -signal.SIGKILL
    assert steps_written(killed) >= 3
    resumed = subprocess.run(
        command(data, killed, "--resume"), env=environment(), check=True, capture_output=True, text=True
    )

    assert "from step 2" in resumed.stderr
    assert resumed.stdout == f"{killed / 'last.safetensors'}\n"
    assert (killed / "metrics.jsonl").read_text() == (straight / "metrics.jsonl").read_text()
    expected, actual = load_file(straight / "last.safetensors"), load_file(killed / "last.safetensors")
    assert expected.keys() == actual.keys()
    assert all(torch.equal(value, actual[name]) for name, value in expected.items())
