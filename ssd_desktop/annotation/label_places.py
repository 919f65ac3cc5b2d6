"""Which folders of images have their labels elsewhere: one file of the user's, for the window and the command line.

The folder of the images cannot hold it: labels are kept elsewhere where that one must stay as it is, or is read-only.
"""

import json
import logging
import os
from collections.abc import Iterable
from pathlib import Path

import platformdirs

from ssd_desktop.annotation.formats.json_text import json_bytes
from ssd_desktop.errors import AnnotationError, reason_of
from ssd_desktop.media.atomic_file import write_file_atomically

_log = logging.getLogger(__name__)


def places_file() -> Path:
    """Returns the file; it may not exist yet."""
    return Path(platformdirs.user_data_dir("ssd-desktop", appauthor=False)) / "label_places.json"


def labels_folder_of(images_folder: Path) -> Path | None:
    """Returns the folder that the user keeps the labels of a folder of images in; None: they lie with the images."""
    return labels_folders_of([images_folder]).get(images_folder)


def labels_folders_of(images_folders: Iterable[Path]) -> dict[Path, Path]:
    """Returns the same of several folders, those alone whose labels are kept elsewhere."""
    places = _places()
    found = {images: places.get(_key(images)) for images in images_folders} if places else {}
    return {images: Path(labels) for images, labels in found.items() if labels is not None}


def keep_labels_in(images_folder: Path, labels_folder: Path | None) -> None:
    """Remembers where the labels of a folder of images are.

    Args:
        images_folder: The folder.
        labels_folder: Of its annotation files; None: they lie with the images.

    Raises:
        AnnotationError: It cannot be remembered.
    """
    places = _places()
    places.pop(_key(images_folder), None)
    if labels_folder is not None:
        places[_key(images_folder)] = str(labels_folder.absolute())
    path = places_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_file_atomically(path, json_bytes(json.dumps(places, indent=1, ensure_ascii=False) + "\n"))
    except OSError as error:
        raise AnnotationError(
            f"Where the labels are kept cannot be remembered in {path} ({reason_of(error)}); make room or give access."
        ) from error


def _key(images_folder: Path) -> str:
    return os.path.realpath(images_folder)


def _places() -> dict[str, str]:
    path = places_file()
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
        return {str(images): str(labels) for images, labels in table.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, AttributeError) as error:
        _log.warning("%s cannot be read (%s); labels are looked for with their images only.", path, reason_of(error))
        return {}
