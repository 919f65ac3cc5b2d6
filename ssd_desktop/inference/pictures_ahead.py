"""The pictures of many sources in batches, decoded by other threads while the detector is at work."""

import os
from collections import deque
from collections.abc import Collection, Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import chain, groupby

from ssd_desktop.data.read_ahead import read_ahead
from ssd_desktop.errors import MediaError, SSDDesktopError
from ssd_desktop.inference.picture_sources import PictureSource
from ssd_desktop.media.image_file import read_image_size
from ssd_desktop.media.types import Frame

_MOST_READERS = 8
"""Threads that decode still pictures; a frame of a video needs the one before it, so that one thread reads it."""

_MOST_PIXELS = 100_000_000
"""Of the still pictures of a batch, 0.3 GB; three batches are in memory at a time."""


@dataclass(frozen=True)
class SourcePicture:
    """A source with its next picture; without one it has ended, or failed by ``error``, or an earlier run did it."""

    source: PictureSource
    frame: Frame | None
    error: SSDDesktopError | None = None
    known: bool = False


def pictures_ahead(
    sources: Sequence[PictureSource], known: Collection[int], *, batch_size: int
) -> Generator[list[SourcePicture], None, None]:
    """Yields the pictures of all sources in order, and for each source in the end that it ended, after an error if any.

    Whoever may leave early closes the generator: that ends the threads and closes what they read.

    Args:
        sources: In order.
        known: Identities of still pictures that are only named, because an earlier run did them.
        batch_size: Most pictures yielded together, fewer of large ones. A camera or stream gives each as it comes.
    """
    for moving, group in groupby(sources, key=lambda source: source.moving):
        if not moving:
            yield from _stills(list(group), known, batch_size)
            continue
        for source in group:
            with closing(_decoded_ahead(_frames(source))) as items:
                yield from _batches(items, batch_size if source.path is not None else 1)


def _stills(
    sources: Sequence[PictureSource], known: Collection[int], size: int
) -> Generator[list[SourcePicture], None, None]:
    parts = _parts(sources, known, size)
    readers = min(size, _MOST_READERS, os.cpu_count() or 1)
    with closing(read_ahead(partial(_still, known), parts, workers=readers, name="decode")) as batches:
        for batch in batches:
            yield list(chain.from_iterable(batch))


def _parts(sources: Sequence[PictureSource], known: Collection[int], size: int) -> Iterator[list[PictureSource]]:
    """Yields runs of at most so many sources, fewer of large pictures."""
    part: list[PictureSource] = []
    pixels = 0
    for source in sources:
        more = 0 if id(source) in known or size == 1 else _pixel_count(source)
        if part and (len(part) == size or pixels + more > _MOST_PIXELS):
            yield part
            part, pixels = [], 0
        part.append(source)
        pixels += more
    if part:
        yield part


def _pixel_count(source: PictureSource) -> int:
    try:
        size = read_image_size(source.path) if source.path is not None else None
    except MediaError:
        return 0  # reading the picture says why
    return 0 if size is None else size.width * size.height


def _still(known: Collection[int], source: PictureSource) -> list[SourcePicture]:
    return [SourcePicture(source, None, known=True)] if id(source) in known else list(_frames(source))


def _frames(source: PictureSource) -> Generator[SourcePicture, None, None]:
    try:
        with closing(source.frames()) as frames:
            for frame in frames:
                yield SourcePicture(source, frame)
    except SSDDesktopError as error:
        yield SourcePicture(source, None, error)
    yield SourcePicture(source, None)


def _batches(items: Generator[SourcePicture, None, None], size: int) -> Generator[list[SourcePicture], None, None]:
    batch: list[SourcePicture] = []
    for item in items:
        batch.append(item)
        if item.frame is None or len(batch) == size:
            yield batch
            batch = []


def _decoded_ahead(items: Generator[SourcePicture, None, None]) -> Generator[SourcePicture, None, None]:
    """Yields the same items; a thread of its own is at the next while the caller is busy with this one.

    One picture ahead: more would only make those of a camera older.
    """
    with ThreadPoolExecutor(1, thread_name_prefix="decode") as pool:
        pending: deque[Future[SourcePicture | None]] = deque(pool.submit(next, items, None) for _ in range(2))
        try:
            while (item := pending.popleft().result()) is not None:
                pending.append(pool.submit(next, items, None))
                yield item
        finally:
            for waiting in pending:
                waiting.cancel()
            pool.submit(items.close)  # where it runs: a video or camera is closed by the thread that read it
