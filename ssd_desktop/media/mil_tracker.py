"""OpenCV's TrackerMIL behind the common interface, where this OpenCV has it.

Babenko, Yang and Belongie, "Visual Tracking with Online Multiple Instance Learning", CVPR 2009. It never gives up and
never changes the size of the box; that another thing is there is told by ``Likeness``.
"""

from typing import Any

from ssd_desktop.errors import MediaError
from ssd_desktop.media.box_tracker import BoxLostError, BoxXyxy, Likeness
from ssd_desktop.media.opencv import cv2
from ssd_desktop.media.types import RgbImage

_LEAST_SIDE = 8


def has_mil() -> bool:
    """Returns whether this OpenCV has the tracker."""
    return hasattr(cv2, "TrackerMIL")


class MilTracker:
    """A ``BoxTracker``. OpenCV draws its samples by chance: the same frames need not give the same boxes."""

    def __init__(self) -> None:
        """Looks for OpenCV's tracker.

        Raises:
            MediaError: This OpenCV does not have it.
        """
        if not has_mil():
            raise MediaError("This OpenCV has no TrackerMIL; choose the tracker by optical flow.")
        self._tracker: Any = None

    def start(self, frame_rgb: RgbImage, box: BoxXyxy) -> None:
        self._likeness = Likeness(frame_rgb, box)
        if box[2] - box[0] < _LEAST_SIDE or box[3] - box[1] < _LEAST_SIDE:
            raise BoxLostError("plain")
        x0, y0 = round(box[0]), round(box[1])
        self._rest = (box[0] - x0, box[1] - y0)
        self._side = (box[2] - box[0], box[3] - box[1])
        self._tracker = cv2.TrackerMIL.create()
        self._tracker.init(frame_rgb, (x0, y0, round(self._side[0]), round(self._side[1])))

    def follow(self, frame_rgb: RgbImage) -> BoxXyxy:
        found, (x, y, _, _) = self._tracker.update(frame_rgb)
        if not found:
            raise BoxLostError("unsure")
        x0, y0 = x + self._rest[0], y + self._rest[1]
        box = (x0, y0, x0 + self._side[0], y0 + self._side[1])
        self._likeness.check(frame_rgb, box)
        return box
