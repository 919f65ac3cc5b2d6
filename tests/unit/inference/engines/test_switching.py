import re
import threading

import pytest
import torch

from ssd_desktop.errors import InferenceError
from ssd_desktop.inference.engines.config import TORCH_FP32, EngineChoice
from ssd_desktop.inference.engines.switching import SwitchingEngine

BATCH = torch.zeros(1)
FAST = EngineChoice("openvino", "bf16")


class Named:
    problem = ""

    def __init__(self, choice, error=None):
        self.choice, self.error = choice, error

    def run(self, batch):
        if self.error is not None:
            raise self.error
        return batch, self.choice

    def close(self):
        pass


def test_the_first_engine_answers_until_the_other_is_ready():
    gate = threading.Event()

    def find(is_cancelled):
        assert gate.wait(20)
        return Named(FAST)

    engine = SwitchingEngine(Named(TORCH_FP32), find)
    assert (engine.run(BATCH)[1], engine.choice) == (TORCH_FP32, TORCH_FP32)
    gate.set()
    engine.wait()
    assert (engine.run(BATCH)[1], engine.choice, engine.problem) == (FAST, FAST, "")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (InferenceError("OpenVINO is not installed."), "OpenVINO is not installed."),
        (OSError(28, "No space"), "No space"),
        (ValueError("odd"), "could not be prepared \\(odd\\); PyTorch is used"),
    ],
)
def test_an_engine_that_cannot_be_made_leaves_the_first_and_says_why(error, words, caplog):
    def find(is_cancelled):
        raise error

    engine = SwitchingEngine(Named(TORCH_FP32), find)
    engine.wait()
    assert engine.run(BATCH)[1] == TORCH_FP32
    assert re.search(words, engine.problem)
    assert engine.problem.endswith(".")


def test_an_engine_that_fails_later_is_replaced_by_the_first():
    engine = SwitchingEngine(Named(TORCH_FP32), lambda is_cancelled: Named(FAST, InferenceError("it broke.")))
    engine.wait()
    assert engine.run(BATCH)[1] == TORCH_FP32
    assert (engine.choice, engine.problem) == (TORCH_FP32, "it broke.")


def test_an_error_of_the_first_engine_is_the_callers():
    engine = SwitchingEngine(Named(TORCH_FP32, InferenceError("no memory.")), lambda is_cancelled: Named(FAST))
    engine.close()
    engine._current = engine._first
    with pytest.raises(InferenceError, match="no memory"):
        engine.run(BATCH)


def test_closing_gives_up_what_is_being_made():
    begun = threading.Event()
    given_up = []

    def find(is_cancelled):
        begun.set()
        while not is_cancelled():
            pass
        given_up.append(True)
        return Named(FAST)

    engine = SwitchingEngine(Named(TORCH_FP32), find)
    assert begun.wait(20)
    engine.close()
    assert given_up
    assert engine.choice == TORCH_FP32
