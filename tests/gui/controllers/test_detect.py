"""The detect controller against a window and a worker that only pretend."""

from dataclasses import replace
from pathlib import Path
from unittest.mock import MagicMock

import numpy as np
import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMenu

from ssd_desktop.annotation.tile_grid import Tiling
from ssd_desktop.errors import CheckpointError, InferenceError
from ssd_desktop.gui.actions import Actions
from ssd_desktop.gui.controllers import detect as detect_module
from ssd_desktop.gui.controllers.detect import DetectController
from ssd_desktop.gui.settings import Settings
from ssd_desktop.gui.workers.detection import DetectionAnswer, ModelInfo
from ssd_desktop.inference.stopwatch import NOTHING_TIMED
from ssd_desktop.inference.types import Detections
from ssd_desktop.ssd.config import PLANS

INFO = ModelInfo("cats", "cats.safetensors", ("cat",), PLANS["paper"], "Processor")


class FakeWorker(QObject):
    devices_found = Signal(object)
    model_loading = Signal(str)
    model_ready = Signal(object)
    model_failed = Signal(object)
    detected = Signal(object)
    failed = Signal(object)

    def __init__(self):
        super().__init__()
        self.loaded, self.requests = [], []

    def load_model(self, path, device):
        self.loaded.append((str(path), device))

    def request(self, request):
        self.requests.append(request)

    def request_stop(self):
        pass

    def run(self):
        pass


class ObjectsPanel(QObject):
    threshold_changed = Signal(float)
    selected = Signal(int)

    def __init__(self):
        super().__init__()
        self.set_detections, self.set_threshold, self.set_selected = MagicMock(), MagicMock(), MagicMock()
        self.set_looking = MagicMock()


class Canvas(QObject):
    picture_clicked = Signal(float, float, Qt.KeyboardModifier)

    def transform(self):
        return None


class FakeView(QObject):
    """What the controller uses of the window."""

    def __init__(self):
        super().__init__()
        self.commands = Actions(self)
        self.objects_panel, self.canvas = ObjectsPanel(), Canvas()
        self.messages, self.status, self.detections_overlay = MagicMock(), MagicMock(), MagicMock()
        self.default_boxes_overlay = MagicMock()
        self.device_menu, self.shipped_menu = QMenu(), QMenu()


class Device:
    def __init__(self, name):
        self.name, self.label = name, f"the {name}"


@pytest.fixture
def settings(tmp_path):
    return Settings(tmp_path / "settings.ini")


@pytest.fixture
def view(qapp):
    return FakeView()


def make(view, settings, **more):
    worker = FakeWorker()
    return DetectController(view, settings, worker, **more), worker


def listen(signal):
    heard = []
    signal.connect(heard.append)
    return heard


def test_the_default_detector_is_loaded_at_the_start(view, settings, monkeypatch, qtbot):
    monkeypatch.setattr(detect_module, "default_detector", lambda: Path("shipped.safetensors"))
    controller, worker = make(view, settings)
    with qtbot.waitSignal(controller._thread.finished):
        controller.start()
    assert worker.loaded == [("shipped.safetensors", "auto")]


def test_without_any_detector_the_window_says_what_to_do(view, settings, monkeypatch, qtbot):
    def no_detector():
        raise CheckpointError("none")

    monkeypatch.setattr(detect_module, "default_detector", no_detector)
    controller, worker = make(view, settings)
    with qtbot.waitSignal(controller._thread.finished):
        controller.start()
    assert worker.loaded == []
    assert "Open Checkpoint" in view.messages.show_notice.call_args.args[0]
    assert not controller.is_active()


def test_a_remembered_model_that_is_gone_is_replaced_by_the_default_and_told(view, settings, monkeypatch, qtbot):
    settings.model = "gone.safetensors"
    monkeypatch.setattr(detect_module, "default_detector", lambda: Path("shipped.safetensors"))
    controller, worker = make(view, settings)
    with qtbot.waitSignal(controller._thread.finished):
        controller.start()
    worker.model_failed.emit(CheckpointError("There is no gone.safetensors; choose another."))
    assert worker.loaded == [("gone.safetensors", "auto"), ("shipped.safetensors", "auto")]
    assert "gone.safetensors" in view.messages.show_error.call_args.args[0]
    worker.model_failed.emit(CheckpointError("The file shipped.safetensors is damaged."))
    assert len(worker.loaded) == 2


def test_a_device_that_is_gone_does_not_give_the_remembered_model_up(view, settings, monkeypatch, qtbot):
    settings.model, settings.device = "cats.safetensors", "cuda"
    monkeypatch.setattr(detect_module, "default_detector", lambda: Path("shipped.safetensors"))
    controller, worker = make(view, settings)
    with qtbot.waitSignal(controller._thread.finished):
        controller.start()
    worker.devices_found.emit([Device("cpu")])
    worker.model_failed.emit(InferenceError("There is no cuda."))
    assert worker.loaded == [("cats.safetensors", "cuda"), ("cats.safetensors", "auto")]
    assert settings.model == "cats.safetensors"


def test_a_model_that_is_ready_is_remembered_and_shown(view, settings):
    controller, worker = make(view, settings)
    changed = listen(controller.model_changed)
    worker.model_ready.emit(INFO)
    assert changed == [INFO]
    assert settings.model == "cats.safetensors"
    assert controller.is_active()
    view.status.set_model.assert_called_with("cats", "plan paper", "Processor")


def test_what_was_said_about_a_missing_model_goes_when_there_is_one(view, settings):
    _, worker = make(view, settings)
    worker.model_failed.emit(CheckpointError("bad.safetensors is no checkpoint."))
    worker.model_ready.emit(INFO)
    view.messages.withdraw.assert_called_with(view.messages.show_error.return_value)


def test_a_model_that_fails_to_load_leaves_the_one_in_use(view, settings):
    controller, worker = make(view, settings)
    worker.model_ready.emit(INFO)
    controller.load("bad.safetensors")
    worker.model_failed.emit(CheckpointError("bad.safetensors is no checkpoint."))
    view.messages.show_error.assert_called_once_with("bad.safetensors is no checkpoint.")
    assert controller.model == INFO
    view.status.set_model.assert_called_with("cats", "plan paper", "Processor")
    assert settings.model == "cats.safetensors"


def test_the_chosen_device_is_remembered_and_used_at_once(view, settings):
    controller, worker = make(view, settings)
    worker.model_ready.emit(INFO)
    worker.devices_found.emit([Device("cuda:0"), Device("cpu")])
    names = [action.text() for action in view.device_menu.actions()]
    assert names == ["Automatic", "the cuda:0", "the cpu"]
    view.device_menu.actions()[2].trigger()
    assert settings.device == "cpu"
    assert worker.loaded == [("cats.safetensors", "cpu")]
    assert controller.device == "cpu"


def test_another_device_is_for_the_model_on_its_way_and_after_its_failure_for_the_one_in_use(view, settings):
    controller, worker = make(view, settings)
    worker.model_ready.emit(INFO)
    worker.devices_found.emit([Device("cpu")])
    controller.load("dogs.safetensors")
    view.device_menu.actions()[1].trigger()
    assert worker.loaded[-1] == ("dogs.safetensors", "cpu")
    worker.model_failed.emit(CheckpointError("dogs.safetensors is no checkpoint."))
    view.device_menu.actions()[0].trigger()
    assert worker.loaded[-1] == ("cats.safetensors", "auto")


def test_a_remembered_device_that_is_gone_gives_way_to_the_automatic_choice(view, settings):
    settings.device = "cuda:1"
    controller, worker = make(view, settings)
    controller.load("cats.safetensors")
    worker.devices_found.emit([Device("cpu")])
    assert worker.loaded == [("cats.safetensors", "cuda:1"), ("cats.safetensors", "auto")]


def test_a_device_named_on_the_command_line_is_never_replaced(view, settings):
    controller, worker = make(view, settings, device="cuda")
    controller.load("cats.safetensors")
    worker.devices_found.emit([Device("cpu")])
    assert worker.loaded == [("cats.safetensors", "cuda")]


def test_the_threshold_is_taken_from_the_settings_and_goes_back_there(view, settings):
    settings.score_threshold = 0.3
    make(view, settings)
    view.objects_panel.set_threshold.assert_called_with(0.3)
    view.detections_overlay.set_threshold.assert_called_with(0.3)
    view.objects_panel.threshold_changed.emit(0.75)
    view.detections_overlay.set_threshold.assert_called_with(0.75)
    assert settings.score_threshold == 0.75


def test_a_failing_model_says_so_once_and_is_tried_again_with_the_next_source(view, settings):
    controller, worker = make(view, settings)
    worker.model_ready.emit(INFO)
    for _ in range(3):
        worker.failed.emit(InferenceError("out of memory; use the processor."))
    view.messages.show_error.assert_called_once_with("out of memory; use the processor.")
    view.objects_panel.set_looking.assert_called_with(False)
    assert not controller.is_active()
    controller.try_again()
    assert controller.is_active()


def test_switching_detection_off_and_on_is_remembered_and_told(view, settings):
    controller, worker = make(view, settings)
    worker.model_ready.emit(INFO)
    off, again = MagicMock(), MagicMock()
    controller.switched_off.connect(off)
    controller.wanted_again.connect(again)
    view.commands.detecting.trigger()
    assert off.call_count == 1
    assert not settings.detecting
    assert not controller.is_active()
    view.commands.detecting.trigger()
    assert again.call_count == 1
    assert controller.is_active()


def test_an_object_chosen_in_the_list_is_marked_on_the_picture_and_the_other_way_round(view, settings):
    make(view, settings)
    view.objects_panel.selected.emit(2)
    view.detections_overlay.set_selected.assert_called_with(2)
    view.detections_overlay.detection_at.return_value = 5
    view.canvas.picture_clicked.emit(10.0, 20.0, Qt.KeyboardModifier.NoModifier)
    view.detections_overlay.set_selected.assert_called_with(5)
    view.objects_panel.set_selected.assert_called_with(5)


def test_showing_an_answer_reaches_picture_list_and_status(view, settings):
    controller, _ = make(view, settings)
    answer = DetectionAnswer(1, "a", MagicMock(), 12.5)
    controller.show(answer)
    view.detections_overlay.set_detections.assert_called_with(answer.detections)
    view.objects_panel.set_detections.assert_called_with(answer.detections)
    view.status.set_time.assert_called_with(12.5, NOTHING_TIMED)
    controller.show(None)
    view.objects_panel.set_detections.assert_called_with(None)


def test_a_detector_that_was_trained_on_tiles_says_so_in_the_status_bar(view, settings):
    _, worker = make(view, settings)
    worker.model_ready.emit(replace(INFO, tiling=Tiling(450)))
    view.status.set_model.assert_called_with("cats", "plan paper, tiles of 450 px", "Processor")


def test_the_default_boxes_lie_over_the_tile_that_a_chosen_object_was_found_in(view, settings):
    controller, _ = make(view, settings)
    boxes, ones = np.array([[0, 0, 90, 50], [60, 10, 70, 20]], np.float32), np.ones(2, np.int64)
    regions = np.array([[0, 0, 100, 50], [50, 0, 100, 50]])
    found = Detections(boxes, ones, np.array([0.9, 0.8], np.float32), ones, ("cat",), 100, 50, regions)
    controller.show(DetectionAnswer(1, "a", found, 12.5))
    shown = view.default_boxes_overlay.set_region
    view.objects_panel.selected.emit(1)
    shown.assert_called_with((50, 0, 100, 50))
    view.objects_panel.selected.emit(0)
    shown.assert_called_with(None)
    view.objects_panel.selected.emit(1)
    controller.show(None)
    shown.assert_called_with(None)


def test_of_the_shipped_models_one_is_marked_as_one_of_many(view, settings, monkeypatch):
    make(view, settings)
    paths = [Path("one.safetensors"), Path("two.safetensors")]
    monkeypatch.setattr(detect_module, "shipped_detectors", lambda: paths)
    monkeypatch.setattr(detect_module, "_title", lambda path: path.stem)
    for _ in range(2):
        view.shipped_menu.aboutToShow.emit()
        group = view.shipped_menu.actions()[0].actionGroup()
        assert group.isExclusive()
        assert group.actions() == view.shipped_menu.actions()
        assert [action.text() for action in group.actions()] == ["one", "two"]
