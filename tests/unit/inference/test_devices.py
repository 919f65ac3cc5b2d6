import pytest
import torch

from ssd_desktop.errors import InferenceError
from ssd_desktop.inference import devices
from ssd_desktop.inference.devices import DeviceInfo, available_devices, bfloat16_is_fast, choose_device, device_label

CPU = torch.device("cpu")


@pytest.fixture
def machine(monkeypatch):
    """Says which GPUs the machine has."""

    def has(*, cuda=0, mps=False):
        monkeypatch.setattr(torch.cuda, "is_available", lambda: cuda > 0)
        monkeypatch.setattr(torch.cuda, "device_count", lambda: cuda)
        monkeypatch.setattr(torch.cuda, "get_device_name", lambda device: f"GPU {torch.device('cuda', device).index}")
        monkeypatch.setattr(torch.backends.mps, "is_available", lambda: mps)

    return has


def test_a_machine_without_gpu_uses_its_processor(machine):
    machine()
    assert choose_device("auto") == choose_device("cpu") == CPU
    assert [device.name for device in available_devices()] == ["cpu"]


def test_gpus_come_before_the_processor(machine):
    machine(cuda=2, mps=True)
    assert [device.name for device in available_devices()] == ["cuda:0", "cuda:1", "mps", "cpu"]
    assert available_devices()[1] == DeviceInfo("cuda:1", "GPU 1")
    assert choose_device("auto") == choose_device("cuda") == torch.device("cuda:0")
    assert choose_device("cuda:1") == torch.device("cuda:1")


def test_an_apple_gpu_is_chosen_where_there_is_no_other(machine):
    machine(mps=True)
    assert choose_device("auto") == torch.device("mps")


@pytest.mark.parametrize("name", ["cuda", "cuda:0", "mps", "tpu", "", "cpu:1", "cuda:x"])
def test_an_absent_or_unknown_device_names_those_there(machine, name):
    machine()
    with pytest.raises(InferenceError, match=f"no device '{name}' here; use auto or one of cpu"):
        choose_device(name)


def test_a_device_is_labelled_for_people(machine):
    machine()
    assert device_label(CPU).startswith("Processor (")
    assert device_label(torch.device("mps")) == "mps"


@pytest.mark.parametrize(
    ("flags", "fast"),
    [
        ("flags\t\t: fpu sse2 avx512_bf16 amx_tile\n", True),
        ("processor: 0\nflags : fpu amx_bf16\n", True),
        ("Features\t: fp asimd bf16\n", True),
        ("flags : fpu avx512f avx2\n", False),
        ("model name : bf16\n", False),
        ("", False),
    ],
)
def test_bfloat16_is_fast_where_the_processor_has_instructions_for_it(monkeypatch, tmp_path, flags, fast):
    path = tmp_path / "cpuinfo"
    path.write_text(flags)
    monkeypatch.setattr(devices, "_CPU_INFO", path)
    assert bfloat16_is_fast(CPU) is fast


def test_bfloat16_counts_as_slow_where_nothing_is_known(monkeypatch, tmp_path):
    monkeypatch.setattr(devices, "_CPU_INFO", tmp_path / "none")
    assert bfloat16_is_fast(CPU) is False
    assert bfloat16_is_fast(torch.device("mps")) is False
