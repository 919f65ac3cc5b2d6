"""Four pictures in one: more objects a picture, smaller ones, and new neighbours.

Source: Bochkovskiy et al., "YOLOv4" (2020), section 3.3. Here every part is a view of its own by the paper's
augmentation, scaled until it covers its quarter and cut there, so that nothing is left grey.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ssd_desktop.data.augmentation import SMALLEST_SIDE
from ssd_desktop.data.labelled_picture import LabelledPicture
from ssd_desktop.data.patch import Patch, kept_boxes
from ssd_desktop.data.pending_colours import PendingColours, Place, side_by_side
from ssd_desktop.data.photometric import FloatImage
from ssd_desktop.errors import DataError

CENTRE_RANGE = (0.3, 0.7)
"""Where the four parts meet, along each axis, in sides of the picture: no part becomes too small to show an object."""


@dataclass(frozen=True)
class MosaicPart:
    """Where one of the four views goes; pixels, edges, whole numbers.

    Attributes:
        left: Of the quarter, in the picture.
        top: Likewise.
        window: The part of the view that is shown there, in pixels of the view.
        side: Of the square view.
    """

    left: int
    top: int
    window: Patch
    side: int

    @property
    def place(self) -> Place:
        """Where it goes in the picture."""
        window = self.window
        rows = slice(self.top, self.top + window.y1 - window.y0)
        return rows, slice(self.left, self.left + window.x1 - window.x0)

    @property
    def shown(self) -> Place:
        """The window, in the view."""
        window = self.window
        return slice(window.y0, window.y1), slice(window.x0, window.x1)


def draw_parts(size: int, rng: np.random.Generator) -> tuple[MosaicPart, ...]:
    """Draws the layout of a mosaic: upper left, upper right, lower left, lower right.

    Args:
        size: S, side of the picture in pixels, at least 2.
        rng: Decides where the parts meet and which window of each view is shown.
    """
    low, high = CENTRE_RANGE
    x, y = (min(max(round(rng.uniform(low, high) * size), 1), size - 1) for _ in range(2))
    quarters = ((0, 0, x, y), (x, 0, size, y), (0, y, x, size), (x, y, size, size))
    return tuple(_draw_part(quarter, rng) for quarter in quarters)


def compose_mosaic(views: Sequence[LabelledPicture], parts: Sequence[MosaicPart]) -> LabelledPicture:
    """Lays four views side by side.

    Boxes are cut at the border of their part. As in a patch, an object stays when its centre is shown, an ignored box
    while any of it is; what is left must have a side to learn from (``SMALLEST_SIDE``).

    Args:
        views: One for each part, of its ``side``.
        parts: As ``draw_parts`` gives them.

    Raises:
        DataError: A view has another size than its part asks for.
    """
    if any(view.pixels_rgb.shape[0] != part.side for view, part in zip(views, parts, strict=True)):
        raise DataError("Every view of a mosaic must have the side of its part.")
    last = parts[-1]
    size = last.left + last.window.x1 - last.window.x0
    canvas: FloatImage = np.empty((size, size, 3), np.float32)
    shown = []
    for view, part in zip(views, parts, strict=True):
        canvas[part.place] = view.pixels_rgb[part.shown]
        shown.append(_shown_boxes(view, part, size))
    return LabelledPicture(
        canvas,
        np.concatenate([boxes for boxes, _ in shown]),
        np.concatenate([view.labels[kept] for view, (_, kept) in zip(views, shown, strict=True)]),
        np.concatenate([view.ignore[kept] for view, (_, kept) in zip(views, shown, strict=True)]),
        np.concatenate([view.crowd[kept] for view, (_, kept) in zip(views, shown, strict=True)]),
        tuple(sample for view in views for sample in view.samples),
        _pending(views, parts, size),
    )


def _pending(views: Sequence[LabelledPicture], parts: Sequence[MosaicPart], size: int) -> PendingColours | None:
    """Returns how the colours are still to be changed; None where those of no view are."""
    pending = [
        (view.pending, part.place, part.shown)
        for view, part in zip(views, parts, strict=True)
        if view.pending is not None
    ]
    return side_by_side(size, pending) if pending else None


def _draw_part(quarter: tuple[int, int, int, int], rng: np.random.Generator) -> MosaicPart:
    x0, y0, x1, y1 = quarter
    width, height = x1 - x0, y1 - y0
    side = max(width, height)
    left, top = int(rng.integers(side - width + 1)), int(rng.integers(side - height + 1))
    return MosaicPart(x0, y0, Patch(left, top, left + width, top + height), side)


def _shown_boxes(
    view: LabelledPicture, part: MosaicPart, size: int
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.int64]]:
    """Returns the boxes that stay, 0..1 of the whole picture ``[M, 4]``, and their positions in the view ``[M]``."""
    window = part.window
    boxes = view.boxes_xyxy * np.float32(part.side)
    kept = np.flatnonzero(kept_boxes(boxes, view.ignore, window))
    clipped = np.clip(boxes[kept], [window.x0, window.y0] * 2, [window.x1, window.y1] * 2)
    moved = (clipped + np.array([part.left - window.x0, part.top - window.y0] * 2)) / size
    whole = ((moved[:, 2:] - moved[:, :2]) >= SMALLEST_SIDE).all(axis=1)
    return moved[whole].astype(np.float32), kept[whole]
