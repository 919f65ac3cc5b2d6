"""Live pictures from a camera or a stream, always the latest one.

``cv2.VideoCapture.read`` may block for ever, and a camera that was unplugged may go on giving its last picture (OpenCV
issues 5746 and 14044). So a thread of its own reads, and whoever wants a picture waits no longer than he likes.
"""

import threading
import time
from collections.abc import Callable
from typing import Any, Literal

import numpy.typing as npt

from ssd_desktop.errors import MediaError
from ssd_desktop.media.camera_list import CameraInfo, list_cameras
from ssd_desktop.media.capture import Capture, open_error, open_with_opencv, source_name
from ssd_desktop.media.frozen import FrozenPicture
from ssd_desktop.media.opencv import cv2
from ssd_desktop.media.pixels import rgb_from_decoded
from ssd_desktop.media.types import Frame

__all__ = ["Camera", "CameraInfo", "CameraState", "NoFrameError", "list_cameras"]

CameraState = Literal["connecting", "live", "stalled", "reconnecting", "ended", "closed"]

_FIRST_RETRY_S = 0.5
_LAST_RETRY_S = 10.0
# A camera may miss a picture; so many in a row mean that it is gone.
_FAILED_READS = 5
_FAILED_READ_PAUSE_S = 0.05
_CLOSE_S = 0.5


class NoFrameError(MediaError):
    """No picture came for now; a later ``read`` may give one."""


class Camera:
    """A camera or stream that is being read in the background.

    A stream that ends or stalls is connected again, waiting longer each time (0.5 to 10 s); a camera is not.

    Attributes:
        address: Index or address, as given.
    """

    def __init__(
        self,
        address: int | str,
        *,
        open_capture: Callable[[int | str], Capture] | None = None,
        stall_timeout_s: float = 5.0,
    ) -> None:
        """Starts to open the source and returns at once; what goes wrong is told by ``read``.

        Args:
            address: Index of a camera (``list_cameras``), or an http, https, rtsp or rtmp address.
            open_capture: What opens the source instead of OpenCV; it may block.
            stall_timeout_s: Seconds without a new picture after which the source counts as stalled.
        """
        self.address = address
        self._open_capture = open_capture or (lambda address: open_with_opencv(address, stall_timeout_s))
        self._stall_s = stall_timeout_s
        self._changed = threading.Condition()
        self._closing = threading.Event()
        self._latest: tuple[npt.NDArray[Any], int, float] | None = None
        self._count = 0
        self._state: CameraState = "connecting"
        self._error: MediaError | None = None
        self._began_s = self._last_s = time.monotonic()
        self._thread = threading.Thread(target=self._run, name=source_name(address), daemon=True)
        self._thread.start()

    @property
    def state(self) -> CameraState:
        """What the source is doing; "stalled" while it is open and gives nothing new."""
        with self._changed:
            return self._state_now()

    def read(self, timeout_s: float) -> Frame:
        """Waits for a picture newer than the last one given; those in between are dropped.

        Args:
            timeout_s: How long to wait at most.

        Returns:
            The latest picture: its number counts all that arrived, its time is its arrival in seconds from the opening.

        Raises:
            NoFrameError: None came in this time: the source is connecting, stalled, or being connected again. Reading
                may be tried again.
            MediaError: None will come: the source did not open, was unplugged, or is closed.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._latest is not None or self._state in ("ended", "closed"), timeout_s)
            latest, self._latest = self._latest, None
            if latest is None:
                raise self._why_none(timeout_s)
        decoded, number, time_s = latest
        pixels = rgb_from_decoded(decoded)
        if pixels is None:
            raise MediaError(f"The {source_name(self.address)} gives {decoded.dtype} pictures; set it to 8-bit colour.")
        pixels.flags.writeable = False
        return Frame(pixels, number, time_s, str(self.address))

    def close(self) -> None:
        """Stops reading; returns within a second even if the source blocks (its thread then ends when it can)."""
        self._closing.set()
        with self._changed:
            self._state = "closed"
            self._latest = None
            self._changed.notify_all()
        self._thread.join(_CLOSE_S)

    def __enter__(self) -> "Camera":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _state_now(self) -> CameraState:
        if self._state == "live" and time.monotonic() - self._last_s > self._stall_s:
            return "stalled"
        return self._state

    def _why_none(self, timeout_s: float) -> MediaError:
        state, name = self._state_now(), f"The {source_name(self.address)}"
        if state == "closed":
            return MediaError(f"{name} is closed; open it again.")
        if self._error is not None:
            return MediaError(str(self._error))
        if state == "stalled":
            return NoFrameError(f"{name} has given no picture for {self._stall_s:g} s; check it and its connection.")
        if state == "reconnecting":
            return NoFrameError(f"{name} stopped and is being connected again; check its sender if it stays away.")
        return NoFrameError(f"{name} gave no picture within {timeout_s:g} s; wait, or check its connection.")

    # What follows runs in the reading thread.

    def _run(self) -> None:
        try:
            self._read_and_reconnect()
        except MediaError as error:
            self._set_state("ended", error)
        except Exception as error:  # a thread has nobody to raise to; read() tells instead
            reason = " ".join(str(error).split())
            self._set_state("ended", MediaError(f"The {source_name(self.address)} failed ({reason}); open it again."))

    def _read_and_reconnect(self) -> None:
        retry_s = _FIRST_RETRY_S
        while not self._closing.is_set():
            before = self._count
            self._open_and_read()
            if self._count == 0:
                raise open_error(self.address)  # nothing ever came: a wrong address rather than a pause
            if isinstance(self.address, int):
                raise MediaError(
                    f"Camera {self.address} stopped; it may have been unplugged: connect and open it again."
                )
            retry_s = _FIRST_RETRY_S if self._count > before else min(2 * retry_s, _LAST_RETRY_S)
            self._set_state("reconnecting")
            self._closing.wait(retry_s)

    def _open_and_read(self) -> None:
        capture = self._open_capture(self.address)
        try:
            if capture.isOpened():
                self._set_state("live")
                self._pump(capture)
        except cv2.error:
            return  # the driver gave up: the same as an end
        finally:
            capture.release()

    def _pump(self, capture: Capture) -> None:
        failures = 0
        frozen = FrozenPicture()
        while not self._closing.is_set() and failures < _FAILED_READS:
            done, picture = capture.read()
            if done and picture is not None:
                failures = 0
                if frozen.seconds(picture, time.monotonic()) > self._stall_s and self._is_unplugged():
                    return
                self._publish(picture)
            else:
                failures += 1
                self._closing.wait(_FAILED_READ_PAUSE_S)

    def _is_unplugged(self) -> bool:
        """Whether a camera that repeats its picture has gone; a stream, or one that is still listed, shows a still."""
        return isinstance(self.address, int) and all(camera.index != self.address for camera in list_cameras())

    def _publish(self, picture: npt.NDArray[Any]) -> None:
        with self._changed:
            if self._state == "closed":
                return
            self._last_s = time.monotonic()
            self._latest = (picture, self._count, self._last_s - self._began_s)
            self._count += 1
            self._changed.notify_all()

    def _set_state(self, state: CameraState, error: MediaError | None = None) -> None:
        with self._changed:
            if self._state == "closed":
                return
            self._state, self._error = state, error
            self._last_s = time.monotonic()
            self._changed.notify_all()
