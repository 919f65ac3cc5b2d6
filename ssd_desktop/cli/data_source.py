"""The options that say how a labelled folder is to be read, wherever its annotation files are."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from ssd_desktop.cli.common_options import add_reading_options
from ssd_desktop.cli.data_notes import note_places

if TYPE_CHECKING:
    from ssd_desktop.annotation.data_entries import DataFolder


def add_data_arguments(parser: ArgumentParser) -> None:
    """Adds the options to ``parser``, which has ``data`` already."""
    parser.add_argument(
        "--annotations", type=Path, metavar="DIR", help="the folder of the annotation files, where all lie elsewhere"
    )
    add_reading_options(parser)


def open_data(args: Namespace) -> "DataFolder":
    """Opens the folder ``args.data``.

    Raises:
        AnnotationError: The folder cannot be read.
    """
    from ssd_desktop.annotation.data_folder import open_data_folder
    from ssd_desktop.annotation.separate_labels import open_separate_labels

    if args.annotations is None:
        data = open_data_folder(args.data, one_based=args.one_based, missing_is_background=args.missing_is_background)
        note_places(data.labels_elsewhere.values())
        return data
    return open_separate_labels(
        args.data, args.annotations, one_based=args.one_based, missing_is_background=args.missing_is_background
    )
