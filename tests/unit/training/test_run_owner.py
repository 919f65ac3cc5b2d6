"""A run on a file system without locks: who trains it is told on this machine, and is not known on others."""

import errno
import os
import subprocess
import sys
from dataclasses import replace

import pytest

from ssd_desktop.errors import TrainingError
from ssd_desktop.project.run_state import RunState
from ssd_desktop.project.runs import read_run
from ssd_desktop.training.run_folder import LOCK, RunFolder
from ssd_desktop.training.run_owner import RunOwner, read_owner, this_process, write_owner
from ssd_desktop.training.run_status import is_being_trained, recording_status

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows locks every file")


@pytest.fixture(params=[errno.ENOLCK, errno.EOPNOTSUPP])
def run(tmp_path, monkeypatch, request):
    """A run that is trained where nothing can be locked."""

    def refuse(descriptor, operation):
        raise OSError(request.param, os.strerror(request.param))

    monkeypatch.setattr("fcntl.flock", refuse)
    folder = RunFolder.create(tmp_path / "run")
    folder.write_start(config_toml="epochs = 1\n", versions={}, command="")
    with recording_status(folder.path, lambda event: None):
        yield folder.path


def dead_process():
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return replace(this_process(), process=process.pid)


def test_a_run_that_this_machine_trains_goes_on_and_is_not_trained_twice(run):
    assert is_being_trained(run) is True
    assert read_run(run).state is RunState.RUNNING
    with (
        pytest.raises(TrainingError, match="Another window or command trains the run"),
        recording_status(run, lambda event: None),
    ):
        pass
    assert is_being_trained(run) is True


def test_a_run_whose_process_is_gone_was_cut_off(run):
    for gone in (dead_process(), replace(this_process(), born_s=1e9)):
        write_owner(run / LOCK, gone)
        assert is_being_trained(run) is False
        assert read_run(run).state is RunState.CRASHED


@pytest.mark.parametrize("content", [None, "", "{}", "[1]", '{"machine": "a", "process": "b", "born_s": 1}'])
def test_of_a_run_of_another_machine_or_of_nobody_known_nothing_is_said(run, content):
    if content is None:
        write_owner(run / LOCK, RunOwner("elsewhere", os.getpid(), this_process().born_s))
    else:
        (run / LOCK).write_text(content)
    assert is_being_trained(run) is None
    found = read_run(run)
    assert found.state is RunState.UNKNOWN
    assert found.state.can_go_on
    assert found.reason.startswith("Perhaps another computer trains this run")
    with recording_status(run, lambda event: None):
        assert is_being_trained(run) is True


def test_a_run_that_ended_has_no_owner(run, tmp_path):
    ended = RunFolder.create(tmp_path / "ended")
    ended.write_start(config_toml="epochs = 1\n", versions={}, command="")
    with recording_status(ended.path, lambda event: None):
        assert read_owner(ended.path / LOCK) == this_process()
    assert is_being_trained(ended.path) is False
