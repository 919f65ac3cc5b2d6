"""The two parts of a split written as lists: a line an image, readable by the format the folder has."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from ssd_desktop.annotation.data_entries import DataFolder
from ssd_desktop.errors import AnnotationError, reason_of
from ssd_desktop.media.atomic_file import write_file_atomically


def write_split_lists(
    data: DataFolder, parts: Mapping[str, Sequence[Path]], *, folder: Path, overwrite: bool = False
) -> list[Path]:
    """Writes one list for each part, whole or not at all.

    A VOC list has the names of the images without their ending; others have their paths, relative to the data folder,
    as Ultralytics writes them (``./images/a.jpg``).

    Args:
        data: The data folder.
        parts: Images by the name of their part, which names the list.
        folder: Where the lists go; made where it is missing.
        overwrite: Whether lists that are there may be replaced.

    Returns:
        The lists, in the order of the parts.

    Raises:
        AnnotationError: A list is there already, or cannot be written.
    """
    lists = {folder / f"{name}.txt": images for name, images in parts.items()}
    present = next((path for path in lists if path.exists()), None)
    if present is not None and not overwrite:
        raise AnnotationError(f"The list {present} is there already; choose another folder, or replace it by --force.")
    for path, images in lists.items():
        text = "".join(f"{data.list_line(image)}\n" for image in images)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            write_file_atomically(path, text.encode())
        except (OSError, ValueError) as error:
            raise AnnotationError(
                f"The list {path} was not written ({reason_of(error)}); choose another folder."
            ) from error
    return list(lists)
