"""Runs of real trainings, killed and gone on with: what their folders say, and what the next start offers."""

import os
import signal
import subprocess
import sys
import time

import pytest

from ssd_desktop.project.curves import read_curves
from ssd_desktop.project.project import create_project
from ssd_desktop.project.queue import RunQueue
from ssd_desktop.project.run_state import RunState
from ssd_desktop.project.runs import list_runs, read_run
from ssd_desktop.training.run_folder import is_run
from tests.unit.training.conftest import write_voc_folder

_PATIENCE_S = 120

pytestmark = [
    pytest.mark.timeout(300),
    pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is POSIX"),
]


def environment() -> dict[str, str]:
    return os.environ | {"OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "QT_QPA_PLATFORM": "offscreen"}


@pytest.fixture
def project(tmp_path):
    folder = write_voc_folder(tmp_path / "도형 shapes", 8, splits={"train": range(6), "val": range(6, 8)})
    create_project(folder, name="Shapes")
    return folder


def tiny(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "tests.e2e.tiny_program", *arguments]


def wait_for(condition, process) -> None:
    deadline = time.monotonic() + _PATIENCE_S
    while not condition():
        assert process.poll() is None, "the program ended too early"
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_a_run_says_what_it_is_while_it_trains_killed_resumed_and_repeated_elsewhere(project, tmp_path):
    run = project / "runs" / "one"
    options = ["train", str(project), "--output", str(run), "--batch", "2", "--plan", "caffe-voc", "--epochs", "200",
               "--device", "cpu", "--precision", "float32", "--workers", "1", "--set", "warmup_steps=0"]  # fmt: skip
    with subprocess.Popen(tiny(*options), env=environment(), stderr=subprocess.DEVNULL) as process:
        wait_for(lambda: is_run(run) and read_run(run).ap50 is not None, process)
        running = read_run(run)
        process.kill()
    killed = read_run(run)
    resumed = subprocess.run(
        tiny(*options, "--resume", "--epochs", "2"), env=environment(), capture_output=True, text=True, check=False
    )
    (done,) = list_runs(project / "runs")
    moved = project.rename(tmp_path / "elsewhere")
    again = ["runs", "repeat", "one", "--in", str(moved)]
    repeated = subprocess.run(tiny(*again), env=environment(), capture_output=True, text=True, check=False)

    assert (running.state, running.steps, running.images, running.validation_images) == (RunState.RUNNING, 600, 6, 2)
    assert killed.state == RunState.CRASHED
    assert (killed.classes, killed.data, killed.problems) == (("disc", "square"), project, ())
    assert resumed.returncode == 0, resumed.stderr
    assert done.state == RunState.DONE
    assert done.data_version == killed.data_version != ""
    assert done.started == killed.started
    assert set(read_curves(moved / "runs" / "one" / "metrics.jsonl").ap50_per_class[done.best_step]) == {
        "disc",
        "square",
    }
    assert repeated.returncode == 0, repeated.stderr
    both = list_runs(moved / "runs")
    assert [one.state for one in both] == [RunState.DONE] * 2
    assert {one.data_version for one in both} == {done.data_version}


def test_the_next_start_of_a_killed_window_goes_on_with_what_it_was_doing(project, tmp_path):
    command = [sys.executable, "-m", "tests.e2e.window_that_dies", str(tmp_path / "settings.ini"), str(project)]
    died = subprocess.run([*command, "die"], env=environment(), capture_output=True, text=True, timeout=_PATIENCE_S)
    assert died.returncode == -signal.SIGKILL, died.stderr
    (cut,) = list_runs(project / "runs")
    queue = RunQueue(project / "runs")
    assert (cut.state, cut.steps) == (RunState.CRASHED, 12)
    assert [(entry.begun, entry.run) for entry in queue.entries()] == [(True, cut.path), (False, None)]

    again = subprocess.run([*command, "go on"], env=environment(), capture_output=True, text=True, timeout=_PATIENCE_S)

    assert again.returncode == 0, again.stderr
    assert again.stdout == f"asked: step {cut.step} of 12, behind it 1\n"
    runs = list_runs(project / "runs")
    assert [(run.state, run.step) for run in runs] == [(RunState.DONE, 12)] * 2
    assert cut.path in [run.path for run in runs]
    assert queue.entries() == ()
