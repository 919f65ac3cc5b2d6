"""Files that are either written whole or not touched."""

import contextlib
import os
import secrets
from pathlib import Path


def write_file_atomically(path: Path, content: bytes) -> None:
    """Writes a file beside its final place, then moves it there; a failure leaves what was there.

    Args:
        path: The file to write; a symbolic link is followed, so that the link stays one.
        content: All of it.

    Raises:
        OSError: The folder is missing, read-only or full.
        ValueError: The path holds a null character.
    """
    target = Path(os.path.realpath(path))
    # A short name of its own: the target's may already be as long as the file system allows.
    temporary = target.parent / f".ssd-{os.getpid()}-{secrets.token_hex(4)}.tmp"
    try:
        with temporary.open("xb") as stream:
            stream.write(content)
        temporary.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
