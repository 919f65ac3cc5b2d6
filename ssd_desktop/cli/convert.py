"""``ssd-desktop convert``: a data folder in another format, and what that format does not hold. Needs no PyTorch."""

import logging
import sys
from argparse import ArgumentParser, Namespace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ssd_desktop.cli.data_notes import note_lines
from ssd_desktop.cli.data_source import add_data_arguments, open_data

if TYPE_CHECKING:
    from tqdm import tqdm

_FORMATS = ("voc", "yolo", "coco", "createml")

_log = logging.getLogger(__name__)


def add_arguments(parser: ArgumentParser) -> None:
    """Adds the arguments of the command to ``parser``."""
    parser.add_argument(
        "data", type=Path, metavar="DATA", help="a folder of labelled images (VOC, YOLO, COCO, Create ML, labelme)"
    )
    parser.add_argument("--to", required=True, choices=_FORMATS, help="the new format")
    parser.add_argument("--output", required=True, type=Path, metavar="DIR", help="a new or an empty folder")
    images = parser.add_mutually_exclusive_group()
    images.add_argument("--copy", action="store_true", help="copy the images (default)")
    images.add_argument("--link", action="store_true", help="make symbolic links to the images instead")
    add_data_arguments(parser)


def run(args: Namespace) -> int:
    """Converts, and prints what was written; what was lost or wrong goes to stderr.

    Raises:
        AnnotationError: The data cannot be read, or the output cannot be written.
    """
    from tqdm import tqdm

    from ssd_desktop.annotation.convert import convert_data

    source = open_data(args)
    with tqdm(unit="image", file=sys.stderr, leave=False, disable=args.quiet or not sys.stderr.isatty()) as bar:
        report = convert_data(source, args.to, args.output, link=args.link, progress=partial(_show, bar))
    note_lines(report.problems, everything=args.debug)
    for note in report.notes:
        _log.warning("%s", note)
    print(f"{args.output}: {report.images:,} images, {report.labelled:,} labelled, {report.objects:,} objects")
    return 0


def _show(bar: "tqdm[object]", done: int, count: int) -> None:
    bar.total = count
    bar.update(done - bar.n)
