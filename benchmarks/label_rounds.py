"""Does it pay to label the images first of which the detector is the least sure? Rounds of labelling and training.

    python -m benchmarks.label_rounds BCCD --work DIR --results label_rounds.jsonl --chart docs/images/label_rounds.svg

DATA is a VOC folder; its training images (split ``trainval``, else ``train``) wait for labels. A detector is trained on
some of them, then a few more are labelled (their files are put in place) and it is trained again: round by round once
those are labelled of which it is the least sure, as the window's list has them, and once some drawn at random. Both
begin with the same images and the same first training. Which images come first, what the next training starts from and
with which settings is found by the code that the window asks. Figures are COCO's AP on the split ``test`` with up to
200 detections an image. Each round adds a line to the results; rounds that are there are not done again, and a training
that was cut off goes on, so that the measurement can be made in pieces: with the same ``--work``, which holds the runs.
"""

import argparse
import json
import shutil
import statistics
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from benchmarks.labelled_folder import LabelledFolder
from benchmarks.rounds_chart import Panel, rounds_chart
from ssd_desktop.annotation.data_folder import open_data_folder
from ssd_desktop.data.dataset import load_dataset
from ssd_desktop.data.types import Dataset
from ssd_desktop.evaluation.evaluator import evaluate
from ssd_desktop.inference.engines.config import ENGINES, PRECISIONS, TORCH_FP32, EngineChoice
from ssd_desktop.inference.predictions import PictureDetector, predict, predict_mirrored
from ssd_desktop.inference.predictor import Predictor
from ssd_desktop.inference.uncertain_queue import UncertainQueue
from ssd_desktop.inference.uncertainty import uncertainty_of
from ssd_desktop.media.image_file import read_image
from ssd_desktop.project.order import RunOrder, data_options
from ssd_desktop.project.rounds import next_run, read_round
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.config_file import with_settings
from ssd_desktop.training.data_choice import DataChoice, choose_data
from ssd_desktop.training.events import TrainingEvent, TrainingMessage
from ssd_desktop.training.passes import passes_for_steps
from ssd_desktop.training.recipes import FINE_TUNE, recipe
from ssd_desktop.training.run_folder import is_run, repeat_command
from ssd_desktop.training.trainer import train
from ssd_desktop.training.training_data import TrainingData

Line = dict[str, Any]
Done = TypeVar("Done")

START, UNCERTAIN, RANDOM = "start", "least sure first", "at random"
EPOCHS = 3
"""Of a training: how often its state is saved, for a run that is cut off."""
DETECTIONS = 200


@dataclass(frozen=True)
class Plan:
    """What is measured.

    Attributes:
        pool: The images that wait for labels, with the labels that they will get.
        test: What AP is measured on.
        config: Of every training; ``init`` is what the first one starts from.
        images: Labelled before the first training, and in each round after it.
        rounds: After the first training.
        goes_on: Whether a round trains the model of the round before further; else each starts as the first one.
        validate: Whether a part of the labelled images is kept back to choose the best checkpoint, as the dialog does
            unless told otherwise.
        engine: Computes the network where images are chosen and where AP is measured.
    """

    pool: Dataset
    test: Dataset
    config: TrainingConfig
    images: int
    rounds: int
    goes_on: bool
    validate: bool
    engine: EngineChoice

    def predictor(self, model: Path) -> Predictor:
        """Returns a detector that chooses images, or is measured."""
        return Predictor.load(model, device=self.config.device, engine=self.engine)


class Results:
    """The lines of a file, a JSON object for each round, that belong to one plan.

    Args:
        path: The file; need not be there.
        key: What the lines of the plan have in common.
    """

    def __init__(self, path: Path, key: Mapping[str, Any]) -> None:
        self._path, self._key = path, dict(key)
        lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
        rows: list[Line] = [json.loads(line) for line in lines]
        self.lines = [row for row in rows if all(row.get(name) == value for name, value in self._key.items())]

    def find(self, seed: int, arm: str, number: int) -> Line | None:
        """Returns the line of a round; None where it is still to be done."""
        wanted = {"seed": seed, "arm": arm, "round": number}
        return next((row for row in self.lines if row.items() >= wanted.items()), None)

    def add(self, line: Line) -> Line:
        """Keeps the line of a round."""
        self.lines.append(self._key | line)
        with self._path.open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(self.lines[-1]) + "\n")
        return self.lines[-1]


class Seed:
    """All rounds of one seed.

    Args:
        plan: What is measured.
        number: The seed: of the first images, of those drawn at random, and of the trainings.
        work: Folder of its images and runs.
        results: Gets the lines.
    """

    def __init__(self, plan: Plan, number: int, work: Path, results: Results) -> None:
        self._plan, self._number, self._work, self._results = plan, number, work, results
        self._folder = LabelledFolder(plan.pool, work / "data")
        choice = DataChoice(self._folder.path, classes=plan.pool.classes, validate=plan.validate)
        self._first = RunOrder(choice, replace(plan.config, seed=number))

    def run(self) -> None:
        """Does the rounds that are still to be done."""
        stems = [image.stem for image in self._folder.images]
        drawn = np.random.default_rng([self._number, 0]).choice(len(stems), self._plan.images, replace=False)
        labelled = [stems[place] for place in sorted(drawn)]
        line = self._results.find(self._number, START, 0)
        if line is None:
            self._folder.label_only(labelled)
            self._measure(START, 0, labelled, self._first, choosing_s=0.0)
        for arm in (UNCERTAIN, RANDOM):
            self._run_arm(arm, labelled)
        shutil.rmtree(self._work)

    def _run_arm(self, arm: str, labelled: Sequence[str]) -> None:
        before, labelled = self._run_folder(START, 0), list(labelled)
        for number in range(1, self._plan.rounds + 1):
            line = self._results.find(self._number, arm, number)
            if line is None:
                line = self._do_round(arm, number, labelled, before)
            labelled += line["chosen"]
            if before != self._run_folder(START, 0):
                shutil.rmtree(before, ignore_errors=True)  # a run is some 300 MB, and nothing asks for it any more
            before = self._run_folder(arm, number)

    def _do_round(self, arm: str, number: int, labelled: Sequence[str], before: Path) -> Line:
        self._folder.label_only(labelled)
        last = read_round(self._folder.images_path, before.parent)
        if last is None or last.run.checkpoint is None:
            raise SystemExit(f"The run {before} is gone; take the lines of seed {self._number} out of the results.")
        began = time.perf_counter()
        chosen = self._chosen(arm, number, last.run.checkpoint)
        choosing_s = time.perf_counter() - began
        self._folder.label_only([*labelled, *chosen])
        order = next_run(last, None, {}).order if self._plan.goes_on else self._first
        return self._measure(arm, number, [*labelled, *chosen], order, choosing_s=choosing_s, chosen=chosen)

    def _chosen(self, arm: str, number: int, model: Path) -> list[str]:
        """Returns the names of the images that are labelled next."""
        waiting = [image for image in self._folder.images if self._folder.is_open(image)]
        if arm == UNCERTAIN:
            ordered = least_sure_first(self._plan.predictor(model), waiting)
            return [image.stem for image in ordered[: self._plan.images]]
        drawn = np.random.default_rng([self._number, number]).permutation(len(waiting))[: self._plan.images]
        return [waiting[place].stem for place in sorted(drawn)]

    def _measure(
        self, arm: str, number: int, labelled: Sequence[str], order: RunOrder, *, choosing_s: float,
        chosen: Sequence[str] = (),
    ) -> Line:  # fmt: skip
        run = self._run_folder(arm, number)
        data = choose_data(order.data)
        command = repeat_command(order.data.folder, run, options=data_options(order.data, run))
        training = TrainingData(data.train, data.validation, command, earlier=data.earlier)
        result, train_s = _timed(
            lambda: train(order.config, training, run_folder=run, emit=_say_warnings, resume=is_run(run))
        )
        predictor = self._plan.predictor(Path(str(result.checkpoint)))
        figures, evaluate_s = _timed(
            lambda: evaluate(predictor, self._plan.test, metric="coco", max_detections=DETECTIONS)
        )
        seconds = {"train_s": train_s, "choose_s": choosing_s, "evaluate_s": evaluate_s}
        objects = sum(len(sample.labels) for sample in self._plan.pool.samples if sample.image_path.stem in labelled)
        line = {
            "seed": self._number, "arm": arm, "round": number, "labelled": len(labelled), "objects": objects,
            "ap50": figures.ap50 or 0.0, "ap": figures.map, "chosen": list(chosen),
            **{name: round(value, 1) for name, value in seconds.items()},
        }  # fmt: skip
        told = ", ".join(f"{name} {value:.0f}" for name, value in seconds.items())
        _tell(f"seed {self._number}, {arm}, {len(labelled)} images: AP50 {100 * line['ap50']:.1f} ({told})")
        return self._results.add(line)

    def _run_folder(self, arm: str, number: int) -> Path:
        """Returns where a run lies: alone in its folder of runs, so that it is the last one there."""
        return self._work / arm.replace(" ", "_") / f"round{number}" / "run"


def least_sure_first(detector: PictureDetector, images: Sequence[Path]) -> list[Path]:
    """Returns images in the order in which the window's list has them."""
    queue = UncertainQueue(lambda image: True)
    for image in images:
        pixels = read_image(image).pixels_rgb
        queue.add(image, uncertainty_of(predict(detector, pixels), predict_mirrored(detector, pixels)))
    return [image for image, _ in queue.rows()]


def _timed(work: Callable[[], Done]) -> tuple[Done, float]:
    began = time.perf_counter()
    done = work()
    return done, time.perf_counter() - began


def _say_warnings(event: TrainingEvent) -> None:
    if isinstance(event, TrainingMessage) and event.level != "info":
        _tell(event.text)


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def main() -> int:
    """Does the rounds, prints a table and draws the chart."""
    args = _parse()
    plan = _plan(args)
    key = {
        "data": args.data.resolve().name, "images": args.images, "from": args.start, "hold_back": args.hold_back,
        "engine": plan.engine.label,
        "set": _settings(args),
    }  # fmt: skip
    results = Results(args.results, key)
    for seed in args.seeds:
        Seed(plan, seed, args.work / f"seed{seed}", results).run()
    print(_table(results.lines))
    if args.chart is not None:
        args.chart.write_text(_chart(results.lines, key["data"]), encoding="utf-8")
    return 0


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--work", type=Path, required=True, help="folder of images and runs; empty at the end")
    parser.add_argument("--results", type=Path, default=Path("label_rounds.jsonl"))
    parser.add_argument("--chart", type=Path, help="SVG to write")
    parser.add_argument("--seeds", type=int, nargs="+", default=[0, 1, 2])
    parser.add_argument("--images", type=int, default=20, help="labelled at first and in each round (default: 20)")
    parser.add_argument("--rounds", type=int, default=5, help="after the first training (default: 5)")
    parser.add_argument("--from", dest="start", choices=("before", "init"), default="before",
                        help="what a round trains: the model of the round before, or --init again")  # fmt: skip
    parser.add_argument("--hold-back", action="store_true", help="keep a tenth back to choose the best checkpoint")
    parser.add_argument("--init", default="shipped")
    parser.add_argument("--network", default=TrainingConfig().network)
    parser.add_argument("--steps", type=int, default=120, help="of each training (default: 120)")
    parser.add_argument("--freeze", default="conv4_3")
    parser.add_argument("--cached-views", type=int, default=recipe(FINE_TUNE).cached_views)
    parser.add_argument("--precision", default="auto")
    parser.add_argument("--device", default="auto")
    parser.add_argument("--engine", default=TORCH_FP32.engine, choices=ENGINES, help="to choose images and to measure")
    parser.add_argument("--engine-precision", default=TORCH_FP32.precision, choices=PRECISIONS)
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="another setting")
    return parser.parse_args()


def _settings(args: argparse.Namespace) -> list[str]:
    named = ("init", "network", "steps", "freeze", "cached_views", "precision")
    return [*(f"{name}={getattr(args, name)}" for name in named), *args.set]


def _plan(args: argparse.Namespace) -> Plan:
    splits = open_data_folder(args.data).splits()
    pool = load_dataset(args.data, split="trainval" if splits.get("trainval") else "train")
    config = with_settings(replace(recipe(FINE_TUNE), device=args.device), _settings(args))
    passes = passes_for_steps(config.steps, images=args.images, batch_size=config.batch_size, epochs=EPOCHS)
    return Plan(
        pool=pool,
        test=load_dataset(args.data, split="test", classes=pool.classes),
        config=replace(config, passes=passes),
        images=args.images,
        rounds=args.rounds,
        goes_on=args.start == "before",
        validate=args.hold_back,
        engine=EngineChoice(args.engine, args.engine_precision),
    )


def _by_images(lines: Sequence[Line], arm: str, figure: str) -> dict[int, list[float]]:
    """Returns a figure of each seed by labelled images; the start belongs to every arm."""
    found: dict[int, list[float]] = {}
    for line in sorted(lines, key=lambda line: (line["labelled"], line["seed"])):
        if line["arm"] in (START, arm):
            found.setdefault(line["labelled"], []).append(line[figure])
    return found


def _percent(values: Mapping[int, Sequence[float]]) -> dict[int, list[float]]:
    return {count: [100 * value for value in seeds] for count, seeds in values.items()}


def _chart(lines: Sequence[Line], data: str) -> str:
    panels = [
        Panel(title, {arm: _percent(_by_images(lines, arm, figure)) for arm in (UNCERTAIN, RANDOM)})
        for title, figure in (("AP50", "ap50"), ("AP50:95", "ap"))
    ]
    return rounds_chart(panels, label=f"AP on {data} over labelled images, chosen by uncertainty and at random")


def _table(lines: Sequence[Line]) -> str:
    rows = ["| chosen | images | objects | seeds | AP50 | AP50:95 |", "|---|---|---|---|---|---|"]
    for arm in (UNCERTAIN, RANDOM):
        aps, objects = _percent(_by_images(lines, arm, "ap")), _by_images(lines, arm, "objects")
        for count, values in _percent(_by_images(lines, arm, "ap50")).items():
            cells = f"{statistics.mean(objects[count]):.0f} | {len(values)} | {_spread(values)} | {_spread(aps[count])}"
            rows.append(f"| {arm} | {count} | {cells} |")
    return "\n".join(rows)


def _spread(values: Sequence[float]) -> str:
    mean = f"{statistics.mean(values):.1f}"
    return mean if len(values) == 1 else f"{mean} ({min(values):.1f} to {max(values):.1f})"


if __name__ == "__main__":
    sys.exit(main())
