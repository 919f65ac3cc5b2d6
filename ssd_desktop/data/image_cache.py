"""Decoded pictures kept in memory between epochs, up to a limit."""

import threading
from pathlib import Path

from ssd_desktop.media.types import RgbImage


class ImageCache:
    """Keeps the first pictures that fit and never throws one out.

    Every epoch asks for every picture once, in a new order: on a set larger than the limit, keeping the latest would
    hit almost nothing, keeping the first hits as large a share as fits. Thread-safe.
    """

    def __init__(self, limit_bytes: int) -> None:
        self._limit = limit_bytes
        self._used = 0
        self._images: dict[Path, RgbImage] = {}
        self._lock = threading.Lock()

    @property
    def used_bytes(self) -> int:
        """Bytes of the pixels kept."""
        with self._lock:
            return self._used

    def get(self, path: Path) -> RgbImage | None:
        """Returns the pixels kept for ``path``; they must not be changed."""
        with self._lock:
            return self._images.get(path)

    def put(self, path: Path, pixels_rgb: RgbImage) -> None:
        """Keeps the pixels of ``path`` if they still fit."""
        with self._lock:
            if path not in self._images and self._used + pixels_rgb.nbytes <= self._limit:
                self._images[path] = pixels_rgb
                self._used += pixels_rgb.nbytes
