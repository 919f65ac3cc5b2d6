"""The images under a folder, found by the names that annotation files give them."""

import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from ssd_desktop.annotation.folder_names import RUN_MARKS
from ssd_desktop.annotation.natural_order import natural_key
from ssd_desktop.annotation.split_names import split_name
from ssd_desktop.errors import AnnotationError
from ssd_desktop.media.image_file import IMAGE_SUFFIXES


class ImageIndex:
    """The images of a folder and its subfolders, listed once.

    Only what lies under the folder can be found: a name that leads out of it, or an absolute path of another machine,
    is looked up by its last parts.
    """

    def __init__(self, root: Path) -> None:
        """Lists the folder.

        Raises:
            AnnotationError: The folder is missing, is no folder, or cannot be read.
        """
        self.root = root
        self.images = images_under(root)
        self._by_name: dict[str, list[tuple[tuple[str, ...], Path]]] = {}
        for path in self.images:
            parts = _parts(path.relative_to(root).as_posix())
            self._by_name.setdefault(parts[-1], []).append((parts, path))

    def find(self, file_name: str, *, near: Path, split: str | None = None) -> Path | None:
        """Returns the image of a name, or None where there is none or several are as likely.

        Args:
            file_name: With or without folders, with slashes of any system.
            near: The folder of the annotation file. Of images whose names end alike, those in it come first, then
                those below it,
            split: then those in a folder that is named after this split, such as ``train2017``.
        """
        wanted = _parts(file_name.replace("\\", "/"))
        candidates = self._by_name.get(wanted[-1], []) if wanted else []
        if not candidates:
            return None
        ranks = [
            (_common_end(parts, wanted), _nearness(path, near), split is not None and _in_split(parts, split))
            for parts, path in candidates
        ]
        best = max(ranks)
        found = [path for rank, (_, path) in zip(ranks, candidates, strict=True) if rank == best]
        return found[0] if len(found) == 1 else None


def images_under(folder: Path) -> list[Path]:
    """Returns the images of a folder and its subfolders, in natural order folder by folder.

    Hidden ones and those of training runs are left out.

    Raises:
        AnnotationError: The folder is missing, is no folder, or cannot be read.
    """
    endings = tuple(IMAGE_SUFFIXES)
    return [path for path in _files_under(folder) if path.name.lower().endswith(endings)]


def _files_under(folder: Path) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        if error.filename == str(folder):
            raise AnnotationError(f"The folder {folder} cannot be read ({error.strerror}); check the path.") from error

    visited: set[str] = set()
    for base, folders, files in os.walk(folder, onerror=refuse, followlinks=True):
        # A link to a folder above would never end.
        real = os.path.realpath(base)
        if real in visited:
            folders.clear()
            continue
        visited.add(real)
        if set(RUN_MARKS) <= set(files):
            folders.clear()
            continue
        folders[:] = sorted((name for name in folders if not name.startswith(".")), key=natural_key)
        for name in sorted(files, key=natural_key):
            if not name.startswith("."):
                yield Path(base, name)


def _parts(name: str) -> tuple[str, ...]:
    """Returns the parts of a path without case, composed, because macOS gives decomposed characters."""
    parts = PurePosixPath(unicodedata.normalize("NFC", name)).parts
    return tuple(part.casefold() for part in parts if part not in (".", "..", "/"))


def _common_end(parts: tuple[str, ...], wanted: tuple[str, ...]) -> int:
    count = 0
    for one, other in zip(reversed(parts), reversed(wanted), strict=False):
        if one != other:
            break
        count += 1
    return count


def _in_split(parts: tuple[str, ...], split: str) -> bool:
    return any(split_name(part) == split.casefold() for part in parts[:-1])


def _nearness(path: Path, near: Path) -> int:
    if path.parent == near:
        return 2
    return 1 if path.is_relative_to(near) else 0
