"""``ssd-desktop statistics``: what is labelled in a data folder, and which boxes look wrong. Needs no PyTorch."""

import json
import logging
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ssd_desktop.cli.data_source import add_data_arguments, open_data
from ssd_desktop.cli.json_output import STDOUT, add_json_option, check_target, write_json
from ssd_desktop.ssd.networks import NETWORKS, network_by_name

if TYPE_CHECKING:
    from ssd_desktop.annotation.counted_image import CountedImage
    from ssd_desktop.annotation.data_entries import DataFolder

_log = logging.getLogger(__name__)


def add_arguments(parser: ArgumentParser) -> None:
    """Adds the arguments of the command to ``parser``."""
    parser.add_argument("data", type=Path, metavar="DATA", help="a folder of labelled images, of any format")
    parser.add_argument(
        "--side",
        type=int,
        choices=sorted({network_by_name(name).image_size for name in NETWORKS}),
        default=300,
        help="pixels of the network's input for which sizes are shown, too (default: 300)",
    )
    add_data_arguments(parser)
    add_json_option(parser)


def run(args: Namespace) -> int:
    """Counts, and prints tables or writes JSON; ``--debug`` lists every suspicious box.

    Raises:
        UsageError: The target of ``--json`` is no file that can be written.
        AnnotationError: The folder cannot be read.
        SSDDesktopError: The JSON cannot be written.
    """
    from ssd_desktop.annotation.split_balance import split_images
    from ssd_desktop.annotation.statistics import statistics_of
    from ssd_desktop.cli.statistics_json import json_values
    from ssd_desktop.cli.statistics_text import statistics_text

    check_target(args.json)
    data = open_data(args)
    images = _read(data, quiet=args.quiet)
    splits = split_images(data)
    found = statistics_of(images, class_order=data.class_order, splits=splits, input_side=args.side)
    for path, why in found.unread:
        _log.warning("%s: %s", path.name, why)
    if args.json is not None:
        write_json(args.json, json.dumps(json_values(found), ensure_ascii=False))
    if args.json != STDOUT:
        print(statistics_text(found, root=args.data, everything=args.debug))
    _warn_of_near_duplicates(images, splits)
    return 0


def _read(data: "DataFolder", *, quiet: bool) -> "list[CountedImage]":
    from tqdm import tqdm

    from ssd_desktop.annotation.counted_image import read_counted_images

    entries = data.entries()
    with tqdm(total=len(entries), desc="reading", unit="image", disable=quiet or not sys.stderr.isatty()) as bar:
        return read_counted_images(entries, report=lambda done, count: bar.update())


def _warn_of_near_duplicates(images: "Sequence[CountedImage]", splits: Mapping[str, frozenset[Path]]) -> None:
    """Tells how many images to measure on are nearly the same picture as one that is trained on."""
    from ssd_desktop.annotation.image_summary import DONE
    from ssd_desktop.annotation.split_rule import SplittableImage
    from ssd_desktop.data.near_duplicates import find_near_duplicates

    labelled = [SplittableImage(image.path, frozenset(image.labels)) for image in images if image.status in DONE]
    first, *others = splits or {"": frozenset()}
    train = [image for image in labelled if image.path in splits.get(first, ())]
    for name in others:
        found = find_near_duplicates(train, [image for image in labelled if image.path in splits[name] - splits[first]])
        if (text := found.warning()) is not None:
            _log.warning("%s and %s: %s", first, name, text)
