"""Who uses the GPU in this process, so that what must be alone there is alone. No torch here.

While a CUDA graph is recorded no other work of CUDA may run in the process, on any thread; otherwise its numbers can be
wrong and nothing says so (PyTorch, "CUDA semantics", constraints of CUDA graphs).
"""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager


class DeviceUse:
    """Counts the threads that use a device, and lets one of them be alone for a moment."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._users: Counter[int] = Counter()
        self._alone: int | None = None

    @contextmanager
    def using(self) -> Iterator[None]:
        """Uses the device in the block, which another thread may be in too; begins when nobody is alone."""
        me = threading.get_ident()
        with self._changed:
            self._changed.wait_for(lambda: self._alone in (None, me))
            self._users[me] += 1
        try:
            yield
        finally:
            with self._changed:
                self._users[me] -= 1
                self._users += Counter()  # drops those that are at 0

    @contextmanager
    def alone(self) -> Iterator[bool]:
        """Yields whether this thread has the device to itself in the block; never waits for it."""
        me = threading.get_ident()
        with self._changed:
            is_alone = self._alone is None and not self._users.keys() - {me}
            if is_alone:
                self._alone = me
        try:
            yield is_alone
        finally:
            if is_alone:
                with self._changed:
                    self._alone = None
                    self._changed.notify_all()


GPU_USE = DeviceUse()
"""Of every GPU: detection, explanation and training go through it."""
