"""The detection worker, with a detector that only pretends."""

import subprocess
import sys
import threading
from types import SimpleNamespace

import numpy as np
import pytest

from ssd_desktop.errors import CheckpointError
from ssd_desktop.gui.workers.detection import DetectionRequest, DetectionWorker
from ssd_desktop.gui.workers.thread import WorkerThread
from ssd_desktop.inference.engines.config import TORCH_FP32, EngineChoice
from ssd_desktop.inference.stopwatch import PartTimes
from ssd_desktop.inference.types import Detections
from ssd_desktop.ssd.config import PLANS, NetworkConfig

CONFIG = NetworkConfig("ssd300-vgg16", PLANS["paper"], ("cat", "dog"))


class FakeDetector:
    """Finds one box as large as the picture; waits at a gate where one is given."""

    config = CONFIG
    device_label = "pretended device"
    tiling = None
    closed = False

    def __init__(self, name, gate=None):
        self.name = name
        self.gate = gate
        self.entered = threading.Event()
        self.seen_scores = []
        self.engine = SimpleNamespace(choice=TORCH_FP32, problem="")

    def close(self):
        self.closed = True

    def take_times(self):
        return PartTimes(1.0, len(self.seen_scores), 2.0)

    def detect(self, pixels_rgb, config):
        self.entered.set()
        self.seen_scores.append(config.score_threshold)
        if self.gate is not None:
            assert self.gate.wait(20)
        height, width = pixels_rgb.shape[:2]
        if width == 13:
            raise RuntimeError("unlucky width\nsecond line")
        return Detections(
            np.array([[0, 0, width, height]], np.float32),
            np.array([1]),
            np.array([0.9], np.float32),
            np.array([0]),
            CONFIG.classes,
            width,
            height,
        )


class Heard:
    """Everything the worker said, in order."""

    def __init__(self, worker):
        self.said = []
        for name in (
            "devices_found",
            "model_loading",
            "model_ready",
            "model_failed",
            "engine_changed",
            "detected",
            "failed",
        ):
            getattr(worker, name).connect(lambda value, name=name: self.said.append((name, value)))

    def all(self, name):
        return [value for said, value in self.said if said == name]


@pytest.fixture
def start(qtbot):
    """Starts a worker in its thread and ends it after the test."""
    threads = []

    def run(load_detector, list_devices=tuple):
        worker = DetectionWorker(load_detector, list_devices)
        heard = Heard(worker)
        thread = WorkerThread(worker, "detection")
        threads.append(thread)
        thread.start()
        return worker, heard

    yield run
    for thread in threads:
        thread.stop()
        assert thread.wait(10_000)


def request(number, width=20, height=10, shown=None):
    return DetectionRequest(number, f"picture {number}", np.zeros((height, width, 3), np.uint8), width, height, shown)


def test_a_request_is_answered_with_its_number_source_and_what_belongs_to_it(qtbot, start):
    worker, heard = start(lambda path, device: FakeDetector(path))
    worker.load_model("model.safetensors", "cpu")
    qtbot.waitUntil(lambda: bool(heard.all("model_ready")))
    belongs = object()
    worker.request(request(7, shown=belongs))
    qtbot.waitUntil(lambda: bool(heard.all("detected")))
    answer = heard.all("detected")[0]
    assert (answer.number, answer.source, answer.shown) == (7, "picture 7", belongs)
    assert answer.detections.boxes_xyxy.tolist() == [[0, 0, 20, 10]]
    assert answer.milliseconds > 0
    assert answer.parts == PartTimes(1.0, 1, 2.0)


def test_the_model_that_is_ready_tells_its_plan_classes_and_device(qtbot, start):
    worker, heard = start(lambda path, device: FakeDetector(f"{path} on {device}"))
    worker.load_model("some/model.safetensors", "mps")
    qtbot.waitUntil(lambda: bool(heard.all("model_ready")))
    info = heard.all("model_ready")[0]
    assert info.name == "some/model.safetensors on mps"
    assert (info.plan, info.classes, info.device_label) == (CONFIG.plan, CONFIG.classes, "pretended device")
    assert heard.all("model_loading") == ["model.safetensors"]


def test_requests_that_pile_up_are_answered_by_the_latest_only(qtbot, start):
    gate = threading.Event()
    detector = FakeDetector("slow", gate)
    worker, heard = start(lambda path, device: detector)
    worker.load_model("m", "cpu")
    qtbot.waitUntil(lambda: bool(heard.all("model_ready")))
    worker.request(request(1))
    assert detector.entered.wait(10)
    for number in range(2, 40):
        worker.request(request(number))
    gate.set()
    qtbot.waitUntil(lambda: len(heard.all("detected")) == 2)
    assert [answer.number for answer in heard.all("detected")] == [1, 39]


def test_low_scores_are_asked_for_so_that_the_slider_needs_no_new_run(qtbot, start):
    detector = FakeDetector("m")
    worker, heard = start(lambda path, device: detector)
    worker.load_model("m", "cpu")
    qtbot.waitUntil(lambda: bool(heard.all("model_ready")))
    worker.request(request(1))
    qtbot.waitUntil(lambda: bool(heard.all("detected")))
    assert detector.seen_scores == [0.05]


def test_a_model_that_cannot_be_loaded_leaves_the_old_one_in_use(qtbot, start):
    def load(path, device):
        if path == "bad":
            raise CheckpointError("bad is no checkpoint; choose another.")
        return FakeDetector(path)

    worker, heard = start(load)
    worker.load_model("good", "cpu")
    qtbot.waitUntil(lambda: bool(heard.all("model_ready")))
    worker.load_model("bad", "cpu")
    qtbot.waitUntil(lambda: bool(heard.all("model_failed")))
    assert str(heard.all("model_failed")[0]) == "bad is no checkpoint; choose another."
    worker.request(request(3))
    qtbot.waitUntil(lambda: bool(heard.all("detected")))


def test_an_exception_of_the_model_is_told_in_one_line_and_the_next_request_is_answered(qtbot, start):
    worker, heard = start(lambda path, device: FakeDetector(path))
    worker.load_model("m", "cpu")
    qtbot.waitUntil(lambda: bool(heard.all("model_ready")))
    worker.request(request(1, width=13))
    qtbot.waitUntil(lambda: bool(heard.all("failed")))
    text = str(heard.all("failed")[0])
    assert "picture 1" in text
    assert "unlucky width" in text
    assert "second line" not in text
    worker.request(request(2))
    qtbot.waitUntil(lambda: bool(heard.all("detected")))


def test_an_import_error_of_torch_is_told_and_the_worker_goes_on(qtbot, start):
    def load(path, device):
        raise ImportError("No module named 'torch'")

    worker, heard = start(load)
    worker.load_model("m", "cpu")
    qtbot.waitUntil(lambda: bool(heard.all("model_failed")))
    assert "torch" in str(heard.all("model_failed")[0])


def test_devices_that_cannot_be_listed_do_not_keep_models_from_loading(qtbot, start):
    def list_devices():
        raise RuntimeError("driver too old")

    worker, heard = start(lambda path, device: FakeDetector(path), list_devices)
    worker.load_model("m", "cpu")
    qtbot.waitUntil(lambda: bool(heard.all("model_ready")))
    assert "driver too old" in str(heard.all("failed")[0])


def test_a_request_that_waits_while_the_model_loads_is_answered_by_it(qtbot, start):
    gate = threading.Event()

    def load(path, device):
        assert gate.wait(20)
        return FakeDetector(path)

    worker, heard = start(load)
    worker.load_model("m", "cpu")
    worker.request(request(1))
    gate.set()
    qtbot.waitUntil(lambda: bool(heard.all("detected")))
    assert heard.all("detected")[0].number == 1


def test_importing_the_worker_leaves_torch_alone():
    code = "import ssd_desktop.gui.workers.detection, sys; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_another_engine_is_told_as_soon_as_it_takes_over(qtbot, start):
    detector = FakeDetector("a")
    worker, heard = start(lambda path, device: detector)
    worker.load_model("a", "cpu")
    qtbot.waitUntil(lambda: len(heard.all("engine_changed")) == 1)
    detector.engine = SimpleNamespace(choice=EngineChoice("openvino", "bf16"), problem="")
    worker.look_at_engine()
    qtbot.waitUntil(lambda: len(heard.all("engine_changed")) == 2)
    assert [state.label for state in heard.all("engine_changed")] == ["PyTorch fp32", "OpenVINO bf16"]


def test_an_engine_that_stays_is_told_once_for_each_model(qtbot, start):
    worker, heard = start(lambda path, device: FakeDetector(path))
    for name in ("a", "b"):
        worker.load_model(name, "cpu")
        qtbot.waitUntil(lambda name=name: [info.name for info in heard.all("model_ready")][-1:] == [name])
        worker.request(request(1))
        qtbot.waitUntil(lambda: bool(heard.all("detected")))
    assert [state.label for state in heard.all("engine_changed")] == ["PyTorch fp32"] * 2


def test_a_detector_that_is_replaced_or_left_ends_what_it_does_in_the_background(qtbot, start):
    detectors = {name: FakeDetector(name) for name in ("a", "b")}
    worker, heard = start(lambda path, device: detectors[path])
    for name in detectors:
        worker.load_model(name, "cpu")
        qtbot.waitUntil(lambda name=name: [info.name for info in heard.all("model_ready")][-1:] == [name])
    assert detectors["a"].closed
    assert not detectors["b"].closed
    worker.request_stop()
    qtbot.waitUntil(lambda: detectors["b"].closed)
