"""What is seen, recorded with its detections while it happens: whoever shows the picture never waits for the disk."""

from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import BoundedSemaphore

from ssd_desktop.inference.drawing import draw_detections
from ssd_desktop.inference.types import Detections
from ssd_desktop.media.recording import Recording
from ssd_desktop.media.types import Frame

_WAITING = 8
"""Frames that may wait to be written; a disk that is slower gets fewer of them, each shown longer."""


class LiveRecording:
    """Draws and writes frames in a thread of its own.

    Args:
        path: As ``Recording`` takes it.
        fps: Frames a second of the file.

    Raises:
        MediaError: The suffix is none of those that can be written.
    """

    def __init__(self, path: Path, fps: float) -> None:
        self.path = path
        self.left_out = 0
        """Frames that came while too many were waiting."""
        self._recording = Recording(path, fps)
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="recording")
        self._room = BoundedSemaphore(_WAITING)
        self._error: Exception | None = None

    @property
    def error(self) -> Exception | None:
        """Why nothing is written any more; None while all is well."""
        return self._error

    def add(self, frame: Frame, detections: Detections | None) -> None:
        """Takes a frame; returns at once."""
        if self._error is not None:
            return
        if not self._room.acquire(blocking=False):
            self.left_out += 1
            return
        self._pool.submit(self._write, frame, detections)

    def close(self) -> "Future[int]":
        """Ends the file behind the frames that wait; returns at once. What was written before an error is kept.

        Returns:
            The number of frames in the file, or what went wrong, as ``Future.result`` gives it.
        """
        ended = self._pool.submit(self._end)
        self._pool.shutdown(wait=False)
        return ended

    def _write(self, frame: Frame, detections: Detections | None) -> None:
        try:
            picture = frame.pixels_rgb if detections is None else draw_detections(frame.pixels_rgb, detections)
            self._recording.write(picture, frame.time_s)
        except Exception as error:
            self._error = error
        finally:
            self._room.release()

    def _end(self) -> int:
        self._recording.close()
        if self._error is not None:
            raise self._error
        return self._recording.frames
