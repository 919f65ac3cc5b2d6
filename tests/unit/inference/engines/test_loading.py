import threading
from pathlib import Path

import pytest
import torch

from ssd_desktop.errors import InferenceError
from ssd_desktop.inference.engines import loading
from ssd_desktop.inference.engines.config import TORCH_FP32, EngineChoice
from ssd_desktop.inference.engines.graphs import GraphedEngine
from ssd_desktop.inference.engines.loading import device_for, make_engine
from tests.made_models import random_model

CPU = torch.device("cpu")
NOWHERE = Path("nowhere.safetensors")


class Failing:
    """Finds no engine."""

    def __init__(self, *arguments):
        pass

    def find(self, is_cancelled=None):
        raise InferenceError("OpenVINO is not installed.")


@pytest.fixture
def no_openvino(monkeypatch):
    monkeypatch.setattr(loading, "EngineFinder", Failing)


def test_openvino_brings_the_processor_with_it(monkeypatch):
    monkeypatch.setattr(loading, "choose_device", lambda name: torch.device("cuda:0" if name == "auto" else name))
    assert device_for("auto", TORCH_FP32).type == "cuda"
    assert device_for("auto", EngineChoice("openvino", "bf16")).type == "cpu"
    assert device_for("auto", EngineChoice("auto", "int8")).type == "cpu"
    with pytest.raises(InferenceError, match="OpenVINO bf16 runs on the processor only; choose the device cpu"):
        device_for("cuda:0", EngineChoice("openvino", "bf16"))


@pytest.mark.parametrize(
    ("wanted", "has_bfloat16", "precision"),
    [
        (EngineChoice(), True, "bf16"),
        (EngineChoice(), False, "fp32"),
        (TORCH_FP32, True, "fp32"),
        (EngineChoice("torch", "bf16"), False, "bf16"),
    ],
)
def test_a_gpu_computes_in_bfloat16_where_it_has_that_and_nothing_else_is_asked_for(
    monkeypatch, wanted, has_bfloat16, precision
):
    monkeypatch.setattr(loading, "bfloat16_is_fast", lambda device: has_bfloat16 and device.type == "cuda")
    engine = make_engine(random_model(), torch.device("cuda"), wanted, path=NOWHERE)
    assert engine.choice == EngineChoice("torch", precision)


@pytest.mark.parametrize(("device", "by_graphs"), [("cuda:0", True), ("mps", False), ("cpu", False)])
def test_only_on_cuda_kernels_are_recorded_and_sent_as_graphs(monkeypatch, device, by_graphs):
    monkeypatch.setattr(loading, "bfloat16_is_fast", lambda device: False)
    engine = make_engine(random_model(), torch.device(device), TORCH_FP32, path=NOWHERE)
    assert isinstance(engine, GraphedEngine) is by_graphs


def test_where_all_is_left_open_a_missing_openvino_is_told_and_pytorch_computes(no_openvino, caplog):
    engine = make_engine(random_model(), CPU, EngineChoice(), path=NOWHERE)
    assert engine.choice == TORCH_FP32
    assert caplog.messages == ["OpenVINO is not installed."]


@pytest.mark.parametrize("wanted", [EngineChoice("openvino"), EngineChoice("auto", "int8")])
def test_what_only_openvino_can_do_fails_without_it(no_openvino, wanted):
    with pytest.raises(InferenceError, match="not installed"):
        make_engine(random_model(), CPU, wanted, path=NOWHERE)


def test_in_the_background_the_failure_stays_with_the_engine(no_openvino):
    ended = threading.Event()
    engine = make_engine(random_model(), CPU, EngineChoice("openvino"), path=NOWHERE, in_background=ended.set)
    engine.close()
    assert ended.is_set()
    assert (engine.choice, engine.problem) == (TORCH_FP32, "OpenVINO is not installed.")
