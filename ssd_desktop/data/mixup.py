"""Two pictures blended into one that shows the objects of both.

Source: Zhang et al., "Bag of Freebies for Training Object Detection Neural Networks" (2019), section 3.1: blended
pixels, the boxes of both pictures kept as they are.
"""

import numpy as np

from ssd_desktop.data.labelled_picture import LabelledPicture
from ssd_desktop.data.pending_colours import Underlay
from ssd_desktop.data.photometric import FloatImage
from ssd_desktop.errors import DataError

BETA = 8.0
"""Both parameters of the beta distribution that the share is drawn from: mostly 0.3 to 0.7, so both stay visible."""


def draw_share(rng: np.random.Generator) -> float:
    """Draws the share of the first picture, 0 to 1."""
    return float(rng.beta(BETA, BETA))


def mix(first: LabelledPicture, second: LabelledPicture, share: float) -> LabelledPicture:
    """Blends two pictures and keeps the boxes, labels and flags of both.

    Pixels whose colours are still to be changed are blended after that: the second picture lies under the first.

    Args:
        first: Float32 pixels ``[S, S, 3]``.
        second: Of the same size.
        share: Of the first, 0 to 1; the second has the rest.

    Raises:
        DataError: The pictures differ in size.
    """
    if first.pixels_rgb.shape != second.pixels_rgb.shape:
        raise DataError("Two pictures to be blended must have the same size.")
    under = None if second.pending is None else Underlay(second.pixels_rgb, second.pending, share)
    weight = np.float32(share)
    pixels: FloatImage = first.pixels_rgb if under else first.pixels_rgb * weight + second.pixels_rgb * (1 - weight)
    return LabelledPicture(
        pixels,
        np.concatenate([first.boxes_xyxy, second.boxes_xyxy]),
        np.concatenate([first.labels, second.labels]),
        np.concatenate([first.ignore, second.ignore]),
        np.concatenate([first.crowd, second.crowd]),
        first.samples + second.samples,
        first.pending,
        under,
    )
