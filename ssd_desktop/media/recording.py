"""Pictures to a video file, each shown as long as it was there."""

import contextlib
import math
import os
import secrets
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ssd_desktop.errors import MediaError
from ssd_desktop.media.opencv import cv2
from ssd_desktop.media.types import RgbImage

RECORDING_SUFFIXES = {".mp4": "mp4v", ".mkv": "mp4v", ".avi": "MJPG"}
"""Container by suffix, with the codec that OpenCV's own build always has."""

_LEAST_FREE = 64 * 2**20
"""Bytes that stay free: OpenCV tells of no full disk, and a file that has no room for its end cannot be played."""

_LOOK_EVERY_S = 1.0
"""So often, in seconds of the video, the room on the disk is looked at."""

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
        self._looked_at = -math.inf

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
            MediaError: The file cannot be made, or the disk is nearly full: then it can still be closed and kept.
        """
        self._check_room()
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

    def close(self) -> None:
        """Ends the file; without a picture there is none.

        Raises:
            MediaError: It could not be written whole, such as on a full disk.
        """
        if self._writer is None:
            return
        self._writer.release()
        self._writer = None
        try:
            if not self._is_whole():
                raise OSError("it was cut off")
            self._temporary.replace(self.path)
        except OSError as error:
            self._forget()
            raise MediaError(f"The recording {self.path} was not written ({error}); choose another folder.") from error

    def _check_room(self) -> None:
        if self._elapsed_s - self._looked_at < _LOOK_EVERY_S:
            return
        self._looked_at = self._elapsed_s
        with contextlib.suppress(OSError):  # a folder that is gone is told where the file is made
            if shutil.disk_usage(self.path.parent).free < _LEAST_FREE:
                raise MediaError(
                    f"The recording {self.path} ends here, because the disk is nearly full; free space or choose "
                    "another folder."
                )

    def _is_whole(self) -> bool:
        """Returns whether the file has its last frame: OpenCV tells of no failure, and a file may promise more."""
        made = cv2.VideoCapture(str(self._temporary), cv2.CAP_FFMPEG)
        made.set(cv2.CAP_PROP_POS_FRAMES, self._frames - 1)
        whole: bool = made.grab()
        made.release()
        return whole

    def _forget(self) -> None:
        with contextlib.suppress(OSError):
            self._temporary.unlink(missing_ok=True)
