"""Thumbnails on the disk, so that a folder that was open before shows them at once."""

import hashlib
import os
import struct
import zlib
from pathlib import Path

import numpy as np

from ssd_desktop.media.atomic_file import write_file_atomically
from ssd_desktop.media.file_version import Version
from ssd_desktop.media.opencv import cv2
from ssd_desktop.media.types import RgbImage

LIMIT_BYTES = 256 * 2**20
"""About 60,000 thumbnails."""

_MAGIC = b"SSDTHUMB1"
_KEPT_SHARE = 0.8
_QUALITY = 85


class ThumbnailCache:
    """One small file a thumbnail, named after the image's path, time, size and inode; the oldest go first.

    Nothing here raises: a cache that cannot be read or written is no cache. A damaged file counts as missing and is
    removed. Several programs may use one folder. For one thread.
    """

    def __init__(self, folder: Path, limit_bytes: int = LIMIT_BYTES) -> None:
        """Begins without looking at the folder.

        Args:
            folder: Where; made when the first thumbnail is written.
            limit_bytes: Of all files.
        """
        self._folder = folder
        self._limit = limit_bytes
        self._bytes: int | None = None

    def get(self, image: Path, version: Version, side: int) -> RgbImage | None:
        """Returns a thumbnail, uint8 ``[H, W, 3]``, RGB; None where there is none of this version of the file."""
        path = self._path(image, version, side)
        try:
            content = path.read_bytes()
        except OSError:
            return None
        pixels = _unpacked(content)
        try:
            if pixels is None:
                path.unlink()
            else:
                os.utime(path)  # what is used stays
        except OSError:
            pass
        return pixels

    def put(self, image: Path, version: Version, side: int, pixels_rgb: RgbImage) -> None:
        """Keeps a thumbnail.

        Args:
            image: The image file.
            version: Of the file it is of.
            side: Pixels it was made for.
            pixels_rgb: uint8 ``[H, W, 3]``, RGB.
        """
        content = _packed(pixels_rgb)
        path = self._path(image, version, side)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_file_atomically(path, content, durable=False)
        except OSError:
            return
        self._bytes = self._size() if self._bytes is None else self._bytes + len(content)
        if self._bytes > self._limit:
            self._shrink()

    def _path(self, image: Path, version: Version, side: int) -> Path:
        text = os.fsencode(image.absolute()) + repr((version, side)).encode()
        name = hashlib.sha256(text).hexdigest()
        return self._folder / name[:2] / f"{name[2:42]}.thumb"

    def _size(self) -> int:
        return sum(size for _, size, _ in self._files())

    def _shrink(self) -> None:
        """Removes the files that were used longest ago."""
        files = sorted(self._files())
        left = sum(size for _, size, _ in files)
        for _, size, path in files:
            if left <= self._limit * _KEPT_SHARE:
                break
            try:
                path.unlink(missing_ok=True)
            except OSError:
                continue
            left -= size
        self._bytes = left

    def _files(self) -> list[tuple[int, int, Path]]:
        """Returns time of last use, bytes and path of every file, those that a killed program left too."""
        found = []
        for pattern in ("??/*.thumb", "??/.ssd-*.tmp"):
            for path in self._folder.glob(pattern):
                try:
                    status = path.stat()
                except OSError:
                    continue
                found.append((status.st_mtime_ns, status.st_size, path))
        return found


def _packed(pixels_rgb: RgbImage) -> bytes:
    bgr = cv2.cvtColor(pixels_rgb, cv2.COLOR_RGB2BGR)
    jpeg = cv2.imencode(".jpg", bgr, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])[1].tobytes()
    return _MAGIC + struct.pack("<I", zlib.crc32(jpeg)) + jpeg


def _unpacked(content: bytes) -> RgbImage | None:
    """Returns the pixels of a file, or None where a byte of it is not as it was written: decoders would not notice."""
    start = len(_MAGIC) + 4
    if len(content) <= start or not content.startswith(_MAGIC):
        return None
    jpeg = content[start:]
    if struct.pack("<I", zlib.crc32(jpeg)) != content[len(_MAGIC) : start]:
        return None
    decoded = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
    return None if decoded is None else np.asarray(cv2.cvtColor(decoded, cv2.COLOR_BGR2RGB), np.uint8)
