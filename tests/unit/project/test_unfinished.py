"""What is left to do after a crash, and what is not."""

import pytest

from ssd_desktop.project.queue import RunQueue
from ssd_desktop.project.unfinished import find_unfinished
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.data_choice import DataChoice
from ssd_desktop.training.run_status import recording_status
from tests.unit.project.made_runs import make_run


@pytest.fixture
def runs(tmp_path):
    return tmp_path / "runs"


def begin(runs, **run):
    made = make_run(runs / "one", **run) if run else None
    RunQueue(runs).begin(DataChoice(runs), TrainingConfig(), run=made)


def test_nothing_is_left_where_nothing_was_begun(runs):
    assert find_unfinished(runs) is None
    make_run(runs / "one", steps=5, state="running")
    assert find_unfinished(runs) is None


@pytest.mark.parametrize("state", ["running", "paused", "stopped"])
def test_a_run_cut_off_or_stopped_by_closing_is_left(runs, state):
    begin(runs, steps=5, state=state)
    RunQueue(runs).add(DataChoice(runs), TrainingConfig())
    found = find_unfinished(runs)
    assert (found.interrupted.run, found.record.step, found.waiting) == (runs / "one", 5, 1)


def test_a_training_cut_off_before_it_had_a_run_is_left(runs):
    begin(runs)
    found = find_unfinished(runs)
    assert (found.interrupted.run, found.record) == (None, None)


def test_a_run_that_came_to_its_end_is_taken_out(runs):
    begin(runs, state="finished")
    assert find_unfinished(runs) is None
    assert RunQueue(runs).entries() == ()


def test_a_run_that_another_program_trains_is_left_to_it(runs):
    begin(runs, steps=5, state="running")
    with recording_status(runs / "one", lambda event: None):
        assert find_unfinished(runs) is None
    assert find_unfinished(runs) is not None


def test_a_run_of_which_nothing_tells_is_left_to_who_may_train_it(runs, monkeypatch):
    begin(runs, steps=5, state="running")
    monkeypatch.setattr("ssd_desktop.project.queue.is_being_trained", lambda run: None)
    assert find_unfinished(runs) is None
    assert len(RunQueue(runs).entries()) == 1


def test_those_that_only_wait_are_left_too(runs):
    RunQueue(runs).add(DataChoice(runs), TrainingConfig())
    found = find_unfinished(runs)
    assert (found.interrupted, found.waiting) == (None, 1)
