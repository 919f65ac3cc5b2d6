"""The cameras that are connected."""

import logging
from dataclasses import dataclass

_log = logging.getLogger(__name__)
# OpenCV adds its backend's number, a multiple of 100, to the index of a device.
_BACKEND_STEP = 100


@dataclass(frozen=True)
class CameraInfo:
    """A camera.

    Attributes:
        index: What ``Camera`` and the command line take.
        name: What the system calls it.
    """

    index: int
    name: str


def list_cameras() -> list[CameraInfo]:
    """Returns the connected cameras by index, each once; none where the system does not tell."""
    try:
        from cv2_enumerate_cameras import enumerate_cameras

        found = [(int(camera.index) % _BACKEND_STEP, str(camera.name)) for camera in enumerate_cameras()]
    except Exception:  # drivers and system services fail in many ways, and the list is only a help
        _log.debug("The cameras cannot be listed", exc_info=True)
        return []
    names: dict[int, str] = {}
    for index, name in found:
        names.setdefault(index, name)
    return [CameraInfo(index, names[index]) for index in sorted(names)]
