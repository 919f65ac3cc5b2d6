"""How much a detector forgets while it learns two classes: nothing done, own detections kept, old images mixed in.

    python -m benchmarks.compare_rehearsal CARDS [--steps 36] [--batch 6] [--old-images 60] [--work DIR]

CARDS is the VOC folder of the data that the shipped detector was trained on (splits ``train`` and ``test``). The new
data is the shipped set of game pieces with the classes coin and die. All trainings start from the shipped detector,
with the base frozen up to conv4_3 and the same number of steps; old AP50 is of CARDS/test, new AP50 of the game
pieces' split val.
"""

import argparse
import shutil
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from ssd_desktop.checkpoints.catalog import find_model
from ssd_desktop.checkpoints.info import read_checkpoint_info
from ssd_desktop.data.dataset import load_dataset
from ssd_desktop.evaluation.evaluator import evaluate
from ssd_desktop.evaluation.voc import mean_ap
from ssd_desktop.inference.predictor import Predictor
from ssd_desktop.resources import resource_path
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.data_choice import DataChoice, choose_data
from ssd_desktop.training.events import TrainingMessage
from ssd_desktop.training.trainer import train
from ssd_desktop.training.training_data import TrainingData

NEW_CLASSES = ("coin", "die")


def old_images(cards: Path, count: int, folder: Path) -> Path:
    """Makes a VOC folder of the first images of the split train, without copying them."""
    lists = folder / "ImageSets" / "Main"
    lists.mkdir(parents=True)
    for part in ("JPEGImages", "Annotations"):
        (folder / part).symlink_to((cards / part).resolve(), target_is_directory=True)
    stems = (cards / "ImageSets" / "Main" / "train.txt").read_text().split()
    (lists / "train.txt").write_text("\n".join(stems[:: max(len(stems) // count, 1)][:count]) + "\n")
    return folder


def variants(
    config: TrainingConfig, old: Path, classes: tuple[str, ...]
) -> dict[str, tuple[TrainingConfig, DataChoice]]:
    """Returns settings and data of each way to train, by its name."""
    choice = DataChoice(
        resource_path("samples", "game_pieces"), classes=NEW_CLASSES, start_classes=classes, keep_classes=True,
        validate=False,
    )  # fmt: skip
    return {
        "nothing rehearsed": (replace(config, label_missing=False), choice),
        "--keep-classes": (config, choice),
        "--rehearse": (config, replace(choice, rehearsal_folder=old, rehearsal_split="train")),
    }


def measured(checkpoint: Path, cards: Path, old_classes: tuple[str, ...]) -> tuple[float, float | None]:
    """Returns old and new AP50 of a checkpoint in percent; None where it has no new classes."""
    predictor = Predictor.load(checkpoint, device="cpu")
    classes = predictor.config.classes
    old = evaluate(predictor, load_dataset(cards, split="test", classes=classes)).per_class
    before = 100 * (mean_ap({name: old[name] for name in old_classes}) or 0.0)
    if classes == old_classes:
        return before, None
    pieces = load_dataset(resource_path("samples", "game_pieces"), split="val", classes=classes)
    new = evaluate(predictor, pieces).per_class
    return before, 100 * (mean_ap({name: new[name] for name in NEW_CLASSES}) or 0.0)


def main() -> int:
    """Trains each variant and prints a row for it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("cards", type=Path)
    parser.add_argument("--steps", type=int, default=36)
    parser.add_argument("--batch", type=int, default=6)
    parser.add_argument("--old-images", type=int, default=60)
    parser.add_argument("--work", type=Path, help="folder of the runs (default: a temporary one)")
    args = parser.parse_args()
    if args.work is not None:
        args.work.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(dir=args.work))
    start = find_model("shipped")
    classes = read_checkpoint_info(start).classes
    config = TrainingConfig(
        init="shipped", steps=args.steps, batch_size=args.batch, freeze="conv4_3", device="cpu", warmup_steps=4
    )
    print(f"{'':20} {'old AP50':>9} {'new AP50':>9} {'seconds':>8}", flush=True)
    print(f"{'before':20} {measured(start, args.cards, classes)[0]:9.1f}", flush=True)
    old = old_images(args.cards, args.old_images, work / "old")
    for number, (name, (settings, choice)) in enumerate(variants(config, old, classes).items()):
        chosen = choose_data(choice)
        since = time.monotonic()
        result = train(
            settings,
            TrainingData(chosen.train, None, rehearsal=chosen.rehearsal),
            run_folder=work / f"run{number}",
            emit=lambda event: print(event.text, file=sys.stderr) if isinstance(event, TrainingMessage) else None,
        )
        seconds = time.monotonic() - since
        old_ap, new_ap = measured(Path(str(result.checkpoint)), args.cards, classes)
        print(f"{name:20} {old_ap:9.1f} {new_ap or 0:9.1f} {seconds:8.0f}", flush=True)
    if args.work is None:
        shutil.rmtree(work)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
