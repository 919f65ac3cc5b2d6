"""The window and the program around it, with settings in a file of the test."""

import pytest

from ssd_desktop.app import Program
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
