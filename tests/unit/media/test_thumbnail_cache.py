"""Thumbnails on the disk."""

import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssd_desktop.media.thumbnail_cache import ThumbnailCache, _packed, _unpacked

VERSION = (5, 6, 7)
PICTURE = np.full((30, 40, 3), (200, 100, 50), np.uint8)


@pytest.fixture
def cache(tmp_path):
    return ThumbnailCache(tmp_path / "thumbnails")


def files(tmp_path):
    return sorted((tmp_path / "thumbnails").glob("*/*"))


def test_a_thumbnail_comes_back_in_a_later_run(tmp_path, cache):
    cache.put(Path("사진.jpg"), VERSION, 128, PICTURE)
    found = ThumbnailCache(tmp_path / "thumbnails").get(Path("사진.jpg"), VERSION, 128)
    assert found.shape == PICTURE.shape
    assert abs(found.astype(int) - PICTURE).max() < 6


@pytest.mark.parametrize(
    ("image", "version", "side"),
    [("b.jpg", VERSION, 128), ("a.jpg", (9, 6, 7), 128), ("a.jpg", (5, 9, 7), 128), ("a.jpg", VERSION, 64)],
)
def test_another_path_version_or_size_has_no_thumbnail(cache, image, version, side):
    cache.put(Path("a.jpg"), VERSION, 128, PICTURE)
    assert cache.get(Path(image), version, side) is None


@settings(max_examples=40, deadline=None)
@given(place=st.integers(0, 10**6), byte=st.integers(0, 255), cut=st.booleans())
def test_a_file_damaged_anywhere_is_no_thumbnail(place, byte, cut):
    content = _packed(PICTURE)
    place %= len(content)
    damaged = content[:place] if cut else content[:place] + bytes([byte]) + content[place + 1 :]
    if damaged != content:
        assert _unpacked(damaged) is None


def test_a_damaged_file_is_removed_and_made_again(tmp_path, cache):
    cache.put(Path("a.jpg"), VERSION, 128, PICTURE)
    files(tmp_path)[0].write_bytes(b"nonsense")
    assert cache.get(Path("a.jpg"), VERSION, 128) is None
    assert files(tmp_path) == []
    cache.put(Path("a.jpg"), VERSION, 128, PICTURE)
    assert cache.get(Path("a.jpg"), VERSION, 128) is not None


def test_the_thumbnails_used_longest_ago_go_when_the_room_is_full(tmp_path):
    size = len(_packed(PICTURE))
    cache = ThumbnailCache(tmp_path / "thumbnails", limit_bytes=5 * size)
    for number in range(5):
        cache.put(Path(f"{number}.jpg"), VERSION, 128, PICTURE)
        os.utime(cache._path(Path(f"{number}.jpg"), VERSION, 128), ns=(number, number))
    assert cache.get(Path("0.jpg"), VERSION, 128) is not None
    cache.put(Path("5.jpg"), VERSION, 128, PICTURE)
    kept = [number for number in range(6) if cache.get(Path(f"{number}.jpg"), VERSION, 128) is not None]
    assert kept == [0, 3, 4, 5]


def test_thumbnails_of_earlier_runs_count_for_the_room(tmp_path):
    size = len(_packed(PICTURE))
    for number in range(4):
        cache = ThumbnailCache(tmp_path / "thumbnails", limit_bytes=2 * size)
        cache.put(Path(f"{number}.jpg"), VERSION, 128, PICTURE)
    assert len(files(tmp_path)) <= 2


def test_a_cache_that_cannot_be_written_is_no_cache(tmp_path):
    (tmp_path / "thumbnails").write_text("a file where the folder should be")
    cache = ThumbnailCache(tmp_path / "thumbnails")
    cache.put(Path("a.jpg"), VERSION, 128, PICTURE)
    assert cache.get(Path("a.jpg"), VERSION, 128) is None
