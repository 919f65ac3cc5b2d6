"""What kind of start weights a training has: a detector, or a base that is none. No torch here."""

from pathlib import Path

from ssd_desktop.checkpoints.base_info import read_base_info
from ssd_desktop.checkpoints.catalog import find_model
from ssd_desktop.checkpoints.info import read_checkpoint_info
from ssd_desktop.errors import CheckpointError
from ssd_desktop.ssd.bases import VGG16, Base
from ssd_desktop.ssd.config import VGG_MEANS_RGB
from ssd_desktop.ssd.networks import NetworkDescription

FROM_VGG16 = VGG16.name
"""The usual start that is no detector: the ImageNet base with fresh layers after it."""


def is_base(init: str | Path) -> bool:
    """Returns whether a start is no detector: ``vgg16``, ``efficientnet-lite0``, or a file of start weights.

    Raises:
        CheckpointError: There is no such file, or it is damaged.
    """
    return start_base(init) is not None


def start_base(init: str | Path) -> Base | None:
    """Returns which base a start is; None for a detector.

    Raises:
        CheckpointError: There is no such file, or it is damaged.
    """
    if str(init) == FROM_VGG16:
        return VGG16
    info = read_base_info(find_model(init))
    return None if info is None else info.base


def check_base(base: Base, network: NetworkDescription, *, name: str) -> None:
    """Does nothing where a network begins with the base that a start has.

    Args:
        base: Of the start.
        network: To be trained.
        name: Of the start, as the user reads it.

    Raises:
        CheckpointError: Its base is another one, so it has no layer that the network could take over.
    """
    if base != network.base:
        raise CheckpointError(
            f"{name} begins with {base.title} and {network.name} with {network.base.title}, so they share no layer; "
            f"start from {network.base.name}, or from a detector of that base."
        )


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
