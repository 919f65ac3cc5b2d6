"""Do the default boxes of the Layers panel follow the mouse and the plan's numbers? At 1920 x 1080, in the real window.

Two questions, each a budget: a move of the mouse over the 38 x 38 map, from the event to the painted canvas, under
16 ms; a changed number of the plan, from the field to the painted canvas, under 100 ms. Beside them, the bare photo.
"""

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtWidgets import QApplication, QDoubleSpinBox

from benchmarks.figures import Figure, record
from benchmarks.window import open_program
from ssd_desktop.app import Program
from ssd_desktop.gui.panels.box_drawing import BoxDrawing
from ssd_desktop.ssd.config import PLANS

SIDE_X, SIDE_Y = 1920, 1080
MOVE_BUDGET_MS, EDIT_BUDGET_MS = 16.0, 100.0
MOVES, EDITS = 200, 20
FINEST = frozenset({0})


def photo() -> QImage:
    """A picture of 1920 x 1280 pixels (noise)."""
    pixels = np.random.default_rng(0).integers(0, 256, (1280, 1920, 4), dtype=np.uint8)
    return QImage(pixels.data, 1920, 1280, 1920 * 4, QImage.Format.Format_RGB32).copy()


class Stage:
    """The window with the canvas at 1920 x 1080, and its frames."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.canvas = program.window.canvas
        self.canvas.setFixedSize(SIDE_X, SIDE_Y)
        program.window.show()
        self.canvas.set_picture(photo())
        QApplication.processEvents()

    def draw(self, drawing: BoxDrawing) -> None:
        """Chooses what is drawn, and paints it once."""
        self.program.window.layers_panel.set_drawing(drawing)
        self.canvas.repaint()

    def milliseconds(self, change: Callable[[], None]) -> float:
        """Returns what a change takes up to the painted canvas, with all that the panel writes."""
        start = time.perf_counter()
        change()
        # At once, and then what else has become due: the texts of the panel.
        self.canvas.repaint()
        QApplication.processEvents()
        return (time.perf_counter() - start) * 1000

    def move(self, x: float, y: float) -> None:
        """Moves the mouse, logical pixels of the canvas."""
        point = QPointF(x, y)
        buttons, keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
        event = QMouseEvent(QEvent.Type.MouseMove, point, self.canvas.mapToGlobal(point), buttons, buttons, keys)
        QApplication.sendEvent(self.canvas, event)


def path() -> Iterator[tuple[float, float]]:
    """A way over the picture that enters another cell of the 38 x 38 map at every step."""
    for number in range(MOVES):
        yield 400 + (number * 37) % 1100, 120 + (number * 53) % 800


def report(name: str, taken: list[float], *, aim: float | None = None) -> Figure:
    """Prints median and worst of some milliseconds; returns the median as a figure."""
    median = statistics.median(taken)
    print(f"  {name:44} median {median:7.1f}   worst {max(taken):7.1f}")
    return Figure(f"Layers, {name}, 1920x1080", median, "ms", aim="" if aim is None else f"{aim:.0f} ms")


def measure_moves(stage: Stage) -> Iterator[Figure]:
    """Moves the mouse with one cell, with the grid and centres, and with all 5,776 boxes below."""
    for name, drawing in (
        ("one cell of 38 x 38", BoxDrawing(maps=FINEST, grid=False)),
        ("grid, centres and one cell of 38 x 38", BoxDrawing(maps=FINEST, centres=True)),
        ("all 5,776 boxes and one cell", BoxDrawing(maps=FINEST, grid=False, boxes=True)),
    ):
        stage.draw(drawing)
        taken = [stage.milliseconds(lambda at=at: stage.move(*at)) for at in path()]
        yield report(f"mouse over {name}", taken, aim=MOVE_BUDGET_MS)


def measure_edits(stage: Stage) -> Iterator[Figure]:
    """Changes s of the finest map, with its boxes, with all maps, and with a second plan."""
    spins = stage.program.window.layers_panel.findChildren(QDoubleSpinBox)
    field = next(spin for spin in spins if spin.accessibleName() == "Scale of conv4_3")
    plans, everything = stage.program.plans.plans, frozenset(range(6))
    for name, drawing, compared in (
        ("all 5,776 boxes of 38 x 38", BoxDrawing(maps=FINEST, boxes=True), None),
        ("all 8,732 boxes", BoxDrawing(maps=everything, boxes=True), None),
        ("all 5,776 boxes of two plans", BoxDrawing(maps=FINEST, boxes=True), PLANS["caffe-voc"]),
    ):
        plans.compare(compared)
        stage.draw(drawing)
        values = [0.1 + 0.005 * number for number in range(EDITS)]
        taken = [stage.milliseconds(lambda value=value: field.setValue(value)) for value in values]
        yield report(f"a number of {name}", taken, aim=EDIT_BUDGET_MS)


def main() -> None:
    """Prints the answers."""
    with tempfile.TemporaryDirectory() as folder, open_program(Path(folder)) as program:
        stage = Stage(program)
        print(f"Layers at {SIDE_X} x {SIDE_Y}, {QApplication.platformName()}, milliseconds")
        stage.draw(BoxDrawing())
        report("photo without boxes", [stage.milliseconds(lambda: None) for _ in range(30)])
        record([*measure_moves(stage), *measure_edits(stage)])


if __name__ == "__main__":
    main()
