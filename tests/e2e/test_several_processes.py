"""Processes that train together: they end where one ends that sees the same batches alone, and none waits for ever."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from ssd_desktop.data.dataset import load_dataset
from ssd_desktop.data.loader import TrainingLoader
from tests.unit.training.conftest import write_voc_folder

_PATIENCE_S = 150

pytestmark = [
    pytest.mark.timeout(500),
    pytest.mark.skipif(not torch.distributed.is_gloo_available(), reason="this PyTorch was built without gloo"),
]


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> Path:
    """Eight pictures to train on and five to validate on: shares of one size and of different ones."""
    folder = tmp_path_factory.mktemp("data") / "shapes"
    return write_voc_folder(folder, 13, splits={"train": range(8), "val": range(8, 13)})


def command(data: Path, run: Path, *more: str) -> list[str]:
    """Two epochs of two batches of four pictures, two at once: alone the parts are those of two processes."""
    return [
        "train", str(data), "--split", "train", "--val-split", "val", "--output", str(run), "--batch", "4",
        "--plan", "caffe-voc", "--epochs", "2", "--device", "cpu", "--precision", "float32", "--workers", "1",
        "--set", "learning_rate=0.02", "--set", "warmup_steps=0", "--set", "micro_batch=2", *more,
    ]  # fmt: skip


def launch(
    arguments: list[str], *, processes: int, module: str = "tests.e2e.tiny_program", fault: str = ""
) -> subprocess.CompletedProcess[str]:
    """Runs the program alone, or in several processes that find each other on a free port."""
    launcher = ["-m", "torch.distributed.run", "--standalone", f"--nproc-per-node={processes}"]
    environment = os.environ | {"OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
    return subprocess.run(
        [sys.executable, *(launcher if processes > 1 else []), "-m", module, *arguments],
        env=environment | ({"SSD_DESKTOP_FAULT": fault} if fault else {}),
        capture_output=True,
        text=True,
        timeout=_PATIENCE_S,
        check=False,
    )


def rows(run: Path) -> list[dict[str, float]]:
    """Returns the numbers of each line; AP50 by class stands beside the others."""
    lines = [json.loads(line) for line in (run / "metrics.jsonl").read_text().splitlines()]
    return [{**line.pop("ap50_per_class", {}), **line} for line in lines]


def assert_same_run(expected: Path, actual: Path) -> None:
    """Losses, AP and weights, but for the last bit of float32."""
    for row, other in zip(rows(expected), rows(actual), strict=True):
        assert other == pytest.approx(row, rel=1e-6)
    weights, others = load_file(expected / "last.safetensors"), load_file(actual / "last.safetensors")
    for name, value in weights.items():
        torch.testing.assert_close(others[name], value, rtol=1e-6, atol=1e-7, msg=name)


def test_two_processes_equal_one_also_when_one_died_and_both_were_resumed(data, tmp_path):
    alone, together = tmp_path / "alone", tmp_path / "together"
    single = launch(command(data, alone), processes=1)
    # Passes of the second process: two steps, one evaluation, and the first step of the second epoch.
    died = launch(command(data, together), processes=2, fault="1:4:die")
    assert single.returncode == 0, single.stderr
    assert died.returncode != 0
    assert "exitcode  : 3" in died.stderr
    resumed = launch(command(data, together, "--resume"), processes=2)
    assert resumed.returncode == 0, resumed.stderr

    assert_same_run(alone, together)
    # Only the first process prints and writes.
    assert resumed.stdout == f"{together / 'best.safetensors'}\n"
    assert resumed.stderr.count("from step 2") == 1
    assert sorted(path.name for path in together.iterdir()) == sorted(path.name for path in alone.iterdir())


def test_a_divergence_in_one_process_ends_both_and_names_its_images_only(data, tmp_path):
    run = tmp_path / "run"
    ended = launch(command(data, run), processes=2, fault="1:2:nan")

    order = TrainingLoader(load_dataset(data, split="train"), batch_size=4, seed=0).order(0)
    names = [load_dataset(data, split="train").samples[index].image_path.name for index in order]
    assert ended.returncode != 0
    assert ended.stderr.count("The training diverged at step 2") == 1
    report = (run / "diverged.txt").read_text()
    assert [name in report for name in names] == [False] * 6 + [True] * 2
