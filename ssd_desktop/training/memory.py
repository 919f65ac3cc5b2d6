"""How much memory this machine has left, without a package for it. No torch here."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

_MEMINFO = Path("/proc/meminfo")
_CONTAINER = Path("/sys/fs/cgroup")


def available_memory() -> int | None:
    """Returns the bytes that a program can take without others being swapped out; None where nobody says.

    Linux tells it (and a container's limit), Windows too; macOS only how much is built in, of which half is counted.
    """
    if sys.platform == "win32":
        return _windows_memory()
    return _posix_memory()


def _posix_memory() -> int | None:
    known = [found for found in (_linux_memory(_MEMINFO), container_memory(_CONTAINER)) if found is not None]
    return min(known) if known else _half_of_physical(os.sysconf)


def _linux_memory(meminfo: Path) -> int | None:
    try:
        lines = meminfo.read_text().splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:"))
    except (OSError, StopIteration, ValueError, IndexError):
        return None


def container_memory(folder: Path) -> int | None:
    """Returns what the memory limit of a container (cgroup version 2) leaves; None without a limit."""
    try:
        limit, used = ((folder / name).read_text().strip() for name in ("memory.max", "memory.current"))
        return max(0, int(limit) - int(used))
    except (OSError, ValueError):  # "max" is no number: no limit
        return None


def _half_of_physical(sysconf: Callable[[str], int]) -> int | None:
    try:
        return sysconf("SC_PAGE_SIZE") * sysconf("SC_PHYS_PAGES") // 2
    except (OSError, ValueError):
        return None


if sys.platform == "win32":
    import ctypes

    class _MemoryStatus(ctypes.Structure):
        """MEMORYSTATUSEX of the Windows API."""

        _fields_ = (
            ("length", ctypes.c_ulong),
            ("load", ctypes.c_ulong),
            ("total", ctypes.c_ulonglong),
            ("available", ctypes.c_ulonglong),
            ("total_page_file", ctypes.c_ulonglong),
            ("available_page_file", ctypes.c_ulonglong),
            ("total_virtual", ctypes.c_ulonglong),
            ("available_virtual", ctypes.c_ulonglong),
            ("available_extended", ctypes.c_ulonglong),
        )

    def _windows_memory() -> int | None:
        status = _MemoryStatus(length=ctypes.sizeof(_MemoryStatus))
        if not ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status)):
            return None
        return int(status.available)
