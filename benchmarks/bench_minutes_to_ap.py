"""How many minutes does a training take here until its AP is nearly what it will be, with kept features and without?

The recipe ``fine-tune`` with the base frozen trains twice from the same seed on the images of DATA (split ``trainval``,
else ``train``), once with the frozen features of a few augmented views kept and once with new views all along. AP50 is
read off each run's own ``metrics.jsonl``; the time is that of the steps up to the first evaluation that reaches the
share of the run's last AP50, without the evaluations and the saving between them.

    python -m benchmarks.bench_minutes_to_ap [DATA] [--steps 120] [--evaluations 8] [--views 4] [--freeze conv4_3]
"""

import argparse
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.figures import Figure, record
from ssd_desktop.annotation.data_folder import open_data_folder
from ssd_desktop.data.dataset import load_dataset
from ssd_desktop.project.curves import RunCurves, read_curves
from ssd_desktop.resources import resource_path
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.config_file import with_settings
from ssd_desktop.training.events import EpochFinished, TrainingEvent, TrainingProgress, TrainingStarted
from ssd_desktop.training.passes import passes_for_steps
from ssd_desktop.training.recipes import FINE_TUNE, recipe
from ssd_desktop.training.run_folder import RunFolder
from ssd_desktop.training.trainer import train
from ssd_desktop.training.training_data import TrainingData


class StepClock:
    """The time that the steps of a run have taken at each of its evaluations; the events of the run wind it."""

    def __init__(self) -> None:
        self.seconds_at_evaluations: list[float] = []
        self._worked = 0.0
        self._since = 0.0
        self._last_step = 0.0

    def note(self, event: TrainingEvent) -> None:
        """Takes an event as it comes."""
        now = time.perf_counter()
        if isinstance(event, TrainingStarted):
            self._since = self._last_step = now
        elif isinstance(event, TrainingProgress):
            self._last_step = now
        elif isinstance(event, EpochFinished):
            self._worked += self._last_step - self._since
            self._since = self._last_step = now
            if event.ap50 is not None:
                self.seconds_at_evaluations.append(self._worked)


@dataclass(frozen=True)
class Reached:
    """When a run reached a share of its last AP50.

    Attributes:
        step: Of the first evaluation that did.
        seconds: Of the steps up to it.
        final: The last AP50, 0..1.
    """

    step: int
    seconds: float
    final: float


def first_reached(curves: RunCurves, seconds: list[float], share: float) -> Reached:
    """Returns when a share of the last AP50 was first reached.

    Args:
        curves: Of the run.
        seconds: That its steps had taken at each evaluation.
        share: Of the last AP50, 0..1.

    Raises:
        SystemExit: The last AP50 is 0.
    """
    final = float(curves.ap50[-1])
    if not final:
        raise SystemExit("The run finds nothing at its end; give it more --steps.")
    rows = zip(curves.ap_steps.tolist(), curves.ap50.tolist(), seconds, strict=True)
    step, _, taken = next(row for row in rows if row[1] >= share * final)
    return Reached(int(step), taken, final)


def main() -> int:
    """Runs both trainings and prints the minutes."""
    args = _parse()
    splits = open_data_folder(args.data).splits()
    names = ("trainval", "test") if splits.get("trainval") else ("train", "val")
    images = load_dataset(args.data, split=args.split or names[0])
    data = TrainingData(images, load_dataset(args.data, split=args.measure or names[1], classes=images.classes))
    found = {views: _measured(_config(args, views, len(images)), data, args.share) for views in (args.views, 0)}
    kept, fresh = found[args.views], found[0]
    what = f"minutes to {args.share:.0%} of the last AP50, {len(images)} images, frozen up to {args.freeze}"
    for name, run in (("kept", kept), ("new", fresh)):
        print(f"{name} views: step {run.step} of {args.steps}, last AP50 {100 * run.final:.1f}", file=sys.stderr)
    peer = "without kept features"
    record([Figure(f"{what}, {args.views} kept views", kept.seconds / 60, "min", fresh.seconds / 60, peer)])
    return 0


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", nargs="?", type=Path, default=resource_path("samples", "game_pieces"))
    parser.add_argument("--split", help="to train on (default: trainval, else train)")
    parser.add_argument("--measure", help="split to measure on (default: test, with train val)")
    parser.add_argument("--steps", type=int, default=120)
    parser.add_argument("--evaluations", type=int, default=8, help="about as many, evenly over the run")
    parser.add_argument("--views", type=int, default=4, help="augmented views whose features are kept (default: 4)")
    parser.add_argument("--freeze", default="conv4_3")
    parser.add_argument("--share", type=float, default=0.95)
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="another setting")
    return parser.parse_args()


def _config(args: argparse.Namespace, views: int, images: int) -> TrainingConfig:
    config = replace(recipe(FINE_TUNE), steps=args.steps, freeze=args.freeze, cached_views=views)
    config = with_settings(config, args.set)
    batch = config.batch_size
    passes = passes_for_steps(args.steps, images=images, batch_size=batch, epochs=args.evaluations)
    return replace(config, passes=passes)


def _measured(config: TrainingConfig, data: TrainingData, share: float) -> Reached:
    clock = StepClock()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        run = Path(folder) / "run"
        train(config, data, run_folder=run, emit=clock.note)
        return first_reached(read_curves(RunFolder(run).metrics), clock.seconds_at_evaluations, share)


if __name__ == "__main__":
    sys.exit(main())
