"""How long do the statistics of 10,000 images take, and does the window stay alive meanwhile?

The folder is that of ``bench_folder``: five boxes in nine images of ten. Printed: seconds to read and to count without
a window; then in the real window the seconds until the figures are shown, those after an edit, and the longest wait
of an event while both are done.

    python -m benchmarks.bench_statistics [--images 10000]
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from benchmarks.bench_folder import DelayMeter, make_small, start_program, wait_until
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.counted_image import read_counted_images
from ssd_desktop.annotation.data_folder import open_data_folder
from ssd_desktop.annotation.statistics import statistics_of
from ssd_desktop.app import make_application
from ssd_desktop.gui.garbage import GarbageCollector
from ssd_desktop.gui.settings import Settings
from ssd_desktop.gui.workers.thread import stop_all_threads


def measure_alone(folder: Path) -> None:
    """Prints seconds of reading and of counting."""
    start = time.perf_counter()
    images = read_counted_images(open_data_folder(folder).entries())
    read_s = time.perf_counter() - start
    start = time.perf_counter()
    found = statistics_of(images)
    count_s = time.perf_counter() - start
    print(f"{found.images:,} images, {found.objects:,} objects: read in {read_s:.2f} s, counted in {count_s:.2f} s")


def measure_window(folder: Path, settings_folder: Path) -> None:
    """Prints seconds until figures are shown, and what an event had to wait."""
    program = start_program(settings_folder, ahead=True)
    known: list[bool] = []
    program.images.statuses_known.connect(lambda: known.append(True))
    program.media.open(str(folder))
    wait_until(lambda: bool(known) and program.annotate.image is not None)
    panel, meter = program.statistics.panel, DelayMeter()
    program.statistics.dock.toggleViewAction().trigger()
    shown_s = wait_until(lambda: panel.found is not None)
    meter.stop()
    print(f"figures shown after {shown_s:.2f} s, longest wait of an event {meter.longest_ms:.0f} ms")
    before, meter = panel.found, DelayMeter()
    program.annotate.add_box(Box(5, 5, 60, 60), "another")
    again_s = wait_until(lambda: panel.found is not before)
    meter.stop()
    print(f"figures after an edit {again_s:.2f} s later, longest wait of an event {meter.longest_ms:.0f} ms")
    program.window.close()


def main() -> int:
    """Runs the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--images", type=int, default=10_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as text:
        folder = Path(text)
        make_small(folder / "small", options.images)
        measure_alone(folder / "small")
        application = make_application(Settings(folder / "settings.ini"))
        garbage = GarbageCollector(application)
        measure_window(folder / "small", folder)
        garbage.stop()
        stop_all_threads(5000)
    return 0


if __name__ == "__main__":
    sys.exit(main())
