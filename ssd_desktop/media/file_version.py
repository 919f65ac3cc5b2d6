"""Whether a file is still the one it was."""

from pathlib import Path

Version = tuple[int, int, int]
"""Of a file: time of its last change in nanoseconds, bytes, inode."""


def file_version(path: Path) -> Version | None:
    """Returns what changes whenever a file is written; None where there is no such file."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
