"""Which places on the canvas the tags of one painting have taken."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF

_STRIPE = 32.0
"""Logical pixels: a tag is compared only with those in the stripes that it touches."""

_AROUND = 4
"""Of the places of a tag, how many are around its box; the others are inside."""

_HAIR = 0.5
"""Logical pixels between a tag and a handle, so that no rounding brings them together."""


class TagRoom:
    """Finds each tag a place at its box where it hides no other, and no handle; made anew for every painting.

    Args:
        pointer: Where the mouse is on the canvas, logical pixels; None where it is elsewhere.

    Attributes:
        left_out: How many tags found no place so far.
    """

    def __init__(self, pointer: QPointF | None = None) -> None:
        self.left_out = 0
        self._pointer = pointer
        self._taken: dict[int, list[QRectF]] = defaultdict(list)
        self._handles: dict[int, list[QRectF]] = defaultdict(list)
        self._reach = 0.0

    def keep_free(self, handles: Iterable[QRectF]) -> None:
        """Keeps tags off squares on the edges of boxes, logical pixels, as long as they find another place."""
        for handle in handles:
            self._reach = max(self._reach, handle.height())
            _note(self._handles, handle)

    def take(self, size: QSizeF, box: QRectF, bounds: QRectF, *, always: bool = False) -> QRectF:
        """Returns the place of a tag, which is taken from now on; empty where all are taken.

        Args:
            size: Of the tag, logical pixels.
            box: As it lies on the canvas.
            bounds: The canvas; the place lies within.
            always: Takes the best place even if another tag is there.
        """
        places = tag_places(size, box, bounds)
        free = [one for one in places if _is_free(one, self._taken)]
        place = self._off_handles(free, size, box, bounds) or next(iter(free), None)
        if place is None and not always:
            self.left_out += 1
            return QRectF()
        place = place or places[0]
        _note(self._taken, place)
        return place

    def _off_handles(self, free: list[QRectF], size: QSizeF, box: QRectF, bounds: QRectF) -> QRectF | None:
        """Returns the best place that covers no handle: one of those at the box, else one a handle away from it."""
        places = [*free, *(self._places_away(size, box, bounds) if self._reach else ())]
        clear = (one for one in places if _is_free(one, self._handles) and _is_free(one, self._taken))
        return next(clear, None)

    def _places_away(self, size: QSizeF, box: QRectF, bounds: QRectF) -> list[QRectF]:
        """The places around a box, and inside it, that leave room for handles on its edges."""
        away = self._reach / 2 + _HAIR
        around = tag_places(size, box.adjusted(0, -away, 0, away), bounds)[:_AROUND]
        return around + tag_places(size, box.adjusted(away, away, -away, -away), bounds)[_AROUND:]

    def pointed(self, boxes: Sequence[QRectF]) -> int | None:
        """Returns the number of the smallest box under the pointer, or None."""
        pointer = self._pointer
        under = [] if pointer is None else [n for n, box in enumerate(boxes) if box.contains(pointer)]
        return min(under, key=lambda number: boxes[number].width() * boxes[number].height(), default=None)


def tag_places(size: QSizeF, box: QRectF, bounds: QRectF) -> list[QRectF]:
    """Returns where a tag may go, the best first: above its box, below it, inside it, each at the left and the right.

    Without room above or below, that place is inside the box; all lie within the bounds.

    Args:
        size: Of the tag, logical pixels.
        box: As it lies on the canvas.
        bounds: The canvas.
    """
    width, height = size.width(), size.height()
    left, right = box.left(), box.right() - width
    top, bottom = box.top(), box.bottom() - height
    above = top - height if top - height >= bounds.top() else top
    below = box.bottom() if box.bottom() + height <= bounds.bottom() else bottom
    corners = ((left, above), (left, below), (right, above), (right, below))
    inside = ((left, top), (right, top), (left, bottom), (right, bottom))
    return [QRectF(_within(QPointF(x, y), size, bounds), size) for x, y in (*corners, *inside)]


def _within(corner: QPointF, size: QSizeF, bounds: QRectF) -> QPointF:
    """Returns the upper left corner, moved so that the tag lies within the bounds."""
    x = min(corner.x(), bounds.right() - size.width())
    y = min(corner.y(), bounds.bottom() - size.height())
    return QPointF(max(x, bounds.left()), max(y, bounds.top()))


def _is_free(place: QRectF, taken: Mapping[int, Sequence[QRectF]]) -> bool:
    return not any(place.intersects(other) for stripe in _stripes(place) for other in taken.get(stripe, ()))


def _note(taken: dict[int, list[QRectF]], place: QRectF) -> None:
    for stripe in _stripes(place):
        taken[stripe].append(place)


def _stripes(place: QRectF) -> range:
    return range(int(place.top() // _STRIPE), int(place.bottom() // _STRIPE) + 1)
