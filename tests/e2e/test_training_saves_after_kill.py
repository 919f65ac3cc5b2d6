"""A training killed with signal 9 at chosen moments, those of saving above all: what it left, and what going on makes.

Every checkpoint that has its name can be read, the run says that it was cut off, and what is gone on with ends in the
files of a training that was left alone, bit for bit.
"""

import json
import os
import random
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.training.conftest import write_voc_folder

SAME = ("last.safetensors", "best.safetensors", "metrics.jsonl", "split.json", "classes.txt", "plan.json")

pytestmark = [
    pytest.mark.timeout(600),
    pytest.mark.skipif(sys.platform == "win32", reason="kill -9 and fork are POSIX"),
]


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data") / "도형"
    return write_voc_folder(folder, 6, splits={"train": range(4), "val": range(4, 6)})


def moments_tried(data, out, moments):
    """Lets the moments be tried; returns how many changes a whole training makes, and what was told of each."""
    command = [sys.executable, "-m", "tests.e2e.train_that_dies", str(data), str(out), *moments]
    root = Path(__file__).resolve().parents[2]
    environment = os.environ | {"OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False, timeout=550)
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    return rows[0]["changes"], rows[1:]


def check_moment(row, out):
    """Checks that going on, or beginning again where nothing was saved, made what a whole training makes."""
    run, straight = out / row["moment"].replace(".", "_"), out / "straight"
    if row["resumed"] != 0:
        assert "holds no run to resume; start one without --resume" in row["said"]
        assert row["state"] is None
        assert row["anew"] == 0, row["answer"]
    elif row["code"] == -signal.SIGKILL:
        assert row["state"] in ("CRASHED", "DONE")
        assert row["state"] == "CRASHED" or row["had_state"]
    for name in SAME:
        assert (run / name).read_bytes() == (straight / name).read_bytes(), name
    assert files(run) == files(straight)


def files(run):
    """Returns names; those of states count up."""
    names = (path.relative_to(run).as_posix() for path in run.rglob("*"))
    return sorted(re.sub(r"(?<=step-\d{8}-)\d+", "N", name) for name in names)


def test_a_training_killed_while_it_saves_loses_no_checkpoint_and_ends_as_one_left_alone(data, tmp_path):
    moments = ["6", "12", "33", "37", "41", "46", "66"]
    changes, rows = moments_tried(data, tmp_path / "out", moments)
    assert changes > 66
    for row in rows:
        assert row["code"] == -signal.SIGKILL
        check_moment(row, tmp_path / "out")
    assert {row["had_state"] for row in rows} == {True, False}


@pytest.mark.slow
def test_a_training_killed_before_any_of_its_changes_or_at_random_ends_as_one_left_alone(data, tmp_path):
    changes, _ = moments_tried(data, tmp_path / "counted", [])
    chance = random.Random(0)
    by_time = {f"{chance.uniform(0.05, 2):.3f}s" for _ in range(10)}  # each has a folder of its own
    changing = [str(number) for number in range(1, changes + 1)]
    for begin in range(0, changes, 20):
        out = tmp_path / f"out{begin}"
        for row in moments_tried(data, out, changing[begin : begin + 20])[1]:
            assert row["code"] == -signal.SIGKILL, row["moment"]
            check_moment(row, out)
    for row in moments_tried(data, tmp_path / "by_time", by_time)[1]:
        check_moment(row, tmp_path / "by_time")
