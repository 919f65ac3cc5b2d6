"""In which state a run is, told from the files of its folder: also of one that was killed, and of old ones."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from ssd_desktop.training.run_folder import STATE_INDEX, RunFolder
from ssd_desktop.training.run_status import RunStatus, is_being_trained


class RunState(StrEnum):
    """What became of a run."""

    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"
    """Ended by the user before its last step, and kept."""
    DONE = "done"
    DIVERGED = "diverged"
    CRASHED = "crashed"
    """Killed, or ended by an error."""
    UNKNOWN = "unknown"
    """It did not end, and nothing tells here whether another machine trains it."""

    @property
    def is_going_on(self) -> bool:
        """Whether a process trains the run now."""
        return self in (RunState.RUNNING, RunState.PAUSED)

    @property
    def can_go_on(self) -> bool:
        """Whether the run is unfinished and nobody trains it, as far as that is known here."""
        return self in (RunState.STOPPED, RunState.CRASHED, RunState.UNKNOWN)


@dataclass(frozen=True)
class RunPosition:
    """The last saved state of a run; zeros before the first.

    Attributes:
        step: Optimiser steps done.
        epoch: Epochs done.
        best_ap50: Highest AP50 so far, 0..1; None before an evaluation.
        best_step: Its step.
        stale_evaluations: Evaluations since then.
        labels: What tells the state of the labels (``data_fingerprint``); empty where nothing was saved.
        is_saved: Whether there is a state to go on from.
    """

    step: int = 0
    epoch: int = 0
    best_ap50: float | None = None
    best_step: int = 0
    stale_evaluations: int = 0
    labels: str = ""
    is_saved: bool = False


def read_position(run: Path) -> RunPosition:
    """Returns the last saved state of a run, as far as it can be read; the weights are not looked at."""
    try:
        index = json.loads((RunFolder(run).state / STATE_INDEX).read_text(encoding="utf-8"))
        table: Mapping[str, Any] = index["position"]
        ap50 = table.get("best_ap50")
        return RunPosition(
            step=int(table["step"]),
            epoch=int(table["epoch"]),
            best_ap50=None if ap50 is None else float(ap50),
            best_step=int(table.get("best_step", 0)),
            stale_evaluations=int(table.get("stale_evaluations", 0)),
            labels=str(index.get("fingerprint", "")),
            is_saved=True,
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return RunPosition()


def state_of(run: Path, status: RunStatus | None, position: RunPosition, settings: Mapping[str, Any]) -> RunState:
    """Returns the state of a run.

    Args:
        run: Its folder.
        status: What it says of its life; None of runs from before there was a status.
        position: Its last saved state.
        settings: Its settings by name, as far as they can be read.
    """
    is_trained = is_being_trained(run)
    if is_trained:
        return RunState.PAUSED if status is not None and status.state == "paused" else RunState.RUNNING
    if RunFolder(run).diverged.exists():
        return RunState.DIVERGED
    said = {"finished": RunState.DONE, "stopped": RunState.STOPPED}.get(status.state if status else "")
    if said is not None:
        return said
    if status is not None:
        is_open = is_trained is None and status.state in ("running", "paused")
        return RunState.UNKNOWN if is_open else RunState.CRASHED
    if _is_done(position, settings):
        return RunState.DONE
    return RunState.STOPPED if position.is_saved else RunState.CRASHED


def _is_done(position: RunPosition, settings: Mapping[str, Any]) -> bool:
    """Returns whether a run without a status came to its end, by its saved state."""
    patience = _number(settings, "early_stopping")
    if 0 < patience <= position.stale_evaluations:
        return True
    if steps := _number(settings, "steps"):
        return position.step >= steps
    return 0 < _number(settings, "epochs") <= position.epoch


def _number(settings: Mapping[str, Any], name: str) -> int:
    value = settings.get(name)
    return value if isinstance(value, int) else 0
