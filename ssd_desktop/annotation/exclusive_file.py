"""A file that one program at a time holds; the system lets go of it when that program ends, however it ends."""

import os
import sys

if sys.platform == "win32":
    import msvcrt

    _FAR = 2**30
    """Windows refuses others to read the locked bytes: one far behind the content is taken."""

    def hold(descriptor: int) -> bool:
        """Returns whether the file is held now; False: another program has it."""
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

    def hold(descriptor: int) -> bool:
        """Returns whether the file is held now; False: another program has it."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return os.fstat(descriptor).st_nlink > 0  # a file system without locks
        return True
