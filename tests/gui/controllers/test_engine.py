"""Model > Engine in the window, with a worker and a loader that only pretend."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel

from ssd_desktop.gui.controllers.engine import EngineController
from ssd_desktop.gui.settings import Settings
from ssd_desktop.gui.workers.detection import EngineState
from ssd_desktop.gui.workers.detector_loader import DetectorLoader
from ssd_desktop.inference.engines.config import AUTOMATIC, EngineChoice

OPENVINO_BF16 = EngineChoice("openvino", "bf16")


class Worker(QObject):
    engine_changed = Signal(object)

    def look_at_engine(self):
        pass


class Detect:
    """Counts how often the model is to be loaded again."""

    def __init__(self):
        self.loads = 0

    def load_again(self):
        self.loads += 1


@pytest.fixture
def parts(window, settings):
    worker, loader, detect = Worker(), DetectorLoader(AUTOMATIC), Detect()
    controller = EngineController(window, settings, worker, loader=loader, detect=detect)
    return SimpleNamespace(controller=controller, worker=worker, loader=loader, detect=detect, window=window)


def entry(parts, text):
    return next(action for action in parts.controller.menu.actions() if action.text() == text)


def test_the_menu_stands_below_the_devices_and_ticks_what_is_chosen(parts):
    entries = parts.window.device_menu.parentWidget().actions()
    assert entries.index(parts.controller.menu.menuAction()) == entries.index(parts.window.device_menu.menuAction()) + 1
    assert [action.text() for action in parts.controller.menu.actions() if action.isChecked()] == ["Automatic"]


def test_another_engine_is_remembered_and_the_model_loaded_again(parts, settings):
    entry(parts, "OpenVINO bf16").trigger()
    assert settings.engine == parts.loader.engine == OPENVINO_BF16
    assert parts.detect.loads == 1


def test_the_status_bar_says_what_computes(parts):
    parts.worker.engine_changed.emit(EngineState("OpenVINO bf16", ""))
    shown = [label.text() for label in parts.window.statusBar().findChildren(QLabel) if not label.isHidden()]
    assert "OpenVINO bf16" in shown


def test_a_problem_is_told_once_until_another_engine_is_chosen(parts, monkeypatch):
    told = []
    monkeypatch.setattr(parts.window.messages, "show_notice", told.append)
    broken = EngineState("PyTorch fp32", "OpenVINO is not installed.")
    for _ in range(2):
        parts.worker.engine_changed.emit(broken)
    assert told == ["OpenVINO is not installed."]
    entry(parts, "OpenVINO fp32").trigger()
    parts.worker.engine_changed.emit(broken)
    assert len(told) == 2


@pytest.mark.parametrize("text", ["", "tpu fp32", "torch", "torch int8", "openvino bf16 more"])
def test_a_remembered_engine_that_makes_no_sense_counts_as_automatic(tmp_path, text):
    settings = Settings(tmp_path / "settings.ini")
    settings._store.setValue("model/engine", text)
    assert settings.engine == AUTOMATIC
