"""What the controller does between dialog, panel and worker; without a window and without torch."""

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ssd_desktop.errors import TrainingError
from ssd_desktop.gui.controllers.data_checks import DataChecks
from ssd_desktop.gui.controllers.train import TrainController
from ssd_desktop.gui.dialogs.fine_tune import FineTuneDialog
from ssd_desktop.gui.dialogs.training_request import TrainingRequest
from ssd_desktop.gui.settings import Settings
from ssd_desktop.gui.workers.data_check import CheckRequest
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.control import TrainingControl
from ssd_desktop.training.data_choice import DataChoice
from ssd_desktop.training.divergence import DivergenceError
from ssd_desktop.training.events import (
    TrainingDiverged,
    TrainingMessage,
    TrainingPaused,
    TrainingProgress,
    TrainingResult,
    TrainingStarted,
)
from ssd_desktop.training.time_estimate import Speeds, remembered_speeds, speed_key, with_speeds

_DIVERGED = TrainingDiverged("runs/one", 50, 0.002, 40, "runs/one/last.safetensors")


class _Panel(QObject):
    fine_tune_wanted = Signal()
    pause_wanted = Signal()
    resume_wanted = Signal()
    stop_wanted = Signal()
    cancel_wanted = Signal()
    model_wanted = Signal(str)
    folder_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[Any] = []

    def begin(self, title: str, *, resumed: bool = False) -> None:
        self.shown.append(("resumed" if resumed else "begin", title))

    def show_event(self, event: Any) -> None:
        self.shown.append(event)

    def show_pausing(self) -> None:
        self.shown.append("pausing")

    def show_resuming(self) -> None:
        self.shown.append("resuming")

    def show_stopping(self, *, keep: bool) -> None:
        self.shown.append(("stopping", keep))

    def show_failure(self, text: str) -> None:
        self.shown.append(("failure", text))


class _Training(QObject):
    """Trains until it is told to stop, or fails."""

    reported = Signal(object)
    run_chosen = Signal(str)
    failed = Signal(object)

    def __init__(self, request: TrainingRequest, error: Exception | None = None) -> None:
        super().__init__()
        self.request = request
        self.control = TrainingControl()
        self.error = error
        self.may_end = threading.Event()

    def run(self) -> None:
        self.reported.emit(TrainingMessage("info", "It runs."))
        if isinstance(self.error, DivergenceError):
            self.reported.emit(_DIVERGED)
        if self.error is not None:
            raise self.error
        while not self.control.stop_requested and not self.may_end.is_set():
            if self.control.paused:
                self.reported.emit(TrainingPaused())
                self.control.wait_while_paused()
            self.may_end.wait(0.005)
        outcome = "stopped" if self.control.keep else "discarded"
        self.reported.emit(TrainingResult("run", "run/best" if self.control.keep else None, outcome, 3))

    def request_stop(self) -> None:
        self.control.stop(keep=True)


class _Questions:
    def __init__(self) -> None:
        self.asked: list[str] = []
        self.discards = True
        self.on_close: Callable[[], Any] = lambda: "keep"
        self.on_diverged = "close"

    def discard(self) -> bool:
        self.asked.append("discard")
        return self.discards

    def diverged(self, event: TrainingDiverged) -> Any:
        self.asked.append("diverged")
        return self.on_diverged

    def close(self) -> Any:
        self.asked.append("close")
        return self.on_close()


class _Stage:
    def __init__(self, tmp_path: Path) -> None:
        self.panel = _Panel()
        self.questions = _Questions()
        self.settings = Settings(tmp_path / "settings.ini")
        self.trainings: list[_Training] = []
        self.error: Exception | None = None
        self.controller = TrainController(
            self.panel, self.settings, questions=self.questions, make_worker=self._make_worker
        )
        self.running: list[bool] = []
        self.controller.running_changed.connect(self.running.append)
        (tmp_path / "data").mkdir()
        (tmp_path / "runs").mkdir()
        self.request = TrainingRequest(DataChoice(tmp_path / "data"), TrainingConfig(), tmp_path / "runs")

    def _make_worker(self, request: TrainingRequest) -> _Training:
        self.trainings.append(_Training(request, self.error))
        return self.trainings[-1]

    def start(self) -> _Training:
        self.controller.start(self.request)
        return self.trainings[-1]

    def wait_for_end(self, qtbot: QtBot) -> None:
        qtbot.waitUntil(lambda: not self.controller.is_running(), timeout=5000)

    def wait_for_event(self, qtbot: QtBot, kind: type) -> None:
        qtbot.waitUntil(lambda: any(isinstance(item, kind) for item in self.panel.shown), timeout=5000)


@pytest.fixture
def stage(tmp_path: Path, qtbot: QtBot) -> Any:
    made = _Stage(tmp_path)
    yield made
    for training in made.trainings:
        training.may_end.set()
    made.wait_for_end(qtbot)


def test_the_folder_of_a_run_is_told_before_it_has_begun(stage: _Stage) -> None:
    told: list[str] = []
    stage.controller.run_started.connect(told.append)
    stage.start().run_chosen.emit("runs/one")
    assert told == ["runs/one"]


def test_a_training_is_shown_from_its_begin_to_its_result(qtbot: QtBot, stage: _Stage) -> None:
    training = stage.start()
    assert stage.panel.shown == [("begin", "data")]
    assert stage.controller.is_running()
    training.may_end.set()
    stage.wait_for_end(qtbot)
    kinds = [type(item) for item in stage.panel.shown[1:]]
    assert kinds == [TrainingMessage, TrainingResult]
    assert stage.running == [True, False]


def test_only_one_training_runs_at_a_time(stage: _Stage) -> None:
    stage.start()
    stage.controller.start(stage.request)
    assert len(stage.trainings) == 1


def test_after_a_training_another_can_be_started(qtbot: QtBot, stage: _Stage) -> None:
    stage.start().may_end.set()
    stage.wait_for_end(qtbot)
    stage.start().may_end.set()
    stage.wait_for_end(qtbot)
    assert stage.running == [True, False, True, False]


def test_pause_and_go_on_reach_the_training_directly_and_the_panel_at_once(qtbot: QtBot, stage: _Stage) -> None:
    training = stage.start()
    stage.panel.pause_wanted.emit()
    assert training.control.paused
    assert stage.panel.shown[-1] == "pausing"
    stage.wait_for_event(qtbot, TrainingPaused)
    stage.panel.resume_wanted.emit()
    assert not training.control.paused
    assert stage.panel.shown[-1] == "resuming"


def test_stop_and_keep_asks_nothing(qtbot: QtBot, stage: _Stage) -> None:
    training = stage.start()
    stage.panel.stop_wanted.emit()
    assert ("stopping", True) in stage.panel.shown
    stage.wait_for_end(qtbot)
    assert training.control.keep
    assert stage.questions.asked == []


def test_a_paused_training_can_be_stopped(qtbot: QtBot, stage: _Stage) -> None:
    stage.start()
    stage.panel.pause_wanted.emit()
    stage.wait_for_event(qtbot, TrainingPaused)
    stage.panel.stop_wanted.emit()
    stage.wait_for_end(qtbot)


def test_cancel_asks_before_it_throws_the_work_away(qtbot: QtBot, stage: _Stage) -> None:
    training = stage.start()
    stage.questions.discards = False
    stage.panel.cancel_wanted.emit()
    assert not training.control.stop_requested
    stage.questions.discards = True
    stage.panel.cancel_wanted.emit()
    assert not training.control.keep
    stage.wait_for_end(qtbot)
    assert stage.questions.asked == ["discard", "discard"]


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (TrainingError("The loss is no number; lower the learning rate."), "The loss is no number; lower the"),
        (RuntimeError("shape mismatch\nmore"), "(RuntimeError: shape mismatch)"),
    ],
)
def test_a_failure_is_one_sentence_on_the_panel(qtbot: QtBot, stage: _Stage, error: Exception, text: str) -> None:
    stage.error = error
    stage.start()
    stage.wait_for_end(qtbot)
    kind, shown = stage.panel.shown[-1]
    assert kind == "failure"
    assert text in shown
    assert stage.running == [True, False]


def _divergence() -> DivergenceError:
    return DivergenceError((), step=50, learning_rate=0.001, loss=float("nan"), gradient_norm=1.0)


def test_after_a_divergence_the_run_goes_on_with_half_the_learning_rate(qtbot: QtBot, stage: _Stage) -> None:
    stage.error, stage.questions.on_diverged = _divergence(), "half"
    stage.start()
    stage.error = None
    qtbot.waitUntil(lambda: len(stage.trainings) == 2, timeout=5000)
    assert stage.questions.asked == ["diverged"]
    assert ("resumed", "data") in stage.panel.shown
    assert stage.trainings[1].request == replace(
        stage.request, config=replace(stage.request.config, learning_rate=0.002), resumed=Path("runs/one")
    )


@pytest.mark.parametrize("answer", ["keep", "close"])
def test_after_a_divergence_the_last_good_model_can_be_kept_or_left(qtbot: QtBot, stage: _Stage, answer: str) -> None:
    stage.error, stage.questions.on_diverged = _divergence(), answer
    stage.start()
    stage.wait_for_end(qtbot)
    kept = TrainingResult("runs/one", "runs/one/last.safetensors", "stopped", 40)
    assert (kept in stage.panel.shown) == (answer == "keep")
    assert len(stage.trainings) == 1


def test_a_divergence_while_the_window_closes_asks_nothing(qtbot: QtBot, stage: _Stage) -> None:
    closed: list[bool] = []
    stage.error = _divergence()
    stage.start()
    stage.controller.request_close(lambda: closed.append(True))
    qtbot.waitUntil(lambda: closed == [True], timeout=5000)
    assert stage.questions.asked == ["close"]


def test_without_a_training_the_window_closes_at_once(stage: _Stage) -> None:
    closed: list[bool] = []
    stage.controller.request_close(lambda: closed.append(True))
    assert closed == [True]
    assert stage.questions.asked == []


@pytest.mark.parametrize("answer", ["keep", "discard"])
def test_the_window_closes_after_the_training_has_ended(qtbot: QtBot, stage: _Stage, answer: str) -> None:
    training = stage.start()
    stage.questions.on_close = lambda: answer
    closed: list[bool] = []
    stage.controller.request_close(lambda: closed.append(stage.controller.is_running()))
    assert closed == []
    assert ("stopping", answer == "keep") in stage.panel.shown
    stage.wait_for_end(qtbot)
    assert closed == [False]
    assert training.control.keep == (answer == "keep")


def test_going_on_with_the_training_keeps_the_window_open(qtbot: QtBot, stage: _Stage) -> None:
    training = stage.start()
    stage.questions.on_close = lambda: "go on"
    closed: list[bool] = []
    stage.controller.request_close(lambda: closed.append(True))
    training.may_end.set()
    stage.wait_for_end(qtbot)
    assert closed == []


def test_a_second_close_while_finishing_does_not_ask_again(qtbot: QtBot, stage: _Stage) -> None:
    stage.start()
    closed: list[int] = []
    stage.controller.request_close(lambda: closed.append(1))
    stage.controller.request_close(lambda: closed.append(2))
    stage.wait_for_end(qtbot)
    assert stage.questions.asked == ["close"]
    assert closed == [1, 2]


def test_a_window_that_nobody_can_answer_in_closes_and_keeps_the_training(qtbot: QtBot, stage: _Stage) -> None:
    training = stage.start()
    stage.panel.pause_wanted.emit()
    closed: list[bool] = []
    stage.controller.stop_and_keep()
    stage.controller.request_close(lambda: closed.append(True))
    stage.wait_for_end(qtbot)
    assert stage.questions.asked == []
    assert training.control.keep
    assert closed == [True]


def test_a_training_that_ends_while_the_question_stands_lets_the_window_close(qtbot: QtBot, stage: _Stage) -> None:
    training = stage.start()

    def end_first() -> str:
        training.may_end.set()
        stage.wait_for_end(qtbot)
        return "discard"

    stage.questions.on_close = end_first
    closed: list[bool] = []
    stage.controller.request_close(lambda: closed.append(True))
    assert closed == [True]


def test_a_wanted_model_is_passed_on_as_a_path(stage: _Stage) -> None:
    chosen: list[Path] = []
    stage.controller.model_chosen.connect(chosen.append)
    stage.panel.model_wanted.emit("run/best.safetensors")
    assert chosen == [Path("run/best.safetensors")]


def test_the_speed_of_a_training_corrects_what_is_remembered_of_its_kind(qtbot: QtBot, stage: _Stage) -> None:
    key = speed_key(stage.request.config, "ssd300-vgg16")
    stage.settings.training_speeds = with_speeds({}, key, Speeds(1.0, 1.0, 9.0))
    training = stage.start()
    training.reported.emit(TrainingStarted("run", ("a",), "p", 1.0, "CPU", "float32", 4, 0, 2, 1, 0, "ssd300-vgg16"))
    training.reported.emit(TrainingProgress(1, 2, 1, 3.0, 2.0, 1.0, 1e-3, 4.5, 9.0))
    training.may_end.set()
    stage.wait_for_end(qtbot)
    assert remembered_speeds(stage.settings.training_speeds, key) == Speeds(4.5, 1.0, 9.0)


def test_the_folders_of_the_last_training_are_remembered(stage: _Stage) -> None:
    assert stage.settings.data_folder is None
    stage.start()
    assert stage.settings.data_folder == stage.request.data.folder
    assert stage.settings.runs_folder == stage.request.runs_folder


def test_the_dialog_opens_once_and_not_while_a_training_runs(qtbot: QtBot, tmp_path: Path, stage: _Stage) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    controller = TrainController(
        stage.panel, stage.settings, window=window, questions=stage.questions, make_worker=stage._make_worker
    )
    controller.open_dialog()
    controller.open_dialog()
    dialogs = window.findChildren(FineTuneDialog)
    assert len(dialogs) == 1
    dialogs[0].reject()
    wanted: list[bool] = []
    controller.panel_wanted.connect(lambda: wanted.append(True))
    controller.start(stage.request)
    controller.open_dialog()
    assert len(wanted) == 2
    stage.trainings[-1].may_end.set()
    qtbot.waitUntil(lambda: not controller.is_running(), timeout=5000)


def test_the_first_training_is_suggested_on_the_shipped_pictures(
    qtbot: QtBot, stage: _Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    asked: list[CheckRequest] = []
    monkeypatch.setattr(DataChecks, "ask", lambda self, request: asked.append(request))
    controller = TrainController(stage.panel, stage.settings, window=window, questions=stage.questions)
    controller.open_dialog()
    assert [request.choice.folder.name for request in asked] == ["game_pieces"]
    window.findChildren(FineTuneDialog)[0].reject()
    stage.settings.data_folder = stage.request.data.folder
    controller.open_dialog()
    assert asked[-1].choice.folder == stage.request.data.folder


def test_one_data_folder_is_looked_through_at_a_time_and_only_the_latest_wish_counts(
    qtbot: QtBot, tmp_path: Path
) -> None:
    checks = DataChecks()
    failures: list[int] = []
    checks.failed.connect(lambda number, text: failures.append(number))
    for number in (1, 2, 3):
        checks.ask(CheckRequest(number, DataChoice(tmp_path / str(number))))
    qtbot.waitUntil(lambda: 3 in failures, timeout=5000)
    assert 2 not in failures
    qtbot.wait(20)


def _next_begins(stage: _Stage, qtbot: QtBot) -> None:
    """Lets the training that runs end while a question stands, and another begin."""
    stage.trainings[-1].may_end.set()
    qtbot.waitUntil(lambda: not stage.controller.is_running())
    stage.start()


def test_a_training_that_began_while_the_question_stood_is_not_thrown_away(qtbot: QtBot, stage: _Stage) -> None:
    stage.start()
    stage.questions.discard = lambda: (_next_begins(stage, qtbot), True)[1]  # type: ignore[method-assign]
    stage.panel.cancel_wanted.emit()
    assert len(stage.trainings) == 2
    assert not stage.trainings[-1].control.stop_requested


def test_the_answer_for_a_training_that_ended_does_not_hold_for_the_next(qtbot: QtBot, stage: _Stage) -> None:
    stage.start()
    answers = iter([lambda: (_next_begins(stage, qtbot), "discard")[1], lambda: "go on"])
    stage.questions.on_close = lambda: next(answers)()
    stage.controller.request_close(lambda: None)
    assert stage.questions.asked == ["close", "close"]
    assert not stage.trainings[-1].control.stop_requested


def test_a_data_folder_is_read_no_further_once_the_dialog_is_closed(stage: _Stage, monkeypatch: Any) -> None:
    stopped: list[bool] = []
    monkeypatch.setattr(DataChecks, "ask", lambda self, request: None)
    monkeypatch.setattr(DataChecks, "stop", lambda self: stopped.append(True))
    stage.controller.open_dialog()
    assert stage.controller._dialog is not None
    stage.controller._dialog.reject()
    assert stopped == [True]
