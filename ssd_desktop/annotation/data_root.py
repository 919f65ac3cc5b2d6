"""From the folder that images lie in to the data folder that it is a part of."""

from pathlib import Path

from ssd_desktop.annotation.folder_names import IMAGE_FOLDERS
from ssd_desktop.annotation.split_names import split_name

_LEVELS = 2
"""Folders of images lie at most so deep: ``images/train`` or ``train/images``."""


def data_root(folder: Path) -> Path:
    """Returns the data folder, as ``open_data_folder`` takes it, that a folder of images is a part of.

    That is the folder around ``JPEGImages`` or ``images``, around that of a split such as ``train``, and around both
    inside each other; else the folder itself. The reverse of the way on which a data folder's images are found.
    """
    root = folder
    for _ in range(_LEVELS):
        if root.name.lower() not in IMAGE_FOLDERS and split_name(root.name) is None:
            break
        root = root.parent
    return root
