import pytest

from ssd_desktop.checkpoints.checkpoint import save_checkpoint
from ssd_desktop.inference import speed
from ssd_desktop.inference.engines.config import FP32, OPENVINO, TORCH_FP32, EngineChoice
from ssd_desktop.inference.speed import measure_speed
from ssd_desktop.inference.speed_memory import remember_speed, remembered_speeds
from tests.made_models import random_checkpoint


def test_a_measured_speed_is_remembered_by_network_classes_device_and_engine(tmp_path, monkeypatch):
    monkeypatch.setattr(speed, "_PICTURES", 1)
    save_checkpoint(random_checkpoint(plan="ssdlite320-voc"), tmp_path / "m.safetensors")
    memory = tmp_path / "cache" / "speeds.json"
    expected = {}
    for engine in (TORCH_FP32, EngineChoice(OPENVINO, FP32)):
        where, milliseconds = measure_speed(tmp_path / "m.safetensors", device="cpu", engine=engine, memory=memory)
        assert where.endswith(f", {engine.label}")
        assert milliseconds > 0
        expected[where] = pytest.approx(milliseconds, abs=0.1)
    assert remembered_speeds("ssdlite320-efficientnet-lite0", 3, memory) == expected
    assert remembered_speeds("ssdlite320-efficientnet-lite0", 4, memory) == {}
    assert remembered_speeds("ssd300-vgg16", 3, memory) == {}


def test_the_fastest_engine_comes_first(tmp_path):
    for where, milliseconds in (("PyTorch fp32", 344.0), ("OpenVINO int8", 84.0), ("OpenVINO bf16", 152.0)):
        remember_speed("ssd300-vgg16", 3, where, milliseconds, tmp_path / "speeds.json")
    found = remembered_speeds("ssd300-vgg16", 3, tmp_path / "speeds.json")
    assert list(found) == ["OpenVINO int8", "OpenVINO bf16", "PyTorch fp32"]


def test_a_cancelled_measurement_remembers_nothing(tmp_path):
    save_checkpoint(random_checkpoint(plan="ssdlite320-voc"), tmp_path / "m.safetensors")
    memory = tmp_path / "speeds.json"
    assert measure_speed(tmp_path / "m.safetensors", device="cpu", cancelled=lambda: True, memory=memory) is None
    assert not memory.exists()


@pytest.mark.parametrize("content", ["", "[]", '{"ssd300-vgg16, 3 classes": 4}', "\x00"])
def test_a_damaged_memory_is_an_empty_one(tmp_path, content):
    memory = tmp_path / "speeds.json"
    memory.write_text(content)
    assert remembered_speeds("ssd300-vgg16", 3, memory) == {}
    remember_speed("ssd300-vgg16", 3, "Processor", 120.04, memory)
    assert remembered_speeds("ssd300-vgg16", 3, memory) == {"Processor": 120.0}


def test_a_memory_that_cannot_be_written_is_none(tmp_path):
    (tmp_path / "file").touch()
    remember_speed("ssd300-vgg16", 3, "Processor", 1.0, tmp_path / "file" / "speeds.json")
