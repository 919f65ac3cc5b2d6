"""What kind of start weights a training has: a detector, or a base that is none. No torch here."""

from pathlib import Path

from ssd_desktop.checkpoints.base_info import read_base_info
from ssd_desktop.checkpoints.catalog import find_model
from ssd_desktop.checkpoints.info import read_checkpoint_info
from ssd_desktop.ssd.config import VGG_MEANS_RGB

FROM_VGG16 = "vgg16"
"""The start that is no detector: the ImageNet base with fresh layers after it."""


def is_base(init: str | Path) -> bool:
    """Returns whether a start is no detector: ``vgg16``, or a file of start weights.

    Raises:
        CheckpointError: There is no such file, or it is damaged.
    """
    return str(init) == FROM_VGG16 or read_base_info(find_model(init)) is not None


def start_means(init: str | Path) -> tuple[float, float, float]:
    """Returns the means, RGB in 0..255, that a start needs its pictures minus.

    Raises:
        CheckpointError: There is no such file, or it is damaged.
    """
    if str(init) == FROM_VGG16:
        return VGG_MEANS_RGB
    path = find_model(init)
    base = read_base_info(path)
    return base.means_rgb if base is not None else read_checkpoint_info(path).config.means_rgb
