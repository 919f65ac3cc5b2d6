"""The real window with a made detector and two made pictures."""

import cv2
import pytest
import torch

from ssd_desktop.inference.predictor import Predictor
from tests.gui.explaining.desk import WAIT
from tests.made_models import made_picture, remembering_model


class Counting(Predictor):
    """Counts how often it looks, and remembers what it saw."""

    looks = 0
    seen = None

    def see(self, pixels_rgb):
        self.looks += 1
        self.seen = super().see(pixels_rgb)
        return self.seen


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "own pictures"
    folder.mkdir()
    for number, name in enumerate(("a.png", "b.png")):
        cv2.imwrite(str(folder / name), made_picture(120, 160, seed=number))
    return folder


@pytest.fixture
def detector():
    return Counting(remembering_model(confident=True), torch.device("cpu"), name="made")


@pytest.fixture
def ready(program, qtbot, folder, detector, monkeypatch):
    monkeypatch.setattr(program.detect._worker, "_load_detector", lambda path, device: detector)
    program.detect._settings.model = str(folder / "made.safetensors")
    program.window.resize(1100, 800)
    program.window.show()
    program.start(str(folder))
    qtbot.waitUntil(lambda: program.detect.model is not None, timeout=WAIT)
    qtbot.waitUntil(lambda: program.annotate.image == folder / "a.png", timeout=WAIT)
    yield program
    program.window.close()
