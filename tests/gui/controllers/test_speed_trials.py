"""Measuring how fast this machine trains: one kind at a time, given up when nobody waits, remembered."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from ssd_desktop.errors import TrainingError
from ssd_desktop.gui.controllers.speed_trials import SpeedTrials
from ssd_desktop.gui.dialogs.training_request import SpeedRequest
from ssd_desktop.gui.settings import Settings
from ssd_desktop.gui.workers.speed_trial import SpeedTrialWorker
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.machine_use import machine_to_oneself
from ssd_desktop.training.time_estimate import Speeds, remembered_speeds

_SPEEDS = Speeds(2.0, 4.0, 8.0)


class _Trial(QObject):
    measured = Signal(str, object)
    refused = Signal(str, str)
    failed = Signal(object)

    def __init__(self, request: SpeedRequest) -> None:
        super().__init__()
        self.request = request
        self.error: Exception | None = None
        self.may_end, self.stopped = threading.Event(), threading.Event()

    def run(self) -> None:
        while not self.may_end.wait(0.005):
            if self.stopped.is_set():
                return
        if self.error is not None:
            raise self.error
        self.measured.emit(self.request.key, _SPEEDS)

    def request_stop(self) -> None:
        self.stopped.set()


class _Stage:
    def __init__(self, folder: Path) -> None:
        self.settings = Settings(folder / "settings.ini")
        self.trials: list[_Trial] = []
        self.controller = SpeedTrials(self.settings, make_worker=self._make)
        self.refused: list[tuple[str, str]] = []
        self.controller.refused.connect(lambda *values: self.refused.append(values))

    def _make(self, request: SpeedRequest) -> _Trial:
        self.trials.append(_Trial(request))
        return self.trials[-1]

    def ask(self, key: str) -> None:
        self.controller.ask(SpeedRequest(key, TrainingConfig(), "ssd300-vgg16"))

    def known(self, key: str) -> Speeds | None:
        return remembered_speeds(self.settings.training_speeds, key)


@pytest.fixture
def stage(tmp_path: Path, qtbot: QtBot) -> _Stage:
    return _Stage(tmp_path)


def test_what_was_measured_is_remembered_and_told(qtbot: QtBot, stage: _Stage) -> None:
    stage.ask("a")
    with qtbot.waitSignal(stage.controller.known, timeout=5000):
        stage.trials[0].may_end.set()
    assert stage.known("a") == _SPEEDS


def test_the_same_kind_is_measured_once_and_another_ends_it(qtbot: QtBot, stage: _Stage) -> None:
    stage.ask("a")
    stage.ask("a")
    assert len(stage.trials) == 1
    stage.ask("b")
    stage.ask("c")
    qtbot.waitUntil(lambda: len(stage.trials) == 2, timeout=5000)
    assert stage.trials[1].request.key == "c"
    stage.trials[1].may_end.set()
    qtbot.waitUntil(lambda: stage.known("c") == _SPEEDS, timeout=5000)
    assert stage.known("a") is None


def test_a_kind_that_was_given_up_for_another_is_measured_when_it_is_asked_for_again(
    qtbot: QtBot, stage: _Stage
) -> None:
    stage.ask("a")
    stage.ask("b")
    stage.ask("a")
    qtbot.waitUntil(lambda: len(stage.trials) == 2, timeout=5000)
    assert stage.trials[1].request.key == "a"
    stage.trials[1].may_end.set()
    qtbot.waitUntil(lambda: stage.known("a") == _SPEEDS, timeout=5000)


def test_a_training_that_starts_ends_the_measurement(qtbot: QtBot, stage: _Stage) -> None:
    stage.ask("a")
    stage.controller.stop()
    qtbot.waitUntil(stage.trials[0].stopped.is_set, timeout=5000)
    assert len(stage.trials) == 1


def test_a_failure_says_why_nothing_is_known(qtbot: QtBot, stage: _Stage) -> None:
    stage.ask("a")
    stage.trials[0].error = TrainingError("The memory is too small.")
    stage.trials[0].may_end.set()
    qtbot.waitUntil(lambda: bool(stage.refused), timeout=5000)
    assert "(The memory is too small.)" in stage.refused[0][1]


def test_beside_a_training_nothing_is_measured(qtbot: QtBot) -> None:
    worker = SpeedTrialWorker(SpeedRequest("a", TrainingConfig(), "ssd300-vgg16"))
    told: list[tuple[str, str]] = []
    worker.refused.connect(lambda *values: told.append(values))
    with machine_to_oneself():
        worker.run()
    assert told[0][0] == "a"
    assert "another training runs" in told[0][1]
