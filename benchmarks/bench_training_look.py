"""Does the Matching tab follow its sliders? From the moved slider to the painted canvas, in the real window.

The budget is 100 ms at 1920 x 1080, as for an edited box plan, with 20 labelled objects of all sizes and with the
threshold going up and down over the whole range, so that objects fall out of reach and what would help is measured,
too. Beside it, in the same run: another chosen object, another augmented view, and the worker's part alone.
"""

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from PySide6.QtGui import QGuiApplication

from benchmarks.figures import Figure, record
from benchmarks.window import answer_events, open_program
from ssd_desktop.annotation.annotation import AnnotatedObject
from ssd_desktop.annotation.box import Box
from ssd_desktop.app import Program
from ssd_desktop.gui.controllers.training_look import TrainingLook
from ssd_desktop.inference.explanation.training_explainer import TrainingExplainer
from ssd_desktop.inference.explanation.training_questions import TrainingQuestion
from ssd_desktop.media.image_file import write_image
from ssd_desktop.media.types import RgbImage
from ssd_desktop.ssd.config import PLANS, MatchConfig

SIDE_X, SIDE_Y = 1920, 1080
BUDGET_MS = 100.0
OBJECTS, ROUNDS = 20, 2
THRESHOLDS = (0.3, 0.45, 0.6, 0.75, 0.9, 0.7, 0.5)
PATIENCE_S = 60.0


def photo() -> RgbImage:
    """A picture of 1920 x 1080 pixels (noise)."""
    return np.random.default_rng(0).integers(0, 256, (SIDE_Y, SIDE_X, 3), dtype=np.uint8)


def labels() -> tuple[AnnotatedObject, ...]:
    """Objects from 20 pixels to most of the picture."""
    rng, made = np.random.default_rng(1), []
    for side in np.geomspace(20, 900, OBJECTS):
        width, height = side * rng.uniform(0.7, 1.4), min(side * rng.uniform(0.7, 1.4), SIDE_Y - 10)
        x, y = rng.uniform(0, SIDE_X - width), rng.uniform(0, SIDE_Y - height)
        made.append(AnnotatedObject("thing", Box(x, y, x + width, y + height)))
    return tuple(made)


def wait(is_so: Callable[[], bool]) -> None:
    """Lets the program run until ``is_so``; gives up after a minute."""
    if not answer_events(is_so, PATIENCE_S):
        raise SystemExit(f"The window did not answer for {PATIENCE_S:.0f} s.")


def report(name: str, taken: list[float], aim: float | None = None) -> Figure:
    """Prints median and worst of some milliseconds."""
    median = statistics.median(taken)
    print(f"  {name:46} median {median:7.1f}   worst {max(taken):7.1f}")
    return Figure(f"Matching, {name}, 1920x1080", median, "ms", aim="" if aim is None else f"{aim:.0f} ms")


def in_window(program: Program) -> Iterator[Figure]:
    """Measures sliders, choices and views up to the painted canvas."""
    (look,) = program.window.findChildren(TrainingLook)
    canvas, panel = program.window.canvas, look.matching.matching_panel

    def milliseconds(change: Callable[[], None], is_there: Callable[[], bool]) -> float:
        start = time.perf_counter()
        change()
        wait(is_there)
        (canvas if canvas.isVisible() else look._stage.canvas).repaint()
        return (time.perf_counter() - start) * 1000

    def has(threshold: float) -> bool:
        return look.explained is not None and look.explained.matching.positive_iou == threshold

    slides = [
        milliseconds(lambda t=t: panel._positive.field.setValue(t), lambda t=t: has(t))
        for _ in range(ROUNDS)
        for t in THRESHOLDS
    ]
    choices = [milliseconds(lambda one=one: panel._table.selectRow(one), lambda: True) for one in range(OBJECTS)]
    views = [
        milliseconds(lambda n=n: look.show_view(n), lambda n=n: look.explained is not None and look.explained.view == n)
        for n in range(8)
    ]
    yield report(f"a threshold with {OBJECTS} objects, slider to canvas", slides, BUDGET_MS)
    yield report("another object chosen", choices, BUDGET_MS)
    yield report("another augmented view", views)


def of_worker() -> Figure:
    """Measures the answers alone."""
    explainer, pixels, objects = TrainingExplainer(), photo(), labels()
    taken = []
    for threshold in THRESHOLDS * ROUNDS:
        match = MatchConfig(threshold, min(threshold, 0.4))
        start = time.perf_counter()
        explainer.answer(TrainingQuestion(Path("a.png"), pixels, objects, PLANS["paper"], match=match), None)
        taken.append((time.perf_counter() - start) * 1000)
    return report("the worker's part of a threshold", taken)


def main() -> None:
    """Prints the answers."""
    with tempfile.TemporaryDirectory() as text, open_program(Path(text)) as program:
        image = Path(text) / "photo.png"
        write_image(image, photo())
        program.window.resize(SIDE_X + 560, SIDE_Y + 200)
        program.window.canvas.setFixedSize(SIDE_X, SIDE_Y)
        program.window.show()
        program.media.start()
        program.media.open(str(image))
        wait(lambda: program.annotate.image == image)
        program.annotate.add(labels(), "Draw Boxes")
        (look,) = program.window.findChildren(TrainingLook)
        program.explain.bring_forward(look.matching)
        program.explain.open()
        wait(lambda: look.explained is not None)
        print(f"Matching at {SIDE_X} x {SIDE_Y}, {QGuiApplication.platformName()}, milliseconds")
        record([*in_window(program), of_worker()])


if __name__ == "__main__":
    main()
