"""Pictures to a video file, each shown as long as it was there."""

import contextlib
import os
import secrets
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ssd_desktop.errors import MediaError
from ssd_desktop.media.opencv import cv2
from ssd_desktop.media.types import RgbImage

RECORDING_SUFFIXES = {".mp4": "mp4v", ".mkv": "mp4v", ".avi": "MJPG"}
"""Container by suffix, with the codec that OpenCV's own build always has."""

_LONGEST_GAP_S = 5.0
"""A picture that nothing follows for longer is shown for so long: a camera that was away must not fill the disk."""


class Recording:
    """A video file that is being written; it has its name only once it is whole.

    Args:
        path: With a suffix of ``RECORDING_SUFFIXES``; an existing file is replaced when this one is whole.
        fps: Frames a second.

    Raises:
        MediaError: The suffix is none of these.
    """

    def __init__(self, path: Path, fps: float) -> None:
        if path.suffix.lower() not in RECORDING_SUFFIXES:
            raise MediaError(f"The recording {path} was not made; name it {', '.join(RECORDING_SUFFIXES)}.")
        self.path = path
        self._fps = fps
        self._codec = cv2.VideoWriter.fourcc(*RECORDING_SUFFIXES[path.suffix.lower()])
        self._temporary = path.with_name(f".ssd-{os.getpid()}-{secrets.token_hex(4)}{path.suffix.lower()}")
        self._writer: cv2.VideoWriter | None = None
        self._shown: npt.NDArray[Any] = np.empty(0)
        self._size = (0, 0)
        self._last_s = 0.0
        self._elapsed_s = 0.0
        self._frames = 0

    @property
    def frames(self) -> int:
        """Frames written until now."""
        return self._frames

    def write(self, pixels_rgb: RgbImage, time_s: float) -> None:
        """Adds a picture; the one before it is repeated, or this one left out, so that the times are kept.

        Args:
            pixels_rgb: uint8 ``[H, W, 3]``, RGB; one of another size than the first is scaled to it.
            time_s: When it was there, in seconds; where it falls, somebody went back, and it follows at once.

        Raises:
            MediaError: The file cannot be made.
        """
        picture = cv2.cvtColor(pixels_rgb, cv2.COLOR_RGB2BGR)
        if self._writer is None:
            self._last_s, self._shown = time_s, picture
            self._writer = self._open(picture.shape[1], picture.shape[0])
        if (picture.shape[1], picture.shape[0]) != self._size:
            picture = cv2.resize(picture, self._size, interpolation=cv2.INTER_AREA)
        passed_s = time_s - self._last_s
        self._elapsed_s += min(passed_s, _LONGEST_GAP_S) if passed_s >= 0 else 1 / self._fps
        self._last_s = time_s
        missing = round(self._elapsed_s * self._fps) - self._frames
        if missing >= 0:
            for _ in range(missing):
                self._writer.write(self._shown)
            self._writer.write(picture)
            self._frames += missing + 1
        self._shown = picture

    def _open(self, width: int, height: int) -> cv2.VideoWriter:
        self._size = (width, height)
        writer = cv2.VideoWriter(str(self._temporary), self._codec, self._fps, self._size)
        if not writer.isOpened():
            self._forget()
            raise MediaError(f"The recording {self.path} cannot be written; choose another folder.")
        return writer

    def close(self, *, keep: bool = True) -> None:
        """Ends the file; without a picture, or where it is not to be kept, there is none.

        Raises:
            MediaError: It could not be written whole, such as on a full disk.
        """
        if self._writer is None:
            return
        self._writer.release()
        self._writer = None
        if not keep:
            self._forget()
            return
        try:
            if self._temporary.stat().st_size == 0:
                raise OSError("it is empty")
            self._temporary.replace(self.path)
        except OSError as error:
            self._forget()
            raise MediaError(f"The recording {self.path} was not written ({error}); choose another folder.") from error

    def _forget(self) -> None:
        with contextlib.suppress(OSError):
            self._temporary.unlink(missing_ok=True)
