"""How many images a second does a training step take in, data included, against torchvision's step on the same images?

Both start from the same weights, decode and augment the same images of DATA (ours with its loader's threads,
torchvision's transforms in the loop as its reference scripts do with ``--workers 0``), in turn in the same run. Printed
are the median images a second and the ratio (above 1: ours is faster); with kept features, of epochs after the first.

On CUDA batches of 32 and of 128 are measured; ours over a whole run of steps with the wait for its data, nothing being
waited for in between, and how often a step waits for the GPU is counted (``torch.cuda.set_sync_debug_mode``).

    python -m benchmarks.bench_training [DATA] [--batch 8] [--steps 6] [--freeze none conv4_3] [--device cpu]
"""

import argparse
import statistics
import sys
import time
import warnings
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
from ssd_desktop.data.gpu_batches import GpuBatches
from ssd_desktop.data.loader import Batch, TrainingLoader
from ssd_desktop.data.plan_choice import choose_plan
from ssd_desktop.data.types import Dataset
from ssd_desktop.resources import resource_path
from ssd_desktop.ssd.config import VGG_MEANS_RGB, BoxPlan
from ssd_desktop.ssd.default_boxes import make_default_boxes
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.feature_store import FeatureStore
from ssd_desktop.training.preparation import Machine, Network

WARM_UPS = 2


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", nargs="?", type=Path, default=resource_path("samples", "game_pieces"))
    parser.add_argument("--batch", type=int, nargs="+", help="default: 8, on CUDA 32 and 128")
    parser.add_argument("--steps", type=int, default=6)
    parser.add_argument("--freeze", nargs="+", default=["none", "conv4_3"])
    parser.add_argument("--device", default="cpu")
    args = parser.parse_args()
    dataset = load_dataset(args.data, split="train")
    for size in args.batch or ((32, 128) if args.device.startswith("cuda") else (8,)):
        for freeze in args.freeze:
            report(enough_of(dataset, size * (args.steps + WARM_UPS)), freeze, size, args.device)
    return 0


def enough_of(dataset: Dataset, images: int) -> Dataset:
    """Returns so many images; those of a small data set come again, decoded once."""
    return replace(dataset, samples=(dataset.samples * (1 + images // len(dataset)))[:images])


def report(dataset: Dataset, freeze: str, size: int, device: str) -> None:
    theirs, ours, kept = measure(dataset, freeze, size, device)
    what = f"training step with data, batch {size}, {device}, frozen up to {freeze}"
    rates = {what: ours, f"{what}, kept features": kept}
    record(
        Figure(name, rate, "images/s", theirs, "torchvision", more_is_better=True)
        for name, rate in rates.items()
        if rate is not None
    )


def measure(dataset: Dataset, freeze: str, size: int, device: str) -> tuple[float, float, float | None]:
    """Returns images a second of torchvision, of ours, and of ours with kept features (None: not frozen)."""
    config = TrainingConfig(batch_size=size, freeze=freeze, device=device)
    plan = choose_plan(dataset).chosen.plan
    machine = Machine.choose(config)
    plain = TrainingLoader(dataset, batch_size=min(size, 8), workers=0)
    singles = TrainingLoader(dataset, batch_size=1, workers=0)
    network = Network.new(
        config, dataset.classes, plan, machine=machine, tell=nothing, between=nothing, singles=singles
    )
    start = new_model(dataset.classes, plan, config.init, sample_batch=next(plain.epoch(0)).images).model
    peer = TorchvisionTraining(start, dataset, batch_size=size, freeze=freeze, seed=0, device=machine.device)
    on_cuda = machine.device.type == "cuda"
    gpu = packed(plan, config) if on_cuda else None
    loader = TrainingLoader(dataset, batch_size=size, workers=config.workers, gpu=gpu)
    theirs, ours = in_turn(network, loader, peer, machine.device)
    rate = rate_of_run(network, loader) if on_cuda else size / statistics.median(ours[1:])
    kept = kept_features(network, loader, machine.device) if freeze != "none" else None
    return size / statistics.median(theirs[1:]), rate, size / kept if kept is not None else None


def packed(plan: BoxPlan, config: TrainingConfig) -> GpuBatches:
    boxes = torch.from_numpy(make_default_boxes(plan).xyxy.copy())
    return GpuBatches(means_rgb=VGG_MEANS_RGB, default_boxes_xyxy=boxes, match_config=config.match)


def in_turn(
    network: Network, loader: TrainingLoader, peer: TorchvisionTraining, device: torch.device
) -> tuple[list[float], list[float]]:
    """Returns the seconds of steps of torchvision and of ours, whose data is there already."""
    ours, theirs = [], []
    with closing(loader.epoch(0)) as batches:
        for batch in batches:
            ours.append(seconds(lambda batch=batch: step(network, batch), device))
            theirs.append(seconds(lambda: peer.step(1e-4), device))
    return theirs, ours


def rate_of_run(network: Network, loader: TrainingLoader) -> float:
    """Returns images a second of steps on CUDA one after the other, and prints how often one waits for the GPU."""
    with closing(loader.epoch(1)) as batches:
        for _ in range(WARM_UPS - 1):
            step(network, next(batches))
        print(f"a step waits for the GPU {waits(network, next(batches))} times")
        began, done = time.perf_counter(), 0
        for batch in batches:
            step(network, batch)
            done += len(batch.samples)
        torch.cuda.synchronize()
    return done / (time.perf_counter() - began)


def waits(network: Network, batch: Batch) -> int:
    """Returns how many calls of a step wait for the GPU, as far as PyTorch finds them."""
    torch.cuda.set_sync_debug_mode("warn")
    try:
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            step(network, batch)
    finally:
        torch.cuda.set_sync_debug_mode("default")
    return sum("synchroniz" in str(one.message) for one in told)


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
