"""How long does the window keep an event waiting while a training runs in its QThread?

The real window with a real training on ``DATA``; for ``--seconds`` a picture is labelled by posted events, 60 a second:
boxes are drawn, and the picture is moved and zoomed between them, while a 5 ms timer notes how late it is. The same
without a training comes first, in the same run: their ratio is what the training costs. Counted from the first training
step on: importing PyTorch holds Python's lock once for some 0.3 s, and building the network comes before any step
(printed apart).

    python -m benchmarks.bench_event_loop_delay [DATA] [--seconds 30] [--freeze conv4_3] [--default-boxes]
"""

import argparse
import shutil
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QWheelEvent

from benchmarks.figures import Figure, record
from benchmarks.watched_training import watched_training
from benchmarks.window import open_program, show, wait
from ssd_desktop.annotation.box import Box
from ssd_desktop.app import Program
from ssd_desktop.gui.canvas.view import CanvasView
from ssd_desktop.gui.panels.box_drawing import BoxDrawing
from ssd_desktop.gui.workers.training import available_cores
from ssd_desktop.resources import resource_path
from ssd_desktop.training.config import TrainingConfig

PERIOD_MS = 5
P95_BUDGET_MS, MAX_BUDGET_MS = 50.0, 200.0
_QUIET_S = 10.0


class DelayMeter:
    """Notes how much later than 5 ms a timer ticks."""

    def __init__(self) -> None:
        self.delays_ms: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=PERIOD_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.delays_ms.append(max(0.0, (now - self._last) * 1000 - PERIOD_MS))
        self._last = now

    def take(self) -> list[float]:
        """Returns the delays since the last call."""
        taken, self.delays_ms = self.delays_ms, []
        return taken


class Hand:
    """Labels with the mouse, 60 events a second, as Qt's own events: a box a second, the wheel now and then."""

    def __init__(self, canvas: CanvasView) -> None:
        self._canvas = canvas
        self._number = 0
        self._timer = QTimer(interval=16)
        self._timer.timeout.connect(self._move)
        self._timer.start()

    def _move(self) -> None:
        self._number += 1
        angle = self._number / 20
        centre = QPointF(self._canvas.rect().center())
        place = centre + QPointF(120 * np.cos(angle), 80 * np.sin(angle))
        if self._number % 60 == 0:
            self._wheel(place, 120 if self._number // 60 % 2 else -120)
        elif self._number % 60 == 1:
            self._mouse(QEvent.Type.MouseButtonPress, place)
        elif self._number % 60 == 58:
            self._mouse(QEvent.Type.MouseButtonRelease, place)
        else:
            self._mouse(QEvent.Type.MouseMove, place)

    def _wheel(self, place: QPointF, degrees: int) -> None:
        target = self._canvas.mapToGlobal(place)
        none, begin = Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
        event = QWheelEvent(
            place, target, QPoint(), QPoint(0, degrees), Qt.MouseButton.NoButton, none, begin, False
        )  # fmt: skip
        QCoreApplication.postEvent(self._canvas, event)

    def _mouse(self, kind: QEvent.Type, place: QPointF) -> None:
        target = self._canvas.mapToGlobal(place)
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else left
        held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else left
        QCoreApplication.postEvent(self._canvas, QMouseEvent(kind, place, target, button, held, none))


def line(name: str, delays_ms: list[float]) -> str:
    """Returns one row of the table."""
    p50, p95, highest = np.percentile(delays_ms or [0.0], [50, 95, 100])
    return f"{name:<24}{p50:8.1f}{p95:8.1f}{highest:8.1f}  ms  ({len(delays_ms)} ticks)"


def main() -> int:
    """Runs the benchmark; returns 1 where the window is slower than it should be."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", nargs="?", type=Path, default=resource_path("samples", "game_pieces"))
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--freeze", default="conv4_3", help="last frozen layer; none is the slowest training")
    parser.add_argument("--default-boxes", action="store_true", help="show all 8,732 meanwhile")
    args = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        open_program(Path(folder)) as program,
    ):
        return _report(*_measure(args, program, Path(folder)))


def _measure(args: argparse.Namespace, program: Program, folder: Path) -> tuple[list[float], list[float], list[float]]:
    show(program)
    before = _begin_to_label(program, folder, default_boxes=args.default_boxes)
    meter, hand = DelayMeter(), Hand(program.window.canvas)
    wait(lambda: False, 2)
    meter.take()
    wait(lambda: False, min(_QUIET_S, args.seconds))
    quiet = meter.take()
    # Small batches: more checkpoints, evaluations and events in the time.
    config = TrainingConfig(epochs=10_000, batch_size=4, freeze=args.freeze)
    with watched_training(program, args.data, config, runs=folder / "runs") as watch:
        preparation = meter.take()
        wait(lambda: False, args.seconds)
        busy = meter.take()
        del hand
        drawn = len(program.annotate.objects) - before
        print(f"{watch.machine()}, {watch.images_per_second():.2f} images/s, {drawn} boxes drawn")
    return quiet, preparation, busy


def _begin_to_label(program: Program, folder: Path, *, default_boxes: bool) -> int:
    """Opens a copy of a labelled sample and takes up the tool that draws box after box; returns its boxes."""
    for sample in resource_path("samples").glob("2-cards-on-carpet.*"):
        shutil.copy(sample, folder)
    image = folder / "2-cards-on-carpet.jpg"
    program.media.open(str(image))
    wait(lambda: program.annotate.image == image and bool(program.annotate.objects), 20)
    program.annotate.add_box(Box(5, 5, 60, 60), program.annotate.objects[0].label)  # the class of those to come
    commands = program.window.commands.edit
    commands.keep_class.setChecked(True)
    commands.draw_boxes.trigger()
    if default_boxes:
        program.window.layers_panel.set_drawing(BoxDrawing(maps=frozenset(range(6)), boxes=True))
    return len(program.annotate.objects)


def _report(quiet: list[float], preparation: list[float], busy: list[float]) -> int:
    print(f"{sys.platform}, {available_cores()} cores, {QCoreApplication.applicationName()}")
    print(f"{'delay of an event':<24}{'p50':>8}{'p95':>8}{'max':>8}")
    print(line("without a training", quiet))
    print(line("while it is prepared", preparation))
    print(line("while it trains", busy))
    p95, highest = np.percentile(busy, [95, 100]).tolist()
    without = float(np.percentile(quiet, 95))
    what = "delay of an event while labelling beside a training"
    record(
        [
            Figure(f"{what}, 95th percentile", p95, "ms", without, "no training", f"{P95_BUDGET_MS:g} ms"),
            Figure(f"{what}, longest", highest, "ms", max(quiet), "no training", f"{MAX_BUDGET_MS:g} ms"),
        ]
    )
    return int(p95 > P95_BUDGET_MS or highest > MAX_BUDGET_MS)


if __name__ == "__main__":
    sys.exit(main())
