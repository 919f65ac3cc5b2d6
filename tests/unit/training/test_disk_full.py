"""A full disk: the training waits, tells, goes on by itself or by "resume", and can still be stopped."""

import errno
import threading
from pathlib import Path

import pytest

from ssd_desktop.errors import CheckpointError, TrainingError
from ssd_desktop.training.control import TrainingControl
from ssd_desktop.training.disk_full import DiskFullError, DiskGuard, is_disk_full
from ssd_desktop.training.events import DISK_FULL, TrainingMessage, TrainingPaused, TrainingResumed
from ssd_desktop.training.metrics_log import MetricsLog
from ssd_desktop.training.progress import ProgressMeter
from ssd_desktop.training.run_folder import saving_to


def no_space():
    return OSError(errno.ENOSPC, "No space left on device")


class Disk:
    """A disk that is full for the first ``failures`` writes, and a guard in front of it."""

    def __init__(self, failures, *, look_every_s=0.0, during=None):
        self.failures = failures
        self.attempts = 0
        self.during = during
        self.events = []
        self.seconds = 0.0
        self.control = TrainingControl()
        self.meter = ProgressMeter(lambda: self.seconds)
        self.guard = DiskGuard(
            Path("run"), emit=self.emit, control=self.control, meter=self.meter, look_every_s=look_every_s
        )

    def emit(self, event):
        self.events.append(event)
        if self.during:
            self.during(event)

    def write(self):
        self.attempts += 1
        self.seconds += 100.0
        if self.attempts <= self.failures:
            with saving_to(Path("run")):
                raise no_space()
        return "written"

    def texts(self):
        return [event.text for event in self.events if isinstance(event, TrainingMessage)]

    def kinds(self):
        return [type(event) for event in self.events]


def test_what_can_be_written_is_written_once_and_nothing_is_told():
    disk = Disk(0)
    assert disk.guard(disk.write) == "written"
    assert (disk.attempts, disk.events) == (1, [])


def test_a_full_disk_is_told_once_waited_for_and_then_the_training_goes_on():
    disk = Disk(2)

    assert disk.guard(disk.write) == "written"

    assert disk.attempts == 3
    assert disk.kinds() == [TrainingMessage, TrainingPaused, TrainingMessage, TrainingResumed]
    assert disk.events[0].level == "error"
    assert disk.events[1].reason == DISK_FULL
    assert "No space left on device" in disk.texts()[0]


def test_the_waiting_counts_for_no_speed():
    disk = Disk(2)
    disk.guard(disk.write)
    assert disk.meter.now() == pytest.approx(100.0)


def test_resume_looks_at_once_and_says_when_it_is_too_early():
    orders = []

    def resume(event):
        if isinstance(event, TrainingPaused):
            orders.append(event)
            threading.Timer(0.01, disk.control.resume).start()

    disk = Disk(2, look_every_s=60.0, during=resume)

    assert disk.guard(disk.write) == "written"

    assert [event.reason for event in orders] == [DISK_FULL, DISK_FULL]
    assert disk.kinds()[-1] == TrainingResumed


@pytest.mark.parametrize("before", [True, False])
def test_a_stop_ends_the_waiting_after_one_more_attempt(before):
    def stop(event):
        if isinstance(event, TrainingPaused):
            disk.control.stop(keep=True)

    disk = Disk(99, look_every_s=60.0, during=stop)
    if before:
        disk.control.stop(keep=True)

    with pytest.raises(DiskFullError, match="kept as it was saved before"):
        disk.guard(disk.write)
    assert disk.attempts == (1 if before else 2)


def test_other_errors_end_the_training_as_before():
    disk = Disk(0)

    def read_only():
        with saving_to(Path("run")):
            raise OSError(errno.EROFS, "Read-only file system")

    with pytest.raises(TrainingError, match="Read-only"):
        disk.guard(read_only)
    assert disk.events == []


def test_no_space_is_recognised_however_often_it_was_put_into_words():
    error = TrainingError("cannot be written")
    error.__cause__ = CheckpointError("the checkpoint cannot be written")
    error.__cause__.__cause__ = no_space()
    assert is_disk_full(error)
    assert not is_disk_full(TrainingError("diverged"))
    assert not is_disk_full(OSError(errno.EACCES, "Permission denied"))


def test_a_line_torn_by_a_full_disk_is_taken_back_before_it_is_written_again(tmp_path, monkeypatch):
    log = MetricsLog(tmp_path / "metrics.jsonl", guard=Disk(0).guard)
    log.append({"step": 1})
    opened, tears = Path.open, [True]

    class Torn:
        def __init__(self, file):
            self._file = file

        def __enter__(self):
            return self

        def __exit__(self, *error):
            self._file.close()

        def write(self, line):
            self._file.write(line[:4])
            raise no_space()

    def tear_once(path, mode="r", **options):
        file = opened(path, mode, **options)
        return Torn(file) if mode == "ab" and tears and tears.pop() else file

    monkeypatch.setattr(Path, "open", tear_once)
    disk = Disk(0)
    MetricsLog(tmp_path / "metrics.jsonl", guard=disk.guard).append({"step": 2})
    monkeypatch.undo()

    assert (tmp_path / "metrics.jsonl").read_text() == '{"step": 1}\n{"step": 2}\n'
    assert disk.kinds()[0] == TrainingMessage
