"""One training or measurement at a time in this process. No torch here.

Both draw from PyTorch's one generator of random numbers, so that a run beside a measurement would not repeat itself;
and speeds that two measure at once are worth nothing.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

_IN_USE = threading.Lock()


@contextmanager
def machine_to_oneself() -> Iterator[None]:
    """Waits until nothing else of this process trains or measures, then keeps it so inside the block."""
    with _IN_USE:
        yield


@contextmanager
def machine_if_free() -> Iterator[bool]:
    """Keeps the machine inside the block if it is free; yields whether it was. Never waits."""
    free = _IN_USE.acquire(blocking=False)
    try:
        yield free
    finally:
        if free:
            _IN_USE.release()
