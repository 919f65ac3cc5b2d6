"""Packed features in a file, for more of them than fit into memory."""

from contextlib import suppress
from io import FileIO
from pathlib import Path

import numpy as np
import torch

from ssd_desktop.training.feature_packing import PackedFeatures, Place, place_of


class FeatureFile:
    """A file that grows by appending and is read by place. Where the disk is full, it just takes no more.

    Args:
        path: Made with the first ``append``.
        limit_bytes: How large it may become.
    """

    def __init__(self, path: Path, *, limit_bytes: int) -> None:
        self._path = path
        self._limit = limit_bytes
        self._size = 0
        self._stream: FileIO | None = None

    def append(self, packed: tuple[PackedFeatures, ...]) -> tuple[Place, ...] | None:
        """Writes packed tensors; returns where they lie, or None where they do not fit or cannot be written."""
        if self._size + sum(part.bytes for part in packed) > self._limit:
            return None
        try:
            return self._write(packed)
        except OSError:
            # Kept features only save time: without the file, training goes on and computes them.
            self._limit = self._size
            return None

    def read(self, place: Place) -> PackedFeatures:
        """Returns the tensor at a place.

        Raises:
            OSError: The file is gone or shorter than it was.
        """
        stream = self._open()
        stream.seek(place.offset)
        content = np.empty(place.bytes, np.uint8)
        if stream.readinto(content.data) != len(content):
            raise OSError(f"{self._path} is shorter than it was; something else changed it.")
        return place.features_in(content)

    def close(self) -> None:
        """Removes the file."""
        if self._stream is not None:
            with suppress(OSError):
                self._stream.close()
            self._stream = None
        with suppress(OSError):
            self._path.unlink(missing_ok=True)

    def _write(self, packed: tuple[PackedFeatures, ...]) -> tuple[Place, ...]:
        stream = self._open()
        stream.seek(self._size)
        places = []
        offset = self._size
        for part in packed:
            _write_all(stream, part.values.view(torch.uint8).numpy().data)
            _write_all(stream, part.occupied.data)
            places.append(place_of(part, offset))
            offset += part.bytes
        self._size = offset
        return tuple(places)

    def _open(self) -> FileIO:
        if self._stream is None:
            # Unbuffered: what a full disk refused would stay in the buffer, and fail the next read again.
            self._stream = self._path.open("w+b", buffering=0)
        return self._stream


def _write_all(stream: FileIO, content: memoryview) -> None:
    """Writes everything, or as much as there is space for.

    Raises:
        OSError: The disk is full.
    """
    while len(content):
        content = content[stream.write(content) :]
