"""How good is a detector fine-tuned on few images? Our recipe, changes of it, and torchvision's, on the same images.

    python -m benchmarks.compare_fine_tune DATA... --images 10 30 --seeds 3 --steps 150 --freeze conv4_3 \
        --vary ema:ema_decay=0.99 --vary smooth:loss.label_smoothing=0.1 --peer --results results.jsonl

DATA are VOC folders; training takes that many images of the split ``train`` (``trainval`` where there is one; 0: all),
the same for every row and another choice for each seed; figures are COCO's AP on the split ``test`` with up to 200
detections an image. Each run adds a line to the results file; runs already there are not done again, so that a table
can grow over several calls. The table gives the mean over the seeds and, in brackets, lowest and highest.
"""

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch

from benchmarks.torchvision_training import train_torchvision
from ssd_desktop.annotation.data_folder import open_data_folder
from ssd_desktop.checkpoints.builder import build_model, new_model
from ssd_desktop.checkpoints.checkpoint import load_checkpoint
from ssd_desktop.data.dataset import load_dataset
from ssd_desktop.data.loader import TrainingLoader
from ssd_desktop.data.plan_choice import choose_plan
from ssd_desktop.data.types import Dataset
from ssd_desktop.evaluation.evaluator import evaluate
from ssd_desktop.inference.predictor import Predictor
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.config_file import with_settings
from ssd_desktop.training.optimizer import REFERENCE_BATCH
from ssd_desktop.training.trainer import train
from ssd_desktop.training.training_data import TrainingData

PEER = "torchvision"
BASELINE = "fine-tune"
DETECTIONS = 200


@dataclass(frozen=True)
class Run:
    """One training to do: a data set, so many of its images, a row of the table and a seed."""

    data: Path
    images: int
    row: str
    seed: int

    def key(self, settings: list[str]) -> dict[str, Any]:
        return {"data": self.data.name, "images": self.images, "row": self.row, "seed": self.seed, "set": settings}


def main() -> int:
    args = parse()
    rows = {BASELINE: []} | {
        name: changes.split(",") for name, _, changes in (text.partition(":") for text in args.vary)
    }
    common = [f"steps={args.steps}", f"freeze={args.freeze}", f"init={args.init}", *args.set]
    if args.peer:
        rows[PEER] = []
    if args.only:
        rows = {name: changes for name, changes in rows.items() if name in args.only}
    done = list(read_results(args.results))
    for run in runs_of(args, rows):
        key = run.key([*common, *rows[run.row]])
        if not any(all(line[name] == value for name, value in key.items()) for line in done):
            done.append(key | measure(run, key["set"]))
            with args.results.open("a", encoding="utf-8") as stream:
                stream.write(json.dumps(done[-1]) + "\n")
    print_table(done)
    return 0


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", nargs="+", type=Path)
    parser.add_argument("--images", nargs="+", type=int, default=[10, 30])
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--steps", type=int, default=150)
    parser.add_argument("--freeze", default="conv4_3")
    parser.add_argument("--init", default="vgg16")
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="for every row of ours")
    parser.add_argument("--vary", action="append", default=[], metavar="NAME:KEY=VALUE,...", help="one more row")
    parser.add_argument("--only", nargs="+", help="names of rows")
    parser.add_argument("--peer", action="store_true", help="train torchvision's network by its recipe too")
    parser.add_argument("--results", type=Path, default=Path("fine_tune.jsonl"))
    return parser.parse_args()


def runs_of(args: argparse.Namespace, rows: dict[str, list[str]]) -> Iterator[Run]:
    for seed in range(args.seeds):
        for images in args.images:
            for data in args.data:
                yield from (Run(data, images, row, seed) for row in rows)


def read_results(path: Path) -> Iterator[dict[str, Any]]:
    if path.is_file():
        yield from (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())


def measure(run: Run, settings: list[str]) -> dict[str, float]:
    train_split = "trainval" if "trainval" in open_data_folder(run.data).splits() else "train"
    images = some_images(load_dataset(run.data, split=train_split), run.images, run.seed)
    test = load_dataset(run.data, split="test", classes=images.classes)
    config = replace(with_settings(TrainingConfig(), settings), seed=run.seed)
    began = time.perf_counter()
    predictor = torchvision_predictor(config, images) if run.row == PEER else our_predictor(config, images)
    minutes = (time.perf_counter() - began) / 60
    result = evaluate(predictor, test, metric="coco", max_detections=DETECTIONS)
    tell(f"{run}: AP50 {100 * (result.ap50 or 0):.1f}, AP {100 * result.map:.1f}, {minutes:.1f} min")
    return {"ap50": result.ap50 or 0.0, "ap": result.map, "minutes": minutes}


def some_images(dataset: Dataset, count: int, seed: int) -> Dataset:
    """Returns ``count`` images drawn from the seed, the same for every row; 0: all."""
    if not count:
        return dataset
    chosen = np.random.default_rng([seed, count]).choice(len(dataset), count, replace=False)
    return replace(dataset, samples=tuple(dataset.samples[index] for index in sorted(chosen)))


def our_predictor(config: TrainingConfig, images: Dataset) -> Predictor:
    with tempfile.TemporaryDirectory() as folder:
        run = Path(folder) / "run"
        result = train(config, TrainingData(images), run_folder=run, emit=lambda event: None)
        model = build_model(load_checkpoint(Path(str(result.checkpoint)))).eval()
    return Predictor(model, torch.device("cpu"))


def torchvision_predictor(config: TrainingConfig, images: Dataset) -> Predictor:
    plan = choose_plan(images).chosen.plan
    batch = next(TrainingLoader(images, batch_size=8, seed=config.seed, workers=0).epoch(0)).images
    start = new_model(images.classes, plan, config.init, seed=config.seed, sample_batch=batch).model
    batch_size = config.batch_size or 8
    # torchvision's rate for 32 images, scaled as ours is.
    rate = 2e-3 * batch_size / REFERENCE_BATCH
    model = train_torchvision(
        start, images, steps=config.steps, batch_size=batch_size, learning_rate=rate,
        freeze=config.freeze, seed=config.seed, tell=tell,
    )  # fmt: skip
    return Predictor(model, torch.device("cpu"))


def print_table(lines: list[dict[str, Any]]) -> None:
    groups: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for line in lines:
        groups.setdefault((line["data"], line["images"], line["row"], tuple(line["set"])), []).append(line)
    print("| data | images | row | seeds | AP50 | AP50:95 | minutes | settings |\n|---|---|---|---|---|---|---|---|")
    for (data, images, row, settings), runs in groups.items():
        cells = [spread([100 * run[name] for run in runs]) for name in ("ap50", "ap")]
        minutes = statistics.median(run["minutes"] for run in runs)
        print(
            f"| {data} | {images or 'all'} | {row} | {len(runs)} | {' | '.join(cells)} | {minutes:.1f} "
            f"| {' '.join(settings)} |"
        )


def spread(values: list[float]) -> str:
    mean = f"{statistics.mean(values):.1f}"
    return mean if len(values) == 1 else f"{mean} ({min(values):.1f} to {max(values):.1f})"


def tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
