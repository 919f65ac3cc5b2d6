"""A training picture on its way to the network: pixels, ground truth, and the files it was made from."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from ssd_desktop.data.pending_colours import PendingColours, Underlay
from ssd_desktop.data.photometric import FloatImage
from ssd_desktop.data.types import Sample


@dataclass(frozen=True, eq=False)
class LabelledPicture:
    """A square picture with its ground truth.

    Attributes:
        pixels_rgb: float32 ``[S, S, 3]``, RGB, 0 to 255; the loader subtracts the means last.
        boxes_xyxy: float32 ``[M, 4]``, x0, y0, x1, y1, 0 to 1 of the picture, none degenerate.
        labels: int64 ``[M]``, 1 to C - 1.
        ignore: bool ``[M]``; True: neither object nor background.
        crowd: bool ``[M]``; those of ``ignore`` that are groups.
        samples: Every sample that shows in it; the picture was asked for the first.
        pending: How its colours are still to be changed; None: they have been.
        under: What it is then blended with; None where it is no blend, or was blended.
    """

    pixels_rgb: FloatImage
    boxes_xyxy: npt.NDArray[np.float32]
    labels: npt.NDArray[np.int64]
    ignore: npt.NDArray[np.bool_]
    crowd: npt.NDArray[np.bool_]
    samples: tuple[Sample, ...]
    pending: PendingColours | None = None
    under: Underlay | None = None

    def without_pixels(self) -> "LabelledPicture":
        """Returns its ground truths with zeros for its pixels that take no memory: one number seen from everywhere."""
        nothing = np.broadcast_to(np.zeros((), np.float32), self.pixels_rgb.shape)
        pending = None if self.pending is None else PendingColours.none(len(nothing))
        return replace(self, pixels_rgb=nothing, pending=pending, under=None)
