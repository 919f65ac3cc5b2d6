"""The next batch is put together while the one before is trained on."""

from collections.abc import Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")


def one_ahead(items: Iterator[Item]) -> Generator[Item, None, None]:
    """Yields what an iterator gives, while a thread gets the next one from it.

    What the iterator raises is raised here, in its turn. However this ends, the thread is joined: whoever may leave
    early closes the generator, and then whatever the iterator needs closed.

    Args:
        items: None of them is None; used by the thread alone.
    """
    pool = ThreadPoolExecutor(1, thread_name_prefix="loader-batches")
    try:
        coming: Future[Item | None] = pool.submit(next, items, None)
        while (item := coming.result()) is not None:
            coming = pool.submit(next, items, None)
            yield item
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
