"""Where a training waits while it is paused, and how a stop leads out of whatever it is doing."""

from collections.abc import Callable

from ssd_desktop.training.control import TrainingControl
from ssd_desktop.training.events import TrainingEvent, TrainingPaused, TrainingResumed


class StopRequestedError(Exception):
    """Leads out of the work to the end of the training; no user sees it."""


class Interruption:
    """Reads the control between two pieces of work.

    Args:
        control: Pauses and stops, from other threads.
        emit: Gets the acknowledgements.
    """

    def __init__(self, control: TrainingControl, emit: Callable[[TrainingEvent], None]) -> None:
        self._control = control
        self._emit = emit

    def should_stop(self) -> bool:
        """Waits while paused; returns whether to stop."""
        if self._control.paused:
            self._emit(TrainingPaused())
            self._control.wait_while_paused()
            if not self._control.stop_requested:
                self._emit(TrainingResumed())
        return self._control.stop_requested

    def __call__(self) -> None:
        """Waits while paused.

        Raises:
            StopRequestedError: The training is to stop.
        """
        if self.should_stop():
            raise StopRequestedError
