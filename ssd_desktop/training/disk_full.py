"""A full disk does not end a training: it waits where it writes, tells, and goes on when there is space again."""

import errno
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from ssd_desktop.errors import TrainingError, reason_of
from ssd_desktop.training.control import TrainingControl
from ssd_desktop.training.events import DISK_FULL, TrainingEvent, TrainingMessage, TrainingPaused, TrainingResumed
from ssd_desktop.training.progress import ProgressMeter

LOOK_EVERY_S = 5.0
"""Seconds between two attempts while the disk is full."""

_NO_SPACE = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_T = TypeVar("_T")


class DiskFullError(TrainingError):
    """The training was stopped while the disk was full; what was saved before is kept."""


class DiskGuard:
    """Does what writes to the run folder, again and again where the disk is full.

    Args:
        folder: The run folder, for messages.
        emit: Gets what the user should know.
        control: Its ``resume`` makes the next attempt at once, its ``stop`` the last one.
        meter: Is told not to count the waiting.
        look_every_s: Seconds between two attempts; None: ``LOOK_EVERY_S``.
    """

    def __init__(
        self,
        folder: Path,
        *,
        emit: Callable[[TrainingEvent], None],
        control: TrainingControl,
        meter: ProgressMeter,
        look_every_s: float | None = None,
    ) -> None:
        self._folder = folder
        self._emit = emit
        self._control = control
        self._meter = meter
        self._look_every_s = LOOK_EVERY_S if look_every_s is None else look_every_s

    def __call__(self, write: Callable[[], _T]) -> _T:
        """Returns what ``write`` returns, once it got through.

        Args:
            write: Writes whole or not at all, so that it can be called again.

        Raises:
            DiskFullError: The training was stopped and the disk is still full.
            TrainingError: What ``write`` raised for another reason.
        """
        orders = self._control.orders
        try:
            return write()
        except (TrainingError, OSError) as error:
            if not is_disk_full(error):
                raise
            self._tell(error)
        since = self._meter.now()
        result = self._wait_and(write, orders)
        self._meter.exclude(since)
        self._emit(TrainingMessage("info", "There is space on the disk again; the training goes on."))
        self._emit(TrainingResumed())
        return result

    def _wait_and(self, write: Callable[[], _T], orders: int) -> _T:
        while True:
            asked = self._control.wait_for_order(self._look_every_s, since=orders)
            orders = self._control.orders
            try:
                return write()
            except (TrainingError, OSError) as error:
                if not is_disk_full(error):
                    raise
                if self._control.stop_requested:
                    raise self._stopped(error) from error
            if asked:
                # The answer to "go on": not yet.
                self._emit(TrainingPaused(DISK_FULL))

    def _tell(self, error: Exception) -> None:
        if self._control.stop_requested:
            raise self._stopped(error) from error
        text = (
            f"The run folder {self._folder} cannot be written ({_reason(error)}); free some space. The training waits, "
            f"looks every {self._look_every_s:g} seconds and goes on by itself; nothing is lost."
        )
        self._emit(TrainingMessage("error", text))
        self._emit(TrainingPaused(DISK_FULL))

    def _stopped(self, error: Exception) -> DiskFullError:
        return DiskFullError(
            f"The run folder {self._folder} cannot be written ({_reason(error)}); the run is kept as it was saved "
            f"before, and what came after is lost."
        )


def is_disk_full(error: BaseException) -> bool:
    """Returns whether an error, or one that it came from, says that there is no space or that a quota is used up."""
    return _cause(error) is not None


def _reason(error: BaseException) -> str:
    cause = _cause(error)
    return reason_of(cause) if cause is not None else ""


def _cause(error: BaseException | None) -> OSError | None:
    while error is not None:
        if isinstance(error, OSError) and error.errno in _NO_SPACE:
            return error
        error = error.__cause__
    return None
