"""``ssd-desktop split``: divides a labelled folder into images to train and to validate on. Needs no PyTorch."""

import logging
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from ssd_desktop.cli.common_options import add_missing_option
from ssd_desktop.cli.data_notes import note_findings

if TYPE_CHECKING:
    from ssd_desktop.data.types import Dataset

_log = logging.getLogger(__name__)

RULE_HELP = (
    "random; class: each class has its share in both parts; frames: consecutive numbers stay together; folder: images "
    "of a folder stay together; else a regular expression whose first group names what stays together"
)


def ratio(text: str) -> float:
    """Returns a share between 0 and 1 that an option gives.

    Raises:
        ArgumentTypeError: It is anything else.
    """
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 < value < 1:
        raise ArgumentTypeError(f"{text!r} is no number between 0 and 1")
    return value


def add_arguments(parser: ArgumentParser) -> None:
    """Adds the arguments of the command to ``parser``."""
    parser.add_argument("data", type=Path, metavar="DATA", help="a folder of labelled images, of any format")
    parser.add_argument("--ratio", type=ratio, default=0.8, metavar="R", help="share to train on (default: 0.8)")
    parser.add_argument(
        "--by", default="class", metavar="random|class|frames|folder|REGEX", help=f"{RULE_HELP} (default: class)"
    )
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="another seed draws other images (default: 0)")
    parser.add_argument(
        "--output", type=Path, metavar="DIR", help="where train.txt and val.txt go (default: ImageSets/Main, or DATA)"
    )
    parser.add_argument("--force", action="store_true", help="replace lists that are there")
    add_missing_option(parser)


def run(args: Namespace) -> int:
    """Splits the labelled images, prints a table of the classes and the lists that were written.

    Raises:
        UsageError: The rule cannot be used, or the seed is negative.
        DataError: The data cannot be read, or has fewer than two labelled images.
        AnnotationError: A list is there already, or cannot be written.
    """
    from ssd_desktop.annotation.data_folder import open_data_folder
    from ssd_desktop.annotation.split_lists import write_split_lists
    from ssd_desktop.annotation.split_rule import split_images
    from ssd_desktop.data.dataset import load_dataset
    from ssd_desktop.errors import DataError, UsageError

    if args.seed < 0:
        raise UsageError(f"--seed is {args.seed}; it must be 0 or more.")
    dataset = load_dataset(args.data, missing_is_background=args.missing_is_background)
    note_findings(dataset.report, everything=args.debug)
    if len(dataset) < 2:
        raise DataError(f"{args.data} has one labelled image; label a second one to split it in two parts.")
    train, val = split_images(dataset.compared(), args.ratio, by=args.by, seed=args.seed)
    data = open_data_folder(args.data, missing_is_background=args.missing_is_background)
    paths = [sample.image_path for sample in dataset.samples]
    parts = {"train": [paths[index] for index in train], "val": [paths[index] for index in val]}
    written = write_split_lists(data, parts, folder=args.output or data.list_folder, overwrite=args.force)
    _print_classes(dataset, train, val)
    for path, images in zip(written, parts.values(), strict=True):
        print(f"{path}: {len(images):,} images")
    if data.kind == "YOLO" and data.list_folder == data.root:
        print("Name the lists in data.yaml to train by them: train: train.txt, val: val.txt")
    _warn_of_near_duplicates(dataset, train, val)
    return 0


def _print_classes(dataset: "Dataset", train: list[int], val: list[int]) -> None:
    from ssd_desktop.cli.table import format_table

    images = dataset.compared()
    counts = [
        [sum(name in images[index].classes for index in part) for part in (train, val)] for name in dataset.classes
    ]
    rows = [["class", "train images", "val images", "in val"]]
    rows += [
        [name, str(a), str(b), f"{b / max(a + b, 1):.0%}"] for name, (a, b) in zip(dataset.classes, counts, strict=True)
    ]
    print(format_table(rows))


def _warn_of_near_duplicates(dataset: "Dataset", train: list[int], val: list[int]) -> None:
    from ssd_desktop.data.near_duplicates import find_near_duplicates

    images = dataset.compared()
    found = find_near_duplicates([images[index] for index in train], [images[index] for index in val])
    if (text := found.warning()) is not None:
        _log.warning("%s", text)
