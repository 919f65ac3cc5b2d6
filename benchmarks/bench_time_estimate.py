"""Does a training take as long as the fine-tune dialog foretells?

The speeds of this machine are measured as the dialog does it, by a few timed steps; then a short real training runs,
and the time from its first step to its end is held against the range that was foretold.

    python -m benchmarks.bench_time_estimate [DATA] [--epochs 6] [--views 2] [--freeze conv4_3]
"""

import argparse
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from benchmarks.figures import Figure, record
from ssd_desktop.gui.workers.training import one_core_left_free
from ssd_desktop.resources import resource_path
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.data_choice import ChosenData, DataChoice, choose_data
from ssd_desktop.training.events import TrainingEvent, TrainingProgress
from ssd_desktop.training.recipes import FINE_TUNE, recipe
from ssd_desktop.training.speed_trial import measure_speeds
from ssd_desktop.training.time_estimate import duration, workload
from ssd_desktop.training.trainer import train
from ssd_desktop.training.training_data import TrainingData


def main() -> int:
    """Runs the benchmark; returns 1 where the training took longer or shorter than the range."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", nargs="?", type=Path, default=resource_path("samples", "game_pieces"))
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--views", type=int, default=2, help="augmented views whose features are kept (default: 2)")
    parser.add_argument("--freeze", default="conv4_3")
    args = parser.parse_args()
    config = replace(recipe(FINE_TUNE), epochs=args.epochs, passes=1, cached_views=args.views, freeze=args.freeze)
    chosen = choose_data(DataChoice(args.data))
    images, measured = len(chosen.train), 0 if chosen.validation is None else len(chosen.validation)
    with one_core_left_free():
        since = time.perf_counter()
        speeds = measure_speeds(config, config.network)
        trial_s = time.perf_counter() - since
        took = _trained(config, chosen)
    foretold = duration(workload(config, images=images, validation_images=measured), speeds)
    print(f"{speeds}, measured in {trial_s:.1f} s; foretold {foretold.least_s:.0f} to {foretold.most_s:.0f} s")
    middle = (foretold.least_s + foretold.most_s) / 2
    aim = f"{foretold.least_s:.0f} to {foretold.most_s:.0f} s"
    record([Figure(f"training of {images} images, {args.epochs} epochs", took, "s", middle, "foretold", aim)])
    return int(not foretold.least_s <= took <= foretold.most_s)


def _trained(config: TrainingConfig, chosen: ChosenData) -> float:
    """Returns the seconds from the first step to the end."""
    first: list[float] = []

    def note(event: TrainingEvent) -> None:
        if isinstance(event, TrainingProgress) and not first:
            first.append(time.perf_counter())

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        train(config, TrainingData(chosen.train, chosen.validation, ""), run_folder=Path(folder) / "run", emit=note)
    return time.perf_counter() - first[0]


if __name__ == "__main__":
    sys.exit(main())
