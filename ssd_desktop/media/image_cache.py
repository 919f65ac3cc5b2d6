"""Decoded images kept for a moment, so that the next one of a folder is there before it is asked for."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

from ssd_desktop.errors import MediaError
from ssd_desktop.media.file_version import Version, file_version
from ssd_desktop.media.image_file import ImageFile, read_image, read_image_size

LIMIT_BYTES = 384 * 2**20
"""Room for the neighbours of a 24-megapixel image; five times as many of a 5-megapixel one."""

_LARGEST_SHARE = 3
"""An image of more than a third of the room is not read ahead: it would push out what is near."""


class ImageCache:
    """Images by path, as long as their files do not change; the oldest go first. For any number of threads.

    Two threads that want the same image at the same time decode it once.
    """

    def __init__(self, limit_bytes: int = LIMIT_BYTES, read: Callable[[Path], ImageFile] = read_image) -> None:
        """Begins empty.

        Args:
            limit_bytes: Of the pixels that are kept; 0 keeps nothing.
            read: Decodes an image.
        """
        self._limit = limit_bytes
        self._decode = read
        self._lock = threading.Condition()
        self._kept: OrderedDict[Path, tuple[Version, ImageFile]] = OrderedDict()
        self._bytes = 0
        self._busy: set[Path] = set()

    @property
    def kept_bytes(self) -> int:
        """Bytes of the pixels that are kept."""
        with self._lock:
            return self._bytes

    def read(self, path: Path) -> ImageFile:
        """Returns an image as its file is now.

        Args:
            path: Any path.

        Raises:
            MediaError: As ``read_image``.
        """
        with self._lock:
            self._lock.wait_for(lambda: path not in self._busy)
            found = self._fresh(path)
            if found is not None:
                return found
            self._busy.add(path)
        try:
            return self._read(path)
        finally:
            with self._lock:
                self._busy.discard(path)
                self._lock.notify_all()

    def read_ahead(self, path: Path) -> bool:
        """Decodes an image that may be asked for soon; returns whether it is kept.

        A file that cannot be read is left to whoever opens it, to say so.
        """
        try:
            size = read_image_size(path)
            if size.width * size.height * 3 > self._limit // _LARGEST_SHARE:
                return False
            self.read(path)
        except MediaError:
            return False
        return True

    def _read(self, path: Path) -> ImageFile:
        version = file_version(path)
        image = self._decode(path)
        # Somebody who writes in this very moment would leave the old picture under the new time.
        if version is not None and version == file_version(path):
            with self._lock:
                self._keep(path, version, image)
        return image

    def _fresh(self, path: Path) -> ImageFile | None:
        kept = self._kept.get(path)
        if kept is None:
            return None
        version, image = kept
        if version != file_version(path):
            self._drop(path)
            return None
        self._kept.move_to_end(path)
        return image

    def _keep(self, path: Path, version: Version, image: ImageFile) -> None:
        self._drop(path)
        if image.pixels_rgb.nbytes > self._limit:
            return
        self._kept[path] = version, image
        self._bytes += image.pixels_rgb.nbytes
        while self._bytes > self._limit:
            self._drop(next(iter(self._kept)))

    def _drop(self, path: Path) -> None:
        kept = self._kept.pop(path, None)
        if kept is not None:
            self._bytes -= kept[1].pixels_rgb.nbytes
