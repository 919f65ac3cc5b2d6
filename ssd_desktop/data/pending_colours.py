"""Colours that are still to be changed: what was drawn for each piece of a picture, and where the piece lies.

A GPU changes the colours of a whole batch at once (``device_colours``). What happens to them stays drawn by the loader,
in the same order, so that a picture shows the same whoever changes its colours.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ssd_desktop.data.photometric import Distortion, FloatImage

Place = tuple[slice, slice]
"""Rows and columns."""


@dataclass(frozen=True, eq=False)
class PendingColours:
    """How the colours of a square picture are to be changed.

    Attributes:
        pieces: uint8 ``[S, S]``: the number of the piece that a pixel belongs to, from 1; 0 is the canvas painted
            around a zoomed-out picture, which stays at the mean colour.
        distortions: Of piece 1, 2...
    """

    pieces: npt.NDArray[np.uint8]
    distortions: tuple[Distortion, ...] = ()

    @classmethod
    def of_one(cls, size: int, place: Place, distortion: Distortion) -> "PendingColours":
        """Returns those of a picture of ``size`` pixels with one piece at ``place``."""
        pieces = np.zeros((size, size), np.uint8)
        pieces[place] = 1
        return cls(pieces, (distortion,))

    @classmethod
    def none(cls, size: int) -> "PendingColours":
        """Returns those of a picture of nothing but canvas; they take no memory."""
        return cls(np.broadcast_to(np.zeros((), np.uint8), (size, size)))

    def mirrored(self) -> "PendingColours":
        """Returns those of the picture mirrored left to right."""
        return PendingColours(self.pieces[:, ::-1], self.distortions)


@dataclass(frozen=True, eq=False)
class Underlay:
    """The second picture of a blend, which cannot be blended before its colours are changed.

    Attributes:
        pixels_rgb: float32 ``[S, S, 3]``, RGB, 0 to 255.
        pending: How its colours are to be changed.
        share: Of the picture that lies over it, 0 to 1; this one has the rest.
    """

    pixels_rgb: FloatImage
    pending: PendingColours
    share: float


def side_by_side(size: int, parts: Sequence[tuple[PendingColours, Place, Place]]) -> PendingColours:
    """Returns the pending colours of pictures put side by side.

    Args:
        size: S, side of the whole in pixels.
        parts: Of each picture its own, the place it fills, and the window of it that is shown there.
    """
    pieces = np.zeros((size, size), np.uint8)
    distortions: list[Distortion] = []
    for pending, place, window in parts:
        shown = pending.pieces[window]
        pieces[place] = np.where(shown > 0, shown + np.uint8(len(distortions)), shown)
        distortions += pending.distortions
    return PendingColours(pieces, tuple(distortions))
