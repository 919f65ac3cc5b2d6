"""A training picture on its way to the network: pixels, ground truth, and the files it was made from."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

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
    """

    pixels_rgb: FloatImage
    boxes_xyxy: npt.NDArray[np.float32]
    labels: npt.NDArray[np.int64]
    ignore: npt.NDArray[np.bool_]
    crowd: npt.NDArray[np.bool_]
    samples: tuple[Sample, ...]
