"""Images small enough to be shown by the hundred, decoded no larger than they need to be."""

from io import BytesIO
from pathlib import Path

import numpy as np

from ssd_desktop.errors import MediaError, reason_of
from ssd_desktop.media.image_file import MAX_PIXELS, read_image
from ssd_desktop.media.image_header import HeaderError, ImageHeader, read_header
from ssd_desktop.media.image_integrity import damage
from ssd_desktop.media.opencv import cv2
from ssd_desktop.media.pixels import rgb_from_decoded, upright
from ssd_desktop.media.types import RgbImage

_REDUCED = (
    (8, cv2.IMREAD_REDUCED_COLOR_8),
    (4, cv2.IMREAD_REDUCED_COLOR_4),
    (2, cv2.IMREAD_REDUCED_COLOR_2),
    (1, cv2.IMREAD_COLOR),
)


def read_small_picture(path: Path, side: int) -> RgbImage:
    """Decodes an image upright and scales it down.

    JPEG is decoded at a half, a quarter or an eighth of its sides where that is enough, which takes a tenth of the
    time; smaller images are not enlarged.

    Args:
        path: Any image file.
        side: Pixels of the longer side, at most.

    Returns:
        uint8 ``[H, W, 3]``, RGB, upright.

    Raises:
        MediaError: As ``read_image``.
    """
    pixels = _read_reduced_jpeg(path, side)
    if pixels is None:
        pixels = read_image(path).pixels_rgb
    height, width = pixels.shape[:2]
    longer = max(height, width)
    if longer <= side:
        return pixels
    size = (max(width * side // longer, 1), max(height * side // longer, 1))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)


def _read_reduced_jpeg(path: Path, side: int) -> RgbImage | None:
    """Returns a JPEG at the smallest scale that is large enough; None for all else, damaged files too."""
    try:
        content = path.read_bytes()
    except (OSError, ValueError) as error:
        raise MediaError(f"The image {path} cannot be read ({reason_of(error)}); check the path.") from error
    header = _whole_jpeg(content)
    if header is None:
        return None
    longer = max(header.width, header.height)
    flag = next(flag for part, flag in _REDUCED if part == 1 or longer // part >= side)
    try:
        decoded = cv2.imdecode(np.frombuffer(content, np.uint8), flag | cv2.IMREAD_IGNORE_ORIENTATION)
    except cv2.error:
        return None
    pixels = None if decoded is None or decoded.size == 0 else rgb_from_decoded(decoded)
    return None if pixels is None else upright(pixels, header.orientation)


def _whole_jpeg(content: bytes) -> ImageHeader | None:
    try:
        header = read_header(BytesIO(content))
    except HeaderError:
        return None
    if header is None or header.format != "JPEG" or header.width * header.height > MAX_PIXELS:
        return None
    return header if damage(header.format, content) is None else None
