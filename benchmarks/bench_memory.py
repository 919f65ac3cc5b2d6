"""Does the memory of the window stay flat while a video is detected in, and while images are browsed?

The real window with the detector on. A video is played over and over for ``--minutes``; then the next image is asked
for ``--images`` times in a folder of as many, each as soon as the one before was detected in: hard links to the
pictures of ``DATA`` with their Pascal VOC files, without it to labelled pictures of 1,920 x 1,280 pixels. Resident
memory is sampled at each picture that got its detections; what counts is how much more it is at the end than once it
had settled (``memory_growth.py``), whatever else the machine does. ``--types`` tells which objects became more.

    python -m benchmarks.bench_memory [DATA] [--minutes 2] [--images 200] [--detector FILE] [--types]

The aim of under 5 % holds for ``--minutes 120 --images 2000``. The window keeps up to 384 MB of decoded images, which
must be full before the middle: 52 of those 1,920 pixels wide, but 800 of the size of small photographs.
"""

import argparse
import gc
import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QObject

from benchmarks.bench_video import make_video
from benchmarks.figures import Figure, record
from benchmarks.memory_growth import memory_growth
from benchmarks.window import open_program, show, wait
from ssd_desktop.annotation.annotation import AnnotatedObject, ImageAnnotation
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.formats.voc_writer import voc_xml_content
from ssd_desktop.app import Program
from ssd_desktop.media.image_file import read_image, write_image
from ssd_desktop.media.opencv import cv2
from ssd_desktop.resources import resource_path

GROWTH_BUDGET_PERCENT = 5.0
_VIDEO_S = 20.0
_SIZE = (1920, 1280)
_PATIENCE_S = 30.0


def resident_mb() -> float:
    """Returns the resident memory of this process (Linux)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def object_counts(program: Program) -> Counter[str]:
    """Counts QObjects of the window by class, and what Python's collector knows by type, after a collection."""
    gc.collect()
    counts = Counter(f"QObject {one.metaObject().className()}" for one in program.window.findChildren(QObject))
    counts.update(type(one).__name__ for one in gc.get_objects())
    return counts


@contextmanager
def measured(name: str, program: Program, *, types: bool) -> Iterator[None]:
    """Records how memory grew inside the block, and prints which objects became more where ``types``."""
    before = object_counts(program) if types else Counter[str]()
    megabytes: list[float] = []
    sampling = program.media.settled.connect(lambda picture, _: megabytes.append(resident_mb()))
    yield
    program.media.settled.disconnect(sampling)
    growth = memory_growth(megabytes or [resident_mb()])
    aim = f"under {GROWTH_BUDGET_PERCENT:g} %"
    ends = f"from {growth.start_mb:,.0f} to {growth.end_mb:,.0f} MB"
    record([Figure(f"growth of memory, {name}, {ends}", growth.percent, "%", aim=aim)])
    until = "it had not settled in the middle" if not growth.settled else f"settled after {growth.warm_up:.0%} of it"
    print(f"  {until}")
    if types:
        more = object_counts(program) - before
        print("\n".join(f"  {count:+8,} {kind}" for kind, count in more.most_common(20)))


def use(program: Program, detector: Path) -> None:
    """Waits until a detector is in use."""
    program.detect.load(detector)
    if not wait(lambda: program.detect.model is not None and Path(program.detect.model.path) == detector, _PATIENCE_S):
        raise SystemExit(f"{detector} was not loaded")


def play(program: Program, video: Path, seconds: float) -> int:
    """Plays a video from its start whenever it ended; returns the frames that got their detections."""
    frames: list[int] = []
    connection = program.media.settled.connect(lambda picture, _: frames.append(1))
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        program.media.open(str(video))
        wait(lambda: program.media.session.shown is not None, _PATIENCE_S)
        if not program.media.session.playing:
            program.media.toggle_playing()
        wait(lambda: not program.media.session.playing or time.monotonic() > end, 2 * _VIDEO_S)
    if program.media.session.playing:
        program.media.toggle_playing()
    program.media.settled.disconnect(connection)
    return len(frames)


def browse(program: Program, folder: Path, count: int) -> int:
    """Goes through the images of a folder, each until it was detected in; returns how many got that far."""
    settled: list[int] = []
    connection = program.media.settled.connect(lambda picture, _: settled.append(1))
    program.media.open(str(folder))
    wait(lambda: bool(settled), _PATIENCE_S)
    for _ in range(count - 1):
        before = len(settled)
        program.media.next_image()
        _wait_quickly(lambda before=before: len(settled) > before)
    program.media.settled.disconnect(connection)
    return len(settled)


def _wait_quickly(condition: Callable[[], bool]) -> None:
    if not wait(condition, _PATIENCE_S):
        raise SystemExit("the next image was not shown")


def make_images(folder: Path) -> Path:
    """Writes enlarged samples with five boxes each."""
    folder.mkdir()
    boxes = tuple(AnnotatedObject("card", Box(200 * place, 50, 200 * place + 150, 400)) for place in range(5))
    for sample in sorted(resource_path("samples").glob("*.jpg")):
        image = folder / sample.name
        write_image(image, cv2.resize(read_image(sample).pixels_rgb, _SIZE))
        content = voc_xml_content(image.with_suffix(".xml"), ImageAnnotation(boxes, *_SIZE), image_path=image)
        image.with_suffix(".xml").write_bytes(content)
    return folder


def link_images(data: Path, folder: Path, count: int) -> None:
    """Makes a folder of so many images of a Pascal VOC data set, with their labels."""
    folder.mkdir()
    images = sorted(path for path in data.rglob("*") if path.suffix.lower() in (".jpg", ".jpeg", ".png"))
    labels = {path.stem: path for path in data.rglob("*.xml")}
    for number in range(count):
        image = images[number % len(images)]
        for source in (image, labels.get(image.stem)):
            if source is not None:
                _link(source, folder / f"{number:05d}{source.suffix}")


def _link(source: Path, target: Path) -> None:
    try:
        target.hardlink_to(source)
    except OSError:  # another disk
        shutil.copyfile(source, target)


def main() -> int:
    """Runs the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", nargs="?", type=Path)
    parser.add_argument("--minutes", type=float, default=2.0, help="of video (default: 2)")
    parser.add_argument("--images", type=int, default=200, help="browsed (default: 200)")
    parser.add_argument("--detector", type=Path, help="in place of the one that the program starts with")
    parser.add_argument("--types", action="store_true", help="print which objects became more")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as text:
        folder = Path(text)
        make_video(folder / "samples.mp4", _VIDEO_S)
        link_images(args.data or make_images(folder / "made"), folder / "images", args.images)
        with open_program(folder) as program:
            show(program)
            if args.detector is not None:
                use(program, args.detector)
            with measured(f"{args.minutes:g} min of video", program, types=args.types):
                print(f"{play(program, folder / 'samples.mp4', 60 * args.minutes):,} frames detected in")
            with measured(f"{args.images:,} images browsed", program, types=args.types):
                print(f"{browse(program, folder / 'images', args.images):,} images detected in")
    return 0


if __name__ == "__main__":
    sys.exit(main())
