"""Videos in files: frames in order, exact seeks, times from the file's own timestamps.

Frame number / rate drifts where the rate is not a whole number and is wrong where it varies, so times are those the
decoder gives. A seek goes through OpenCV's index, which counts by rate, and is believed only if it comes upon a frame
of the time that frame must have; else frames are counted from the beginning.

The computer's video hardware decodes where OpenCV offers it; where that fails with a file, the processor does.
"""

import math
import os
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from ssd_desktop.errors import MediaError, reason_of
from ssd_desktop.media.frame_clock import FrameClock
from ssd_desktop.media.mp4_times import mp4_frame_times_ms
from ssd_desktop.media.opencv import cv2
from ssd_desktop.media.pixels import rgb_from_decoded
from ssd_desktop.media.types import Frame

_FALLBACK_FPS = 25.0
_MAX_FPS = 1000.0
# Up to here decoding forward is quicker than a seek, which starts at an earlier key frame anyway.
_NEAR = 32
# Where the rate varies, OpenCV lands too late or too early; from too early the frame is found by going on.
_SEEK_EARLIER_S = (0, 1, 4, 16)
# Containers that only estimate their number of frames are off by a little; a damaged file by much.
_COMPLETE = 0.9


@dataclass(frozen=True)
class VideoInfo:
    """What a video file says of itself.

    Attributes:
        width: Pixels of the upright frames.
        height: Likewise.
        frame_count: Frames the container promises; None where it does not say. May be off by a few.
        fps: Average frames a second; 25 where the container does not say.
        duration_s: Seconds; None where the number of frames is unknown.
    """

    width: int
    height: int
    frame_count: int | None
    fps: float
    duration_s: float | None


class VideoFile:
    """A video that is open for reading; to be used by one thread at a time.

    Attributes:
        path: The file.
        info: Size, length and rate.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        """Opens a video and decodes its first frame, so that a file that cannot be decoded is refused at once.

        Args:
            path: Any path.

        Raises:
            MediaError: The file is missing, empty, no video, or damaged.
        """
        self.path = Path(path)
        self._source = str(path)
        _check_file(self.path)
        self._hardware = True
        self._capture = self._open()
        self._next = 0
        self._fps = _plausible_fps(self._capture.get(cv2.CAP_PROP_FPS))
        self._clock = FrameClock(self._fps, mp4_frame_times_ms(self.path))
        self._told_truncated = False
        self._pending: Frame | None = None
        self._pending = self._decode() or self._decode_in_software()
        if self._pending is None:
            self.close()
            raise self._unreadable()
        self.info = self._describe(self._pending)

    @property
    def position(self) -> int:
        """The number of the frame that ``read`` gives next."""
        return self._next - (self._pending is not None)

    def read(self) -> Frame | None:
        """Returns the next frame, or None at the end.

        Raises:
            MediaError: The file ends long before the length it promises (it is truncated or damaged from there), told
                once; or the video is closed.
        """
        self._check_open()
        frame, self._pending = self._pending or self._decode(), None
        if frame is None:
            self._check_complete()
        return frame

    def seek(self, number: int) -> None:
        """Goes to a frame: the next ``read`` gives exactly that one, as reading from the start would.

        Args:
            number: From 0; smaller numbers mean 0. Beyond the last frame, the next ``read`` gives None.

        Raises:
            MediaError: The video is closed, or its file has gone.
        """
        self._check_open()
        number = max(number, 0)
        count = self.info.frame_count
        if count is not None and number >= count > 1:
            self.seek(count - 1)  # from there the end is near
        if number == self.position:
            return
        if not self._next <= number <= self._next + _NEAR:
            if self._jump(number):
                return
            if number < self._next:
                self._rewind()
        self._pending = None
        while self._next < number and self._grab():
            pass

    def close(self) -> None:
        """Releases the file; calling it again does nothing."""
        self._pending = None
        self._capture.release()

    def __enter__(self) -> "VideoFile":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _open(self) -> Any:
        # An absolute path: FFmpeg takes the "a" of "a:b.mp4" for a protocol.
        options = [cv2.CAP_PROP_HW_ACCELERATION, cv2.VIDEO_ACCELERATION_ANY] if self._hardware else []
        try:
            capture = cv2.VideoCapture(str(self.path.absolute()), cv2.CAP_FFMPEG, options)
        except cv2.error as error:
            raise self._unreadable() from error
        if not capture.isOpened():
            raise self._unreadable()
        return capture

    def _decode(self) -> Frame | None:
        return self._frame(self._next - 1) if self._grab() else None

    def _decode_in_software(self) -> Frame | None:
        """Begins again without the video hardware, which does not take every file that it claims to; None: nor this."""
        if not self._capture.get(cv2.CAP_PROP_HW_ACCELERATION):
            return None
        self._hardware = False
        self._rewind()
        return self._decode()

    def _frame(self, number: int) -> Frame | None:
        """Returns the frame that was grabbed last; None if it is damaged."""
        done, decoded = self._capture.retrieve()
        pixels = rgb_from_decoded(decoded) if done else None
        if pixels is None:
            return None
        pixels.flags.writeable = False
        milliseconds = self._clock.since_start(self._time_ms())
        time_s = milliseconds / 1000 if milliseconds > 0 or number == 0 else number / self._fps
        return Frame(pixels, number, time_s, self._source)

    def _time_ms(self) -> float:
        time_ms: float = self._capture.get(cv2.CAP_PROP_POS_MSEC)
        return time_ms

    def _grab(self) -> bool:
        """Goes one frame on; after a seek too, ``_next`` is counted from the start, so the clock may learn from it."""
        if not self._capture.grab():
            return False
        self._clock.observe(self._next, self._time_ms())
        self._next += 1
        return True

    def _jump(self, number: int) -> bool:
        """Seeks by time; False if the frame was not found there, with the video rewound, or if its time is unknown."""
        expected = self._clock.expected(number)
        if expected is None:
            return False
        for earlier_s in _SEEK_EARLIER_S:
            start = round((expected[0] / 1000 - earlier_s) * self._fps)
            if start < 0:
                break
            self._capture.set(cv2.CAP_PROP_POS_FRAMES, start)
            if self._grab_until(*expected):
                self._pending = self._frame(number)
                self._next = number + 1
                if self._pending is not None:
                    return True
        self._rewind()
        return False

    def _grab_until(self, time_ms: float, tolerance_ms: float) -> bool:
        while self._capture.grab():
            early_ms = time_ms - self._clock.since_start(self._time_ms())
            if early_ms <= tolerance_ms:
                return early_ms >= -tolerance_ms
        return False

    def _rewind(self) -> None:
        self._capture.release()
        self._capture = self._open()
        self._next = 0
        self._pending = None

    def _describe(self, first: Frame) -> VideoInfo:
        promised = self._capture.get(cv2.CAP_PROP_FRAME_COUNT)
        count = int(promised) if 1 <= promised < 2**31 else None
        duration_s = None if count is None else count / self._fps
        return VideoInfo(first.width, first.height, count, self._fps, duration_s)

    def _check_open(self) -> None:
        if not self._capture.isOpened():
            raise MediaError(f"The video {self.path} is closed; open it again.")

    def _check_complete(self) -> None:
        promised = self.info.frame_count
        if promised is not None and self._next < _COMPLETE * promised - 1 and not self._told_truncated:
            self._told_truncated = True
            raise MediaError(
                f"The video {self.path} ends at frame {self._next} of {promised}; it is truncated or damaged there: "
                "get an intact copy."
            )

    def _unreadable(self) -> MediaError:
        return MediaError(
            f"{self.path} cannot be read as a video; it is damaged or of a kind this program does not know: "
            "convert it to MP4 (H.264)."
        )


def _plausible_fps(fps: float) -> float:
    return fps if math.isfinite(fps) and 0 < fps <= _MAX_FPS else _FALLBACK_FPS


def _check_file(path: Path) -> None:
    try:
        if path.is_dir():
            raise MediaError(f"{path} is a folder, not a video; open it as a folder.")
        with path.open("rb") as stream:
            if not stream.read(1):
                raise MediaError(f"The video {path} is empty (0 bytes); get an intact copy of it.")
    except FileNotFoundError as error:
        raise MediaError(f"The video {path} does not exist; check the path.") from error
    except (OSError, ValueError) as error:
        raise MediaError(
            f"The video {path} cannot be read ({reason_of(error)}); check the path and its permissions."
        ) from error
