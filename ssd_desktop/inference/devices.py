"""Where a network runs: the processor, an NVIDIA or AMD GPU (``cuda``), an Apple GPU (``mps``)."""

import platform
from dataclasses import dataclass
from pathlib import Path

import torch

from ssd_desktop.errors import InferenceError

_CPU_INFO = Path("/proc/cpuinfo")


@dataclass(frozen=True)
class DeviceInfo:
    """A device of this machine.

    Attributes:
        name: What ``choose_device`` takes: ``cpu``, ``cuda:0``, ``mps``.
        label: What the user reads.
    """

    name: str
    label: str


def available_devices() -> list[DeviceInfo]:
    """Returns the devices of this machine, fastest kind first; the processor is always the last."""
    devices = []
    if torch.cuda.is_available():
        devices = [
            DeviceInfo(f"cuda:{number}", torch.cuda.get_device_name(number))
            for number in range(torch.cuda.device_count())
        ]
    if torch.backends.mps.is_available():
        devices.append(DeviceInfo("mps", "Apple GPU"))
    return [*devices, _processor(torch.get_num_threads())]


def _processor(threads: int) -> DeviceInfo:
    if threads == 1:
        return DeviceInfo("cpu", "Processor (1 thread)")
    return DeviceInfo("cpu", f"Processor ({threads} threads)")


def choose_device(name: str) -> torch.device:
    """Returns the device of this name; ``auto`` takes the first GPU, else the processor.

    Args:
        name: ``auto``, ``cpu``, ``cuda``, ``cuda:N`` or ``mps``.

    Raises:
        InferenceError: The name is unknown or this machine has no such device.
    """
    devices = available_devices()
    names = [device.name for device in devices]
    if name == "auto":
        return torch.device(names[0])
    if name == "cuda" and "cuda:0" in names:
        return torch.device("cuda:0")
    if name not in names:
        raise InferenceError(f"There is no device {name!r} here; use auto or one of {', '.join(names)}.")
    return torch.device(name)


def device_label(device: torch.device) -> str:
    """Returns what the user reads for a device, such as ``NVIDIA H100 (cuda:0)``."""
    if device.type == "cuda":
        return f"{torch.cuda.get_device_name(device)} ({device})"
    labels = {info.name: info.label for info in available_devices()}
    return labels.get(device.type, str(device))


def processor_name() -> str:
    """Returns what the processor calls itself; where the system does not say, the kind of its instructions."""
    try:
        lines = _CPU_INFO.read_text(errors="replace").splitlines()
    except OSError:
        lines = []
    names = [value.strip() for key, _, value in (line.partition(":") for line in lines) if key.strip() == "model name"]
    return names[0] if names and names[0] else platform.processor() or platform.machine()


def bfloat16_is_fast(device: torch.device) -> bool:
    """Returns whether mixed precision in bfloat16 saves time on this device.

    GPUs: NVIDIA from Ampere on and AMD as PyTorch says; Apple's not. Processors: those with instructions for it
    (AVX-512 BF16, AMX); without them it is several times slower than float32.
    """
    if device.type == "cuda":
        return bool(torch.cuda.is_bf16_supported(including_emulation=False))
    return device.type == "cpu" and _processor_flags_bfloat16()


def _processor_flags_bfloat16() -> bool:
    """Reads Linux' list of processor features; elsewhere bfloat16 counts as slow."""
    try:
        text = _CPU_INFO.read_text(errors="replace")
    except OSError:
        return False
    flags: set[str] = set()
    for line in text.splitlines():
        key, _, value = line.partition(":")
        if key.strip() in ("flags", "Features"):
            flags.update(value.split())
    return not flags.isdisjoint({"avx512_bf16", "amx_bf16", "bf16"})
