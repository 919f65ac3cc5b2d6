"""Which tracker carries a box through the next frames of the shared videos better: median flow or TrackerMIL?

The videos have no labels. Boxes were placed by looking at frames; each is followed forward over ``--frames`` frames (or
until the object has left the picture) and from there back to the start. The round trip error is the way of the box's
centre between start and return, and the IoU of the two; how far both trackers agree is the IoU of their boxes in the
frame farthest from the start that both reached. Times are of the same run, as a ratio.

    python -m benchmarks.compare_trackers [VIDEOS] [--frames 30]
"""

import argparse
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ssd_desktop.media.box_tracker import BoxLostError, BoxTracker, BoxXyxy
from ssd_desktop.media.median_flow import MedianFlowTracker
from ssd_desktop.media.mil_tracker import MilTracker
from ssd_desktop.media.types import RgbImage
from ssd_desktop.media.video_file import VideoFile

PLACED: tuple[tuple[str, int, BoxXyxy, str], ...] = (
    ("bottle-detection.mp4", 0, (56, 106, 122, 313), "bottle that stands"),
    ("bottle-detection.mp4", 396, (66, 106, 130, 312), "bottle in a hand"),
    ("bottle-detection.mp4", 924, (510, 106, 574, 314), "bottle before it is taken"),
    ("bottle-detection.mp4", 1056, (522, 48, 596, 242), "bottle in the air"),
    ("car-detection.mp4", 83, (272, 42, 428, 287), "white car from above"),
    ("car-detection.mp4", 209, (78, 99, 248, 430), "green car that drives"),
    ("car-detection.mp4", 209, (312, 109, 475, 391), "red car that drives"),
    ("car-detection.mp4", 335, (117, 104, 305, 432), "white car below"),
)


@dataclass(frozen=True)
class Way:
    """How a box was followed.

    Attributes:
        boxes: From the start on.
        ended: Why before the last frame; "" where it was not.
        seconds: For all of it.
    """

    boxes: list[BoxXyxy]
    ended: str
    seconds: float


def main() -> None:
    """Prints a row a box and tracker, then the sums."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "videos", nargs="?", type=Path, default=Path(__file__).parents[2] / "shared" / "data" / "videos"
    )
    parser.add_argument("--frames", type=int, default=30)
    options = parser.parse_args()
    makers: dict[str, Callable[[], BoxTracker]] = {"flow": MedianFlowTracker, "MIL": MilTracker}
    figures: dict[str, list[tuple[int, float, float, float]]] = {name: [] for name in makers}
    print(f"{'object':28}{'tracker':9}{'frames':>7}  {'ended':11}{'px':>7}{'IoU':>7}{'ms/frame':>10}{'agree':>7}")
    for video, start, box, name in PLACED:
        frames = read_frames(options.videos / video, start, options.frames + 1)
        ways = {key: follow(make(), frames, box) for key, make in makers.items()}
        reached = min(len(way.boxes) for way in ways.values()) - 1
        agreement = iou(*(way.boxes[reached] for way in ways.values()))
        for key, way in ways.items():
            figures[key].append(print_row(name, key, way, frames, makers[key], agreement))
    print_sums(figures)


def read_frames(path: Path, start: int, count: int) -> list[RgbImage]:
    """Returns frames of a video."""
    with VideoFile(path) as video:
        video.seek(start)
        found = [video.read() for _ in range(count)]
    return [frame.pixels_rgb for frame in found if frame is not None]


def follow(tracker: BoxTracker, frames: list[RgbImage], box: BoxXyxy) -> Way:
    """Follows a box through frames until it is lost."""
    began, boxes, ended = time.perf_counter(), [box], ""
    try:
        tracker.start(frames[0], box)
        for frame in frames[1:]:
            boxes.append(tracker.follow(frame))
    except BoxLostError as error:
        ended = error.reason
    return Way(boxes, ended, time.perf_counter() - began)


def print_row(
    name: str, key: str, way: Way, frames: list[RgbImage], make: Callable[[], BoxTracker], agreement: float
) -> tuple[int, float, float, float]:
    """Prints one row; returns frames followed, round trip error, IoU and ms a frame."""
    reached = len(way.boxes) - 1
    back = follow(make(), frames[reached::-1], way.boxes[-1])
    overlap, error = 0.0, float("nan")
    if len(back.boxes) == len(way.boxes):
        overlap, error = iou(way.boxes[0], back.boxes[-1]), distance(way.boxes[0], back.boxes[-1])
    ms = 1000 * (way.seconds + back.seconds) / max(reached + len(back.boxes) - 1, 1)
    ended = way.ended or ("back: " + back.ended if back.ended else "")
    print(f"{name:28}{key:9}{reached:7}  {ended:11}{error:7.2f}{overlap:7.3f}{ms:10.1f}{agreement:7.3f}")
    return reached, error, overlap, ms


def print_sums(figures: dict[str, list[tuple[int, float, float, float]]]) -> None:
    """Prints means over the boxes, and the ratio of the times."""
    for key, rows in figures.items():
        values = np.array(rows)
        print(
            f"{key}: {int(values[:, 0].sum())} frames followed, round trip {np.nanmedian(values[:, 1]):.2f} px "
            f"(median), IoU {values[:, 2].mean():.3f} (mean; lost on the way back counts 0), "
            f"{values[:, 3].mean():.1f} ms a frame"
        )
    flow, mil = (np.array(figures[key])[:, 3].mean() for key in ("flow", "MIL"))
    print(f"MIL takes {mil / flow:.1f} times as long as flow")


def iou(first: BoxXyxy, second: BoxXyxy) -> float:
    """Returns the intersection over union of two boxes."""
    width = min(first[2], second[2]) - max(first[0], second[0])
    height = min(first[3], second[3]) - max(first[1], second[1])
    inside = max(width, 0.0) * max(height, 0.0)
    areas = sum((box[2] - box[0]) * (box[3] - box[1]) for box in (first, second))
    return inside / (areas - inside)


def distance(first: BoxXyxy, second: BoxXyxy) -> float:
    """Returns the pixels between the centres of two boxes."""
    return float(np.hypot(*((second[i] + second[i + 2] - first[i] - first[i + 2]) / 2 for i in (0, 1))))


if __name__ == "__main__":
    main()
