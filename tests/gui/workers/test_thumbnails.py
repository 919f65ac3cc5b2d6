"""Making thumbnails in the background."""

import threading

import numpy as np
import pytest

from ssd_desktop.errors import MediaError
from ssd_desktop.gui.workers.thread import WorkerThread
from ssd_desktop.gui.workers.thumbnails import ThumbnailWorker
from ssd_desktop.media.file_version import file_version
from ssd_desktop.media.thumbnail_cache import ThumbnailCache


class Desk:
    """A worker in its thread, whose reader only pretends."""

    def __init__(self, folder):
        self.cache = ThumbnailCache(folder / "cache")
        self.read, self.given = [], []
        self.begun, self.go_on = threading.Event(), threading.Event()
        self.go_on.set()
        self.worker = ThumbnailWorker(self.cache, self._read, side=64)
        self.worker.ready.connect(lambda image, version, picture: self.given.append((image, version, picture)))
        self.thread = WorkerThread(self.worker, "thumbnails")
        self.thread.start()

    def _read(self, image, side):
        self.read.append(image)
        self.begun.set()
        assert self.go_on.wait(10)
        if image.stem == "damaged":
            raise MediaError("damaged.png is damaged.")
        if image.stem == "bug":
            raise RuntimeError("a bug in a decoder")
        return np.zeros((side, side, 3), np.uint8)

    def stop(self):
        self.go_on.set()
        self.thread.stop()
        return self.thread.wait(10_000)


@pytest.fixture
def desk(qtbot, tmp_path):
    desk = Desk(tmp_path)
    yield desk
    assert desk.stop()


@pytest.fixture
def image(tmp_path):
    def image(name):
        path = tmp_path / f"{name}.png"
        path.write_bytes(b"pixels")
        return path

    return image


def given(qtbot, desk, count):
    qtbot.waitUntil(lambda: len(desk.given) == count)
    return desk.given[-1]


def test_a_thumbnail_is_made_once_and_then_comes_from_the_disk(qtbot, desk, image):
    a = image("a")
    desk.worker.want(((a, None),))
    path, version, picture = given(qtbot, desk, 1)
    assert (path, version, picture.width()) == (a, file_version(a), 64)
    desk.worker.want(((a, None),))
    given(qtbot, desk, 2)
    assert desk.read == [a]


def test_what_was_scrolled_away_is_not_made(qtbot, desk, image):
    a, b, c = image("a"), image("b"), image("c")
    desk.go_on.clear()
    desk.worker.want(((a, None), (b, None)))
    assert desk.begun.wait(10)
    desk.worker.want(((c, None),))
    desk.go_on.set()
    given(qtbot, desk, 2)
    assert desk.read == [a, c]


def test_a_thumbnail_that_is_shown_is_given_again_only_when_its_file_changed(qtbot, desk, image):
    a, b = image("a"), image("b")
    desk.worker.want(((a, file_version(a)), (b, (0, 0, 0))))
    assert given(qtbot, desk, 1)[0] == b
    assert desk.read == [b]


@pytest.mark.parametrize("name", ["damaged", "bug"])
def test_an_image_that_cannot_be_decoded_has_an_empty_thumbnail_and_the_next_is_made(qtbot, desk, image, name):
    desk.worker.want(((image(name), None), (image("b"), None)))
    given(qtbot, desk, 2)
    assert [picture.isNull() for _, _, picture in desk.given] == [True, False]


def test_a_file_that_is_gone_is_passed_over(qtbot, desk, image, tmp_path):
    desk.worker.want(((tmp_path / "gone.png", None), (image("b"), None)))
    assert given(qtbot, desk, 1)[0].stem == "b"
