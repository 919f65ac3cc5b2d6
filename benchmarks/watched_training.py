"""A real training in the real window, for benchmarks of how the window feels meanwhile."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.window import wait
from ssd_desktop.app import Program
from ssd_desktop.gui.dialogs.training_request import TrainingRequest
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.data_choice import DataChoice
from ssd_desktop.training.events import TrainingEvent, TrainingProgress, TrainingStarted

_PREPARATION_S, _END_S = 240.0, 120.0


class Watch:
    """Notes when each event of a training arrived in the window's thread."""

    def __init__(self) -> None:
        self.seen: list[tuple[float, TrainingEvent]] = []

    def note(self, event: TrainingEvent) -> None:
        """Takes an event."""
        self.seen.append((time.perf_counter(), event))

    def since(self, start: float, kind: type) -> float | None:
        """Returns the milliseconds from ``start`` to the first event of a kind after it; None before there is one."""
        return next((1000 * (at - start) for at, event in self.seen if at >= start and isinstance(event, kind)), None)

    def steps(self) -> list[TrainingProgress]:
        """Returns what was told of steps."""
        return [event for _, event in self.seen if isinstance(event, TrainingProgress)]

    def images_per_second(self) -> float:
        """Returns the speed that was told last."""
        return self.steps()[-1].images_per_second

    def machine(self) -> str:
        """Returns device and precision of the training."""
        started = next(event for _, event in self.seen if isinstance(event, TrainingStarted))
        return f"{started.device}, {started.precision}"


@contextmanager
def watched_training(program: Program, data: Path, config: TrainingConfig, *, runs: Path) -> Iterator[Watch]:
    """Trains from its first step on inside the block; what then still trains is ended and not kept.

    Args:
        program: Its window is shown.
        data: A labelled folder.
        config: Settings of the training.
        runs: Folder for the run.
    """
    program.train.start(TrainingRequest(DataChoice(data), config, runs))
    training = program.train.training
    if training is None:
        raise SystemExit("the training did not start")
    watch = Watch()
    training.reported.connect(watch.note)
    try:
        wait(lambda: bool(watch.steps()) or not program.train.is_running(), _PREPARATION_S)
        if not watch.steps():
            raise SystemExit("the training made no step; run ssd-desktop train on the same data to see why")
        yield watch
    finally:
        training.control.stop(keep=False)
        wait(lambda: not program.train.is_running(), _END_S)
