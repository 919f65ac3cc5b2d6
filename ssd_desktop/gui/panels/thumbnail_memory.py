"""Thumbnails that were shown lately, ready to paint."""

from collections import OrderedDict
from pathlib import Path

from PySide6.QtGui import QImage, QPixmap

from ssd_desktop.media.file_version import Version

LIMIT_BYTES = 48 * 2**20
"""About a thousand thumbnails."""


class ThumbnailMemory:
    """Pixmaps by path; those that were painted longest ago go first."""

    def __init__(self, limit_bytes: int = LIMIT_BYTES) -> None:
        self._limit = limit_bytes
        self._bytes = 0
        self._kept: OrderedDict[Path, tuple[Version, QPixmap, int]] = OrderedDict()

    def put(self, image: Path, version: Version, picture: QImage) -> None:
        """Keeps a thumbnail.

        Args:
            image: The image file.
            version: Of the file it is of.
            picture: The thumbnail; an empty one where the file has none.
        """
        self._drop(image)
        size = picture.sizeInBytes()
        self._kept[image] = version, QPixmap.fromImage(picture), size
        self._bytes += size
        while self._bytes > self._limit:
            self._drop(next(iter(self._kept)))

    def picture(self, image: Path) -> QPixmap | None:
        """Returns the thumbnail of an image: empty where its file has none, None where it is not here."""
        kept = self._kept.get(image)
        if kept is None:
            return None
        self._kept.move_to_end(image)
        return kept[1]

    def version(self, image: Path) -> Version | None:
        """Returns of which version of its file the thumbnail of an image is; None where it is not here."""
        kept = self._kept.get(image)
        return None if kept is None else kept[0]

    def _drop(self, image: Path) -> None:
        kept = self._kept.pop(image, None)
        if kept is not None:
            self._bytes -= kept[2]
