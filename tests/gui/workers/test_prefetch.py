"""Reading neighbours ahead."""

import threading
from pathlib import Path

import pytest

from ssd_desktop.gui.workers.prefetch import PrefetchWorker
from ssd_desktop.gui.workers.thread import WorkerThread

A, B, C, D = (Path(name) for name in "abcd")


class Cache:
    """Notes what is read; ``a`` takes until it is let go."""

    def __init__(self):
        self.read, self.begun, self.go_on = [], threading.Event(), threading.Event()

    def read_ahead(self, path):
        self.read.append(path)
        if path == A:
            self.begun.set()
            assert self.go_on.wait(10)
        if path == C:
            raise RuntimeError("a bug in a decoder")
        return True


@pytest.fixture
def cache():
    return Cache()


@pytest.fixture
def worker(qtbot, cache):
    worker = PrefetchWorker(cache)
    thread = WorkerThread(worker, "prefetch")
    thread.start()
    yield worker
    cache.go_on.set()
    thread.stop()
    assert thread.wait(10_000)


def test_a_new_wish_replaces_what_was_not_begun(qtbot, worker, cache):
    worker.want((A, B))
    assert cache.begun.wait(10)
    worker.want((D,))
    cache.go_on.set()
    qtbot.waitUntil(lambda: D in cache.read)
    assert cache.read == [A, D]


def test_one_image_that_breaks_the_reader_does_not_end_reading_ahead(qtbot, worker, cache):
    worker.want((C, D))
    qtbot.waitUntil(lambda: cache.read == [C, D])
    worker.want((B,))
    qtbot.waitUntil(lambda: cache.read == [C, D, B])
