"""The images of a folder in the order people count, and where their annotation files are."""

import os
from pathlib import Path

from ssd_desktop.annotation.folder_names import ANNOTATION_FOLDERS, IMAGE_FOLDERS
from ssd_desktop.annotation.natural_order import natural_key
from ssd_desktop.errors import AnnotationError, reason_of
from ssd_desktop.media.image_file import IMAGE_SUFFIXES


def files_with_suffix(folder: Path, suffixes: frozenset[str]) -> list[Path]:
    """Returns the files of a folder with one of these suffixes, in natural order; hidden files are left out.

    Args:
        folder: Not searched any deeper.
        suffixes: Lower case, with the dot; files may have them in any case.

    Raises:
        AnnotationError: The folder is missing, is no folder, or cannot be read.
    """
    endings = tuple(suffixes)
    try:
        with os.scandir(folder) as entries:
            names = [
                entry.name
                for entry in entries
                if entry.name.lower().endswith(endings) and not entry.name.startswith(".") and entry.is_file()
            ]
    except FileNotFoundError as error:
        raise AnnotationError(f"The folder {folder} does not exist; check the path.") from error
    except NotADirectoryError as error:
        raise AnnotationError(f"{folder} is a file, not a folder; choose the folder it is in.") from error
    except (OSError, ValueError) as error:
        raise AnnotationError(
            f"The folder {folder} cannot be read ({reason_of(error)}); check its permissions."
        ) from error
    return [folder / name for name in sorted(names, key=natural_key)]


def list_images(folder: str | os.PathLike[str]) -> list[Path]:
    """Returns the images of a folder, told by their suffix, in natural order; subfolders are not searched.

    Raises:
        AnnotationError: The folder is missing, is no folder, or cannot be read.
    """
    return files_with_suffix(Path(folder), IMAGE_SUFFIXES)


def annotation_file_for(image_path: str | os.PathLike[str]) -> Path | None:
    """Returns the VOC XML of an image, or None where there is none.

    Looked for beside the image, then, if the image is in a folder such as ``JPEGImages`` or ``images``, in the folder
    ``Annotations`` or ``annotations`` beside that.
    """
    image_path = Path(image_path)
    folders = [image_path.parent]
    if image_path.parent.name.lower() in IMAGE_FOLDERS:
        folders += annotation_folders_beside(image_path.parent)
    found = (annotation_file_in(folder, image_path.stem) for folder in folders)
    return next((path for path in found if path is not None), None)


def annotation_file_in(folder: Path, stem: str) -> Path | None:
    """Returns the VOC XML of this name in a folder, or None where there is none."""
    candidates = (folder / (stem + suffix) for suffix in (".xml", ".XML"))
    return next((path for path in candidates if path.is_file()), None)


def annotation_folders_beside(image_folder: Path) -> list[Path]:
    """Returns the folders with usual names of annotations beside a folder of images, the likeliest first."""
    try:
        with os.scandir(image_folder.parent) as entries:
            names = [entry.name for entry in entries if entry.name.lower() in ANNOTATION_FOLDERS and entry.is_dir()]
    except OSError:
        return []
    return [
        image_folder.parent / name for name in sorted(names, key=lambda name: ANNOTATION_FOLDERS.index(name.lower()))
    ]
