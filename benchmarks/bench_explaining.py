"""How long until the Explain panel shows what was asked, once the network has looked at the picture?

In the real window of 1920 x 1080 with the shipped detector: from the call of what a click, a row or a slider calls
until list, details and picture are painted. Milliseconds, medians and worst; nothing else shows these views, so there
is no peer but the pass of the network itself, which the thresholds and the heat do without.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from benchmarks.figures import Figure, record
from benchmarks.window import answer_events, open_program
from ssd_desktop.app import Program
from ssd_desktop.gui.controllers.explain_detection import DetectionTab
from ssd_desktop.gui.controllers.explain_heat import HeatTab
from ssd_desktop.gui.panels.explain_detection import ExplainDetectionPanel
from ssd_desktop.gui.panels.explain_heat import ExplainHeatPanel
from ssd_desktop.inference.explanation.questions import Explained
from ssd_desktop.resources import resource_path

SIZE = 1920, 1080
PICTURE = "2-cards-on-carpet.jpg"
SCORE = 0.1
ROUNDS = 40
TIMEOUT_S = 120


class Bench:
    """The window with the panel open."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.window = self.program.window
        self.window.resize(*SIZE)
        self.window.show()
        self.program.start(str(resource_path("samples", PICTURE)))
        self.wait(lambda: self.program.detect.model is not None and self.program.detect.detections is not None)
        begin = time.perf_counter()
        self.program.explain.open()
        self.wait(lambda: self.program.explain.explained is not None)
        self.first_ms = (time.perf_counter() - begin) * 1000
        self.ask(lambda: self.program.explain.change({"score": SCORE}))

    def wait(self, condition: Callable[[], bool]) -> None:
        """Lets the window live until something is so."""
        if not answer_events(condition, TIMEOUT_S):
            raise SystemExit(f"The window did not answer for {TIMEOUT_S} s.")

    def ask(self, act: Callable[[], object]) -> float:
        """Returns the milliseconds from something that needs an answer until that is painted."""
        before: Explained | None = self.program.explain.explained
        begin = time.perf_counter()
        act()
        self.wait(lambda: self.program.explain.explained is not before)
        self.window.repaint()
        return (time.perf_counter() - begin) * 1000

    def do(self, act: Callable[[], object]) -> float:
        """Returns the milliseconds from something that is answered at once until it is painted."""
        begin = time.perf_counter()
        act()
        self.window.repaint()
        return (time.perf_counter() - begin) * 1000

    def panel(self, kind: type[DetectionTab] | type[HeatTab]) -> object:
        """Brings a tab to the front and returns its panel."""
        tab = next(tab for tab in self.program.explain.tabs if isinstance(tab, kind))
        self.program.explain.bring_forward(tab)
        QCoreApplication.processEvents()
        return tab.panel


def main() -> None:
    """Prints the answer."""
    with tempfile.TemporaryDirectory() as folder, open_program(Path(folder)) as program:
        bench = Bench(program)
        figures = [*of_detections(bench), *of_heat(bench)]
    print(f"{PICTURE}, first explanation with the pass of the network: {bench.first_ms:.0f} ms")
    record(figures)


def of_detections(bench: Bench) -> list[Figure]:
    """Choosing detections, frames of a decoding, thresholds."""
    panel = bench.panel(DetectionTab)
    assert isinstance(panel, ExplainDetectionPanel)
    choices = panel.choices.choices()
    chosen = [bench.do(lambda at=at: panel.choices.chosen.emit(choices[at % len(choices)])) for at in range(ROUNDS)]
    frames = [bench.do(lambda at=at: panel.detection.progress_changed.emit(at % 30 / 10)) for at in range(ROUNDS)]
    sliders = [bench.ask(lambda at=at: panel.thresholds.nms_iou_changed.emit(0.3 + at / 100)) for at in range(ROUNDS)]
    scores = [bench.ask(lambda at=at: panel.thresholds.score_changed.emit(0.2 + at / 100)) for at in range(ROUNDS)]
    return [
        figure(f"a detection chosen of {len(choices)}, painted", chosen, "50 ms"),
        figure("a frame of the decoding", frames, "16 ms"),
        figure("another NMS IoU, explained and painted", sliders, "100 ms"),
        figure("another score, explained and painted", scores, "100 ms"),
    ]


def of_heat(bench: Bench) -> list[Figure]:
    """Other feature maps."""
    panel = bench.panel(HeatTab)
    assert isinstance(panel, ExplainHeatPanel)
    bench.wait(lambda: bench.program.explain.explained is not None and bench.program.explain.explained.heat is not None)
    maps = panel.feature_map.count()
    first = panel.feature_map.currentIndex()
    heats = [bench.ask(lambda at=at: panel.feature_map.setCurrentIndex((first + at) % maps)) for at in range(1, ROUNDS)]
    return [figure("another feature map as heat, painted", heats, "50 ms")]


def figure(what: str, taken: list[float], aim: str) -> Figure:
    """Returns the median of some times, the worst in words."""
    return Figure(f"{what} (worst {max(taken):.0f})", statistics.median(taken), "ms", aim=aim)


if __name__ == "__main__":
    main()
