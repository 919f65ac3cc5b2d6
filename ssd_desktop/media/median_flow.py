"""Median flow: a box follows the median motion of a grid of points in it.

Kalal, Mikolajczyk and Matas, "Forward-Backward Error: Automatic Detection of Tracking Failures", ICPR 2010. Points are
followed by sparse Lucas-Kanade optical flow to the next frame and back; the half that comes back worst, and the half
that looks least alike, are not asked. The median of the others moves the box, the median of how their distances grew
resizes it.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

from ssd_desktop.media.box_tracker import BoxLostError, BoxXyxy, Likeness, clipped
from ssd_desktop.media.opencv import cv2
from ssd_desktop.media.types import RgbImage

_GRID = 10
_WINDOW = 15
_LEVELS = 4
_PATCH = 11
_LEAST_POINTS = 8

MOST_ERROR = 0.05
"""Median way between a point and where it comes back to, as a share of the box's diagonal, from which the motion is not
believed; Kalal's fixed 10 pixels are as much for a box of 200 pixels."""

_STEP = 0.7, 1.4
"""By how much a box may shrink or grow from one frame to the next."""

_Points = npt.NDArray[np.float32]
_Grey = npt.NDArray[np.uint8]


class MedianFlowTracker:
    """A ``BoxTracker``."""

    def start(self, frame_rgb: RgbImage, box: BoxXyxy) -> None:
        self._box = box
        self._frame = frame_rgb
        self._likeness = Likeness(frame_rgb, box)

    def follow(self, frame_rgb: RgbImage) -> BoxXyxy:
        before, after = _grey(self._frame), _grey(frame_rgb)
        points = _grid(clipped(self._box, self._frame))
        there, errors, seen = _flow(before, after, points)
        if seen.sum() < _LEAST_POINTS:
            raise BoxLostError("left" if _is_near_border(self._box, frame_rgb) else "plain")
        points, there, errors = points[seen], there[seen], errors[seen]
        x0, y0, x1, y1 = self._box
        if float(np.median(errors)) > MOST_ERROR * float(np.hypot(x1 - x0, y1 - y0)):
            raise BoxLostError("unsure")
        good = (errors <= np.median(errors)) & _alike(before, after, points, there)
        if good.sum() < _LEAST_POINTS:
            good = errors <= np.median(errors)
        box = _moved(self._box, points[good], there[good])
        self._likeness.check(frame_rgb, box)
        self._box, self._frame = box, frame_rgb
        return box


def _grey(frame_rgb: RgbImage) -> _Grey:
    grey: _Grey = cv2.cvtColor(frame_rgb, cv2.COLOR_RGB2GRAY).astype(np.uint8, copy=False)
    return grey


def _grid(box: BoxXyxy) -> _Points:
    """Returns ``[N, 2]``, points evenly inside a box, x and y."""
    steps = (np.arange(_GRID) + 0.5) / _GRID
    xs, ys = box[0] + steps * (box[2] - box[0]), box[1] + steps * (box[3] - box[1])
    grid: _Points = np.stack(np.meshgrid(xs, ys), axis=-1).reshape(-1, 2).astype(np.float32)
    return grid


def _flow(
    before: _Grey, after: _Grey, points: _Points
) -> tuple[_Points, npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    """Returns where points went ``[N, 2]``, how far they miss their start on the way back ``[N]``, and which count."""
    options: dict[str, Any] = {"winSize": (_WINDOW, _WINDOW), "maxLevel": _LEVELS}
    start: Any = None  # OpenCV allows it, its stubs do not
    found, seen, _ = cv2.calcOpticalFlowPyrLK(before, after, points[:, None], start, **options)
    returned, seen_back, _ = cv2.calcOpticalFlowPyrLK(after, before, found, start, **options)
    there: _Points = np.asarray(found, np.float32)[:, 0]
    errors = np.linalg.norm(np.asarray(returned, np.float64)[:, 0] - points, axis=1)
    counts = (np.asarray(seen)[:, 0] == 1) & (np.asarray(seen_back)[:, 0] == 1) & np.isfinite(errors)
    return there, errors, counts


def _alike(before: _Grey, after: _Grey, points: _Points, there: _Points) -> npt.NDArray[np.bool_]:
    """Returns ``[N]``: the half of the points whose surroundings correlate best with those of where they went."""
    first, second = _patches(before, points), _patches(after, there)
    first -= first.mean(axis=1, keepdims=True)
    second -= second.mean(axis=1, keepdims=True)
    norms = np.sqrt((first**2).sum(axis=1) * (second**2).sum(axis=1))
    likeness = (first * second).sum(axis=1) / np.maximum(norms, 1e-6)
    best: npt.NDArray[np.bool_] = likeness >= np.median(likeness)
    return best


def _patches(grey: _Grey, points: _Points) -> npt.NDArray[np.float32]:
    """Returns ``[N, 121]``, the grey values around each point."""
    offsets = np.arange(_PATCH, dtype=np.float32) - _PATCH // 2
    around = np.stack(np.meshgrid(offsets, offsets), axis=-1).reshape(1, -1, 2)
    places = points[:, None] + around  # [N, 121, 2]
    columns, rows = np.ascontiguousarray(places[..., 0]), np.ascontiguousarray(places[..., 1])
    values = cv2.remap(grey, columns, rows, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    found: npt.NDArray[np.float32] = values.astype(np.float32)
    return found


def _moved(box: BoxXyxy, points: _Points, there: _Points) -> BoxXyxy:
    dx, dy = np.median(there - points, axis=0).astype(float)
    first, second = np.triu_indices(len(points), 1)
    before = np.linalg.norm(points[first] - points[second], axis=1)
    after = np.linalg.norm(there[first] - there[second], axis=1)
    far = before > 1e-3
    scale = float(np.median(after[far] / before[far])) if far.any() else 1.0
    if not _STEP[0] <= scale <= _STEP[1]:
        raise BoxLostError("unsure")
    cx, cy = (box[0] + box[2]) / 2 + dx, (box[1] + box[3]) / 2 + dy
    half_w, half_h = (box[2] - box[0]) / 2 * scale, (box[3] - box[1]) / 2 * scale
    return (cx - half_w, cy - half_h, cx + half_w, cy + half_h)


def _is_near_border(box: BoxXyxy, frame_rgb: RgbImage) -> bool:
    height, width = frame_rgb.shape[:2]
    return box[0] < _WINDOW or box[1] < _WINDOW or box[2] > width - _WINDOW or box[3] > height - _WINDOW
