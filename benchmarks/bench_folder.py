"""How soon is a folder of 10,000 images there, and how soon the next image?

The real window, without a detector, on a temporary folder of small JPEGs, nine in ten of them with a Pascal VOC file.
Printed: seconds from asking for the folder until its list is shown, until the first picture is, and until it is known
of every image how far it is labelled; the longest wait of an event meanwhile; what the process has needed of memory.
Then, on ``--large`` photos of 12 megapixels, milliseconds from asking for the next picture until it is shown, with the
neighbours read ahead and without, in turns; their ratio is what reading ahead brings.

    python -m benchmarks.bench_folder [--images 10000] [--large 12] [--think 0.6]
"""

import argparse
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import cv2
import numpy as np
from PySide6.QtCore import QCoreApplication, QTimer

from ssd_desktop.annotation.annotation import AnnotatedObject, ImageAnnotation
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.formats.voc_writer import voc_xml_content
from ssd_desktop.app import Program, make_application
from ssd_desktop.gui.garbage import GarbageCollector
from ssd_desktop.gui.settings import Settings
from ssd_desktop.gui.workers.thread import stop_all_threads

LIST_BUDGET_S, NEXT_BUDGET_MS = 2.0, 100.0
_WAIT_S = 300.0
_TICK_MS = 5


def encoded(width: int, height: int, seed: int) -> bytes:
    """Returns a JPEG of soft blobs, about as large as a photo of its size."""
    blobs = np.random.default_rng(seed).integers(0, 256, (height // 16, width // 16, 3), np.uint8)
    return bytes(cv2.imencode(".jpg", cv2.resize(blobs, (width, height)))[1].tobytes())


def make_small(folder: Path, count: int) -> None:
    """Writes images of 320 x 240 and annotations of five boxes for nine in ten."""
    folder.mkdir()
    kinds = [encoded(320, 240, seed) for seed in range(20)]
    boxes = tuple(AnnotatedObject(f"class {place}", Box(10 * place, 5, 10 * place + 40, 90)) for place in range(5))
    annotation = ImageAnnotation(boxes, 320, 240)
    for number in range(count):
        image = folder / f"IMG_{number}.jpg"
        image.write_bytes(kinds[number % len(kinds)])
        if number % 10:
            xml = image.with_suffix(".xml")
            xml.write_bytes(voc_xml_content(xml, annotation, image_path=image))


def make_large(folder: Path, count: int) -> None:
    """Writes images of 12 megapixels."""
    folder.mkdir()
    for number in range(count):
        (folder / f"photo {number}.jpg").write_bytes(encoded(4000, 3000, number % 3))


def wait_until(done: Callable[[], bool]) -> float:
    """Lets the window live until ``done``; returns the seconds that took."""
    start = time.perf_counter()
    while not done():
        if time.perf_counter() - start > _WAIT_S:
            raise SystemExit(f"Nothing happened for {_WAIT_S:.0f} s.")
        QCoreApplication.processEvents()
        time.sleep(0.001)
    return time.perf_counter() - start


class DelayMeter:
    """Notes how much later than 5 ms a timer ticks, at most."""

    def __init__(self) -> None:
        self.longest_ms = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(interval=_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest_ms = max(self.longest_ms, (now - self._last) * 1000 - _TICK_MS)
        self._last = now


def measure_opening(program: Program, folder: Path, count: int) -> bool:
    """Opens a folder and prints how soon what is there; returns whether the list was in time."""
    shown: list[Path] = []
    known: list[bool] = []
    program.media.shown.connect(lambda picture: shown.append(Path(picture.media.value)))
    program.images.statuses_known.connect(lambda: known.append(True))
    panel = program.window.images_panel
    meter, start = DelayMeter(), time.perf_counter()
    program.media.open(str(folder))
    listed_s = wait_until(lambda: panel.listed_count() == count)
    wait_until(lambda: bool(shown))
    first_s = time.perf_counter() - start
    wait_until(lambda: bool(known))
    known_s = time.perf_counter() - start
    meter.stop()
    print(f"{count:,} images: list shown after {listed_s:.2f} s, first picture after {first_s:.2f} s")
    print(f"status of all known after {known_s:.2f} s ({1000 * known_s / count:.2f} ms an image)")
    print(f"longest wait of an event meanwhile {meter.longest_ms:.0f} ms")
    return listed_s <= LIST_BUDGET_S


def next_latency_ms(program: Program, folder: Path, think_s: float) -> list[float]:
    """Goes through a folder and returns how long each next picture took."""
    shown: list[Path] = []
    connection = program.media.shown.connect(lambda picture: shown.append(Path(picture.media.value)))
    program.media.open(str(folder))
    wait_until(lambda: bool(shown) and program.window.images_panel.listed_count() == len(list(folder.glob("*.jpg"))))
    times = []
    for _ in range(program.window.images_panel.listed_count() - 1):
        begin = time.perf_counter()
        wait_until(lambda begin=begin: time.perf_counter() - begin > think_s)
        count, begin = len(shown), time.perf_counter()
        program.media.next_image()
        wait_until(lambda count=count: len(shown) > count)
        times.append(1000 * (time.perf_counter() - begin))
    program.media.shown.disconnect(connection)
    return times


def start_program(folder: Path, *, ahead: bool) -> Program:
    """Starts a window; without reading ahead its wishes lead nowhere."""
    settings = Settings(folder / "settings.ini")
    settings.detecting = False
    program = Program(settings)
    if not ahead:
        program.images.stop()
    program.window.show()
    program.media.start()
    if ahead:
        program.images.start()
    return program


def measure_next(folder: Path, settings_folder: Path, think_s: float) -> bool:
    """Prints what reading ahead brings; returns whether the next picture came in time."""
    medians = {}
    for ahead in (False, True):
        program = start_program(settings_folder, ahead=ahead)
        times = next_latency_ms(program, folder, think_s)
        medians[ahead] = statistics.median(times)
        name = "with" if ahead else "without"
        print(f"next picture {name} reading ahead: median {medians[ahead]:.0f} ms, longest {max(times):.0f} ms")
        program.window.close()
    print(f"ratio {medians[True] / medians[False]:.2f}")
    return medians[True] <= NEXT_BUDGET_MS


def main() -> int:
    """Runs the benchmark; the exit code says whether both budgets were kept."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--images", type=int, default=10_000)
    parser.add_argument("--large", type=int, default=12)
    parser.add_argument("--think", type=float, default=0.6, help="seconds the user looks at a picture")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as text:
        folder = Path(text)
        make_small(folder / "small", options.images)
        make_large(folder / "large", options.large)
        application = make_application(Settings(folder / "settings.ini"))
        garbage = GarbageCollector(application)
        before_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        program = start_program(folder, ahead=True)
        garbage.spare()
        in_time = measure_opening(program, folder / "small", options.images)
        peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"peak memory {peak_mb:.0f} MB, {before_mb:.0f} MB of them before the window was made")
        program.window.close()
        in_time &= measure_next(folder / "large", folder, options.think)
        print(f"peak memory with the large ones {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
        garbage.stop()
        stop_all_threads(5000)
    print("within the budgets" if in_time else "NOT within the budgets")
    return 0 if in_time else 1


if __name__ == "__main__":
    sys.exit(main())
