"""Where images lie, whatever way led there: by it a run knows its images again. No torch here."""

import os
from collections.abc import Iterable
from pathlib import Path


def image_places(images: Iterable[Path]) -> list[Path]:
    """Returns the path of each image without detours: absolute, links to its folder followed.

    A link that is the image itself is not followed: in a folder of links each is an image of its own.

    Args:
        images: Paths of images; they need not be there any more.
    """
    folders: dict[Path, Path] = {}
    places = []
    for image in images:
        if image.parent not in folders:  # thousands of images share a few folders
            folders[image.parent] = folder_place(image.parent)
        places.append(folders[image.parent] / image.name)
    return places


def folder_place(folder: Path) -> Path:
    """Returns the path of a folder, absolute and with all links followed."""
    return Path(os.path.realpath(folder))
