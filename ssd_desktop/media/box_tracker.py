"""Following a box from frame to frame, without a model that would have to be downloaded.

What every tracker has in common: the interface, when an object has left the picture, when what lies in the box no
longer looks like what it began with. ``median_flow`` and ``mil_tracker`` are the two there are.
"""

from typing import Literal, Protocol

import numpy as np
import numpy.typing as npt

from ssd_desktop.media.opencv import cv2
from ssd_desktop.media.types import RgbImage

BoxXyxy = tuple[float, float, float, float]
"""Edges in pixels of the frame; they may lie outside of it."""

LossReason = Literal["left", "plain", "unsure", "different"]
"""Why a tracker gives up: the object left the picture; it has too little texture to be followed; forward and backward
motion disagree; what is there looks different from what was marked."""

LEAST_VISIBLE = 0.5
"""Below this share of the box inside the picture the object has left: a label of a rest would teach little."""

LEAST_LIKENESS = 0.3
"""Below this correlation with the marked box another thing is there; see ``benchmarks/compare_trackers.py``."""

_SIDE = 24


class BoxLostError(Exception):
    """A tracker gives up.

    Attributes:
        reason: Why.
    """

    def __init__(self, reason: LossReason) -> None:
        super().__init__(reason)
        self.reason: LossReason = reason


class BoxTracker(Protocol):
    """Follows one box. Frames of one tracker have one size."""

    def start(self, frame_rgb: RgbImage, box: BoxXyxy) -> None:
        """Begins anew.

        Args:
            frame_rgb: uint8 ``[H, W, 3]``, RGB.
            box: Where the object is.

        Raises:
            BoxLostError: It cannot be followed from there.
        """

    def follow(self, frame_rgb: RgbImage) -> BoxXyxy:
        """Returns where the object is in the next frame.

        Args:
            frame_rgb: uint8 ``[H, W, 3]``, RGB.

        Raises:
            BoxLostError: It is lost.
        """


def clipped(box: BoxXyxy, frame_rgb: RgbImage) -> BoxXyxy:
    """Returns the part of a box inside the frame, possibly without area."""
    height, width = frame_rgb.shape[:2]
    x0, x1 = (min(max(edge, 0.0), float(width)) for edge in (box[0], box[2]))
    y0, y1 = (min(max(edge, 0.0), float(height)) for edge in (box[1], box[3]))
    return (x0, y0, x1, y1)


def visible_share(box: BoxXyxy, frame_rgb: RgbImage) -> float:
    """Returns the share of a box that lies inside the frame, 0 to 1; 0 for a box without area."""
    area = _area(box)
    return _area(clipped(box, frame_rgb)) / area if area > 0 else 0.0


class Likeness:
    """Compares what a box holds with what it held at first: the correlation of small grey pictures of it."""

    def __init__(self, frame_rgb: RgbImage, box: BoxXyxy) -> None:
        """Takes note of what the box holds.

        Raises:
            BoxLostError: Most of it lies outside the picture.
        """
        _check_visible(box, frame_rgb)
        self._first = _small(frame_rgb, box)

    def check(self, frame_rgb: RgbImage, box: BoxXyxy) -> None:
        """Looks at a later frame.

        Raises:
            BoxLostError: The object left the picture, or something else is there.
        """
        _check_visible(box, frame_rgb)
        now = _small(frame_rgb, box)
        there = ~np.isnan(self._first) & ~np.isnan(now)
        if correlation(self._first[there], now[there]) < LEAST_LIKENESS:
            raise BoxLostError("different")


def correlation(first: npt.NDArray[np.float64], second: npt.NDArray[np.float64]) -> float:
    """Returns the normalised correlation of two arrays of one shape, -1 to 1; 1 where both are without contrast."""
    first, second = first - first.mean(), second - second.mean()
    norms = float(np.sqrt((first**2).sum() * (second**2).sum()))
    if norms > 1e-9:
        return float((first * second).sum() / norms)
    return 1.0 if np.allclose(first, second, atol=1e-6) else 0.0


def _check_visible(box: BoxXyxy, frame_rgb: RgbImage) -> None:
    if visible_share(box, frame_rgb) < LEAST_VISIBLE:
        raise BoxLostError("left")


def _small(frame_rgb: RgbImage, box: BoxXyxy) -> npt.NDArray[np.float64]:
    """Returns the box as ``[24, 24]`` grey values; NaN outside the frame."""
    height, width = frame_rgb.shape[:2]
    steps = (np.arange(_SIDE) + 0.5) / _SIDE
    xs, ys = box[0] + steps * (box[2] - box[0]), box[1] + steps * (box[3] - box[1])
    low_x, low_y = max(int(box[0]), 0), max(int(box[1]), 0)
    part = frame_rgb[low_y : max(int(box[3]) + 1, low_y + 1), low_x : max(int(box[2]) + 1, low_x + 1)]
    # Smoothed to the distance of the samples, or fine texture would be seen in one frame and missed in the next.
    cells = max(round((box[2] - box[0]) / _SIDE), 1), max(round((box[3] - box[1]) / _SIDE), 1)
    grey = cv2.blur(cv2.cvtColor(part, cv2.COLOR_RGB2GRAY), cells).astype(np.float64)
    rows = np.clip(ys.astype(int) - low_y, 0, grey.shape[0] - 1)
    columns = np.clip(xs.astype(int) - low_x, 0, grey.shape[1] - 1)
    found: npt.NDArray[np.float64] = grey[np.ix_(rows, columns)]
    found[(ys < 0) | (ys >= height)] = np.nan
    found[:, (xs < 0) | (xs >= width)] = np.nan
    return found


def _area(box: BoxXyxy) -> float:
    return max(box[2] - box[0], 0.0) * max(box[3] - box[1], 0.0)
