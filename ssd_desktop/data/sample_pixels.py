"""The pixels of a labelled image, refused where its boxes no longer fit them."""

from ssd_desktop.data.types import Sample
from ssd_desktop.errors import MediaError
from ssd_desktop.media.image_file import read_image
from ssd_desktop.media.types import RgbImage


def read_pixels(sample: Sample) -> RgbImage:
    """Decodes the image of a sample.

    Returns:
        uint8 ``[height, width, 3]``, RGB, upright, read-only.

    Raises:
        MediaError: The image cannot be read, or is no longer of the size its boxes were read for.
    """
    pixels = read_image(sample.image_path).pixels_rgb
    if pixels.shape[:2] != (sample.height, sample.width):
        raise MediaError(
            f"The image {sample.image_path} has changed its size since its boxes were read; load the data again."
        )
    return pixels
