"""Work in a process of its own that signal 9 ends at a chosen moment: before its N-th change to a folder, or by time.

Forked, so that a test can try many moments and pays for the imports once; only for processes without threads.
"""

import json
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

CHANGES = frozenset({"os.rename", "os.remove", "os.link", "os.mkdir", "os.rmdir", "os.truncate", "os.chmod"})
"""Audit events that change a folder, beside ``open`` for writing."""

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def changes_of(folder: Path, work: Callable[[], int]) -> int:
    """Runs work to its end in a process of its own and returns how often it changed the folder."""
    report = folder.with_name(f"{folder.name}.changes")

    def counted() -> int:
        count = 0

        def look() -> None:
            nonlocal count
            count += 1

        _watch(folder, look)
        code = work()
        report.write_text(str(count))
        return code

    if run_forked(counted) != 0:
        raise SystemExit("the work failed by itself")
    count = int(report.read_text())
    report.unlink()
    return count


def killed_before_change(number: int, folder: Path, work: Callable[[], int]) -> int:
    """Runs work in a process that is killed just before its N-th change, from 1; returns its exit code."""

    def mortal() -> int:
        left = number

        def look() -> None:
            nonlocal left
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

        _watch(folder, look)
        return work()

    return run_forked(mortal)


def killed_after(seconds: float, work: Callable[[], int]) -> int:
    """Runs work in a process that is killed after a while; returns its exit code."""
    child = _fork(work)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    return _code_of(child)


def run_forked(work: Callable[[], int]) -> int:
    """Runs work in a process of its own; returns its exit code, below 0 where a signal ended it."""
    return _code_of(_fork(work))


def told(work: Callable[[], int], report: Path) -> tuple[int, str]:
    """Runs work in a process of its own; returns its exit code and what it said, which is kept in a file."""

    def quiet() -> int:
        sys.stdout = sys.stderr = report.open("w", encoding="utf-8")  # closed with the process
        return work()

    return run_forked(quiet), report.read_text(encoding="utf-8")


def say(**row: object) -> None:
    """Tells the test something, as a line of JSON."""
    sys.stdout.write(json.dumps(row) + "\n")
    sys.stdout.flush()


def _fork(work: Callable[[], int]) -> int:
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child:
        return child
    code = 70
    try:
        code = work()
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _code_of(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _watch(folder: Path, changed: Callable[[], None]) -> None:
    """Calls ``changed`` before each change of the folder by Python in this process, from now to its end."""
    inside = os.fspath(folder)

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        is_change = event in CHANGES or (event == "open" and bool(int(arguments[2] or 0) & _WRITES))
        if is_change and any(_is_in(one, inside) for one in arguments[:2]):
            changed()

    sys.addaudithook(hook)


def _is_in(path: object, folder: str) -> bool:
    return isinstance(path, str | os.PathLike) and os.fspath(path).startswith(folder)
