"""Small grey pictures to compare images by."""

from pathlib import Path

import numpy as np
import numpy.typing as npt

from ssd_desktop.errors import MediaError, reason_of
from ssd_desktop.media.opencv import cv2

THUMBNAIL_SIDE = 32
"""Pixels of a side."""


def read_thumbnail(path: Path) -> npt.NDArray[np.float32]:
    """Decodes an image as small as its format allows, grey, squeezed to a square.

    Args:
        path: Any image file. The EXIF orientation is applied.

    Returns:
        float32 ``[32, 32]``, 0 to 255.

    Raises:
        MediaError: The file cannot be read or decoded.
    """
    try:
        content = np.frombuffer(path.read_bytes(), np.uint8)
        # An eighth of each side, which JPEG gives without decoding the rest.
        decoded = cv2.imdecode(content, cv2.IMREAD_REDUCED_GRAYSCALE_8) if len(content) else None
    except (OSError, ValueError) as error:
        raise MediaError(f"The image {path} cannot be read ({reason_of(error)}); check the path.") from error
    except cv2.error:
        decoded = None
    if decoded is None or decoded.size == 0:
        raise MediaError(f"The image {path} cannot be decoded; get an intact copy of it.")
    small = cv2.resize(decoded, (THUMBNAIL_SIDE, THUMBNAIL_SIDE), interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.float32)
