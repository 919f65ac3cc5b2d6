"""Folders of images with VOC annotation files, and the lists that split them.

Layouts: ``JPEGImages``, ``Annotations`` and ``ImageSets/Main`` (VOC development kit); an image and an annotation folder
of other usual names; or images with their XML files beside them.
"""

import os
import unicodedata
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath

from ssd_desktop.annotation.annotation import AnnotationProblem
from ssd_desktop.annotation.folder_names import ANNOTATION_FOLDERS, IMAGE_FOLDERS
from ssd_desktop.annotation.image_folder import files_with_suffix, list_images
from ssd_desktop.annotation.image_twins import by_name, owner_of, problem_of_twin
from ssd_desktop.annotation.natural_order import natural_key
from ssd_desktop.errors import AnnotationError

_FLAGS = frozenset({"-1", "0", "1", "+1"})


@dataclass(frozen=True)
class ImageEntry:
    """An image of a data folder.

    Attributes:
        image_path: The image file.
        annotation_path: Its VOC XML; None: unlabelled.
    """

    image_path: Path
    annotation_path: Path | None

    @property
    def is_labelled(self) -> bool:
        """Whether it has an annotation file; one without objects counts (background)."""
        return self.annotation_path is not None


class VocFolder:
    """A data folder, listed once when it is opened."""

    def __init__(self, root: Path, images: Path, annotations: Path, lists: Path | None) -> None:
        """Lists the folder; use ``open``, which finds the layout.

        Args:
            root: The data folder.
            images: The folder of the images.
            annotations: The folder of the XML files; may be the same.
            lists: The folder of the split lists, or None.
        """
        self.root = root
        self.list_folder = lists or root / "ImageSets" / "Main"
        self._problems: list[AnnotationProblem] = []
        self._annotations = self._by_stem(files_with_suffix(annotations, frozenset({".xml"})))
        self._loose_annotations = {stem.casefold(): stem for stem in reversed(self._annotations)}
        self._images = self._owners(list_images(images))
        self._loose_images = {stem.casefold(): stem for stem in reversed(self._images)}
        self._lists = (
            {} if lists is None else {path.stem: path for path in files_with_suffix(lists, frozenset({".txt"}))}
        )
        self._report_orphans()

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> "VocFolder":
        """Finds the layout of a folder and lists it.

        Args:
            path: The data folder, or a folder with one such folder in it (``VOCdevkit`` with ``VOC2012``).

        Raises:
            AnnotationError: The folder is missing, is no folder, or cannot be read.
        """
        root = Path(path)
        found = _find_layout(root)
        if found is None:
            inner = [layout for folder in _folders(root).values() if (layout := _find_layout(folder)) is not None]
            found = inner[0] if len(inner) == 1 else (root, root, root, _find_lists(root))
        return cls(*found)

    @property
    def problems(self) -> tuple[AnnotationProblem, ...]:
        """What was wrong with the folder itself: annotation files without an image, images of the same name."""
        return tuple(self._problems)

    def splits(self) -> dict[str, int]:
        """Returns the split lists by name, in natural order, with the number of images of each that exist."""
        return {name: len(self.entries(name)) for name in sorted(self._lists, key=natural_key)}

    def entries(self, split: str | None = None) -> list[ImageEntry]:
        """Returns the images, labelled or not.

        Args:
            split: The name of a split list: its images in its order, each once. None: all, in natural order.

        Raises:
            AnnotationError: There is no such list (those there are named), or it cannot be read.
        """
        if split is None:
            return [self._entry(stem) for stem in self._images]
        return [self._entry(stem) for stem, _ in self._split_stems(split) if stem is not None]

    def split_problems(self, split: str) -> tuple[AnnotationProblem, ...]:
        """Returns the lines of a split list that name no image of the folder.

        Raises:
            AnnotationError: As ``entries``.
        """
        path = str(self._lists.get(split, split))
        missing = [text for stem, text in self._split_stems(split) if stem is None]
        lines = self._lines(split)
        return tuple(
            AnnotationProblem(path, lines.index(text) + 1, f'there is no image "{text}" in the folder; left out')
            for text in missing
        )

    def _split_stems(self, split: str) -> list[tuple[str | None, str]]:
        """Returns image (None: there is none) and text of each line, blank lines and repetitions left out."""
        found: dict[str, tuple[str | None, str]] = {}
        for text in self._lines(split):
            if text:
                stem = self._stem_of_line(text)
                found.setdefault(text if stem is None else stem, (stem, text))
        return list(found.values())

    def _lines(self, split: str) -> list[str]:
        if split not in self._lists:
            names = ", ".join(sorted(self._lists, key=natural_key)) or "none"
            raise AnnotationError(f'{self.root} has no split "{split}"; there are: {names}.')
        path = self._lists[split]
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, ValueError) as error:
            raise AnnotationError(f"The split list {path} cannot be read; save it as UTF-8 text.") from error
        return [line.strip() for line in text.split("\n")]

    def _stem_of_line(self, text: str) -> str | None:
        """Finds the image of a line: a stem, a file name or a path, perhaps with a class flag (-1, 0, 1) after it."""
        head, *flag = text.rsplit(maxsplit=1)
        for name in (text, head) if flag and flag[0] in _FLAGS else (text,):
            file_name = PureWindowsPath(name)  # splits at both kinds of slash
            for candidate in (file_name.name, file_name.stem):
                stem = self._match(candidate, self._images, self._loose_images)
                if stem is not None:
                    return stem
        return None

    def _entry(self, stem: str) -> ImageEntry:
        return ImageEntry(self._images[stem], self._annotation(stem))

    def _annotation(self, stem: str) -> Path | None:
        found = self._match(stem, self._annotations, self._loose_annotations)
        return None if found is None else self._annotations[found]

    @staticmethod
    def _match(stem: str, exact: dict[str, Path], loose: dict[str, str]) -> str | None:
        stem = unicodedata.normalize("NFC", stem)
        return stem if stem in exact else loose.get(stem.casefold())

    def _by_stem(self, paths: list[Path]) -> dict[str, Path]:
        """Indexes files by stem; composed characters, because macOS gives decomposed ones."""
        found: dict[str, Path] = {}
        for path in paths:
            first = found.setdefault(unicodedata.normalize("NFC", path.stem), path)
            if first is not path:
                text = f"has the same name as {first.name} but for its ending, and was left out"
                self._problems.append(AnnotationProblem(str(path), 0, text))
        return found

    def _owners(self, images: list[Path]) -> dict[str, Path]:
        """Returns the image of each name; others of the same name are reported."""
        found: dict[str, Path] = {}
        for stem, twins in by_name(images).items():
            owner = found[stem] = owner_of(twins, self._annotation(stem))
            self._problems += [problem_of_twin(image, owner) for image in twins if image != owner]
        return found

    def _report_orphans(self) -> None:
        for stem, path in self._annotations.items():
            if self._match(stem, self._images, self._loose_images) is None:
                self._problems.append(AnnotationProblem(str(path), 0, "there is no image of this name; left out"))


def _find_layout(root: Path) -> tuple[Path, Path, Path, Path | None] | None:
    folders = _folders(root)
    images = next((folders[name] for name in IMAGE_FOLDERS if name in folders), None)
    annotations = next((folders[name] for name in ANNOTATION_FOLDERS if name in folders), None)
    if images is None:
        return None
    return root, images, annotations or images, _find_lists(root)


def _find_lists(root: Path) -> Path | None:
    sets = _folders(root).get("imagesets")
    return None if sets is None else _folders(sets).get("main", sets)


def _folders(root: Path) -> dict[str, Path]:
    """Returns the subfolders by lower-case name; none where the folder cannot be read (listing it will say so)."""
    try:
        with os.scandir(root) as entries:
            return {entry.name.lower(): root / entry.name for entry in entries if entry.is_dir()}
    except (OSError, ValueError):
        return {}
