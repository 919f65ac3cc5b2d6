"""How soon does the window answer a pause and a stop of a running training, and how soon is it done?

The real window with a real training on ``DATA``. Buttons of the Training panel are clicked by posted events at random
moments of a step. Measured is until a text of the panel that changed is painted (acknowledged: 100 ms are allowed), and
until the training says that it rests, or has ended (done: one micro-batch, which is timed in the same run as the peer).
As many pauses as fit into ``--seconds`` from the first step on, at least one.

    python -m benchmarks.bench_control [DATA] [--seconds 60] [--pauses 20] [--freeze conv4_3]
"""

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QLabel, QPushButton

from benchmarks.figures import Figure, record
from benchmarks.watched_training import Watch, watched_training
from benchmarks.window import open_program, show, wait
from ssd_desktop.gui.panels.training import TrainingPanel
from ssd_desktop.resources import resource_path
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.events import TrainingPaused, TrainingResult, TrainingResumed

ACKNOWLEDGED_BUDGET_MS = 100.0
_ANSWER_S = 60.0
_MICRO_BATCH = 4


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
        """Returns the button with a text, once the panel shows it."""

        def shown() -> QPushButton | None:
            buttons = self._panel.findChildren(QPushButton)
            return next((one for one in buttons if one.text().replace("&", "") == text and one.isVisible()), None)

        wait(lambda: shown() is not None, _ANSWER_S)
        button = shown()
        if button is None:
            raise SystemExit(f"the panel of the training shows no button {text!r}")
        return button


def _mouse(kind: QEvent.Type, button: QPushButton) -> QMouseEvent:
    place = QPointF(button.rect().center())
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    held = left if kind == QEvent.Type.MouseButtonPress else Qt.MouseButton.NoButton
    return QMouseEvent(kind, place, button.mapToGlobal(place), left, held, none)


def main() -> int:
    """Runs the benchmark; returns 1 where an answer comes too late."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", nargs="?", type=Path, default=resource_path("samples", "game_pieces"))
    parser.add_argument("--seconds", type=float, default=60.0, help="for the pauses (default: 60)")
    parser.add_argument("--pauses", type=int, default=20, help="at most (default: 20)")
    parser.add_argument("--freeze", default="conv4_3", help="last frozen layer; none is the slowest training")
    args = parser.parse_args()
    config = TrainingConfig(epochs=10_000, batch_size=2 * _MICRO_BATCH, freeze=args.freeze, evaluate_every=0)
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        open_program(Path(folder)) as program,
    ):
        show(program)
        with watched_training(program, args.data, config, runs=Path(folder) / "runs") as watch:
            hand = Hand(program.window.training_panel, watch)
            pauses = _pause_often(hand, most=args.pauses, seconds=args.seconds)
            stop = hand.click("Stop and Keep", done=TrainingResult)
        return _report(pauses, stop, watch)


def _pause_often(hand: Hand, *, most: int, seconds: float) -> list[tuple[float, float]]:
    chance = random.Random(0)
    found: list[tuple[float, float]] = []
    until = time.monotonic() + seconds
    while len(found) < most and (time.monotonic() < until or not found):
        wait(lambda: False, chance.uniform(0.3, 1.5))
        found.append(hand.click("Pause", done=TrainingPaused))
        hand.click("Go On", done=TrainingResumed)
    return found


def _report(pauses: list[tuple[float, float]], stop: tuple[float, float], watch: Watch) -> int:
    speed = watch.images_per_second()
    micro_batch = 1000 * _MICRO_BATCH / speed
    print(f"{watch.machine()}, {speed:.2f} images/s, {len(pauses)} pauses")
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
