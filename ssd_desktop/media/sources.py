"""Telling what the user means by a word: an image, a folder, a video, a camera or a stream."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit
from urllib.request import url2pathname

from ssd_desktop.errors import MediaError, reason_of
from ssd_desktop.media.image_file import IMAGE_SUFFIXES
from ssd_desktop.media.image_header import image_format

SourceKind = Literal["image", "folder", "video", "camera", "stream"]

VIDEO_SUFFIXES = frozenset(
    {".mp4", ".m4v", ".mov", ".avi", ".mkv", ".webm", ".mpg", ".mpeg", ".wmv", ".flv", ".ogv", ".3gp", ".mts", ".m2ts"}
)
"""Lower-case suffixes of files taken for videos where their content does not tell."""

_STREAM = re.compile(r"(https?|rtsps?|rtmps?)://.", re.IGNORECASE)
_LINUX_CAMERA = re.compile(r"/dev/video(\d{1,9})", re.ASCII)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif", b"avis"})
_VIDEO_STARTS = (
    b"\x1aE\xdf\xa3",
    b"FLV\x01",
    b"OggS",
    b"\x30\x26\xb2\x75\x8e\x66\xcf\x11",
    b"\0\0\x01\xba",
    b"\0\0\x01\xb3",
)
_KINDS = "an image, a folder, a video, the number of a camera, or an http, https, rtsp or rtmp address"


@dataclass(frozen=True)
class Source:
    """What to open.

    Attributes:
        kind: What it is.
        value: The path of an image, folder or video; the index of a camera; the address of a stream.
    """

    kind: SourceKind
    value: Path | int | str


def classify_source(text: str) -> Source:
    """Finds out what a word from the command line, a dialog or a drop means.

    Digits and Linux' ``/dev/video0`` are a camera (a file named like a number is reached as ``./0``), addresses a
    stream; of files the content decides, and the suffix where it does not.

    Args:
        text: A path, a ``file://`` address, the index of a camera, or the address of a stream.

    Raises:
        MediaError: Nothing of that name exists, or it is none of these.
    """
    text = text.strip()
    if not text:
        raise MediaError(f"Nothing was named to open; name {_KINDS}.")
    if text.isascii() and text.isdigit() and len(text) < 10:
        return Source("camera", int(text))
    if device := _LINUX_CAMERA.fullmatch(text):
        return Source("camera", int(device[1]))
    if _STREAM.match(text):
        return Source("stream", text)
    if text.lower().startswith("file:"):
        text = url2pathname(urlsplit(text).path)
    elif _SCHEME.match(text):
        raise MediaError(f"The address {text} is of a kind this program cannot open; name {_KINDS}.")
    return _classify_path(Path(text))


def _classify_path(path: Path) -> Source:
    try:
        if path.is_dir():
            return Source("folder", path)
        if path.exists() and not path.is_file():  # opening a pipe nobody writes to would wait for ever
            raise MediaError(f"{path} is a pipe or device, not a file; name {_KINDS}.")
        with path.open("rb") as stream:
            start = stream.read(200)
    except FileNotFoundError as error:
        raise MediaError(f"{path} does not exist; check the path.") from error
    except (OSError, ValueError) as error:
        raise MediaError(f"{path} cannot be read ({reason_of(error)}); check the path and its permissions.") from error
    if _is_heif(start):
        raise MediaError(f"{path} is a HEIC or AVIF image, which this program does not read; save it as JPEG or PNG.")
    if image_format(start) is not None:
        return Source("image", path)
    if _is_video(start) or path.suffix.lower() in VIDEO_SUFFIXES:
        return Source("video", path)
    if path.suffix.lower() in IMAGE_SUFFIXES:
        return Source("image", path)  # empty or damaged: reading it says which
    raise MediaError(f"{path} is no image and no video; name {_KINDS}.")


def _is_heif(start: bytes) -> bool:
    return start[4:8] == b"ftyp" and start[8:12] in _HEIF_BRANDS


def _is_video(start: bytes) -> bool:
    if start.startswith(_VIDEO_STARTS) or start[4:8] in (b"ftyp", b"moov", b"mdat"):
        return True
    # AVI, and the sync byte that starts every packet of an MPEG transport stream.
    return (start[:4] == b"RIFF" and start[8:12] == b"AVI ") or (start[:1] == b"G" and start[188:189] == b"G")
