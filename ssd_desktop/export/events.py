"""What an export tells while it runs. No torch here."""

from collections.abc import Callable
from dataclasses import dataclass

LOAD, CALIBRATE, MEASURE, CONVERT, CHECK = "load", "calibrate", "measure", "convert", "check"
STEPS = (LOAD, CALIBRATE, MEASURE, CONVERT, CHECK)
"""In their order; only int8 is calibrated, and measured where the pictures are labelled."""


@dataclass(frozen=True)
class ExportProgress:
    """Where an export is.

    Attributes:
        step: Of ``STEPS``.
        done: Parts of the step that are done.
        total: Parts of the step; 0 where it has none to count.
    """

    step: str
    done: int = 0
    total: int = 0


Emit = Callable[[ExportProgress], None]


class ExportCancelledError(Exception):
    """The user gave the export up; nothing was written."""


class Control:
    """Tells where an export is, and ends it where that is wanted.

    Args:
        emit: Takes the progress.
        is_cancelled: Asked at every progress.
    """

    def __init__(self, emit: Emit = lambda progress: None, is_cancelled: Callable[[], bool] = lambda: False) -> None:
        self._emit = emit
        self._is_cancelled = is_cancelled

    def tell(self, step: str, done: int = 0, total: int = 0) -> None:
        """Tells the progress.

        Raises:
            ExportCancelledError: The user gave it up.
        """
        if self._is_cancelled():
            raise ExportCancelledError
        self._emit(ExportProgress(step, done, total))
