"""TensorBoard event files: what they get, and what is said where the package is missing."""

import errno
import sys
from types import ModuleType
from typing import ClassVar

import pytest

from ssd_desktop.errors import TrainingError
from ssd_desktop.training.metrics_log import MetricsLog
from ssd_desktop.training.run_folder import RunFolder
from ssd_desktop.training.run_records import RunRecords


class FakeWriter:
    """Stands for ``SummaryWriter``."""

    made: ClassVar[list] = []

    def __init__(self, folder, purge_step):
        self.folder, self.purge_step, self.scalars, self.closed = folder, purge_step, [], False
        self.made.append(self)

    def add_scalar(self, name, value, step):
        self.scalars.append((name, value, step))

    def close(self):
        self.closed = True


@pytest.fixture
def writers(monkeypatch):
    module = ModuleType("torch.utils.tensorboard")
    module.SummaryWriter = FakeWriter
    monkeypatch.setitem(sys.modules, "torch.utils.tensorboard", module)
    monkeypatch.setattr(FakeWriter, "made", [])
    return FakeWriter.made


def test_every_number_of_the_metrics_is_written_at_its_step(writers, tmp_path):
    folder = RunFolder.create(tmp_path / "run")
    metrics, records = MetricsLog(folder.metrics), RunRecords(folder, steps=10)
    records.open_tensorboard(metrics, first_step=3)
    metrics.append({"step": 4, "epoch": 1, "loss": 2.5})
    metrics.append({"step": 4, "epoch": 1, "mean_loss": 2.0, "ap50": None})
    records.close()

    assert writers[0].scalars == [("loss", 2.5, 4), ("mean_loss", 2.0, 4)]
    assert (writers[0].purge_step, writers[0].closed) == (4, True)
    assert writers[0].folder == str(tmp_path / "run" / "tensorboard")


def test_a_full_disk_ends_the_event_files_and_not_the_training(writers, monkeypatch, tmp_path):
    def full(self, *values):
        raise OSError(errno.ENOSPC, "No space left on device")

    folder = RunFolder.create(tmp_path / "run")
    metrics, records = MetricsLog(folder.metrics), RunRecords(folder, steps=10)
    records.open_tensorboard(metrics, first_step=0)
    metrics.append({"step": 1, "loss": 2.5})
    with monkeypatch.context() as patched:
        patched.setattr(FakeWriter, "add_scalar", full)
        metrics.append({"step": 2, "loss": 2.4})
    metrics.append({"step": 3, "loss": 2.3})
    monkeypatch.setattr(FakeWriter, "close", full)
    records.close()

    assert writers[0].scalars == [("loss", 2.5, 1)]
    assert len(folder.metrics.read_text().splitlines()) == 3


def test_a_missing_package_is_named_with_the_command_that_installs_it(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "torch.utils.tensorboard", None)
    folder = RunFolder.create(tmp_path / "run")
    with pytest.raises(TrainingError, match="pip install tensorboard"):
        RunRecords(folder, steps=10).open_tensorboard(MetricsLog(folder.metrics), first_step=0)


def test_discarding_removes_event_files_and_leaves_others(tmp_path):
    folder = RunFolder.create(tmp_path / "run")
    folder.write_start(config_toml="", versions={}, command="")
    events = tmp_path / "run" / "tensorboard"
    events.mkdir()
    (events / "events.out.tfevents.123.host").write_text("x")
    folder.discard()
    assert not (tmp_path / "run").exists()
