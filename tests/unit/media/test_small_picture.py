"""Small pictures."""

import cv2
import numpy as np
import pytest

from ssd_desktop.errors import MediaError
from ssd_desktop.media.image_file import read_image
from ssd_desktop.media.small_picture import read_small_picture

HALVES = np.zeros((600, 1000, 3), np.uint8)
HALVES[:, :500] = (0, 0, 255)
"""Red on the left, black on the right; BGR."""


def write(path, pixels):
    path.write_bytes(cv2.imencode(path.suffix, pixels)[1].tobytes())
    return path


@pytest.mark.parametrize("name", ["그림.jpg", "b.png", "c.webp"])
@pytest.mark.parametrize("side", [50, 124, 400])
def test_the_longer_side_is_as_asked_and_the_content_stays(tmp_path, name, side):
    small = read_small_picture(write(tmp_path / name, HALVES), side)
    assert small.shape == (side * 600 // 1000, side, 3)
    assert small[:, : side // 2 - 3, 0].min() > 230
    assert small[:, side // 2 + 3 :].max() < 25


def test_small_images_are_not_enlarged(tmp_path):
    assert read_small_picture(write(tmp_path / "a.jpg", HALVES[:30, :40]), 128).shape == (30, 40, 3)


def test_a_turned_photo_stands_upright(tmp_path):
    path = write(tmp_path / "a.jpg", HALVES)
    exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0"
    content = path.read_bytes()
    path.write_bytes(content[:2] + b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif + content[2:])
    whole, small = read_image(path).pixels_rgb, read_small_picture(path, 100)
    assert small.shape == (100, 60, 3)
    assert abs(small.mean(axis=(0, 1)) - whole.mean(axis=(0, 1))).max() < 4
    assert small[:45, :, 0].mean() > 230


def test_a_long_strip_keeps_a_pixel(tmp_path):
    assert read_small_picture(write(tmp_path / "a.png", np.zeros((1, 3000, 3), np.uint8)), 100).shape == (1, 100, 3)


@pytest.mark.parametrize("name", ["a.jpg", "a.png"])
def test_a_damaged_image_has_no_small_picture(tmp_path, name):
    path = write(tmp_path / name, HALVES)
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(MediaError, match=r"truncated|cannot be decoded"):
        read_small_picture(path, 100)


def test_what_is_no_image_or_is_missing_is_named(tmp_path):
    (tmp_path / "a.jpg").write_bytes(b"text")
    for name in ("a.jpg", "gone.jpg"):
        with pytest.raises(MediaError, match=name):
            read_small_picture(tmp_path / name, 100)
