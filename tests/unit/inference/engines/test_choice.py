import itertools
import json

import pytest
import torch

from ssd_desktop.checkpoints.checkpoint import save_checkpoint
from ssd_desktop.errors import InferenceError
from ssd_desktop.inference.engines import choice as module
from ssd_desktop.inference.engines.choice import EngineFinder, candidates, measure
from ssd_desktop.inference.engines.config import AUTOMATIC, TORCH_FP32, EngineChoice
from ssd_desktop.inference.engines.remembered import Circumstances, RememberedEngines
from tests.made_models import random_checkpoint, random_model

OPENVINO_FP32 = EngineChoice("openvino", "fp32")


class Timed:
    """An engine that takes as long as it says, on a clock of its own making."""

    problem = ""

    def __init__(self, choice, seconds, clock):
        self.choice, self.seconds, self.clock, self.runs = choice, iter(seconds), clock, 0

    def run(self, batch):
        self.runs += 1
        self.clock.now += next(self.seconds)
        return batch, batch

    def close(self):
        pass


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture(scope="module")
def model_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("model") / "some.safetensors"
    save_checkpoint(random_checkpoint(), path, dtype=torch.float16)
    return path


@pytest.fixture
def made(monkeypatch):
    """Makes engines that are not there: PyTorch takes 300 ms, OpenVINO 100."""
    clock = Clock()
    engines = []

    def make(self, wanted, quantised):
        seconds = 0.3 if wanted.engine == "torch" else 0.1
        engines.append(Timed(wanted, itertools.repeat(seconds), clock))
        return engines[-1]

    monkeypatch.setattr(EngineFinder, "_make", make)
    monkeypatch.setattr(module, "_has_bfloat16", lambda engine: False)
    return clock, engines


def finder(path, folder, clock, wanted=AUTOMATIC):
    return EngineFinder(random_model(), path, wanted, remembered=RememberedEngines(folder), clock=clock)


def test_the_first_run_counts_for_nothing_and_the_best_of_the_others_for_all():
    clock = Clock()
    slow_start = Timed(OPENVINO_FP32, [9, 0.3, 0.1, 0.2], clock)
    steady = Timed(TORCH_FP32, [0.15] * 4, clock)
    times = measure([slow_start, steady], torch.zeros(1), clock=clock)
    assert times == {"OpenVINO fp32": pytest.approx(100), "PyTorch fp32": pytest.approx(150)}


def test_the_fastest_is_taken_and_remembered_for_the_next_time(model_file, tmp_path, made):
    clock, engines = made
    assert finder(model_file, tmp_path, clock).find().choice == OPENVINO_FP32
    assert [engine.runs for engine in engines] == [4, 4]
    engines.clear()
    assert finder(model_file, tmp_path, clock).find().choice == OPENVINO_FP32
    assert [engine.runs for engine in engines] == [0]


def test_another_model_is_measured_again(model_file, tmp_path, made):
    clock, engines = made
    finder(model_file, tmp_path / "cache", clock).find()
    other = tmp_path / "other.safetensors"
    other.write_bytes(b"other weights")
    engines.clear()
    finder(other, tmp_path / "cache", clock).find()
    assert [engine.runs for engine in engines] == [4, 4]


def test_what_is_fully_asked_for_is_not_measured(model_file, tmp_path, made):
    clock, engines = made
    assert finder(model_file, tmp_path, clock, TORCH_FP32).find().choice == TORCH_FP32
    assert [engine.runs for engine in engines] == [0]
    assert not list(tmp_path.iterdir())


def test_a_search_that_is_given_up_answers_with_pytorch_and_remembers_nothing(model_file, tmp_path, made):
    clock, _ = made
    answers = iter([False, False, False, True, True])
    found = finder(model_file, tmp_path, clock).find(lambda: next(answers, True))
    assert found.choice == TORCH_FP32
    assert not list(tmp_path.iterdir())


def test_both_engines_are_candidates_and_int8_only_of_a_quantised_model(monkeypatch):
    monkeypatch.setattr(module, "_has_bfloat16", lambda engine: engine == "openvino")
    bf16, int8 = EngineChoice("openvino", "bf16"), EngineChoice("openvino", "int8")
    assert candidates(AUTOMATIC, has_quantised=False) == [TORCH_FP32, bf16]
    assert candidates(AUTOMATIC, has_quantised=True) == [TORCH_FP32, bf16, int8]
    assert candidates(EngineChoice("openvino"), has_quantised=False) == [bf16]
    assert candidates(EngineChoice("auto", "fp32"), has_quantised=True) == [TORCH_FP32, OPENVINO_FP32]
    assert candidates(EngineChoice("auto", "int8"), has_quantised=True) == [int8]


def test_int8_of_a_model_that_was_not_quantised_names_the_command_that_does_it(model_file, tmp_path):
    pytest.importorskip("openvino")
    wanted = EngineChoice("openvino", "int8")
    with pytest.raises(InferenceError, match="export --format openvino --precision int8"):
        finder(model_file, tmp_path, Clock(), wanted).find()


CIRCUMSTANCES = Circumstances("abc", False, "some processor", 2, AUTOMATIC)


def test_a_remembered_engine_counts_for_its_own_circumstances_alone(tmp_path):
    remembered = RememberedEngines(tmp_path)
    assert remembered.read(CIRCUMSTANCES) is None
    remembered.write(CIRCUMSTANCES, OPENVINO_FP32, {"OpenVINO fp32": 100.0})
    assert remembered.read(CIRCUMSTANCES) == OPENVINO_FP32
    for other in (
        Circumstances("abd", False, "some processor", 2, AUTOMATIC),
        Circumstances("abc", True, "some processor", 2, AUTOMATIC),
        Circumstances("abc", False, "other processor", 2, AUTOMATIC),
        Circumstances("abc", False, "some processor", 1, AUTOMATIC),
        Circumstances("abc", False, "some processor", 2, EngineChoice("auto", "fp32")),
    ):
        assert remembered.read(other) is None


@pytest.mark.parametrize("change", ["{", "[]", '{"circumstances": 3}', "engine", "precision"])
def test_a_damaged_memory_is_none(tmp_path, change):
    remembered = RememberedEngines(tmp_path)
    remembered.write(CIRCUMSTANCES, OPENVINO_FP32, {})
    (path,) = tmp_path.iterdir()
    content = json.loads(path.read_text())
    text = json.dumps(content | {change: "nonsense"}) if change in content else change
    path.write_text(text)
    assert remembered.read(CIRCUMSTANCES) is None


def test_a_memory_that_cannot_be_written_is_only_logged(tmp_path, caplog):
    blocked = tmp_path / "file"
    blocked.write_text("")
    RememberedEngines(blocked).write(CIRCUMSTANCES, OPENVINO_FP32, {})
    assert "could not be remembered" in caplog.text
