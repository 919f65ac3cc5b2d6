"""How fast a training goes and how long it still takes, without the time it was paused."""

import time
from collections import deque
from collections.abc import Callable
from typing import Protocol

_WINDOW_STEPS = 50
_EVENT_INTERVAL_S = 0.1


class SparedWork(Protocol):
    """Work on single images that is done once and that later steps are spared."""

    @property
    def seconds(self) -> float:
        """Spent on it so far."""

    @property
    def done(self) -> int:
        """Images it was done for."""

    @property
    def left(self) -> int:
        """Images it is still to be done for."""


class ProgressMeter:
    """Measures steps and evaluations, and holds progress events to 10 a second.

    Args:
        clock: Seconds from any start, never going back.

    Attributes:
        spared: What the steps do once for all later ones; None: every step is like the last.
    """

    spared: SparedWork | None = None

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._steps: deque[tuple[float, int]] = deque(maxlen=_WINDOW_STEPS)
        self._spared_s: deque[float] = deque(maxlen=_WINDOW_STEPS)
        self._spared_before = 0.0
        self._mark = clock()
        self._last_event = -float("inf")
        self._evaluation_s = 0.0
        self._excluded_s = 0.0

    def restart(self) -> None:
        """Begins a new step now: what went before (a pause, a checkpoint) is not part of it."""
        self._mark = self.now()

    def exclude(self, since: float) -> None:
        """Takes the time from ``since`` (of ``now``) until now out of what is being measured."""
        self._excluded_s += self.now() - since

    def now(self) -> float:
        """Returns seconds from any start; they stand still while nothing is trained."""
        return self._clock() - self._excluded_s

    def step_done(self, images: int) -> None:
        """Ends a step of ``images`` images, its loading included, and begins the next."""
        now = self.now()
        self._steps.append((now - self._mark, images))
        self._mark = now
        spared = self.spared.seconds if self.spared is not None else 0.0
        self._spared_s.append(spared - self._spared_before)
        self._spared_before = spared

    def evaluation_done(self, since: float) -> None:
        """Notes how long an evaluation with its checkpoint took, begun at ``since``."""
        self._evaluation_s = self.now() - since

    def images_per_second(self) -> float:
        """Returns the speed over the last steps; 0 before the first."""
        seconds = sum(duration for duration, _ in self._steps)
        return sum(images for _, images in self._steps) / seconds if seconds > 0 else 0.0

    def seconds_left(self, *, steps: int, evaluations: int) -> float:
        """Returns an estimate for the remaining steps and evaluations; the latter count once one was measured."""
        if not self._steps:
            return 0.0
        mean = (sum(duration for duration, _ in self._steps) - sum(self._spared_s)) / len(self._steps)
        return mean * steps + self._spared_left_s(steps) + self._evaluation_s * evaluations

    def _spared_left_s(self, steps: int) -> float:
        if self.spared is None or not self.spared.done:
            return 0.0
        images = min(self.spared.left, steps * self._steps[-1][1])
        return self.spared.seconds / self.spared.done * images

    def event_due(self) -> bool:
        """Returns whether a progress event may be sent now, and counts it as sent."""
        now = self._clock()
        if now - self._last_event < _EVENT_INTERVAL_S:
            return False
        self._last_event = now
        return True
