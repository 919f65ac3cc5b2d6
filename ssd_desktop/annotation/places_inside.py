"""One path for each file of a folder, however a list or a description leads there."""

import os
from pathlib import Path


class PlacesInside:
    """Ways into a folder, by ``..``, by links or from the root of the disk, as paths that begin with the folder.

    An image that is named in two ways would be two images, and be counted and trained on twice.

    Args:
        folder: As whoever opened it wrote it.

    Attributes:
        root: The folder without links.
    """

    def __init__(self, folder: Path) -> None:
        self.root = folder.resolve()
        self._folder = folder
        self._known: dict[Path, Path] = {}

    def shortest(self, path: Path) -> Path:
        """Returns the path of a place in the folder, whether it is there by itself or by a link; else the same path."""
        if path not in self._known:
            self._known[path] = self._found(path)
        return self._known[path]

    def _found(self, path: Path) -> Path:
        plain, real = Path(os.path.normpath(path)), path.resolve()
        if ".." not in plain.parts and plain.is_relative_to(self._folder) and plain.resolve() == real:
            return plain
        if real.is_relative_to(self.root):
            return self._folder / real.relative_to(self.root)
        return real if ".." in path.parts else path
