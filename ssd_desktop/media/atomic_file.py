"""Files that are either written whole or not touched."""

import contextlib
import errno
import os
import secrets
import shutil
import time
from pathlib import Path

_TRIES = 10 if os.name == "nt" else 1
_TRY_S = 0.05


def write_file_atomically(path: Path, content: bytes, *, durable: bool = True) -> None:
    """Writes a file beside its final place, then moves it there; a failure leaves what was there.

    A file that is replaced keeps its permissions: others may be meant to write to it too.

    Args:
        path: The file to write; a symbolic link is followed, so that the link stays one. A device or pipe
            (``/dev/null``) is written to as it is.
        content: All of it.
        durable: Wait until it is on the disk, tens of milliseconds a file; False for one of many new files that can be
            made again.

    Raises:
        OSError: The folder is missing, read-only or full; or the file is read-only.
        ValueError: The path holds a null character.
    """
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file() and not target.is_dir():
        target.write_bytes(content)  # replacing a device by a file would harm the whole machine
        return
    if target.is_file() and not os.access(target, os.W_OK):
        # The folder alone decides about moving: a file that somebody protected would be replaced all the same.
        raise PermissionError(errno.EACCES, "it is read-only", str(target))
    # A short name of its own: the target's may already be as long as the file system allows.
    temporary = target.parent / f".ssd-{os.getpid()}-{secrets.token_hex(4)}.tmp"
    try:
        with temporary.open("xb") as stream:
            stream.write(content)
            stream.flush()
            if durable:
                # Else a power cut after the move can leave an empty file where a whole one was.
                os.fsync(stream.fileno())
        with contextlib.suppress(OSError):
            shutil.copymode(target, temporary)
        replace_file(temporary, target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


def replace_file(source: Path, target: Path) -> None:
    """Moves a file over another one.

    On Windows a file that somebody has open cannot be replaced; a search index or a scanner for viruses lets go of it
    in a moment, for which this waits.

    Raises:
        OSError: The target is open for longer, or the folder is read-only.
    """
    for tries_left in reversed(range(_TRIES)):
        try:
            source.replace(target)
            return
        except PermissionError:
            if not tries_left:
                raise
            time.sleep(_TRY_S)
