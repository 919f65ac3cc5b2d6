"""The real window with the shipped detector: PyTorch answers first, then another engine takes over."""

import pytest
from PySide6.QtWidgets import QLabel

from ssd_desktop.app import Program
from ssd_desktop.errors import InferenceError
from ssd_desktop.inference.engines.choice import EngineFinder
from ssd_desktop.inference.engines.config import AUTOMATIC, EngineChoice
from ssd_desktop.inference.engines.remembered import RememberedEngines
from ssd_desktop.resources import resource_path

pytest.importorskip("openvino")


@pytest.fixture
def program(qtbot, settings, tmp_path, monkeypatch):
    # As if it had been measured before: how fast the engines are does not matter here.
    monkeypatch.setattr(RememberedEngines, "read", lambda self, circumstances: EngineChoice("openvino", "fp32"))
    settings.engine = AUTOMATIC
    program = Program(settings, log_path=tmp_path / "log.txt")
    qtbot.addWidget(program.window)
    program.window.show()
    yield program
    program.window.close()


def shown(program):
    return [label.text() for label in program.window.statusBar().findChildren(QLabel) if not label.isHidden()]


def test_the_engine_that_was_fastest_takes_over(program, qtbot, monkeypatch):
    engines = []
    monkeypatch.setattr(program.window.status, "set_engine", engines.append)
    program.start(str(resource_path("samples", "1-cards-on-felt.jpg")))
    qtbot.waitUntil(lambda: len(engines) == 2, timeout=60_000)
    assert engines == ["PyTorch fp32", "OpenVINO fp32"]
    assert program.window.messages.isHidden()


def test_without_openvino_pytorch_goes_on_and_one_sentence_says_why(program, qtbot, monkeypatch):
    def missing(self, *arguments):
        raise InferenceError("OpenVINO is not installed.")

    monkeypatch.setattr(EngineFinder, "_make", missing)
    told = []
    monkeypatch.setattr(program.window.messages, "show_notice", told.append)
    program.start(str(resource_path("samples", "1-cards-on-felt.jpg")))
    qtbot.waitUntil(lambda: bool(told), timeout=60_000)
    assert "PyTorch fp32" in shown(program)
    assert told == ["OpenVINO is not installed."]
