"""``--json FILE|-``: one object on stdout, or in a file that is written whole."""

import os
from argparse import ArgumentParser
from pathlib import Path

from ssd_desktop.errors import SSDDesktopError, UsageError, reason_of

STDOUT = "-"


def add_json_option(parser: ArgumentParser) -> None:
    """Adds ``--json`` to ``parser``."""
    parser.add_argument(
        "--json", metavar="FILE|-", help="write the result as JSON to FILE, or to stdout and nothing else"
    )


def check_json_target(target: str | None) -> None:
    """Refuses what cannot become a file, before the work and not after it.

    Raises:
        UsageError: The target is a folder, or its folder does not exist or is read-only.
    """
    if target is None or target == STDOUT:
        return
    path = Path(target).absolute()
    if path.is_dir():
        raise UsageError(f"{target or 'The target of --json'} is a folder; name a file to write.")
    if not path.parent.is_dir():
        raise UsageError(f"{target} cannot be written: there is no folder {Path(target).parent}; create it first.")
    if not os.access(path.parent, os.W_OK):
        raise UsageError(f"{target} cannot be written: the folder {path.parent} is read-only; choose another.")


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
