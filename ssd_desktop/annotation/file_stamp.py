"""Whether a file is still the one that was read: its time and size first, its content where they differ."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class FileStamp:
    """A file at one moment.

    Attributes:
        modified_ns: Nanoseconds; 0 where there was no file.
        size: Bytes; -1 where there was no file.
        digest: SHA-256 of the content.
    """

    modified_ns: int
    size: int
    digest: bytes


MISSING = FileStamp(0, -1, b"")


def read_stamped(path: Path) -> tuple[bytes | None, FileStamp]:
    """Returns the content of a file and its stamp; None and ``MISSING`` where there is none.

    Raises:
        OSError: It is there but cannot be read.
        ValueError: The path holds a null character.
    """
    try:
        with path.open("rb") as stream:
            status = os.fstat(stream.fileno())
            content = stream.read()
    except FileNotFoundError:
        return None, MISSING
    return content, FileStamp(status.st_mtime_ns, len(content), hashlib.sha256(content).digest())


def is_unchanged(path: Path, stamp: FileStamp) -> bool:
    """Returns whether a file has the content it had; one that cannot be read counts as changed.

    A file that was only touched, or written again with the same content, is unchanged.
    """
    try:
        status = path.stat()
    except FileNotFoundError:
        return stamp == MISSING
    except (OSError, ValueError):
        return False
    if (status.st_mtime_ns, status.st_size) == (stamp.modified_ns, stamp.size):
        return True
    try:
        return read_stamped(path)[1].digest == stamp.digest
    except (OSError, ValueError):
        return False
