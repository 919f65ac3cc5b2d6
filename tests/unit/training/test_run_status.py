"""The life of a run: who trains it now, how it ended, and that two cannot train it at once."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import ExitStack

import pytest

from ssd_desktop.errors import TrainingError
from ssd_desktop.training.events import (
    TrainingDiverged,
    TrainingPaused,
    TrainingResult,
    TrainingResumed,
    TrainingStarted,
)
from ssd_desktop.training.run_folder import LOCK, STATUS, RunFolder
from ssd_desktop.training.run_status import is_being_trained, read_status, recording_status

STARTED = TrainingStarted("run", ("disc",), "paper", 0.9, "CPU", "float32", 8, 2, 40, 4, 0)


@pytest.fixture
def run(tmp_path):
    folder = RunFolder.create(tmp_path / "run")
    folder.write_start(config_toml="epochs = 1\n", versions={}, command="")
    return folder.path


def test_a_run_is_trained_while_the_block_goes_on_and_no_longer(run):
    events = []
    with recording_status(run, events.append) as emit:
        assert is_being_trained(run)
        emit(STARTED)
        status = read_status(run)
        emit(TrainingResult("run", None, "finished", 40))
    assert (status.state, status.steps, status.images, status.validation_images) == ("running", 40, 8, 2)
    assert events == [STARTED, TrainingResult("run", None, "finished", 40)]
    assert not is_being_trained(run)
    assert not (run / LOCK).exists()
    assert read_status(run).state == "finished"


@pytest.mark.parametrize(
    ("events", "state"),
    [
        ([TrainingPaused()], "paused"),
        ([TrainingPaused(), TrainingResumed()], "running"),
        ([TrainingDiverged("run", 5, 0.1, 0, None)], "diverged"),
        ([TrainingResult("run", None, "stopped", 3)], "stopped"),
        ([TrainingResult("run", None, "discarded", 3)], "stopped"),
    ],
)
def test_events_of_its_life_change_the_state(run, events, state):
    with recording_status(run, lambda event: None) as emit:
        for event in events:
            emit(event)
        assert read_status(run).state == state


def test_an_error_is_kept_in_one_sentence_and_goes_on(run):
    with pytest.raises(TrainingError), recording_status(run, lambda event: None):
        raise TrainingError("The disk\nis gone.")
    assert (read_status(run).state, read_status(run).reason) == ("failed", "The disk is gone.")


@pytest.mark.parametrize("outcome", ["finished", "stopped"])
def test_a_run_that_is_refused_to_go_on_stays_as_it_ended(run, outcome):
    with recording_status(run, lambda event: None) as emit:
        emit(STARTED)
        emit(TrainingResult("run", None, outcome, 40))
    before = (run / STATUS).read_bytes()
    with pytest.raises(TrainingError), recording_status(run, lambda event: None):
        raise TrainingError("The run was started with batch_size = 2, not 4; resume it with the same settings.")
    assert (run / STATUS).read_bytes() == before


def fail_after(run, event):
    with recording_status(run, lambda event: None) as emit:
        emit(event)
        raise TrainingError("The disk is gone.")


def test_a_run_that_went_on_and_failed_has_failed(run):
    with recording_status(run, lambda event: None) as emit:
        emit(TrainingResult("run", None, "stopped", 3))
    with pytest.raises(TrainingError):
        fail_after(run, STARTED)
    assert (read_status(run).state, read_status(run).reason) == ("failed", "The disk is gone.")


def test_a_resumed_run_keeps_when_it_began(run):
    (run / STATUS).write_text(json.dumps({"state": "stopped", "started": "2026-01-02T03:04:05+00:00"}))
    with recording_status(run, lambda event: None):
        assert read_status(run).state == "running"
        assert read_status(run).started == "2026-01-02T03:04:05+00:00"


def test_a_run_is_not_trained_twice_at_once(run):
    with (
        recording_status(run, lambda event: None),
        pytest.raises(TrainingError, match="Another window or command trains the run"),
        recording_status(run, lambda event: None),
    ):
        pass
    assert not is_being_trained(run)


def test_a_discarded_run_leaves_no_folder(tmp_path):
    folder = RunFolder.create(tmp_path / "run")
    folder.write_start(config_toml="", versions={}, command="")
    with recording_status(folder.path, lambda event: None) as emit:
        folder.discard()
        emit(TrainingResult("run", None, "discarded", 0))
    assert not folder.path.exists()


def test_a_start_that_was_killed_leaves_a_folder_that_can_be_started_in(tmp_path):
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / STATUS).write_text("{}")
    (tmp_path / "run" / LOCK).touch()
    assert RunFolder.create(tmp_path / "run").path == tmp_path / "run"


@pytest.mark.parametrize("text", ["", "{", "[]", '{"state": 3, "steps": "many", "more": 1}'])
def test_a_damaged_status_says_nothing_or_what_is_sound(run, text):
    (run / STATUS).write_text(text)
    status = read_status(run)
    assert status is None or (status.state, status.steps) == ("running", 0)


def test_other_processes_leave_writing_to_the_first(run):
    with recording_status(run, print, writes=False) as emit:
        assert emit is print
        assert not is_being_trained(run)
    assert not (run / STATUS).exists()


@pytest.mark.skipif(os.name == "nt", reason="kill -9 is POSIX")
def test_a_killed_training_lets_go_of_its_run(run):
    code = (
        "import sys, time; from pathlib import Path; from ssd_desktop.training.run_status import recording_status\n"
        f"with recording_status(Path({str(run)!r}), print): print('ready', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"ready\n"
        assert is_being_trained(run)
        process.send_signal(signal.SIGKILL)
        process.wait()
    deadline = time.monotonic() + 5
    while is_being_trained(run) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not is_being_trained(run)
    assert read_status(run).state == "running"


def test_whoever_waited_for_a_run_that_ends_keeps_others_out_of_it(run):
    first = ExitStack()
    first.enter_context(recording_status(run, lambda event: None))
    # It waits for the first one, whose lock is gone when it has it.
    timer = threading.Timer(0.2, first.close)
    timer.start()
    with recording_status(run, lambda event: None):
        timer.join()
        assert is_being_trained(run)
        with pytest.raises(TrainingError, match="Another window"), recording_status(run, lambda event: None):
            pass
