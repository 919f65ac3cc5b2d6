"""Who is told of the end of a training: somebody who looks elsewhere, once, with what came of it."""

from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ssd_desktop.gui.notices import EndNotice, SystemTray
from ssd_desktop.training.events import TrainingResult

_DONE = TrainingResult("run", "run/best.safetensors", "finished", 9, ap50=0.876)


class _Train(QObject):
    ended = Signal(object, bool)


class _Tray:
    def __init__(self) -> None:
        self.shown: list[str] = []
        self.can = True

    def show_message(self, title: str, text: str) -> bool:
        self.shown.append(text)
        return self.can


@pytest.fixture
def stage(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Any:
    made = SimpleNamespace(window=QWidget(), train=_Train(), tray=_Tray(), alerts=[])
    qtbot.addWidget(made.window)
    monkeypatch.setattr(QApplication, "alert", made.alerts.append)
    made.notice = EndNotice(made.window, made.train, made.tray)
    return made


@pytest.mark.parametrize(
    ("result", "text"),
    [
        (_DONE, "The training is finished: AP50 88 %."),
        (TrainingResult("run", "run/last.safetensors", "finished", 9), "The training is finished."),
        (None, "The training failed; the Training panel says why."),
    ],
)
def test_the_message_says_what_came_of_it(stage: Any, result: TrainingResult | None, text: str) -> None:
    stage.train.ended.emit(result, False)
    assert stage.tray.shown == [text]
    assert stage.alerts == []


def test_where_the_system_shows_no_messages_the_task_bar_tells(stage: Any) -> None:
    stage.tray.can = False
    stage.train.ended.emit(_DONE, False)
    assert stage.alerts == [stage.window]


@pytest.mark.parametrize("outcome", ["stopped", "discarded"])
def test_what_the_user_ended_needs_no_message(stage: Any, outcome: str) -> None:
    stage.train.ended.emit(TrainingResult("run", None, outcome, 3), False)
    assert stage.tray.shown == []


def test_a_window_that_closes_says_nothing(stage: Any) -> None:
    stage.train.ended.emit(_DONE, True)
    assert stage.tray.shown == []


def test_a_window_that_is_looked_at_says_nothing(stage: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage.window, "isActiveWindow", lambda: True)
    stage.train.ended.emit(_DONE, False)
    assert stage.tray.shown == []


def test_without_a_tray_the_system_shows_nothing(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    from PySide6.QtWidgets import QSystemTrayIcon

    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: False)
    assert not SystemTray(QObject()).show_message("a", "b")
