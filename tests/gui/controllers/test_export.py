"""An export in the background, with one that only pretends."""

import threading
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QProgressDialog

from ssd_desktop.errors import ExportError
from ssd_desktop.export import extras
from ssd_desktop.export.config import ExportOptions
from ssd_desktop.export.types import Agreement, ApLoss, ExportReport, ExportRequest
from ssd_desktop.gui.controllers.export import ExportController, problem_of
from ssd_desktop.gui.controllers.work_guard import WorkGuard


class Detect(QObject):
    model_changed = Signal(object)
    model = SimpleNamespace(path="cards", name="cards")

    def __init__(self):
        super().__init__()
        self.loads = 0

    def load_again(self):
        self.loads += 1


class Pretender:
    """An export that waits at a gate, and fails where it is told to."""

    def __init__(self):
        self.gate, self.error, self.loss = threading.Event(), None, None
        self.agreement = Agreement(3, 27, 0, 0.00002, 0.0123)

    def __call__(self, request, control):
        control.tell("convert")
        assert self.gate.wait(20)
        control.tell("check", 1, 3)
        if self.error is not None:
            raise self.error
        return ExportReport(request.output, (request.output,), self.agreement, self.loss)


@pytest.fixture
def parts(window, settings, monkeypatch):
    export, detect, told = Pretender(), Detect(), []
    controller = ExportController(window, settings, detect, export=export)
    detect.model_changed.emit(detect.model)
    for kind in ("show_notice", "show_error"):
        monkeypatch.setattr(window.messages, kind, lambda text, kind=kind: told.append((kind, text)))
    yield SimpleNamespace(controller=controller, export=export, told=told, window=window, detect=detect)
    export.gate.set()


def request(tmp_path):
    return ExportRequest("cards", tmp_path / "cards.onnx", ExportOptions("onnx"))


def int8_request(tmp_path, model="cards"):
    return ExportRequest(model, tmp_path / "cards.xml", ExportOptions("openvino", precision="int8"), pictures=tmp_path)


def bar(window):
    return next(iter(window.findChildren(QProgressDialog)), None)


def test_the_bar_names_the_step_and_the_end_the_agreement(parts, tmp_path, qtbot):
    parts.controller.start(request(tmp_path))
    qtbot.waitUntil(lambda: bar(parts.window).labelText() == "Converting...")
    assert not parts.window.commands.use.export_model.isEnabled()
    parts.export.gate.set()
    qtbot.waitUntil(lambda: not parts.controller.is_running())
    agreement = "On 3 pictures its boxes are within 0.001 px of PyTorch's and its scores within 0.012."
    assert parts.told == [("show_notice", f"{tmp_path / 'cards.onnx'} is exported. {agreement}")]
    assert parts.window.commands.use.export_model.isEnabled()


@pytest.mark.parametrize(
    ("default_boxes", "words"), [(8732, "all default boxes are within 0.001 px"), (0, "to compare.")]
)
def test_a_detector_that_finds_nothing_says_what_was_compared(parts, tmp_path, qtbot, default_boxes, words):
    parts.export.agreement = Agreement(3, 0, 0, 0.00002, 0.0123, default_boxes)
    parts.export.gate.set()
    parts.controller.start(request(tmp_path))
    qtbot.waitUntil(lambda: bool(parts.told))
    assert "finds nothing" in parts.told[0][1]
    assert words in parts.told[0][1]


def test_what_eight_bits_cost_is_told(parts, tmp_path, qtbot):
    parts.export.loss = ApLoss(200, 0.9134, 0.9059)
    parts.export.gate.set()
    parts.controller.start(request(tmp_path))
    qtbot.waitUntil(lambda: bool(parts.told))
    assert parts.told[0][1].endswith("AP50 on 200 images: 91.3 % before, 90.6 % in 8 bits.")


@pytest.mark.parametrize(("model", "loads"), [("cards", 1), ("other", 0)])
def test_the_model_in_use_takes_its_new_engine_in(parts, tmp_path, qtbot, model, loads):
    parts.export.gate.set()
    parts.controller.start(int8_request(tmp_path, model))
    qtbot.waitUntil(lambda: bool(parts.told))
    assert parts.detect.loads == loads


def test_a_stopped_export_says_that_nothing_was_written(parts, tmp_path, qtbot):
    parts.controller.start(request(tmp_path))
    qtbot.waitUntil(lambda: bar(parts.window) is not None)
    parts.controller.stop()
    parts.export.gate.set()
    qtbot.waitUntil(lambda: bool(parts.told))
    assert parts.told == [("show_notice", "The export was stopped; nothing was written.")]


def test_a_failed_export_is_told_and_another_can_begin(parts, tmp_path, qtbot):
    parts.export.error = ExportError("The disk is full.")
    parts.export.gate.set()
    parts.controller.start(request(tmp_path))
    qtbot.waitUntil(lambda: bool(parts.told))
    assert parts.told == [("show_error", "The disk is full.")]
    assert parts.window.commands.use.export_model.isEnabled()


def test_one_export_at_a_time(parts, tmp_path, qtbot):
    parts.controller.start(request(tmp_path))
    parts.controller.start(request(tmp_path))
    parts.export.gate.set()
    qtbot.waitUntil(lambda: not parts.controller.is_running())
    assert len(parts.told) == 1


def test_a_missing_package_is_a_problem_and_none_is_empty(monkeypatch):
    monkeypatch.setattr(extras, "_is_installed", lambda name: False)
    assert "pip install 'ssd-desktop[export]'" in problem_of(ExportOptions("onnx"))
    monkeypatch.setattr(extras, "_is_installed", lambda name: True)
    assert problem_of(ExportOptions("onnx")) == ""


def test_closing_the_window_tells_what_becomes_of_an_export_and_waits_for_the_answer(parts, tmp_path):
    asked, closed = [], []
    questions = SimpleNamespace(close=lambda losses: (asked.append(losses), len(asked) > 1)[1])
    guard = WorkGuard([parts.controller], questions)
    assert not guard.is_running()
    parts.controller.start(request(tmp_path))
    assert guard.is_running()
    guard.request_close(lambda: closed.append(True))
    assert (closed, guard.is_running()) == ([], True)
    guard.request_close(lambda: closed.append(True))
    assert (closed, guard.is_running()) == ([True], False)
    assert asked == [("The export cards.onnx is given up; nothing is written.",)] * 2
    parts.export.gate.set()


def test_a_window_that_closes_for_somebody_who_cannot_answer_asks_nothing(parts, tmp_path):
    guard = WorkGuard([parts.controller], SimpleNamespace())
    parts.controller.start(request(tmp_path))
    guard.agree()
    assert not guard.is_running()
    parts.export.gate.set()
