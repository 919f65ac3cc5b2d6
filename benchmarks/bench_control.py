"""How soon does the window answer a pause and a stop of a running training, and how soon is it done?

The real window with a real training on ``DATA``. Buttons of the Training panel are clicked by posted events at random
moments of a step. Measured is until a text of the panel that changed is painted (acknowledged: 100 ms are allowed), and
until the training says that it rests, or has ended (done: one micro-batch, which is timed in the same run as the peer).

    python -m benchmarks.bench_control [DATA] [--pauses 20] [--freeze none]
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QLabel, QPushButton

from benchmarks.figures import Figure, record
from benchmarks.window import open_program, wait
from ssd_desktop.app import Program
from ssd_desktop.gui.dialogs.training_request import TrainingRequest
from ssd_desktop.gui.panels.training import TrainingPanel
from ssd_desktop.resources import resource_path
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.data_choice import DataChoice
from ssd_desktop.training.events import (
    TrainingEvent,
    TrainingPaused,
    TrainingProgress,
    TrainingResult,
    TrainingResumed,
    TrainingStarted,
)

ACKNOWLEDGED_BUDGET_MS = 100.0
_PREPARATION_S, _ANSWER_S = 300.0, 60.0
_MICRO_BATCH = 4


class Watch:
    """Notes when each kind of event of a training arrived in the window's thread."""

    def __init__(self) -> None:
        self.seen: list[tuple[float, TrainingEvent]] = []

    def note(self, event: TrainingEvent) -> None:
        self.seen.append((time.perf_counter(), event))

    def since(self, start: float, kind: type) -> float | None:
        """Returns the milliseconds from ``start`` to the first event of a kind after it; None before there is one."""
        return next((1000 * (at - start) for at, event in self.seen if at >= start and isinstance(event, kind)), None)

    def steps(self) -> list[TrainingProgress]:
        return [event for _, event in self.seen if isinstance(event, TrainingProgress)]


class Hand(QObject):
    """Clicks the buttons of a panel by events, and notes when the panel was painted with another text."""

    def __init__(self, panel: TrainingPanel, watch: Watch) -> None:
        super().__init__()
        self._panel, self._watch = panel, watch
        labels = panel.findChildren(QLabel)
        self._state = next(label for label in labels if label.accessibleName() == "State of the training")
        self._state.installEventFilter(self)
        self._before = ""
        self._painted = 0.0

    def click(self, text: str, *, done: type) -> tuple[float, float]:
        """Clicks a button; returns the milliseconds until the answer was painted, and until it was done.

        Args:
            text: Of the button, without its key.
            done: Kind of the event that says so.
        """
        button = self._button(text)
        self._before = self._state.text()
        self._painted = 0.0
        start = time.perf_counter()
        for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
            QCoreApplication.postEvent(button, _mouse(kind, button))
        if not wait(lambda: self._painted > 0 and self._watch.since(start, done) is not None, _ANSWER_S):
            raise SystemExit(f"{text!r} was not followed within {_ANSWER_S:g} s")
        return 1000 * (self._painted - start), self._watch.since(start, done) or 0.0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notes the first painting of a state that is not the one before the click."""
        paints = event.type() == QEvent.Type.Paint and not self._painted
        if paints and self._state.text() != self._before:
            self._painted = time.perf_counter()
        return False

    def _button(self, text: str) -> QPushButton:
        buttons = self._panel.findChildren(QPushButton)
        return next(button for button in buttons if button.text().replace("&", "") == text and button.isVisible())


def _mouse(kind: QEvent.Type, button: QPushButton) -> QMouseEvent:
    place = QPointF(button.rect().center())
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    held = left if kind == QEvent.Type.MouseButtonPress else Qt.MouseButton.NoButton
    return QMouseEvent(kind, place, button.mapToGlobal(place), left, held, none)


def main() -> int:
    """Runs the benchmark; returns 1 where an answer comes too late."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", nargs="?", type=Path, default=resource_path("samples", "game_pieces"))
    parser.add_argument("--pauses", type=int, default=20)
    parser.add_argument("--freeze", default="none", help="last frozen layer (default: none, the slowest)")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        with open_program(Path(folder)) as program:
            pauses, stop, watch = _measure(args, program, Path(folder))
        return _report(pauses, stop, watch)


def _measure(
    args: argparse.Namespace, program: Program, folder: Path
) -> tuple[list[tuple[float, float]], tuple[float, float], Watch]:
    program.window.resize(1280, 800)
    program.window.show()
    program.start(None)
    config = TrainingConfig(epochs=10_000, batch_size=2 * _MICRO_BATCH, freeze=args.freeze, evaluate_every=0)
    program.train.start(TrainingRequest(DataChoice(args.data), config, folder / "runs"))
    if program.train.training is None:
        raise SystemExit("the training did not start")
    watch = Watch()
    program.train.training.reported.connect(watch.note)
    _wait_for(lambda: len(watch.steps()) >= 2, "the training made no step")
    pauses = _pause_often(Hand(program.window.training_panel, watch), watch, args.pauses)
    stop = Hand(program.window.training_panel, watch).click("Stop and keep", done=TrainingResult)
    _wait_for(lambda: not program.train.is_running(), "the training did not end")
    return pauses, stop, watch


def _pause_often(hand: Hand, watch: Watch, count: int) -> list[tuple[float, float]]:
    chance = random.Random(0)
    found = []
    for _ in range(count):
        wait(lambda: False, chance.uniform(0.3, 1.5))
        found.append(hand.click("Pause", done=TrainingPaused))
        hand.click("Go on", done=TrainingResumed)
        steps = len(watch.steps())
        _wait_for(lambda steps=steps: len(watch.steps()) > steps, "the training did not go on")
    return found


def _wait_for(condition: Callable[[], bool], otherwise: str) -> None:
    if not wait(condition, _PREPARATION_S):
        raise SystemExit(f"{otherwise}; run ssd-desktop train on the same data to see why")


def _report(pauses: list[tuple[float, float]], stop: tuple[float, float], watch: Watch) -> int:
    speed = float(np.median([event.images_per_second for event in watch.steps()]))
    micro_batch = 1000 * _MICRO_BATCH / speed
    started = next(event for _, event in watch.seen if isinstance(event, TrainingStarted))
    print(f"{started.device}, {started.precision}, {speed:.2f} images/s, {len(pauses)} pauses")
    acknowledged, done = (np.array(values) for values in zip(*pauses, strict=True))
    aim, of = f"{ACKNOWLEDGED_BUDGET_MS:g} ms", f"{_MICRO_BATCH} images of a step"
    record(
        [
            Figure("pause acknowledged on screen, longest", float(acknowledged.max()), "ms", aim=aim),
            Figure("pause done, median", float(np.median(done)), "ms", micro_batch, of, "one micro-batch"),
            Figure("pause done, longest", float(done.max()), "ms", micro_batch, of, "one micro-batch"),
            Figure("stop and keep acknowledged on screen", stop[0], "ms", aim=aim),
            Figure("stop and keep done, checkpoint written", stop[1], "ms", micro_batch, of),
        ]
    )
    return int(max(acknowledged.max(), stop[0]) > ACKNOWLEDGED_BUDGET_MS)


if __name__ == "__main__":
    sys.exit(main())
