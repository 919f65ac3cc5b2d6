"""Does a checkpoint find the same in torchvision, end to end: from the picture's pixels to boxes in them?

Writes the checkpoint out in torchvision's keys, runs both on each image, pairs detections by class, score and place,
and prints the largest differences. Ends with 1 when boxes differ by more than 0.01 px or scores by more than 1e-4.
Detections whose score is within 1e-5 of another's may change places; they are paired all the same.

    python -m benchmarks.compare_torchvision --model shipped resources/samples/*
"""

import argparse
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch

from ssd_desktop.annotation.image_folder import list_images
from ssd_desktop.checkpoints.builder import build_model
from ssd_desktop.checkpoints.catalog import find_model
from ssd_desktop.checkpoints.checkpoint import load_checkpoint
from ssd_desktop.checkpoints.torchvision import build_torchvision_model
from ssd_desktop.inference.predictor import Predictor
from ssd_desktop.inference.types import Detections
from ssd_desktop.media.image_file import read_image
from ssd_desktop.media.types import RgbImage

MOST_PIXELS, MOST_SCORE, NEAR_TIE = 0.01, 1e-4, 1e-5


@dataclass(frozen=True)
class Comparison:
    """Differences of one image: px, score, detections without a partner, and those among them that are near-ties."""

    detections: int
    box_error: float
    score_error: float
    unpaired: int
    near_ties: int


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("images", nargs="+", type=Path, help="images or folders of images")
    parser.add_argument("--model", default="shipped")
    parser.add_argument("--limit", type=int, help="images compared at most")
    args = parser.parse_args()

    checkpoint = load_checkpoint(find_model(args.model))
    ours = Predictor(build_model(checkpoint).eval(), torch.device("cpu"))
    theirs = build_torchvision_model(checkpoint)
    paths = [image for path in args.images for image in (list_images(path) if path.is_dir() else [path])]
    results, seconds = [], np.zeros(2)
    for path in paths[: args.limit]:
        picture = read_image(path).pixels_rgb
        result, taken = compare(ours, theirs, picture)
        results.append(result)
        seconds += taken
        print(
            f"{path.name}: {picture.shape[1]} x {picture.shape[0]}, {result.detections} detections, boxes "
            f"{result.box_error:.1e} px, scores {result.score_error:.1e}, unpaired {result.unpaired}, "
            f"of these near-ties {result.near_ties}"
        )
    return summary(results, seconds)


def compare(ours: Predictor, theirs: torch.nn.Module, picture: RgbImage) -> tuple[Comparison, npt.NDArray[np.float64]]:
    """Returns the differences on one picture, and the seconds that ours and theirs took."""
    times = [time.perf_counter()]
    found = ours.detect(picture)
    times.append(time.perf_counter())
    with torch.inference_mode():
        expected = theirs([torch.from_numpy(picture.copy()).permute(2, 0, 1).float() / 255])[0]
    times.append(time.perf_counter())
    return paired(found, *(expected[name].numpy() for name in ("boxes", "labels", "scores"))), np.diff(times)


def paired(
    found: Detections,
    boxes: npt.NDArray[np.float32],
    labels: npt.NDArray[np.int64],
    scores: npt.NDArray[np.float32],
) -> Comparison:
    """Gives each of our detections the nearest free one of theirs with the same class and nearly the same score."""
    free = np.ones(len(scores), bool)
    box_errors, score_errors, lonely = [0.0], [0.0], []
    for i, box in enumerate(found.boxes_xyxy):
        distance = np.abs(boxes - box).max(axis=1, initial=0)
        candidates = free & (labels == found.labels[i]) & (np.abs(scores - found.scores[i]) <= MOST_SCORE)
        if not candidates.any():
            lonely.append(float(found.scores[i]))
            continue
        best = int(np.where(candidates, distance, np.inf).argmin())
        free[best] = False
        box_errors.append(float(distance[best]))
        score_errors.append(float(abs(scores[best] - found.scores[i])))
    lonely += [float(score) for score in scores[free]]
    everything = np.concatenate((found.scores, scores))
    ties = sum(int((np.abs(everything - score) < NEAR_TIE).sum() > 1) for score in lonely)
    return Comparison(len(found), max(box_errors), max(score_errors), len(lonely), ties)


def summary(results: list[Comparison], seconds: npt.NDArray[np.float64]) -> int:
    """Prints the largest differences of all images; returns the exit code."""
    box_error = max((result.box_error for result in results), default=0.0)
    score_error = max((result.score_error for result in results), default=0.0)
    unpaired = sum(result.unpaired - result.near_ties for result in results)
    print(
        f"{len(results)} images, {sum(result.detections for result in results)} detections: largest difference of "
        f"boxes {box_error:.2e} px, of scores {score_error:.2e}; without a partner {unpaired}, "
        f"near-ties not counted {sum(result.near_ties for result in results)}"
    )
    print(f"time torchvision / ours: {seconds[1] / max(seconds[0], 1e-9):.2f}")
    return 0 if box_error <= MOST_PIXELS and score_error <= MOST_SCORE and unpaired == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
