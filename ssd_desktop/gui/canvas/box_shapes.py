"""What drawing, moving and resizing make of boxes. No Qt: edges in picture pixels.

Edges that the user puts somewhere lie on whole pixels, as labelImg's do: files of integers, and readers that expect
them, stay whole. Everything stays inside the picture and at least a pixel wide and high.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from ssd_desktop.annotation.box import Box

Handle = tuple[int, int]
"""What of a box is held: -1 the left (top) edge, 1 the right (bottom) one, 0 neither."""

_BESIDE = 10.0
"""Pixels between a box and its copy."""


@dataclass(frozen=True)
class Picture:
    """Where boxes may lie.

    Attributes:
        width: Pixels.
        height: Pixels.
        snap_x: Within so many pixels an edge jumps to the border of the picture; 0 does not.
        snap_y: Likewise.
    """

    width: int
    height: int
    snap_x: float = 0.0
    snap_y: float = 0.0

    def place_x(self, x: float) -> float:
        """Returns the whole pixel edge for a point."""
        return _placed(x, self.width, self.snap_x)

    def place_y(self, y: float) -> float:
        return _placed(y, self.height, self.snap_y)


def drawn_box(start: tuple[float, float], end: tuple[float, float], picture: Picture) -> Box | None:
    """Returns the box between two corners, in any order; None where it has no area."""
    xs = sorted(picture.place_x(point[0]) for point in (start, end))
    ys = sorted(picture.place_y(point[1]) for point in (start, end))
    return Box(xs[0], ys[0], xs[1], ys[1]) if xs[0] < xs[1] and ys[0] < ys[1] else None


def moved_boxes(boxes: Mapping[int, Box], dx: float, dy: float, picture: Picture) -> dict[int, Box]:
    """Returns boxes moved together by whole pixels, as far as all of them stay inside the picture.

    Args:
        boxes: By any key.
        dx: Wanted way, pixels.
        dy: Likewise.
        picture: Where they may lie.
    """
    if not boxes:
        return {}
    x0, x1 = min(box.x0 for box in boxes.values()), max(box.x1 for box in boxes.values())
    y0, y1 = min(box.y0 for box in boxes.values()), max(box.y1 for box in boxes.values())
    way_x = _way(dx, x0, x1, picture.width, picture.snap_x)
    way_y = _way(dy, y0, y1, picture.height, picture.snap_y)
    return {
        key: Box(box.x0 + way_x, box.y0 + way_y, box.x1 + way_x, box.y1 + way_y).clipped(picture.width, picture.height)
        for key, box in boxes.items()
    }


def boxes_beside(boxes: Mapping[int, Box], picture: Picture) -> dict[int, Box]:
    """Returns boxes for copies, a little right of and below the originals, or left and above where there is no room."""
    moved = moved_boxes(boxes, _BESIDE, _BESIDE, picture)
    return moved if moved != dict(boxes) else moved_boxes(boxes, -_BESIDE, -_BESIDE, picture)


def resized_box(box: Box, handle: Handle, x: float, y: float, picture: Picture) -> Box:
    """Returns a box with the held edges at a point; an edge drawn past the opposite one becomes that.

    Args:
        box: Before.
        handle: The edges that are held.
        x: Where to, pixels.
        y: Likewise.
        picture: Where it may lie.
    """
    x0, x1 = _edges(box.x0, box.x1, handle[0], picture.place_x(x), picture.width)
    y0, y1 = _edges(box.y0, box.y1, handle[1], picture.place_y(y), picture.height)
    return Box(x0, y0, x1, y1)


def _edges(low: float, high: float, held: int, to: float, limit: float) -> tuple[float, float]:
    if held == 0:
        return low, high
    fixed = high if held < 0 else low
    if to == fixed:  # a box of no width cannot be seen
        to = fixed + held if 0 <= fixed + held <= limit else fixed - held
    return min(fixed, to), max(fixed, to)


def _placed(value: float, limit: int, snap: float) -> float:
    if value <= snap:
        return 0.0
    if value >= limit - snap:
        return float(limit)
    return float(math.floor(value + 0.5))


def _way(wanted: float, low: float, high: float, limit: int, snap: float) -> float:
    way = float(math.floor(wanted + 0.5))
    if snap and abs(low + way) <= snap:
        way = -low
    elif snap and abs(high + way - limit) <= snap:
        way = limit - high
    return min(max(way, -low), limit - high) if high - low <= limit else 0.0
