"""Which process trains a run, told by what it wrote into its lock, for file systems on which nothing can be locked.

Number and birth of a process tell whether it still lives, a restart of the machine in between included, but only on the
machine, and among the processes, where it was seen: of a folder that others reach over a network nobody knows.
"""

import json
import os
import platform
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import psutil

_BIRTH_TOLERANCE_S = 60.0
"""The system tells a birth by its clock, which may be set meanwhile; numbers are not given anew so soon."""


@dataclass(frozen=True)
class RunOwner:
    """A process.

    Attributes:
        machine: What tells the machine from others, and a container on it.
        process: Its number there.
        born_s: When it began, in seconds since 1970.
    """

    machine: str
    process: int
    born_s: float

    def is_alive(self) -> bool | None:
        """Returns whether the process lives; None: it is of another machine."""
        if self.machine != _machine():
            return None
        try:
            process = psutil.Process(self.process)
            is_same = abs(process.create_time() - self.born_s) < _BIRTH_TOLERANCE_S
            return is_same and process.status() != psutil.STATUS_ZOMBIE
        except psutil.NoSuchProcess:
            return False
        except psutil.Error:
            return None


def this_process() -> RunOwner:
    """Returns the process that asks."""
    return RunOwner(_machine(), os.getpid(), psutil.Process().create_time())


def write_owner(lock: Path, owner: RunOwner) -> None:
    """Writes who holds a lock into it.

    Raises:
        OSError: It cannot be written.
    """
    lock.write_text(json.dumps(asdict(owner)) + "\n", encoding="utf-8")


def read_owner(lock: Path) -> RunOwner | None:
    """Returns who holds a lock by what stands in it; None where nothing does that can be read."""
    try:
        table: Any = json.loads(lock.read_text(encoding="utf-8"))
        return RunOwner(str(table["machine"]), int(table["process"]), float(table["born_s"]))
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _machine() -> str:
    parts = [platform.node(), _text_of("/etc/machine-id")]
    if sys.platform == "linux":
        parts.append(_processes_seen())
    return " ".join(parts)


def _processes_seen() -> str:
    """Returns what tells the processes of a container from those around it, which have numbers of their own."""
    try:
        return str(Path("/proc/self/ns/pid").readlink())
    except OSError:
        return ""


def _text_of(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return ""
