"""Is what was exported the detector, where the detector finds nothing? Every default box is compared then."""

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from ssd_desktop.export.infer import Detector
from ssd_desktop.export.types import Agreement
from ssd_desktop.inference.seen_picture import SeenPicture
from ssd_desktop.ssd.box_coder import decode


def compare_default_boxes(
    exported: Detector,
    see: Callable[[npt.NDArray[np.uint8]], SeenPicture],
    pictures: Sequence[npt.NDArray[np.uint8]],
) -> Agreement:
    """Returns how far boxes and scores of all default boxes are from PyTorch's, background included.

    Args:
        exported: A model without suppression.
        see: Gives what the reference puts out.
        pictures: uint8 ``[H, W, 3]`` each, RGB; at least one.
    """
    pixels = score = 0.0
    count = 0
    for picture in pictures:
        boxes, scores = exported.every_default_box(picture)
        seen = see(picture)
        count = len(seen.scores)
        expected = decode(seen.offsets, seen.default_boxes_cxcywh).clamp(0, 1).numpy()
        size = np.array([seen.width, seen.height] * 2) * 1000 / max(1000, seen.width, seen.height)
        pixels = max(pixels, float((np.abs(boxes - expected) * size).max()))
        score = max(score, float(np.abs(scores - seen.scores).max()))
    return Agreement(len(pictures), 0, 0, pixels, score, default_boxes=count)
