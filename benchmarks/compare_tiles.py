"""Do tiles find small objects in large pictures, and what do they cost?

Makes 2000 x 1500 pictures, always the same ones, by pasting shrunk photos of a labelled folder onto a table without
overlap, so that their objects are small. Detects on the whole pictures and on tiles of several sides, and prints
AP50 (VOC area), AP75 and the time a picture (on a processor its own, so that other programs do not count) as a ratio
to that of the whole picture in the same run. Ends with 1 when tiles of every side are worse than none.

    python -m benchmarks.compare_tiles DATA --split test
"""

import argparse
import sys
import time
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ssd_desktop.annotation.tile_grid import Tiling, view_regions
from ssd_desktop.data.dataset import load_dataset
from ssd_desktop.data.sample_pixels import read_pixels
from ssd_desktop.data.types import Dataset, Sample
from ssd_desktop.evaluation.coco import coco_ap
from ssd_desktop.evaluation.voc import mean_ap, voc_ap
from ssd_desktop.inference.predictor import Predictor
from ssd_desktop.inference.tiles import TiledPredictor
from ssd_desktop.media.opencv import cv2
from ssd_desktop.media.types import RgbImage

WIDTH, HEIGHT = 2000, 1500
TABLE_RGB = (96, 108, 92)
TABLE_NOISE = 10.0
TRIALS = 40
"""Places tried for a photo before it is left out of a picture."""

Picture = tuple[Sample, RgbImage]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="labelled folder whose classes the model knows")
    parser.add_argument("--split")
    parser.add_argument("--model", default="shipped")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--pictures", type=int, default=10)
    parser.add_argument("--photos", type=int, default=24, help="photos pasted into a picture at most")
    parser.add_argument("--photo-side", type=int, nargs=2, default=(150, 300), help="longer side in px, least and most")
    parser.add_argument("--sides", nargs="+", type=int, default=[300, 450, 600, 900], help="sides of the tiles in px")
    args = parser.parse_args()

    first = Predictor.load(args.model, device=args.device)
    dataset = load_dataset(args.data, split=args.split, classes=first.config.classes)
    rng = np.random.default_rng(0)
    pictures = [compose(dataset, rng, photos=args.photos, sides=args.photo_side) for _ in range(args.pictures)]
    objects = np.concatenate([sample.boxes_xyxy[:, 2:] - sample.boxes_xyxy[:, :2] for sample, _ in pictures])
    side = np.median(np.sqrt(objects.prod(axis=1)))
    print(f"{len(pictures)} pictures of {WIDTH} x {HEIGHT} px, {len(objects)} objects, median side {side:.0f} px")
    print(f"{'tiles':>6}  views  AP50 %  AP75 %  s/picture  time ratio")
    whole = measure("none", first, pictures, dataset.classes)
    tiled = [
        measure(str(side), TiledPredictor(first, Tiling(side)), pictures, dataset.classes, whole[1])
        for side in args.sides
    ]
    return 0 if max(ap50 for ap50, _ in tiled) > whole[0] else 1


def compose(dataset: Dataset, rng: np.random.Generator, *, photos: int, sides: tuple[int, int]) -> Picture:
    """Returns a picture with shrunk photos of a data set and where their objects lie in it."""
    noise = rng.normal(0, TABLE_NOISE, (HEIGHT, WIDTH, 1))
    canvas = (np.array(TABLE_RGB) + noise).clip(0, 255).astype(np.uint8)
    taken = np.zeros((HEIGHT, WIDTH), bool)
    parts: list[tuple[Sample, npt.NDArray[np.float32]]] = []
    for index in rng.choice(len(dataset), size=min(photos, len(dataset)), replace=False):
        sample = dataset.samples[index]
        scale = rng.uniform(*sides) / max(sample.width, sample.height)
        width, height = round(sample.width * scale), round(sample.height * scale)
        corner = _free_place(taken, width, height, rng)
        if corner is None:
            continue
        x, y = corner
        shrunk = cv2.resize(read_pixels(sample), (width, height), interpolation=cv2.INTER_AREA)
        canvas[y : y + height, x : x + width] = shrunk
        taken[y : y + height, x : x + width] = True
        stretch = np.array([width / sample.width, height / sample.height] * 2)
        parts.append((sample, (sample.boxes_xyxy * stretch + [x, y, x, y]).astype(np.float32)))
    made = Sample(
        image_path=Path("composed.png"),
        annotation_path=Path("composed.xml"),
        width=WIDTH,
        height=HEIGHT,
        boxes_xyxy=np.concatenate([boxes for _, boxes in parts]),
        labels=np.concatenate([sample.labels for sample, _ in parts]),
        difficult=np.concatenate([sample.difficult for sample, _ in parts]),
        ignore=np.concatenate([sample.ignore for sample, _ in parts]),
        crowd=np.concatenate([sample.crowd for sample, _ in parts]),
    )
    return made, canvas


def _free_place(
    taken: npt.NDArray[np.bool_], width: int, height: int, rng: np.random.Generator
) -> tuple[int, int] | None:
    for _ in range(TRIALS):
        x, y = int(rng.integers(WIDTH - width)), int(rng.integers(HEIGHT - height))
        if not taken[y : y + height, x : x + width].any():
            return x, y
    return None


def measure(
    name: str,
    detector: Predictor | TiledPredictor,
    pictures: list[Picture],
    classes: tuple[str, ...],
    seconds_of_whole: float | None = None,
) -> tuple[float, float]:
    """Prints a row; returns AP50, 0 to 1, and seconds a picture."""
    detector.detect(pictures[0][1][:32, :32])
    clock = time.process_time if detector.device_label.startswith("Processor") else time.perf_counter
    begin = clock()
    found = [detector.detect(pixels) for _, pixels in pictures]
    seconds = (clock() - begin) / len(pictures)
    samples = [sample for sample, _ in pictures]
    ap50 = mean_ap(voc_ap(found, samples, classes, metric="voc")) or 0.0
    ap75 = coco_ap(found, samples, classes, max_detections=1000).ap75 or 0.0
    views = len(view_regions(WIDTH, HEIGHT, detector.tiling)) if detector.tiling else 1
    ratio = seconds / (seconds_of_whole or seconds)
    print(f"{name:>6}  {views:>5}  {ap50 * 100:6.1f}  {ap75 * 100:6.1f}  {seconds:9.2f}  {ratio:10.1f}", flush=True)
    return ap50, seconds


if __name__ == "__main__":
    sys.exit(main())
