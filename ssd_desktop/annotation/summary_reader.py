"""The summary of an image, read from its annotation file.

Apart from what a summary is: the list of images shows summaries and needs neither files nor OpenCV for it.
"""

from collections.abc import Callable
from pathlib import Path

from ssd_desktop.annotation.data_entries import LabelledBy
from ssd_desktop.annotation.image_summary import UNLABELLED, ImageSummary, summary_of
from ssd_desktop.errors import SSDDesktopError
from ssd_desktop.media.image_file import ImageSize, read_image_size


def read_summary(
    image: Path, labels: LabelledBy | None, read_size: Callable[[Path], ImageSize] = read_image_size
) -> ImageSummary:
    """Reads the summary of an image from its annotation file; never raises for a damaged one.

    Args:
        image: The image file.
        labels: What describes it; None: nothing.
        read_size: Reads the size of an image from its header.
    """
    if labels is None:
        return UNLABELLED
    try:
        return summary_of(labels.read(read_size(image)).annotation)
    except SSDDesktopError as error:
        return ImageSummary("error", why=str(error))
