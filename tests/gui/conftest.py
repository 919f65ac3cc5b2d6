"""The window and the program around it, with settings in a file of the test."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from ssd_desktop.app import Program, _install_translators
from ssd_desktop.gui.main_window import MainWindow
from ssd_desktop.gui.settings import Settings
from ssd_desktop.inference.engines.config import TORCH_FP32


@pytest.fixture
def settings(tmp_path):
    settings = Settings(tmp_path / "settings.ini")
    # Measuring the engines would take the time of the tests beside it.
    settings.engine = TORCH_FP32
    return settings


@pytest.fixture
def window(qtbot):
    window = MainWindow()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def program(qtbot, settings, tmp_path):
    program = Program(settings, log_path=tmp_path / "log.txt")
    qtbot.addWidget(program.window)
    return program


@pytest.fixture
def speak(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Installs the translations of a language until the test ends."""
    installed: list[QTranslator] = []
    install = qapp.installTranslator

    def note(translator: QTranslator) -> bool:
        installed.append(translator)
        return install(translator)

    monkeypatch.setattr(qapp, "installTranslator", note, raising=False)
    yield lambda language: _install_translators(qapp, language)
    for translator in installed:
        qapp.removeTranslator(translator)
        translator.deleteLater()
