"""Decodes the neighbours of the picture that is shown, off the window's thread."""

import logging
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from ssd_desktop.gui.workers.mailbox import Mailbox
from ssd_desktop.media.image_cache import ImageCache

_log = logging.getLogger(__name__)


class PrefetchWorker(QObject):
    """Reads images into a cache for as long as ``run`` runs in its thread.

    ``want`` and ``request_stop`` may be called from any thread.

    Signals:
        failed: The exception that ended the worker.
    """

    failed = Signal(object)

    def __init__(self, cache: ImageCache) -> None:
        super().__init__()
        self._cache = cache
        self._wishes = Mailbox[tuple[Path, ...]]()

    def want(self, images: tuple[Path, ...]) -> None:
        """Asks for these images, the likeliest first; what was asked before and not begun is dropped."""
        self._wishes.put(images)

    def request_stop(self) -> None:
        self._wishes.close()

    @Slot()
    def run(self) -> None:
        """Serves until ``request_stop``."""
        while not self._wishes.closed:
            for image in self._wishes.take() or ():
                if self._wishes.closed or self._wishes.waiting:
                    break
                try:
                    self._cache.read_ahead(image)
                except Exception:
                    # Whoever opens the image will be told; reading ahead goes on with the others.
                    _log.exception("Reading %s ahead failed.", image)
