import pytest

from ssd_desktop.errors import InferenceError
from ssd_desktop.inference.engines.config import TORCH_FP32, EngineChoice


def test_a_choice_says_what_the_user_reads():
    assert EngineChoice().label == "Automatic"
    assert EngineChoice("openvino", "auto").label == "OpenVINO"
    assert TORCH_FP32.label == "PyTorch fp32"


def test_a_choice_is_settled_when_neither_engine_nor_precision_is_left_open():
    assert TORCH_FP32.is_settled
    assert not EngineChoice("torch").is_settled
    assert not EngineChoice("auto", "bf16").is_settled


@pytest.mark.parametrize(
    ("engine", "precision", "words"),
    [
        ("tpu", "auto", "no engine 'tpu'"),
        ("torch", "fp8", "no precision 'fp8'"),
        ("torch", "int8", "engine openvino"),
    ],
)
def test_a_choice_that_nothing_can_run_is_refused_with_what_can(engine, precision, words):
    with pytest.raises(InferenceError, match=words):
        EngineChoice(engine, precision)
