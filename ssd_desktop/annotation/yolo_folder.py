"""YOLO data folders: ``images`` and ``labels`` side by side, split by folders or lists, with or without ``data.yaml``.

Source: docs.ultralytics.com/datasets/detect; folders as Ultralytics, Roboflow, CVAT and labelImg write them.
"""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ssd_desktop.annotation.annotation import AnnotationProblem, ImageAnnotation
from ssd_desktop.annotation.data_entries import DataEntry, LabelledBy, ListedFolder
from ssd_desktop.annotation.formats.annotation_file import AnnotationFile, shown
from ssd_desktop.annotation.formats.yolo_names import (
    NAMES_KEY,
    SplitPlaces,
    YoloData,
    read_data_yaml,
    read_numbered_names,
)
from ssd_desktop.annotation.formats.yolo_txt import read_yolo_txt
from ssd_desktop.annotation.image_index import images_under
from ssd_desktop.annotation.image_twins import problem_of_twin
from ssd_desktop.annotation.places_inside import PlacesInside
from ssd_desktop.annotation.split_names import split_name
from ssd_desktop.errors import AnnotationError
from ssd_desktop.media.image_file import ImageSize, is_image_path

_CLASS_LISTS = ("classes.txt", "obj.names")
_NO_LABELS = frozenset({"classes", "train", "val", "valid", "test", "trainval", "readme", "readme.roboflow"})
_MAX_LIST_BYTES = 256 * 2**20


@dataclass(frozen=True)
class _Names:
    """Class names by number, and the file they stand in."""

    path: Path
    by_id: Mapping[int, str]
    key_points: bool


def find_data_yaml(root: Path) -> Path | None:
    """Returns the YAML file with a line ``names:``; ``data.yaml`` where there are several, else None."""
    try:
        with os.scandir(root) as entries:
            found = sorted(entry.name for entry in entries if entry.name.lower().endswith((".yaml", ".yml")))
    except (OSError, ValueError):
        return None
    named = [root / name for name in found if _has_names(root / name)]
    usual = [path for path in named if path.stem.lower() in ("data", "dataset")]
    return usual[0] if usual else named[0] if len(named) == 1 else None


def open_yolo_folder(root: Path, *, missing_is_background: bool) -> ListedFolder | None:
    """Opens a YOLO folder.

    Args:
        root: The folder with ``data.yaml``, or with ``images`` and ``labels`` in it.
        missing_is_background: An image without a txt has no objects; else it is unlabelled.

    Returns:
        The folder; None where nothing in it is YOLO's.

    Raises:
        AnnotationError: ``data.yaml``, a list or the class list cannot be read, or nothing names the classes.
    """
    yaml = find_data_yaml(root)
    data = None if yaml is None else read_data_yaml(yaml)
    if data is None and not _speaks_of_labels(root):
        return None
    reader = _FolderReader(root, yaml, data)
    if data is None and not reader.has_labels():
        return None
    return reader.open(missing_is_background)


def find_class_file(root: Path) -> Path | None:
    """Returns the file that says what the class numbers of a folder mean; None where there is none."""
    return find_data_yaml(root) or _class_list(root)


def other_class_files(root: Path, label_folders: Iterable[Path], main: Path) -> list[Path]:
    """Returns the class lists of a folder besides the one that counts: labelImg keeps one with the labels."""
    folders = dict.fromkeys((root, root / "labels", *label_folders))
    lists = [folder / name for folder in folders for name in _CLASS_LISTS]
    return [path for path in lists if path != main and path.is_file()]


def is_label_name(path: Path) -> bool:
    """Returns whether a text file may be a label file by its name; class lists and lists of images are none."""
    return path.stem.lower() not in _NO_LABELS


def _class_list(root: Path) -> Path | None:
    candidates = [folder / name for name in _CLASS_LISTS for folder in (root, root / "labels")]
    return next((path for path in candidates if path.is_file()), None)


class _FolderReader:
    """Lists one folder, collecting problems on the way."""

    def __init__(self, root: Path, yaml: Path | None, data: YoloData | None) -> None:
        self._root = root
        self._yaml = yaml
        self._data = data
        self._problems: list[AnnotationProblem] = list(data.problems) if data is not None else []
        self._split_problems: dict[str, list[AnnotationProblem]] = {}
        self._inside = PlacesInside(root)
        self._splits = self._folder_splits() if data is None else self._named_splits(data)
        self._images = self._all_images()

    def has_labels(self) -> bool:
        """Whether any image has a txt, and more than its name speaks for YOLO: a folder ``labels`` or a class list."""
        labels = (yolo_label_file(image) for image in self._images)
        return any(
            path.is_file() and (path.parent != image.parent or _class_list(self._root) is not None)
            for image, path in zip(self._images, labels, strict=True)
        )

    def open(self, missing_is_background: bool) -> ListedFolder:
        names = self._names()
        entries = {image: _entry(image, names, missing_is_background) for image in self._images}
        entries |= {twin: DataEntry(twin, None) for twin in self._twins()}
        self._report_orphans(list(entries.values()))
        return ListedFolder(
            self._root,
            "YOLO",
            list(entries.values()),
            splits={name: [entries[image] for image in images] for name, images in self._splits.items()},
            problems=self._problems,
            split_problems=self._split_problems,
            class_ids=names.by_id,
            class_order=tuple(dict.fromkeys(names.by_id[number] for number in sorted(names.by_id))),
        )

    def _twins(self) -> list[Path]:
        """Returns the images whose txt is that of another one, and reports them."""
        owners: dict[Path, Path] = {}
        twins = []
        for image in self._images:
            owner = owners.setdefault(image.with_suffix(""), image)
            if owner != image:
                twins.append(image)
                self._problems.append(problem_of_twin(image, owner))
        return twins

    def _names(self) -> _Names:
        if self._data is not None and self._yaml is not None:
            return _Names(self._yaml, self._data.names, self._data.key_points)
        path = _class_list(self._root)
        if path is None:
            raise AnnotationError(
                f"{self._root} has YOLO labels, but nothing names their classes; add a data.yaml, or a classes.txt "
                "with one name a line."
            )
        return _Names(path, read_numbered_names(path), key_points=False)

    def _named_splits(self, data: YoloData) -> dict[str, list[Path]]:
        return {name: self._split_images(name, places, data) for name, places in data.splits.items()}

    def _split_images(self, name: str, places: SplitPlaces, data: YoloData) -> list[Path]:
        images: dict[Path, None] = {}
        for place in places.places:
            path = self._place(place, data.root)
            wrong = self._why_not(path)
            if path is None or wrong:
                text = f"{name} is {shown(place)}, {wrong}; left out"
                self._problem(name, AnnotationProblem(str(self._yaml), places.line, text))
            elif path.is_dir():
                images.update(dict.fromkeys(images_under(path)))
            else:
                images.update(dict.fromkeys(self._listed(name, path)))
        return list(images)

    def _place(self, place: str, data_root: str | None) -> Path | None:
        """Finds a folder or list. ``path`` is often that of another machine, and Roboflow's ``../`` one too many."""
        bases = [self._root] if data_root is None else [self._root / data_root, self._root]
        plain = _with_slashes(place)
        names = [place, plain, *([plain[3:]] if plain.startswith("../") else [])]
        found = next((base / name for base in bases for name in names if _exists(base / name)), None)
        return None if found is None else self._inside.shortest(found)

    def _why_not(self, path: Path | None) -> str:
        """Returns why a place cannot hold a split: ``/`` would be the whole disk, and all other splits besides."""
        if path is None:
            return "which does not exist"
        around = self._inside.root.is_relative_to(path.resolve()) and self._inside.root != path.resolve()
        return "which has this folder in it, and everything beside it" if around else ""

    def _listed(self, split: str, path: Path) -> list[Path]:
        """Returns the images of a list: a path a line, from the list, the folder, or anywhere."""
        images = []
        for line, text in enumerate(_list_lines(path), 1):
            name = text.strip()
            if not name:
                continue
            places = (base / one for base in (path.parent, self._root) for one in (name, _with_slashes(name)))
            image = next((place for place in places if _exists(place) and is_image_path(place)), None)
            if image is None:
                problem = AnnotationProblem(str(path), line, f"there is no image {shown(name)}; left out")
                self._problem(split, problem)
            else:
                images.append(self._inside.shortest(image.parent) / image.name)
        return images

    def _folder_splits(self) -> dict[str, list[Path]]:
        """Returns the splits of ``images/train`` and the like, or of ``train/images``."""
        splits: dict[str, list[Path]] = {}
        for base, inner in ((self._root / "images", ""), (self._root, "images")):
            for folder in _subfolders(base):
                name = split_name(folder.name)
                if name is not None and (folder / inner).is_dir():
                    splits.setdefault(name, []).extend(images_under(folder / inner))
        return splits

    def _all_images(self) -> list[Path]:
        """Returns the images of ``images`` and of the splits, each once; of the whole folder without either."""
        base = self._root / "images"
        found = images_under(base) if base.is_dir() else []
        found += [image for images in self._splits.values() for image in images]
        return list(dict.fromkeys(found)) if found or self._splits else images_under(self._root)

    def _report_orphans(self, entries: Sequence[DataEntry]) -> None:
        used = {entry.labels.path: entry.image_path for entry in entries if entry.labels is not None}
        # Beside the images lie texts of all kinds.
        folders = {path.parent for path, image in used.items() if path.parent != image.parent}
        for folder in sorted(folders):
            for path in sorted(folder.glob("*.txt")):
                if path not in used and path.stem.lower() not in _NO_LABELS:
                    self._problems.append(AnnotationProblem(str(path), 0, "there is no image of this name; left out"))

    def _problem(self, split: str, problem: AnnotationProblem) -> None:
        self._split_problems.setdefault(split, []).append(problem)


def _entry(image: Path, names: _Names, missing_is_background: bool) -> DataEntry:
    path = yolo_label_file(image)
    if path.is_file():
        read = partial(_read_labels, path, names)
        return DataEntry(image, LabelledBy(path, read))
    return DataEntry(image, LabelledBy(path, _background) if missing_is_background else None)


def _read_labels(path: Path, names: _Names, image_size: ImageSize) -> AnnotationFile:
    return read_yolo_txt(path, names=names.by_id, image_size=image_size, key_points=names.key_points)


def _background(image_size: ImageSize) -> AnnotationFile:
    return AnnotationFile(ImageAnnotation((), image_size.width, image_size.height))


def _speaks_of_labels(root: Path) -> bool:
    """Returns whether labels without a ``data.yaml`` can be YOLO's: else a whole home would be searched for some."""
    if _class_list(root) is not None or "images" in map(str.casefold, root.absolute().parts):
        return True
    return any((root / name).is_dir() for name in ("images", "labels")) or any(
        split_name(folder.name) is not None and (folder / "images").is_dir() for folder in _subfolders(root)
    )


def yolo_label_file(image: Path) -> Path:
    """Returns where the txt of an image belongs: ``labels`` for the last ``images`` of its path, or beside it."""
    parts = image.parent.parts
    at = next((index for index in reversed(range(len(parts))) if parts[index].casefold() == "images"), None)
    beside = image.with_suffix(".txt")
    if at is None:
        return beside
    path = Path(*parts[:at], "labels", *parts[at + 1 :]) / beside.name
    return path if path.is_file() or not beside.is_file() else beside


def _list_lines(path: Path) -> Sequence[str]:
    try:
        if path.stat().st_size > _MAX_LIST_BYTES:
            raise AnnotationError(f"The list {path} is larger than 256 MB; split it into several.")
        return path.read_bytes().decode("utf-8-sig").splitlines()
    except (OSError, ValueError) as error:
        raise AnnotationError(f"The list {path} cannot be read; save it as UTF-8 text, an image a line.") from error


def _with_slashes(name: str) -> str:
    """Returns a path that Windows wrote as every system reads it."""
    return name.replace("\\", "/")


def _subfolders(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.is_dir())
    except OSError:
        return []


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _has_names(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            lines = stream.read(2**20).decode("utf-8-sig", "replace").splitlines()
        return any(NAMES_KEY.match(line) for line in lines)
    except (OSError, ValueError):
        return False
