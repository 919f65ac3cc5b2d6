"""Opening a camera or a stream with OpenCV, and saying why it did not open."""

import re
from typing import Any, Protocol

from ssd_desktop.errors import MediaError
from ssd_desktop.media.camera_list import list_cameras
from ssd_desktop.media.opencv import cv2

_PASSWORD = re.compile(r"(://[^/@:]*):[^/]*@")


class Capture(Protocol):
    """What is used of ``cv2.VideoCapture``."""

    def isOpened(self) -> bool:
        """Whether pictures can be read."""

    def read(self) -> tuple[bool, Any]:
        """Blocks for the next picture: True and uint8 ``[H, W, 3]`` BGR; False where there is none."""

    def release(self) -> None:
        """Lets go of the device."""


def open_with_opencv(address: int | str, timeout_s: float) -> Capture:
    """Opens a camera by index or a stream by address; may block.

    Args:
        address: Index of a camera, or an http, https, rtsp or rtmp address.
        timeout_s: For streams: how long opening, and each reading, may take.

    Returns:
        The capture; ``isOpened`` tells whether it opened.
    """
    if isinstance(address, int):
        capture: Capture = cv2.VideoCapture(address)
    else:
        milliseconds = int(timeout_s * 1000)
        limits = [cv2.CAP_PROP_OPEN_TIMEOUT_MSEC, milliseconds, cv2.CAP_PROP_READ_TIMEOUT_MSEC, milliseconds]
        capture = cv2.VideoCapture(address, cv2.CAP_FFMPEG, limits)
    return capture


def source_name(address: int | str) -> str:
    """Returns what messages call a source: "camera 0" or "stream rtsp://..."; a password in the address is hidden."""
    return f"camera {address}" if isinstance(address, int) else "stream " + _PASSWORD.sub(r"\1:***@", address)


def open_error(address: int | str) -> MediaError:
    """Returns why a camera or stream that did not open may have failed: absent, another index, or in use."""
    if isinstance(address, str):
        return MediaError(
            f"The {source_name(address)} cannot be opened; check the address and that its sender is running."
        )
    cameras = list_cameras()
    if not cameras:
        return MediaError(f"Camera {address} cannot be opened because no camera was found; connect one and try again.")
    names = {camera.index: camera.name for camera in cameras}
    if address in names:
        return MediaError(
            f"Camera {address} ({names[address]}) is connected but cannot be opened; close the program that uses it or "
            "allow this one to use it."
        )
    listed = ", ".join(f"{camera.index} ({camera.name})" for camera in cameras)
    return MediaError(f"There is no camera {address}; choose one of: {listed}.")
