"""``ssd-desktop convert``: a data folder in another format, and what that format does not hold. Needs no PyTorch."""

import logging
from argparse import ArgumentParser, Namespace
from pathlib import Path

from ssd_desktop.cli.data_source import add_data_arguments, open_data

_FORMATS = ("voc", "yolo", "coco", "createml")
_SHOWN = 5

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
    from ssd_desktop.annotation.convert import convert_data

    source = open_data(args)
    report = convert_data(source, args.to, args.output, link=args.link)
    _tell(report.problems, everything=args.debug)
    for note in report.notes:
        _log.warning("%s", note)
    print(f"{args.output}: {report.images:,} images, {report.labelled:,} labelled, {report.objects:,} objects")
    return 0


def _tell(problems: tuple[str, ...], *, everything: bool) -> None:
    shown = problems if everything else problems[:_SHOWN]
    for problem in shown:
        _log.warning("%s", problem)
    if len(problems) > len(shown):
        _log.warning("... and %d more of this kind; --debug shows all.", len(problems) - len(shown))
