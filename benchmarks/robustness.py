"""How much worse does a detector find its objects in worse pictures?

AP50 (VOC area) on a labelled split as it is, and with every picture blurred, noisy, dark, bright, compressed, turned
or shrunk, each mildly and strongly (``picture_conditions.py``), with the change against the plain pictures and the 95 %
interval of that change over draws of the images. Boxes turn with their picture: the upright boxes that enclose them,
which are larger than the objects, so that a part of what rotation costs is the boxes' own. The same every time.

    python -m benchmarks.robustness ../shared/data/playing_cards --split test [--engine openvino --precision bf16]
"""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.picture_conditions import Condition, conditions
from ssd_desktop.data.dataset import load_dataset
from ssd_desktop.data.types import Dataset
from ssd_desktop.evaluation.bootstrap import differences
from ssd_desktop.evaluation.collection import Collected, collect
from ssd_desktop.evaluation.evaluator import measure
from ssd_desktop.inference.engines.config import FP32, TORCH, EngineChoice
from ssd_desktop.inference.predictor import Predictor
from ssd_desktop.inference.types import Detections
from ssd_desktop.media.types import RgbImage
from ssd_desktop.ssd.config import NetworkConfig


def main() -> None:
    names = list(dict.fromkeys(condition.name for condition in conditions()))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="labelled folder whose classes the model knows")
    parser.add_argument("--split")
    parser.add_argument("--model", default="shipped")
    parser.add_argument("--device", default="auto")
    parser.add_argument("--engine", default=TORCH)
    parser.add_argument("--precision", default=FP32)
    parser.add_argument("--only", nargs="+", choices=names, default=names, help="kinds of conditions (default: all)")
    args = parser.parse_args()

    engine = EngineChoice(args.engine, args.precision)
    predictor = Predictor.load(args.model, device=args.device, engine=engine)
    dataset = load_dataset(args.data, split=args.split, classes=predictor.config.classes)
    print(f"{predictor.name}, {dataset.name}: {len(dataset)} images; {predictor.engine.choice.label}\n")
    tell(predictor, dataset, [condition for condition in conditions() if condition.name in args.only])


def tell(predictor: Predictor, dataset: Dataset, chosen: Sequence[Condition]) -> None:
    """Prints the table, a row as soon as it is known."""
    plain = collect(predictor, dataset, batch_size=1)
    print("| condition | strength | AP50, % | change (95 % interval) |\n| --- | --- | --- | --- |")
    print(f"| plain | | {100 * measure(plain).map:.1f} | |", flush=True)
    for condition in chosen:
        found = collect_under(condition, predictor, dataset)
        change = differences(plain, found).mean
        interval = f"{100 * change.value:+.1f} ({100 * change.low:+.1f} to {100 * change.high:+.1f})"
        row = (condition.name, condition.strength, f"{100 * measure(found).map:.1f}", interval)
        print(f"| {' | '.join(row)} |", flush=True)


def collect_under(condition: Condition, predictor: Predictor, dataset: Dataset) -> Collected:
    """Returns what is found in the worse pictures, with their ground truth."""
    found = collect(_Worse(predictor, condition), dataset, batch_size=1)
    return replace(found, samples=tuple(condition.sample(sample) for sample in found.samples))


class _Worse:
    """Shows a predictor worse pictures than it is given."""

    def __init__(self, predictor: Predictor, condition: Condition) -> None:
        self._predictor = predictor
        self._condition = condition

    @property
    def config(self) -> NetworkConfig:
        return self._predictor.config

    def detect_batch(self, images: list[RgbImage], /) -> list[Detections]:
        return self._predictor.detect_batch([self._condition.pixels(image) for image in images])


if __name__ == "__main__":
    main()
