"""How many images a second does a training step take in, data included, against torchvision's step on the same images?

Both start from the same weights, decode and augment the same images of DATA (ours with its loader's threads,
torchvision's transforms in the loop as its reference scripts do with ``--workers 0``), in turn in the same run. Printed
are the median images a second and the ratio (above 1: ours is faster); with kept features, of epochs after the first.

    python -m benchmarks.bench_training [DATA] [--batch 8] [--steps 6] [--freeze none conv4_3] [--device cpu]
"""

import argparse
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import torch

from benchmarks.figures import Figure, record
from benchmarks.torchvision_training import TorchvisionTraining
from ssd_desktop.checkpoints.builder import new_model
from ssd_desktop.data.dataset import load_dataset
from ssd_desktop.data.loader import Batch, TrainingLoader
from ssd_desktop.data.plan_choice import choose_plan
from ssd_desktop.data.types import Dataset
from ssd_desktop.resources import resource_path
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.feature_store import FeatureStore
from ssd_desktop.training.preparation import Machine, Network


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", nargs="?", type=Path, default=resource_path("samples", "game_pieces"))
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--steps", type=int, default=6)
    parser.add_argument("--freeze", nargs="+", default=["none", "conv4_3"])
    parser.add_argument("--device", default="cpu")
    args = parser.parse_args()
    dataset = load_dataset(args.data, split="train")
    dataset = replace(dataset, samples=dataset.samples[: args.batch * (args.steps + 1)])
    for freeze in args.freeze:
        theirs, ours, kept = measure(dataset, freeze, args)
        what = f"training step with data, batch {args.batch}, {args.device}, frozen up to {freeze}"
        rates = {what: ours, f"{what}, kept features": kept}
        record(
            Figure(name, rate, "images/s", theirs, "torchvision", more_is_better=True)
            for name, rate in rates.items()
            if rate is not None
        )
    return 0


def measure(dataset: Dataset, freeze: str, args: argparse.Namespace) -> tuple[float, float, float | None]:
    """Returns images a second of torchvision, of ours, and of ours with kept features (None: not frozen)."""
    config = TrainingConfig(batch_size=args.batch, freeze=freeze, device=args.device)
    loader = TrainingLoader(dataset, batch_size=args.batch, workers=config.workers)
    plan = choose_plan(dataset).chosen.plan
    machine = Machine.choose(config)
    network = Network.new(
        config, dataset.classes, plan, machine=machine, tell=nothing, between=nothing,
        singles=TrainingLoader(dataset, batch_size=1, workers=0),
    )  # fmt: skip
    batch = next(loader.epoch(0)).images
    start = new_model(dataset.classes, plan, config.init, sample_batch=batch).model
    peer = TorchvisionTraining(start, dataset, batch_size=args.batch, freeze=freeze, seed=0, device=machine.device)
    ours, theirs = [], []
    with closing(loader.epoch(0)) as batches:
        for batch in batches:
            ours.append(seconds(lambda batch=batch: step(network, batch), machine.device))
            theirs.append(seconds(lambda: peer.step(1e-4), machine.device))
    kept = kept_features(network, loader, machine.device) if freeze != "none" else None
    rates = [args.batch / statistics.median(taken[1:]) for taken in (theirs, ours)]
    return rates[0], rates[1], args.batch / kept if kept is not None else None


def kept_features(network: Network, loader: TrainingLoader, device: torch.device) -> float:
    """Returns the median seconds of a step whose features are all known."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "features.bin"
        store = FeatureStore(memory_bytes=1 << 33, file_bytes=0, path=path, device=device)
        loader.repeat_views(1, store.__contains__)
        network.step.kept_features = store
        list(timed_epoch(network, loader, 1, device))
        return statistics.median(list(timed_epoch(network, loader, 1, device))[1:])


def timed_epoch(network: Network, loader: TrainingLoader, number: int, device: torch.device) -> Iterator[float]:
    with closing(loader.epoch(number)) as batches:
        for batch in batches:
            yield seconds(lambda batch=batch: step(network, batch), device)


def step(network: Network, batch: Batch) -> None:
    network.step(batch, step=1, learning_rate=1e-4, between=nothing)


def nothing(*_: object) -> None:
    """Hears messages and waits for nobody."""


def seconds(work, device: torch.device) -> float:
    began = time.perf_counter()
    work()
    if device.type == "cuda":
        torch.cuda.synchronize()
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
