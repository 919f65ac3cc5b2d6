"""What the user means by a word."""

import os
from pathlib import Path

import pytest

from ssd_desktop.errors import MediaError
from ssd_desktop.media.sources import Source, classify_source


@pytest.mark.parametrize(("text", "index"), [("0", 0), (" 2 ", 2), ("007", 7), ("/dev/video1", 1)])
def test_digits_and_camera_devices_are_a_camera(text, index):
    assert classify_source(text) == Source("camera", index)


@pytest.mark.parametrize(
    "address",
    ["http://host/a.mjpg", "https://host", "rtsp://user:pw@host:554/1", "RTSP://host", "rtmp://host/live", "rtsps://h"],
)
def test_addresses_are_streams(address):
    assert classify_source(address) == Source("stream", address)


@pytest.mark.parametrize("address", ["ftp://host/a.mp4", "http://", "ssh://host"])
def test_other_addresses_are_refused_with_what_can_be_opened(address):
    with pytest.raises(MediaError, match="an http, https, rtsp or rtmp address"):
        classify_source(address)


def test_a_folder_is_a_folder(tmp_path):
    assert classify_source(str(tmp_path)) == Source("folder", tmp_path)


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("photo", b"\xff\xd8\xff\xe0 and so on...", "image"),
        ("photo.mp4", b"\x89PNG\r\n\x1a\n and so on", "image"),
        ("clip", b"\0\0\0\x18ftypmp42 and so on", "video"),
        ("clip.jpg", b"RIFF\0\0\0\0AVI LIST", "video"),
        ("clip", b"\x1aE\xdf\xa3 matroska", "video"),
        ("clip.ts", b"G" + b"\0" * 187 + b"G" + b"\0" * 100, "video"),
        ("empty.JPG", b"", "image"),
        ("empty.MP4", b"", "video"),
        ("damaged.png", b"what is this", "image"),
    ],
)
def test_the_content_of_a_file_decides_and_then_its_suffix(tmp_path, name, content, kind):
    path = tmp_path / name
    path.write_bytes(content)
    assert classify_source(str(path)) == Source(kind, path)


def test_a_file_address_is_its_path(tmp_path):
    path = tmp_path / "사진 1.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n")
    assert classify_source(path.as_uri()) == Source("image", path)


def test_a_file_named_like_a_number_is_reached_by_its_path(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("0").write_bytes(b"BM")
    assert classify_source("./0") == Source("image", Path("0"))


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("notes.txt", b"hello", r"notes\.txt is no image and no video; name an image, a folder"),
        ("model.safetensors", b"\0" * 300, "is no image and no video"),
        ("photo.heic", b"\0\0\0\x18ftypheic and so on", "HEIC or AVIF image, which this program does not read"),
    ],
)
def test_other_files_are_refused_with_what_can_be_opened(tmp_path, name, content, words):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(MediaError, match=words):
        classify_source(str(path))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Nothing was named"),
        ("absent.jpg", "does not exist"),
        ("a\0b", "cannot be read"),
        ("x" * 5000, "cannot be read"),
    ],
)
def test_what_cannot_be_opened_is_told_in_one_sentence(text, words):
    with pytest.raises(MediaError, match=words) as error:
        classify_source(text)
    assert "\n" not in str(error.value)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_a_pipe_is_refused_instead_of_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.jpg")
    with pytest.raises(MediaError, match="is a pipe or device, not a file"):
        classify_source(str(tmp_path / "pipe.jpg"))


def test_the_real_clips_and_photos_are_told_apart(shared_data):
    assert classify_source(str(shared_data / "videos" / "car-detection.mp4")).kind == "video"
    assert classify_source(str(next((shared_data / "bccd" / "JPEGImages").iterdir()))).kind == "image"
