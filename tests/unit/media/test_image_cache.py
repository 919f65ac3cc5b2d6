"""Decoded images kept for a moment."""

import os
import threading

import numpy as np
import pytest

from ssd_desktop.errors import MediaError
from ssd_desktop.media.file_version import file_version
from ssd_desktop.media.image_cache import ImageCache
from ssd_desktop.media.image_file import ImageFile, read_image, write_image

SIDE = 20
BYTES = SIDE * SIDE * 3


@pytest.fixture
def images(tmp_path):
    paths = [tmp_path / f"사진 {number}.png" for number in range(4)]
    for number, path in enumerate(paths):
        write_image(path, np.full((SIDE, SIDE, 3), number, np.uint8))
    return paths


class Reader:
    """Decodes, and notes what."""

    def __init__(self):
        self.read = []

    def __call__(self, path):
        self.read.append(path)
        return read_image(path)


@pytest.fixture
def reader():
    return Reader()


def test_an_image_read_ahead_is_not_decoded_again(images, reader):
    cache = ImageCache(3 * BYTES, reader)
    assert cache.read_ahead(images[2])
    assert (cache.read(images[2]).pixels_rgb == 2).all()
    assert reader.read == [images[2]]


def test_a_file_that_changed_on_disk_is_decoded_again(images, reader):
    cache = ImageCache(3 * BYTES, reader)
    cache.read(images[0])
    write_image(images[0], np.full((SIDE, SIDE, 3), 77, np.uint8))
    assert (cache.read(images[0]).pixels_rgb == 77).all()
    assert cache.kept_bytes == BYTES


def test_a_file_that_vanished_is_not_shown_from_memory(images):
    cache = ImageCache(3 * BYTES)
    cache.read(images[0])
    images[0].unlink()
    with pytest.raises(MediaError):
        cache.read(images[0])
    assert cache.kept_bytes == 0


def test_a_file_written_while_it_is_decoded_is_not_kept(images):
    def slow(path):
        image = read_image(path)
        os.utime(path, ns=(1, 1))
        return image

    cache = ImageCache(3 * BYTES, slow)
    cache.read(images[0])
    assert cache.kept_bytes == 0


def test_the_image_used_longest_ago_goes_when_the_room_is_full(images, reader):
    cache = ImageCache(2 * BYTES, reader)
    for number in (0, 1, 0, 2):
        cache.read(images[number])
    assert cache.kept_bytes == 2 * BYTES
    cache.read(images[0])
    cache.read(images[1])
    assert reader.read == [images[0], images[1], images[2], images[1]]


def test_an_image_larger_than_the_room_is_given_but_not_kept(images):
    cache = ImageCache(BYTES - 1)
    assert (cache.read(images[1]).pixels_rgb == 1).all()
    assert cache.kept_bytes == 0


def test_an_image_that_would_push_out_its_neighbours_is_not_read_ahead(images, reader):
    assert not ImageCache(3 * BYTES - 1, reader).read_ahead(images[0])
    assert reader.read == []


def test_reading_ahead_passes_over_what_cannot_be_read(tmp_path):
    (tmp_path / "a.png").write_bytes(b"no image")
    assert not ImageCache().read_ahead(tmp_path / "a.png")
    assert not ImageCache().read_ahead(tmp_path / "gone.png")


def test_two_threads_that_want_the_same_image_decode_it_once(images):
    begun, go_on, decoded = threading.Event(), threading.Event(), []

    def slow(path):
        decoded.append(path)
        begun.set()
        assert go_on.wait(10)
        return read_image(path)

    cache, given = ImageCache(3 * BYTES, slow), []
    threads = [threading.Thread(target=lambda: given.append(cache.read(images[0]))) for _ in range(2)]
    threads[0].start()
    assert begun.wait(10)
    threads[1].start()
    go_on.set()
    for thread in threads:
        thread.join(10)
    assert decoded == [images[0]]
    assert given[0] is given[1]


def test_a_failed_decoding_does_not_keep_others_waiting(images):
    results = iter([MediaError("once"), None])

    def fails_once(path):
        if error := next(results):
            raise error
        return read_image(path)

    cache = ImageCache(3 * BYTES, fails_once)
    with pytest.raises(MediaError):
        cache.read(images[0])
    assert isinstance(cache.read(images[0]), ImageFile)


def test_a_missing_file_has_no_version(tmp_path):
    assert file_version(tmp_path / "gone.png") is None
