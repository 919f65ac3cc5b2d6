"""A file that one program at a time holds; the system lets go of it when that program ends, however it ends."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_TRIES, _TRY_S = 20, 0.05

if sys.platform == "win32":
    import msvcrt

    _FAR = 2**30
    """Windows refuses others to read the locked bytes: one far behind the content is taken."""

    def try_hold(descriptor: int) -> bool | None:
        """Returns whether the file is held now; False: another program has it; None: nothing can be locked there."""
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(descriptor, 0, os.SEEK_END)
        return True

else:
    import fcntl

    def try_hold(descriptor: int) -> bool | None:
        """Returns whether the file is held now; False: another program has it; None: nothing can be locked there."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return None if os.fstat(descriptor).st_nlink else False  # a file system without locks
        return True


def hold(descriptor: int) -> bool:
    """Returns whether the file is the caller's now; False: another program has it.

    Where nothing can be locked everybody has it: work must be possible there, too.
    """
    return try_hold(descriptor) is not False


@contextmanager
def held_file(path: Path) -> Iterator[bool]:
    """Holds a file inside the block; it is made for it and removed after it.

    Yields:
        Whether it is held; False: another program has it, also after a second.

    Raises:
        OSError: It can be neither opened nor made.
    """
    descriptor = _open_held(path)
    try:
        yield descriptor is not None
    finally:
        if descriptor is not None:
            _remove(path)
            os.close(descriptor)
            if os.name == "nt":  # where an open file stays until it is closed
                _remove(path)


def _open_held(path: Path) -> int | None:
    """Returns the descriptor of the file, held; None: another program has it.

    Whoever looks whether a file is held has it for a moment. Whoever ends removes it: a file that is gone when it is
    held at last keeps nobody out, and is made anew.
    """
    for _ in range(_TRIES):
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        if hold(descriptor) and os.fstat(descriptor).st_nlink:
            return descriptor
        os.close(descriptor)
        time.sleep(_TRY_S)
    return None


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink()
