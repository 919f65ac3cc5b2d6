"""The loop in the real window: what was labelled since, the next training by one button, what the last one gained."""

import json
from unittest.mock import MagicMock

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from ssd_desktop.gui.panels.round_strip import RoundStrip
from ssd_desktop.inference.types import Detections
from ssd_desktop.project.gain import Gain, read_gain, write_gain
from ssd_desktop.project.order import read_order
from ssd_desktop.ssd.config import PLANS, NetworkConfig
from ssd_desktop.training import pair
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.events import TrainingResult
from ssd_desktop.training.time_estimate import Speeds, speed_key, with_speeds
from tests.unit.data.made_data import write_voc_folder, write_xml
from tests.unit.project.made_rounds import make_round

BOX = (20, 30, 120, 150)
CAT = ("cat", BOX)


class Pretender:
    """Finds a cat in every picture, unless it is blind."""

    name = "cats"
    config = NetworkConfig("ssd300-vgg16", PLANS["paper"], ("cat",))

    def __init__(self, *, sees=True):
        self._count = int(sees)

    def detect(self, pixels_rgb, config):
        return self.detect_batch([pixels_rgb])[0]

    def detect_batch(self, images):
        count = self._count
        found = Detections(
            boxes_xyxy=np.array([BOX] * count, np.float32).reshape(-1, 4), labels=np.ones(count, np.int64),
            scores=np.full(count, 0.9, np.float32), default_boxes=np.zeros(count, np.int64), classes=("cat",),
            width=400, height=300,
        )  # fmt: skip
        return [found] * len(images)


@pytest.fixture
def data(tmp_path):
    images = {name: [CAT] for name in "bcdefg"} | {"a": None}
    return write_voc_folder(tmp_path / "애완 pets", images, width=400, height=300)


@pytest.fixture
def ready(program, qtbot, data, monkeypatch):
    """Two rounds on the folder, whose second detector is in use; no training is really started."""
    first = make_round(data / "runs" / "one", data, validation="bc", init="vgg16")
    second = make_round(
        data / "runs" / "two", data, validation="bc", init=str(first / "best.safetensors"), learning_rate=0.002,
        started="2026-11-21T10:00:00+00:00",
    )  # fmt: skip
    monkeypatch.setattr(program.suggestion_jobs._worker, "_load_detector", lambda path, device: Pretender())
    program.started = []
    monkeypatch.setattr(program.train, "start", program.started.append)
    program.detect._model = MagicMock(path=str(second / "best.safetensors"))
    program.train.use_project(data, data / "runs")
    program.window.commands.detecting.setChecked(False)
    program.window.show()
    program.media.start()
    program.media.open(str(data / "JPEGImages"))
    qtbot.waitUntil(lambda: program.annotate.image == data / "JPEGImages" / "a.png", timeout=20_000)
    yield program
    program.window.close()


@pytest.fixture
def strip(ready, qtbot):
    ready.window.suggestions_dock.show()
    ready.window.suggestions_dock.raise_()
    strip = ready.window.suggestions_panel.findChild(RoundStrip)
    qtbot.waitUntil(lambda: strip.texts()[0] == "No label has changed.", timeout=20_000)
    return strip


def button(strip, start):
    return next(one for one in strip.findChildren(QPushButton) if one.text().startswith(start))


def test_a_suggestion_that_is_accepted_is_counted_as_soon_as_it_is_saved(ready, strip, qtbot):
    qtbot.keyClick(ready.window.canvas, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: len(ready.suggest.shown) == 1, timeout=20_000)
    qtbot.keyClick(ready.window.canvas, Qt.Key.Key_Return)
    expected = "Labels: 1 added, 0 changed, 0 removed\nPictures: 1 newly labelled, 0 verified"
    qtbot.waitUntil(lambda: strip.texts()[0] == expected, timeout=20_000)


def test_one_button_trains_again_from_the_model_in_use_with_the_settings_of_the_last_run(ready, strip, qtbot, data):
    config = TrainingConfig(init=ready.detect.model.path, epochs=3, learning_rate=0.002, passes=0)
    assert strip.texts()[2] == "From two/best, same data and settings: 3 epochs"
    ready._settings.training_speeds = with_speeds({}, speed_key(config, "ssd300-vgg16"), Speeds(0.01, 0.01, 0.01))
    ready.rounds.look()
    qtbot.waitUntil(lambda: "; about " in strip.texts()[2], timeout=20_000)
    qtbot.mouseClick(button(strip, "Train Again"), Qt.MouseButton.LeftButton)
    (request,) = ready.started
    assert (request.config, request.runs_folder) == (config, data / "runs")
    assert request.data.folder == read_order(data / "runs" / "two").data.folder == data


def test_labels_that_cannot_be_written_keep_the_next_run_from_starting(ready, strip, qtbot, monkeypatch):
    monkeypatch.setattr(ready.label_files, "finish", lambda: ["The disk is full."])
    qtbot.mouseClick(button(strip, "Train Again"), Qt.MouseButton.LeftButton)
    assert (ready.started, ready.window.messages.text) == ([], "The disk is full.")


def test_the_gain_is_measured_on_the_same_pictures_before_and_after(ready, strip, qtbot, data, monkeypatch):
    sees = {data / "runs" / "one" / "best.safetensors": False, data / "runs" / "two" / "best.safetensors": True}
    monkeypatch.setattr(pair, "load_detector", lambda path, device: Pretender(sees=sees[path]))
    assert strip.texts()[1] == "AP50 of the last round: 75.0 %"
    qtbot.mouseClick(button(strip, "Measure Gain"), Qt.MouseButton.LeftButton)
    expected = "AP50 of the last round: 0.0 % → 100.0 % (+100.0), more than chance"
    qtbot.waitUntil(lambda: strip.texts()[1] == expected, timeout=20_000)
    gain = read_gain(data / "runs" / "two")
    assert (gain.before, gain.after, gain.images, gain.seen) == (0, 1, 2, 0)
    assert not button(strip, "Measure").isVisible()


def test_the_end_of_a_training_measures_what_it_gained(ready, strip, qtbot, data, monkeypatch):
    monkeypatch.setattr(pair, "load_detector", lambda path, device: Pretender())
    run = data / "runs" / "two"
    ready.train.ended.emit(TrainingResult(str(run), str(run / "best.safetensors"), "finished", 12), False)
    expected = "AP50 of the last round: 100.0 % → 100.0 % (+0.0), may be chance"
    qtbot.waitUntil(lambda: strip.texts()[1] == expected, timeout=20_000)


def test_pictures_kept_of_the_round_before_are_counted(ready, strip, qtbot, data):
    (data / "runs" / "two" / "earlier_split.json").write_text(
        json.dumps({"run": "one", "data": None, "train": [], "validation": [str(data / "JPEGImages" / "b.png")]})
    )
    ready.rounds.look()
    expected = "AP50 of the last round: 75.0 %\nPictures that measured it: 1 of the round before, 1 new"
    qtbot.waitUntil(lambda: strip.texts()[1] == expected, timeout=20_000)


def test_a_damaged_model_is_told_and_the_gain_can_be_measured_again(ready, strip, qtbot, data):
    measure = button(strip, "Measure Gain")
    qtbot.mouseClick(measure, Qt.MouseButton.LeftButton)
    assert measure.text() == "Cancel (0 of 4)"
    qtbot.waitUntil(lambda: bool(ready.window.messages.text), timeout=20_000)
    qtbot.waitUntil(lambda: measure.text() == "Measure Gain" and measure.isVisible(), timeout=20_000)


def test_a_gain_that_may_be_chance_says_so_and_a_first_round_shows_its_ap(ready, strip, qtbot, data):
    write_gain(data / "runs" / "two", Gain("start", 0.25, 0.5, -0.05, 0.4, 12, 2))
    ready.rounds.look()
    expected = "AP50 of the last round: 25.0 % → 50.0 % (+25.0), may be chance\n"
    expected += "The earlier model was trained on 2 of the 12 pictures, which flatters it."
    qtbot.waitUntil(lambda: strip.texts()[1] == expected, timeout=20_000)


def test_a_folder_that_nothing_was_trained_on_says_what_will_stand_there(ready, strip, qtbot, tmp_path):
    other = write_voc_folder(tmp_path / "other", {"x": [CAT]})
    write_xml(other / "Annotations" / "x.xml", [CAT])
    ready.media.open(str(other / "JPEGImages"))
    expected = "After a training on this folder, this shows what you have labelled since and what the training gained."
    qtbot.waitUntil(lambda: strip.texts()[0] == expected, timeout=20_000)
    assert not [one for one in strip.findChildren(QPushButton) if one.isVisible()]
