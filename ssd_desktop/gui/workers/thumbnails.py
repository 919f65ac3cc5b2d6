"""Makes thumbnails off the window's thread: what is in view now, and nothing that was scrolled away."""

import logging
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage

from ssd_desktop.errors import MediaError
from ssd_desktop.gui.workers.mailbox import Mailbox
from ssd_desktop.gui.workers.playback import to_picture
from ssd_desktop.media.file_version import Version, file_version
from ssd_desktop.media.small_picture import read_small_picture
from ssd_desktop.media.thumbnail_cache import ThumbnailCache
from ssd_desktop.media.types import RgbImage

_log = logging.getLogger(__name__)

SIDE = 128
"""Pixels of the longer side: those of a cell of the grid, with some to spare for finer screens."""

Wanted = tuple[tuple[Path, Version | None], ...]
"""Images in the order they are wanted, each with the version of its file that is shown already."""


class ThumbnailWorker(QObject):
    """Follows the latest wish for as long as ``run`` runs in its thread.

    ``want`` and ``request_stop`` may be called from any thread.

    Signals:
        ready: Path of an image, the version of its file, and its thumbnail, a ``QImage``; an empty one where the file
            cannot be decoded.
        failed: The exception that ended the worker.
    """

    ready = Signal(object, object, QImage)
    failed = Signal(object)

    def __init__(
        self, cache: ThumbnailCache, read: Callable[[Path, int], RgbImage] = read_small_picture, *, side: int = SIDE
    ) -> None:
        """Takes what it works with.

        Args:
            cache: Thumbnails of earlier times; used in the worker's thread only.
            read: Makes a thumbnail of at most so many pixels a side.
            side: That many.
        """
        super().__init__()
        self._cache = cache
        self._read = read
        self._side = side
        self._wishes = Mailbox[Wanted]()

    def want(self, images: Wanted) -> None:
        """Asks for these thumbnails; what was asked before and not begun is dropped."""
        self._wishes.put(images)

    def request_stop(self) -> None:
        self._wishes.close()

    @Slot()
    def run(self) -> None:
        """Serves until ``request_stop``."""
        while not self._wishes.closed:
            for image, shown in self._wishes.take() or ():
                if self._wishes.closed or self._wishes.waiting:
                    break
                version = file_version(image)
                if version is not None and version != shown:
                    self.ready.emit(image, version, self._thumbnail(image, version))

    def _thumbnail(self, image: Path, version: Version) -> QImage:
        pixels = self._cache.get(image, version, self._side)
        if pixels is None:
            try:
                pixels = self._read(image, self._side)
            except MediaError:
                return QImage()
            except Exception:
                _log.exception("No thumbnail of %s could be made.", image)
                return QImage()
            self._cache.put(image, version, self._side, pixels)
        return to_picture(pixels)
