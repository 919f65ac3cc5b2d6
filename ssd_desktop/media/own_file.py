"""A file that results go to is replaced only where this program wrote it: a name typed wrong may cost nobody's work."""

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from ssd_desktop.errors import UsageError


def check_own_file(path: Path, kind: str, is_own: Callable[[BinaryIO], bool]) -> None:
    """Refuses a file with something else in it; a missing or empty one, a device and a pipe are free.

    Args:
        path: Where results are to go.
        kind: What this program writes there, as the message names it: "report".
        is_own: Tells by the bytes, read from their start, whether it is such a file.

    Raises:
        UsageError: The file holds anything else, or cannot be read.
    """
    if not path.is_file():  # reading from a pipe would wait for ever
        return
    try:
        with path.open("rb") as stream:
            is_free = not stream.peek(1) or is_own(stream)
    except OSError:
        is_free = False
    if not is_free:
        raise UsageError(f"{path} is there and is no {kind} of this program; name another file, or delete that one.")
