"""The life of a run in its folder: whether somebody trains it now, since when, and how it ended. No torch here.

``running.lock`` is held by the process that trains; the system lets go of it however that process ends. What
``status.json`` says of a running training counts only while it is held. On a file system without locks what stands in
it tells who trains the run, as far as that can be known there.
"""

import contextlib
import json
import logging
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ssd_desktop.annotation.exclusive_file import held_file, try_hold
from ssd_desktop.errors import SSDDesktopError, TrainingError
from ssd_desktop.media.atomic_file import write_file_atomically
from ssd_desktop.training.events import (
    TrainingDiverged,
    TrainingEvent,
    TrainingPaused,
    TrainingResult,
    TrainingResumed,
    TrainingStarted,
)
from ssd_desktop.training.run_folder import LOCK, STATUS, is_run
from ssd_desktop.training.run_owner import read_owner, this_process, write_owner

_log = logging.getLogger(__name__)

_ENDED = ("finished", "stopped", "diverged")
"""States that a training gives itself; one that could not go on from there leaves the run in them."""

Emit = Callable[[TrainingEvent], None]


@dataclass(frozen=True)
class RunStatus:
    """What ``status.json`` says.

    Attributes:
        state: ``running``, ``paused``, ``finished``, ``stopped``, ``diverged`` or ``failed``.
        started: When the run began, as ISO 8601 in UTC; empty where unknown.
        changed: When ``state`` was written.
        reason: The error of a failed run in one sentence; else empty.
        steps: Optimiser steps of the whole run; 0 until it is known.
        images: Training images; 0 until it is known.
        validation_images: 0 also without a validation set.
        device: Device in words.
        precision: ``float32`` or ``bfloat16``.
    """

    state: str = "running"
    started: str = ""
    changed: str = ""
    reason: str = ""
    steps: int = 0
    images: int = 0
    validation_images: int = 0
    device: str = ""
    precision: str = ""


_KINDS: dict[str, Any] = {field.name: type(field.default) for field in fields(RunStatus)}


def read_status(folder: Path) -> RunStatus | None:
    """Returns what the run says of its life; None where it says nothing that can be read."""
    try:
        table = json.loads((folder / STATUS).read_text(encoding="utf-8"))
        sound = {key: value for key, value in table.items() if type(value) is _KINDS.get(key)}
        return RunStatus(**sound)
    except (OSError, ValueError, AttributeError):
        return None


def is_being_trained(folder: Path) -> bool | None:
    """Returns whether a process trains this run now; None: nothing tells, as it may be one of another machine."""
    lock = folder / LOCK
    try:
        descriptor = os.open(lock, os.O_RDWR)
    except PermissionError:
        return _is_held_read_only(lock)
    except (OSError, ValueError):
        return False
    return _is_held(lock, descriptor)


@contextmanager
def recording_status(folder: Path, emit: Emit, *, writes: bool = True) -> Iterator[Emit]:
    """Marks a run as trained inside the block, and yields what passes its events on and notes those of its life.

    A disk that takes no status does not stop a training.

    Args:
        folder: Of the run; it exists.
        emit: Gets every event.
        writes: False in the processes that leave writing to the first one.

    Raises:
        TrainingError: Another process trains this run.
    """
    if not writes:
        yield emit
        return
    with _held(folder):
        recorder = _Recorder(folder, emit)
        try:
            yield recorder
        except BaseException as error:
            recorder.failed(error)
            raise


class _Recorder:
    """Passes events on and writes what they say of the life of the run."""

    def __init__(self, folder: Path, emit: Emit) -> None:
        self._folder, self._emit = folder, emit
        before = read_status(folder) or RunStatus()
        self._ended = before if before.state in _ENDED else None
        self._status = replace(before, started=before.started or _now(), reason="")
        self._write(state="running")

    def __call__(self, event: TrainingEvent) -> None:
        match event:
            case TrainingStarted():
                self._ended = None
                self._write(
                    steps=event.steps, images=event.images, validation_images=event.validation_images,
                    device=event.device, precision=event.precision,
                )  # fmt: skip
            case TrainingPaused():
                self._write(state="paused")
            case TrainingResumed():
                self._write(state="running")
            case TrainingDiverged():
                self._write(state="diverged")
            case TrainingResult():
                # What was discarded of a resumed run leaves it as it was stopped before.
                self._write(state="finished" if event.outcome == "finished" else "stopped")
        self._emit(event)

    def failed(self, error: BaseException) -> None:
        """Notes the exception that ended the run, unless it said so itself or was refused before it went on."""
        if self._ended is not None:
            self._put(self._ended)
        elif self._status.state in ("running", "paused"):
            text = str(error) if isinstance(error, SSDDesktopError) else f"{type(error).__name__}: {error}"
            self._write(state="failed", reason=" ".join(text.split()))

    def _write(self, **changes: Any) -> None:
        self._put(replace(self._status, changed=_now(), **changes))

    def _put(self, status: RunStatus) -> None:
        self._status = status
        if self._status.state not in ("running", "paused") and not is_run(self._folder):
            return  # it was discarded
        try:
            content = json.dumps(_said(asdict(self._status)), indent=2, ensure_ascii=False) + "\n"
            write_file_atomically(self._folder / STATUS, content.encode(errors="replace"), durable=False)
        except OSError as error:
            _log.warning("The status of the run %s was not written: %s", self._folder, error)


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    lock = folder / LOCK
    try:
        with contextlib.ExitStack() as stack:
            held = True
            try:
                held = not _is_owned_without_lock(lock) and stack.enter_context(held_file(lock))
                if held:
                    write_owner(lock, this_process())
            except OSError as error:
                _log.warning("The run %s cannot be marked as running: %s", folder, error)
            if not held:
                raise TrainingError(f"Another window or command trains the run {folder}; stop it there first.")
            yield
    finally:
        if os.name == "nt":  # where a discarded folder stays as long as its lock is open
            with contextlib.suppress(OSError):
                folder.rmdir()


def _is_held_read_only(lock: Path) -> bool | None:
    try:
        descriptor = os.open(lock, os.O_RDONLY)
    except OSError:
        return False
    return _is_held(lock, descriptor)


def _is_held(lock: Path, descriptor: int) -> bool | None:
    """Returns whether somebody holds a lock; the descriptor is closed."""
    try:
        is_free = try_hold(descriptor)
    finally:
        os.close(descriptor)
    return _has_living_owner(lock) if is_free is None else not is_free


def _has_living_owner(lock: Path) -> bool | None:
    owner = read_owner(lock)
    return None if owner is None else owner.is_alive()


def _is_owned_without_lock(lock: Path) -> bool:
    """Returns whether a living process has a lock that cannot be locked."""
    try:
        descriptor = os.open(lock, os.O_RDWR)
    except (OSError, ValueError):
        return False
    try:
        return try_hold(descriptor) is None and _has_living_owner(lock) is True
    finally:
        os.close(descriptor)


def _said(table: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in table.items() if value not in ("", 0)}


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
