"""``ssd-desktop train``: fine-tunes a detector on a labelled folder."""

import dataclasses
import signal
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

from ssd_desktop.cli.common_options import add_reading_options
from ssd_desktop.cli.split import RULE_HELP, ratio
from ssd_desktop.errors import UsageError
from ssd_desktop.ssd.bases import FREEZE_STAGES
from ssd_desktop.ssd.config import is_plan_file
from ssd_desktop.ssd.networks import NETWORKS, network_by_name

if TYPE_CHECKING:
    from ssd_desktop.training.config import TrainingConfig
    from ssd_desktop.training.control import TrainingControl
    from ssd_desktop.training.data_choice import DataChoice
    from ssd_desktop.training.distributed import Ranks
    from ssd_desktop.training.events import TrainingResult
    from ssd_desktop.training.training_data import TrainingData

_INTERRUPTED = 130
_RUNS = Path("runs")
_NO_VALIDATION = "none"


def add_arguments(parser: ArgumentParser) -> None:
    """Adds the arguments of the command to ``parser``."""
    _add_data_arguments(parser)
    _add_class_arguments(parser)
    _add_recipe_arguments(parser)
    run = parser.add_argument_group("run")
    run.add_argument(
        "--output",
        type=Path,
        metavar="RUN",
        help="new folder of the run (default: runs/<data>-<date>-N, in the project where DATA is one)",
    )
    run.add_argument("--resume", action="store_true", help="go on with the run in --output where it was saved last")
    run.add_argument("--config", type=Path, metavar="FILE.toml", help="settings to start from, such as a run's own")
    run.add_argument(
        "--set", action="append", default=[], metavar="KEY=VALUE", help="any setting, such as learning_rate=0.002"
    )


def _add_data_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("data", type=Path, metavar="DATA", help="a folder of labelled images, of any format")
    data = parser.add_argument_group("data")
    data.add_argument(
        "--split", metavar="NAME,...", help="split to train on, or several: train,extra (default: train, else all)"
    )
    data.add_argument(
        "--val",
        metavar="DATA",
        help="folder to validate on; none: train on every image (default: split val, else a tenth)",
    )
    data.add_argument("--val-split", metavar="NAME", help="list to validate on, of --val or DATA")
    data.add_argument(
        "--val-ratio", type=ratio, metavar="R", help="share of the images to validate on, instead of split val"
    )
    data.add_argument(
        "--val-from", type=Path, metavar="RUN", help="validate on the images that RUN held back too; new ones join them"
    )
    data.add_argument("--split-by", metavar="random|class|frames|folder|REGEX", help=f"{RULE_HELP} (default: class)")
    data.add_argument("--classes", metavar="A,B,C|FILE", help="class names in order, or a file with one a line")
    add_reading_options(data)


def _add_class_arguments(parser: ArgumentParser) -> None:
    classes = parser.add_argument_group("old classes")
    classes.add_argument(
        "--keep-classes", action="store_true", help="keep the classes of the --init detector beside those of DATA"
    )
    classes.add_argument(
        "--rehearse", type=Path, metavar="OLD_DATA", help="images of the old classes, mixed into every batch"
    )
    classes.add_argument("--rehearse-split", metavar="NAME", help="split of OLD_DATA (default: train, else all)")


def _add_recipe_arguments(parser: ArgumentParser) -> None:
    recipe = parser.add_argument_group("recipe")
    recipe.add_argument(
        "--recipe",
        metavar="NAME",
        help="fine-tune: a detector from few images (default); paper: as the authors trained; other options change it",
    )
    recipe.add_argument(
        "--init",
        metavar="NAME|BASE|FILE",
        help="start weights: a detector, or a base, vgg16 or efficientnet-lite0 (default: shipped, with --network or "
        "--plan the base of the network; paper: vgg16)",
    )
    recipe.add_argument(
        "--network", choices=NETWORKS, help="what to train (default: that of the start weights, else ssd300-vgg16)"
    )
    recipe.add_argument(
        "--plan",
        metavar="NAME|FILE",
        help="box plan; fitted: made for your boxes; auto: that of a start detector, else the one that reaches most "
        "of your boxes (default: auto; paper: caffe-voc)",
    )
    length = recipe.add_mutually_exclusive_group()
    length.add_argument("--epochs", type=int, metavar="N", help="passes over the images (default: 30; paper: 232)")
    length.add_argument("--steps", type=int, metavar="N", help="optimiser steps, instead of --epochs")
    recipe.add_argument("--batch", type=int, metavar="N", help="images of a step; 0: by memory (default: 8; paper: 32)")
    recipe.add_argument(
        "--freeze",
        choices=FREEZE_STAGES,
        help="last layer of the base that keeps its weights (default: none; paper: conv2_2)",
    )
    recipe.add_argument(
        "--tiles", choices=("auto", "on", "off"), help="overlapping tiles of large images; auto measures (default: off)"
    )
    precisions = ("auto", "float32", "bfloat16")
    recipe.add_argument("--precision", choices=precisions, help="of the network (default: auto; paper: float32)")
    recipe.add_argument("--seed", type=int, metavar="N", help="start weights, order and augmentation (default: 0)")
    recipe.add_argument("--workers", type=int, metavar="N", help="threads that load images (default: 2)")


def run(args: Namespace) -> int:
    """Trains, and prints the path of the checkpoint.

    Returns:
        0 when the training is done, 130 when Ctrl+C ended it (its checkpoint is saved).

    Raises:
        UsageError: An option cannot be used.
        SSDDesktopError: The data cannot be trained on, or the training failed.
    """
    if args.resume and args.output is None:
        raise UsageError("--resume needs --output RUN, the folder of the run to go on with.")
    if (args.val_ratio or args.split_by) and (args.val or args.val_split):
        raise UsageError("--val-ratio and --split-by split the training images; leave out --val and --val-split.")
    if args.val_from and (args.val or args.val_split):
        raise UsageError("--val-from is for images that are held back; leave out --val and --val-split.")
    config = make_config(args)
    _check_kept_classes(args, config)
    from ssd_desktop.training.distributed import joined

    with joined(config.device) as ranks:
        result = _train(args, config, ranks)
    if result is None:
        return 1
    if result.checkpoint is not None and ranks.is_first:
        print(result.checkpoint)
    return 0 if result.outcome == "finished" else _INTERRUPTED


def _train(args: Namespace, config: "TrainingConfig", ranks: "Ranks") -> "TrainingResult | None":
    """Trains, with a way out by Ctrl+C; None where another process tells of the divergence of all."""
    from ssd_desktop.cli.train_output import make_printer
    from ssd_desktop.training.control import TrainingControl
    from ssd_desktop.training.divergence import DivergenceError
    from ssd_desktop.training.run_folder import next_run_folder
    from ssd_desktop.training.trainer import train

    folder = args.output or next_run_folder(_runs_of(args.data), args.data.resolve().name, day=date.today())
    control = TrainingControl()
    with make_printer(quiet=args.quiet or not ranks.is_first) as printer:
        data = _read_data(args, config, folder, notes=printer.note)
        # Not before: Ctrl+C while the data is read has nothing to save and ends at once.
        with _stop_on_interrupt(control, quiet=not ranks.is_first):
            try:
                return train(
                    config, data, run_folder=folder, emit=printer, control=control, resume=args.resume, ranks=ranks
                )
            except DivergenceError:
                if not ranks.is_first:
                    return None
                _offer_half_the_rate(args, config, folder)
                raise


def _runs_of(data: Path) -> Path:
    """Returns the folder of runs: that of the project where the data is one, else one in the present folder."""
    from ssd_desktop.project.project import is_project, open_project

    return open_project(data).runs if is_project(data) else _RUNS


def _check_kept_classes(args: Namespace, config: "TrainingConfig") -> None:
    from ssd_desktop.checkpoints.start import is_base

    keeps = args.keep_classes or args.rehearse is not None
    if keeps and not _classes_kept(args) and is_base(config.init):
        raise UsageError("--keep-classes and --rehearse need --init FILE, the detector whose classes are kept.")
    if args.rehearse_split is not None and args.rehearse is None:
        raise UsageError("--rehearse-split is a split of --rehearse OLD_DATA; name that folder too.")


def make_config(args: Namespace) -> "TrainingConfig":
    """Returns the settings: --recipe, --config or the resumed run's own, then options, then --set.

    Raises:
        UsageError: A recipe is named for settings that come from elsewhere.
        ConfigError: A file, key, value or the name of the recipe is wrong.
    """
    from ssd_desktop.training.config_file import read_config, with_settings
    from ssd_desktop.training.recipes import FINE_TUNE, recipe
    from ssd_desktop.training.run_folder import RunFolder

    if args.recipe is not None and (args.config is not None or args.resume):
        other = "--config" if args.config is not None else "--resume"
        raise UsageError(
            f"--recipe cannot be combined with {other}, which has its own settings; leave one of them out."
        )
    config = recipe(args.recipe or FINE_TUNE, args.network)
    if args.config is not None:
        config = read_config(args.config)
    elif args.resume:
        config = read_config(RunFolder.open(args.output).config)
    config = with_settings(dataclasses.replace(config, **_given(args)), args.set)
    return dataclasses.replace(config, init=network_by_name(config.network).base.name) if _needs_base(args) else config


def _needs_base(args: Namespace) -> bool:
    """Whether training begins with a base, since the shipped detector has a plan and a network of its own."""
    set_here = {setting.partition("=")[0].strip() for setting in args.set}
    if args.init is not None or "init" in set_here or args.resume or args.config is not None:
        return False
    return args.plan not in (None, "auto") or args.network is not None or "network" in set_here


def _given(args: Namespace) -> dict[str, Any]:
    """Settings that options give, by their name in the configuration."""
    names = {"batch": "batch_size"} | {
        name: name for name in ("network", "plan", "epochs", "steps", "freeze", "tiles", "precision", "seed", "workers")
    }
    given = {field: getattr(args, option) for option, field in names.items() if getattr(args, option) is not None}
    if args.epochs is not None:
        given |= {"steps": 0, "passes": 1}
    if args.device != "auto":
        given["device"] = args.device
    if args.plan is not None and is_plan_file(args.plan):
        given["plan"] = str(Path(args.plan).expanduser().resolve())
    if args.init is not None:
        path = Path(args.init).expanduser()
        # A run is resumed and repeated from other folders too.
        given["init"] = str(path.resolve()) if _is_file(path) else args.init
    return given


def _read_data(args: Namespace, config: "TrainingConfig", folder: Path, *, notes: Any) -> "TrainingData":
    from ssd_desktop.training.data_choice import choose_data
    from ssd_desktop.training.run_folder import repeat_command
    from ssd_desktop.training.training_data import TrainingData

    chosen = choose_data(_data_choice(args, config))
    for text in chosen.notes:
        notes(text)
    command = repeat_command(args.data.resolve(), folder, options=_data_options(args, folder))
    return TrainingData(chosen.train, chosen.validation, command, chosen.rehearsal, chosen.earlier)


def _offer_half_the_rate(args: Namespace, config: "TrainingConfig", folder: Path) -> None:
    """Prints the command that goes on after a divergence; the error itself follows."""
    from ssd_desktop.training.config_file import read_config
    from ssd_desktop.training.run_folder import RunFolder, resume_command

    rate = config.learning_rate or read_config(RunFolder.open(folder).config).learning_rate
    settings = {"learning_rate": rate / 2}
    options = _data_options(args, folder)
    print("To go on from the last good state with half the learning rate:", file=sys.stderr)
    print(" ", resume_command(args.data.resolve(), folder, options=options, settings=settings), file=sys.stderr)


def _data_options(args: Namespace, folder: Path) -> dict[str, str | bool | None]:
    """Returns the options that choose the data, as a command from another folder needs them."""
    from ssd_desktop.training.run_folder import EARLIER_SPLIT, RunFolder

    no_validation = args.val == _NO_VALIDATION
    return {
        "--split": args.split,
        "--val": args.val if args.val is None or no_validation else str(Path(args.val).resolve()),
        "--val-split": args.val_split,
        "--val-ratio": None if args.val_ratio is None else repr(args.val_ratio),
        "--split-by": args.split_by,
        "--val-from": None if args.val_from is None else str((folder / EARLIER_SPLIT).resolve()),
        # Not the names themselves: one may have a comma in it.
        "--classes": str(RunFolder(folder).classes.resolve()) if args.classes else None,
        "--one-based": args.one_based,
        "--missing-is-background": args.missing_is_background,
        "--keep-classes": args.keep_classes,
        "--rehearse": None if args.rehearse is None else str(args.rehearse.resolve()),
        "--rehearse-split": args.rehearse_split,
    }


def _data_choice(args: Namespace, config: "TrainingConfig") -> "DataChoice":
    from ssd_desktop.training.data_choice import DataChoice
    from ssd_desktop.training.kept_classes import start_classes_of

    classes = _class_list(args.classes) if args.classes is not None else _classes_of_run(args)
    start = start_classes_of(
        config.init,
        are_given=classes is not None,
        keeps=args.keep_classes or args.rehearse is not None,
        resumed=args.output if args.resume else None,
    )
    validates = args.val != _NO_VALIDATION
    return DataChoice(
        folder=args.data,
        split=args.split,
        validation_folder=Path(args.val) if args.val is not None and validates else None,
        validation_split=args.val_split,
        validation_share=args.val_ratio,
        split_by=args.split_by,
        earlier_split=args.val_from,
        validate=validates,
        classes=classes,
        start_classes=start,
        one_based=args.one_based,
        missing_is_background=args.missing_is_background,
        keep_classes=args.keep_classes,
        rehearsal_folder=args.rehearse,
        rehearsal_split=args.rehearse_split,
    )


def _classes_kept(args: Namespace) -> tuple[str, ...]:
    """Returns the classes that the run which is resumed keeps; empty for a new run."""
    from ssd_desktop.training.kept_classes import classes_kept_by

    return classes_kept_by(args.output) if args.resume else ()


def _classes_of_run(args: Namespace) -> tuple[str, ...] | None:
    """Returns the class list of the run that is resumed; None for a new run, or one killed before it had a list."""
    from ssd_desktop.annotation.classes import read_class_list
    from ssd_desktop.training.run_folder import RunFolder

    names = RunFolder(args.output).classes if args.resume else None
    return read_class_list(names) if names is not None and names.is_file() else None


def _class_list(text: str) -> tuple[str, ...]:
    from ssd_desktop.annotation.classes import read_class_list
    from ssd_desktop.data.dataset import check_classes

    # A missing file must not become a class of its name.
    if _is_file(Path(text)) or ("," not in text and text.lower().endswith(".txt")):
        return read_class_list(text)
    return check_classes([name.strip() for name in text.split(",") if name.strip()])


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a list of many classes is longer than any file name
        return False


@contextmanager
def _stop_on_interrupt(control: "TrainingControl", *, quiet: bool) -> Iterator[None]:
    """Makes the first Ctrl+C a stop that saves; the second one ends the program as usual."""

    def interrupted(number: int, frame: FrameType | None) -> None:
        if not quiet:
            print("Stopping; a checkpoint is being written. Ctrl+C again ends at once, without it.", file=sys.stderr)
        signal.signal(signal.SIGINT, before)
        control.stop(keep=True)

    before = signal.signal(signal.SIGINT, interrupted)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
