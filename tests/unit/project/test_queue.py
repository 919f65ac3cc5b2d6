"""The queue of runs: its file, its order, and what is left of it after a crash."""

import json
import os
import shutil
import sys
import threading
from pathlib import Path

import pytest

from ssd_desktop.errors import ProjectError
from ssd_desktop.project.queue import QUEUE_FILE, RunQueue
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.data_choice import DataChoice
from ssd_desktop.training.run_status import recording_status
from tests.unit.project.made_runs import make_run


@pytest.fixture
def queue(tmp_path):
    return RunQueue(tmp_path / "set" / "runs")


def add(queue, *epochs):
    return [queue.add(DataChoice(queue.runs.parent), TrainingConfig(epochs=number)) for number in epochs]


def order(queue):
    return [entry.config.epochs for entry in queue.waiting()]


def test_what_is_queued_is_in_the_file_and_read_back_equal(queue):
    data = DataChoice(
        queue.runs.parent, split="train", validation_folder=Path("/other"), classes=("a,b", "c"), validate=False
    )
    config = TrainingConfig(epochs=7, learning_rate=0.002)
    queue.add(data, config)
    (entry,) = RunQueue(queue.runs).entries()
    assert (entry.data, entry.config, entry.begun, entry.run) == (data, config, False, None)
    assert json.loads(queue.path.read_text())["queue"][0]["data"]["folder"] == ".."


def test_the_first_in_is_the_first_out_unless_moved_or_removed(queue):
    one, two, three = add(queue, 1, 2, 3)
    assert order(queue) == [1, 2, 3]
    queue.move(three.number, -9)
    queue.move(one.number, 1)
    assert order(queue) == [3, 2, 1]
    queue.remove(two.number)
    queue.remove(two.number)
    queue.move(two.number, 1)
    assert order(queue) == [3, 1]
    assert queue.begin_next().config.epochs == 3
    assert order(queue) == [1]


def test_an_empty_queue_leaves_no_file(queue):
    (one,) = add(queue, 1)
    queue.remove(one.number)
    assert not (queue.runs / QUEUE_FILE).exists()
    assert queue.begin_next() is None
    assert queue.interrupted() is None


def test_after_a_crash_the_begun_run_is_found_with_its_folder(queue):
    add(queue, 1, 2)
    begun = queue.begin_next()
    assert queue.interrupted().run is None
    queue.note_run(begun.number, make_run(queue.runs / "one", steps=5, state="running"))
    found = RunQueue(queue.runs).interrupted()
    assert (found.number, found.run) == (begun.number, queue.runs / "one")
    with recording_status(found.run, lambda event: None):
        assert queue.interrupted() is None
    shutil.rmtree(found.run)
    assert queue.interrupted().run is None


def test_a_training_that_gets_ready_in_another_window_was_not_cut_off(queue):
    add(queue, 1)
    begun, folder = queue.begin_next(), queue.runs / "one"
    queue.note_run(begun.number, folder)
    assert queue.interrupted().run is None
    folder.mkdir()
    with recording_status(folder, lambda event: None):
        assert queue.interrupted() is None
    assert queue.interrupted().run is None


def test_a_queue_moves_with_its_project(queue, tmp_path):
    add(queue, 1)
    queue.note_run(queue.begin_next().number, make_run(queue.runs / "one", steps=5, state="running"))
    shutil.move(tmp_path / "set", tmp_path / "elsewhere")
    found = RunQueue(tmp_path / "elsewhere" / "runs").interrupted()
    assert (found.data.folder, found.run) == (tmp_path / "elsewhere", tmp_path / "elsewhere" / "runs" / "one")


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"format": 1, "queue": [{}]}', '{"format": 1, "queue": 3}'])
def test_a_damaged_queue_says_so_in_one_sentence_and_is_not_overwritten(queue, text):
    queue.runs.mkdir(parents=True)
    queue.path.write_text(text)
    with pytest.raises(ProjectError, match=r"is damaged .*; delete it and queue the runs again"):
        add(queue, 1)
    assert queue.path.read_text() == text


def test_a_queue_of_a_newer_version_is_left_alone(queue):
    queue.runs.mkdir(parents=True)
    queue.path.write_text('{"format": 2, "queue": []}')
    with pytest.raises(ProjectError, match="newer SSD Desktop"):
        queue.waiting()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every name is text")
def test_a_folder_whose_name_is_no_text_leaves_the_queue_readable(queue, tmp_path):
    folder = tmp_path / os.fsdecode(b"caf\xe9")
    queue.add(DataChoice(folder), TrainingConfig())
    assert [entry.data.folder for entry in queue.entries()] == [folder]


def test_two_windows_lose_nothing_that_the_other_adds_and_begin_nothing_twice(queue, monkeypatch):
    """What one reads and writes back, another cannot change in between."""
    add(queue, 1, 2)
    other, write = RunQueue(queue.runs), RunQueue._write
    begun, threads = [], []

    def slowly(self, entries):
        if not threads:
            threads.append(threading.Thread(target=lambda: begun.append(other.begin_next())))
            threads[0].start()
            threads[0].join(0.2)
        write(self, entries)

    monkeypatch.setattr(RunQueue, "_write", slowly)
    begun.append(queue.begin_next())
    threads[0].join()

    assert sorted(entry.number for entry in begun) == [1, 2]
    assert [entry.begun for entry in queue.entries()] == [True, True]
    assert [path.name for path in queue.runs.iterdir()] == [QUEUE_FILE]
