"""The pixels of a labelled image or of a tile of one, refused where its boxes no longer fit them."""

from ssd_desktop.data.types import Sample
from ssd_desktop.errors import MediaError
from ssd_desktop.media.image_file import read_image
from ssd_desktop.media.types import RgbImage


def read_pixels(sample: Sample) -> RgbImage:
    """Decodes what a sample shows: its image, or its tile of it.

    Returns:
        uint8 ``[height, width, 3]``, RGB, upright, read-only.

    Raises:
        MediaError: As ``read_picture``.
    """
    return shown_part(sample, read_picture(sample))


def shown_part(sample: Sample, picture_rgb: RgbImage) -> RgbImage:
    """Returns what a sample shows of its whole picture, uint8 ``[height, width, 3]``; nothing is copied."""
    part = sample.region
    return picture_rgb if part is None else picture_rgb[part.y0 : part.y1, part.x0 : part.x1]


def read_picture(sample: Sample) -> RgbImage:
    """Decodes the whole image file of a sample.

    Returns:
        uint8 ``[H, W, 3]``, RGB, upright, read-only.

    Raises:
        MediaError: The image cannot be read, or is no longer of the size its boxes were read for.
    """
    pixels = read_image(sample.image_path).pixels_rgb
    part = sample.region
    size = (sample.height, sample.width) if part is None else (part.picture_height, part.picture_width)
    if pixels.shape[:2] != size:
        raise MediaError(
            f"The image {sample.image_path} has changed its size since its boxes were read; load the data again."
        )
    return pixels
