"""What a training tells on stderr: a progress bar on a terminal, plain lines elsewhere."""

import shlex
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol, TextIO

from ssd_desktop.training.events import (
    EpochFinished,
    TrainingEvent,
    TrainingMessage,
    TrainingPaused,
    TrainingProgress,
    TrainingResult,
    TrainingResumed,
    TrainingStarted,
    TrainingStopping,
)

_LINE_INTERVAL_S = 5.0


class Progress(Protocol):
    """Where progress and lines go."""

    def show(self, event: TrainingProgress) -> None: ...

    def line(self, text: str) -> None: ...

    def close(self) -> None: ...


class PlainProgress:
    """A line about every five seconds, and the last step.

    Args:
        stream: Where the lines go.
        clock: Seconds from any start.
    """

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream
        self._clock = clock
        self._last = -_LINE_INTERVAL_S

    def show(self, event: TrainingProgress) -> None:
        """Writes the progress when it is time for it."""
        now = self._clock()
        if now - self._last >= _LINE_INTERVAL_S or event.step == event.steps:
            self._last = now
            self.line(f"step {event.step} of {event.steps}, epoch {event.epoch}: {_figures(event)}")

    def line(self, text: str) -> None:
        """Writes a line."""
        print(text, file=self._stream, flush=True)

    def close(self) -> None:
        """Leaves nothing behind."""


class BarProgress:
    """A progress bar; lines appear above it.

    Args:
        stream: The terminal.
    """

    def __init__(self, stream: TextIO) -> None:
        from tqdm import tqdm

        self._stream = stream
        self._bar: Any = tqdm(
            unit="step", file=stream, dynamic_ncols=True, bar_format="{l_bar}{bar}| {n}/{total} {postfix}"
        )

    def show(self, event: TrainingProgress) -> None:
        """Moves the bar."""
        self._bar.total = event.steps
        self._bar.set_postfix_str(_figures(event), refresh=False)
        self._bar.update(event.step - self._bar.n)

    def line(self, text: str) -> None:
        """Writes a line above the bar."""
        self._bar.write(text, file=self._stream)

    def close(self) -> None:
        """Leaves the bar as it stands."""
        self._bar.close()


class TrainingPrinter:
    """Turns training events into text.

    Args:
        progress: Where it goes; None: nowhere.
    """

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress

    def __call__(self, event: TrainingEvent) -> None:
        if self._progress is None:
            return
        if isinstance(event, TrainingProgress):
            self._progress.show(event)
        elif text := _text_of(event):
            self._progress.line(text)

    def note(self, text: str) -> None:
        """Writes one sentence."""
        if self._progress is not None:
            self._progress.line(text)


@contextmanager
def make_printer(*, quiet: bool) -> Iterator[TrainingPrinter]:
    """Yields what prints a training's events to stderr; nothing when ``quiet``."""
    if quiet:
        yield TrainingPrinter(None)
        return
    progress = BarProgress(sys.stderr) if sys.stderr.isatty() else PlainProgress(sys.stderr)
    try:
        yield TrainingPrinter(progress)
    finally:
        progress.close()


def _figures(event: TrainingProgress) -> str:
    return (
        f"loss {event.loss:.3f} (classes {event.confidence_loss:.3f}, boxes {event.localisation_loss:.3f}), "
        f"learning rate {event.learning_rate:.2g}, {event.images_per_second:.1f} images/s, "
        f"{_duration(event.seconds_left)} left"
    )


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _text_of(event: TrainingEvent) -> str:
    match event:
        case TrainingStarted():
            return _started(event)
        case TrainingMessage():
            return event.text if event.level == "info" else f"{event.level}: {event.text}"
        case EpochFinished():
            ap50 = "" if event.ap50 is None else f", AP50 {event.ap50:.1%}{' (best so far)' if event.is_best else ''}"
            return f"epoch {event.epoch} of {event.epochs}: mean loss {event.mean_loss:.3f}{ap50}"
        case TrainingPaused():
            return f"Paused: {event.reason}." if event.reason else "Paused."
        case TrainingResumed():
            return "Goes on."
        case TrainingStopping():
            return "Stopping and saving." if event.keep else "Stopping and discarding the run."
        case TrainingResult():
            return _result(event)
        case _:
            return ""


def _started(event: TrainingStarted) -> str:
    first = f" from step {event.first_step}" if event.first_step else ""
    return (
        f"Trains {len(event.classes)} classes on {event.images} images ({event.validation_images} to validate), "
        f"{event.steps} steps{first}, {event.device}, {event.precision}; run folder {event.run_folder}"
    )


def _result(event: TrainingResult) -> str:
    ap50 = "" if event.ap50 is None else f" The checkpoint's AP50 on the validation images is {event.ap50:.1%}."
    if event.outcome == "stopped" and event.checkpoint is None:
        return "Stopped before anything could be saved."
    if event.outcome == "stopped":
        folder = shlex.quote(str(event.run_folder))
        return f"Stopped at step {event.steps_done}; go on with --resume --output {folder}.{ap50}"
    return f"Done after {event.steps_done} steps.{ap50}" if event.outcome == "finished" else "The run was discarded."
