"""The colours of heat: viridis, even to the eye from dark to bright, and the same to the colour-blind.

Source: van der Walt and Smith's map, as OpenCV has it.
"""

from functools import lru_cache

import numpy as np
import numpy.typing as npt


@lru_cache(maxsize=1)
def heat_table() -> npt.NDArray[np.uint8]:
    """Returns the colours from the lowest to the highest value, uint8 ``[256, 3]``, RGB; read-only."""
    import cv2  # not before the first heat is drawn: the window does not wait for it

    steps = np.arange(256, dtype=np.uint8)[:, None]
    table: npt.NDArray[np.uint8] = np.ascontiguousarray(cv2.applyColorMap(steps, cv2.COLORMAP_VIRIDIS)[:, 0, ::-1])
    table.setflags(write=False)
    return table


def heat_colours(values: npt.NDArray[np.float32], low: float, high: float) -> npt.NDArray[np.uint8]:
    """Returns the colour of each value.

    Args:
        values: float32 ``[H, W]``.
        low: Value of the darkest colour; what is below has it, too.
        high: Value of the brightest; where it is ``low``, everything is dark.

    Returns:
        uint8 ``[H, W, 3]``, RGB.
    """
    shares = (values - low) / (high - low) if high > low else np.zeros_like(values)
    colours: npt.NDArray[np.uint8] = heat_table()[np.clip(shares * 255 + 0.5, 0, 255).astype(np.uint8)]
    return colours
