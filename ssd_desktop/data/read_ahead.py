"""Batches whose items threads prepare before they are asked for."""

from collections import deque
from collections.abc import Callable, Generator, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from ssd_desktop.media.opencv import cv2

Key = TypeVar("Key")
Item = TypeVar("Item")

_BATCHES_AHEAD = 2


def read_ahead(
    prepare: Callable[[Key], Item], batches: Iterable[Sequence[Key]], *, workers: int, name: str
) -> Generator[list[Item], None, None]:
    """Yields the batches in order while threads prepare the next two.

    What a thread raises is raised here. However this ends, queued work is dropped and the threads are joined: whoever
    may leave early closes the generator (``contextlib.closing``).

    Args:
        prepare: Makes one item; called in any of the threads.
        batches: What each batch is made of.
        workers: Threads, at least 1.
        name: Start of the threads' names.
    """
    pool = ThreadPoolExecutor(workers, thread_name_prefix=name, initializer=_leave_cores_to_torch)
    pending: deque[list[Future[Item]]] = deque()
    try:
        for batch in batches:
            pending.append([pool.submit(prepare, key) for key in batch])
            if len(pending) > _BATCHES_AHEAD:
                yield [future.result() for future in pending.popleft()]
        while pending:
            yield [future.result() for future in pending.popleft()]
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _leave_cores_to_torch() -> None:
    """OpenCV's own threads would fight the network for the cores; the workers already run side by side."""
    cv2.setNumThreads(1)
