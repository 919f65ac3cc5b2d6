"""Pause, resume and stop of a training, from any thread."""

import threading


class TrainingControl:
    """Thread-safe switches that the trainer reads between micro-batches.

    Call the methods directly, from any thread: a queued Qt slot of the worker would wait for the training to
    end. A stop wakes a paused training.
    """

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._paused = False
        self._stop: bool | None = None
        self._orders = 0

    def pause(self) -> None:
        with self._condition:
            self._paused = True

    def resume(self) -> None:
        with self._condition:
            self._paused = False
            self._orders += 1
            self._condition.notify_all()

    def stop(self, *, keep: bool) -> None:
        """Asks the run to end after the current micro-batch; ``keep`` writes a checkpoint first.

        The first call decides; a later ``keep=False`` does not discard what was to be kept.
        """
        with self._condition:
            if self._stop is None:
                self._stop = keep
            self._condition.notify_all()

    @property
    def paused(self) -> bool:
        with self._condition:
            return self._paused and self._stop is None

    @property
    def stop_requested(self) -> bool:
        with self._condition:
            return self._stop is not None

    @property
    def keep(self) -> bool:
        """Whether the requested stop keeps the work; True when no stop was requested."""
        with self._condition:
            return self._stop is not False

    def wait_while_paused(self) -> None:
        """Returns once not paused or stopping."""
        with self._condition:
            self._condition.wait_for(lambda: not self._paused or self._stop is not None)

    @property
    def orders(self) -> int:
        """How often ``resume`` was called."""
        with self._condition:
            return self._orders

    def wait_for_order(self, seconds: float, *, since: int) -> bool:
        """Waits until ``resume`` is called or a stop was asked for; returns whether it was.

        Args:
            seconds: The longest wait.
            since: ``orders`` when it was last looked at: what came after that counts at once.
        """
        with self._condition:
            return self._condition.wait_for(lambda: self._orders != since or self._stop is not None, seconds)
