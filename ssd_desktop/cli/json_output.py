"""``--json FILE|-``: one object on stdout, or in a file that is written whole."""

import os
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from ssd_desktop.cli.own_results import is_own_json
from ssd_desktop.errors import SSDDesktopError, UsageError, reason_of

STDOUT = "-"


def add_json_option(parser: ArgumentParser) -> None:
    """Adds ``--json`` to ``parser``."""
    parser.add_argument(
        "--json", metavar="FILE|-", help="write the result as JSON to FILE, or to stdout and nothing else"
    )


def check_target(
    target: str | None, *, kind: str = "JSON result", is_own: Callable[[BinaryIO], bool] = is_own_json
) -> None:
    """Refuses what cannot become a file or is anything else already, before the work and not after it.

    Args:
        target: What an option was given; None where it was not.
        kind: What is written, as ``check_own_file`` takes it.
        is_own: Tells whether a file that is there may be replaced.

    Raises:
        UsageError: The target is a folder or another file, or its folder does not exist or is read-only.
    """
    if target is None or target == STDOUT:
        return
    path = Path(target).absolute()
    if path.is_dir():
        raise UsageError(f"{target or 'The target'} is a folder; name a file to write.")
    if not path.parent.is_dir():
        raise UsageError(f"{target} cannot be written: there is no folder {Path(target).parent}; create it first.")
    if not os.access(path.parent, os.W_OK):
        raise UsageError(f"{target} cannot be written: the folder {path.parent} is read-only; choose another.")
    from ssd_desktop.media.own_file import check_own_file

    check_own_file(Path(target), kind, is_own)


def same_target(first: str | None, second: str | None) -> bool:
    """Returns whether two options name one file, or both stdout."""
    if first is None or second is None:
        return False
    return first == second or (STDOUT not in (first, second) and os.path.realpath(first) == os.path.realpath(second))


def write_json(target: str, text: str) -> None:
    """Writes one line of JSON to stdout (``-``) or to a file.

    Raises:
        SSDDesktopError: The file cannot be written.
    """
    if target == STDOUT:
        print(text)
        return
    from ssd_desktop.media.atomic_file import write_file_atomically

    try:
        # A file name on Linux need not be text; in this form JSON gives it back as it was.
        write_file_atomically(Path(target), (text + "\n").encode(errors="backslashreplace"))
    except OSError as error:
        raise SSDDesktopError(f"{target} cannot be written ({reason_of(error)}); choose another file.") from error
