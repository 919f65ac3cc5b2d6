"""Which file describes each image of an open folder, and in which format, so that labels are written as they came."""

import contextlib
import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from ssd_desktop.annotation.data_entries import DataEntry, DataFolder, LabelledBy
from ssd_desktop.annotation.data_folder import open_as_it_lies, open_data_folder
from ssd_desktop.annotation.folder_names import ANNOTATION_FOLDERS, IMAGE_FOLDERS
from ssd_desktop.annotation.image_folder import annotation_folders_beside, list_images
from ssd_desktop.annotation.json_folder import json_kind
from ssd_desktop.annotation.label_document import LabelDocument
from ssd_desktop.annotation.label_documents import (
    CocoDocument,
    CreatemlDocument,
    LabelmeDocument,
    VocDocument,
    YoloDocument,
)
from ssd_desktop.annotation.label_place import USUAL_PLACE, LabelPlace
from ssd_desktop.annotation.natural_order import natural_key
from ssd_desktop.annotation.separate_labels import check_labels_folder, open_separate_labels
from ssd_desktop.annotation.split_names import split_name
from ssd_desktop.annotation.yolo_classes import YoloClasses
from ssd_desktop.annotation.yolo_folder import find_class_file, find_data_yaml, yolo_label_file
from ssd_desktop.errors import AnnotationError
from ssd_desktop.media.image_file import ImageSize

_NO_SPLIT = "default"
"""What CVAT calls the folder of the images of no split."""

_ANY_SIZE = ImageSize(10**6, 10**6, 1, 10**6, 10**6)
"""For reading names alone: large enough for every box."""


class LabelFolder:
    """The images of a folder and the documents that describe them.

    Attributes:
        images_folder: The folder that is open.
        root: The data folder it belongs to: itself, or one above.
        kind: The format, as ``DataFolder.kind`` names it; where nothing is labelled yet the one that is wanted.
        is_fresh: Nothing is labelled yet, and nothing else speaks for a format.
        place: Where labels go, as far as the user has a say in it.
        class_names: What is known without reading every file: a class list or the categories, in their order.
    """

    def __init__(self, images_folder: Path, data: DataFolder, place: LabelPlace) -> None:
        """Takes what was found; use ``open``."""
        self.images_folder = images_folder
        self.root = data.root
        self.place = place
        self.is_fresh = not _is_described(data)
        self.kind = place.kind if self.is_fresh else data.kind
        names = data.class_order or tuple(name for _, name in sorted(data.class_ids.items()))
        self.class_names = tuple(dict.fromkeys(names))
        entries = data.entries()
        self._labelled = {entry.image_path: entry.labels for entry in entries if entry.labels is not None}
        self._classes = self._yolo_classes() if self.kind == "YOLO" else None
        self._shared: dict[Path, LabelDocument] = {}
        self._usual = _usual_files(entries)
        images = [*self._labelled, *(entry.image_path for entry in entries)]
        self._owners = {image.with_suffix(""): image for image in reversed(images)}

    @classmethod
    def open(cls, images_folder: Path, place: LabelPlace = USUAL_PLACE) -> "LabelFolder":
        """Finds the data folder and its format; lists it, which can take a second for 10,000 images.

        Args:
            images_folder: The folder with the images; the description of a data set may lie above it.
            place: Where labels go; with a folder, annotation files are looked for there alone.

        Raises:
            AnnotationError: The folder or that of the labels cannot be read, or its description is not understood.
        """
        if place.folder is not None:
            check_labels_folder(place.folder)
            return cls(images_folder, open_separate_labels(images_folder, place.folder), place)
        for root in _roots(images_folder):
            data = open_as_it_lies(root)
            here = {entry.image_path.parent for entry in data.entries()}
            if images_folder in here and (root == images_folder or _is_described(data)):
                return cls(images_folder, data, place)
        return cls(images_folder, open_as_it_lies(images_folder), place)

    def names_in_files(self, give_up: Callable[[], bool]) -> tuple[str, ...]:
        """Returns the class names that the files use and no list gives, in natural order; reads every file.

        Args:
            give_up: Asked before every file; True ends the reading.
        """
        found: set[str] = set()
        if self.class_names:
            return ()
        for labels in self._labelled.values():
            if give_up():
                break
            with contextlib.suppress(AnnotationError):
                found.update(item.label for item in labels.read(_ANY_SIZE).annotation.objects)
        return tuple(sorted(found, key=natural_key))

    def listed_anew(self) -> DataFolder:
        """Lists the whole data folder as it is on the disk now, the parts of it that are not open, too.

        Raises:
            AnnotationError: It cannot be read.
        """
        if self.place.folder is not None:
            return open_separate_labels(self.images_folder, self.place.folder)
        return open_data_folder(self.root)

    def is_labelled(self, image: Path) -> bool:
        """Returns whether an image had labels when the folder was opened."""
        return image in self._labelled

    def labels(self, image: Path) -> LabelledBy | None:
        """Returns what described an image when the folder was opened, to be read for its size; None: nothing."""
        return self._labelled.get(image)

    @property
    def class_file(self) -> Path | None:
        """The file that numbers the classes of a YOLO folder; None for other formats."""
        return None if self._classes is None else self._classes.path

    def annotation_files(self) -> dict[Path, dict[str, Path]]:
        """Returns the images of every annotation file of the data folder, by the names it has for them ("": one)."""
        found: dict[Path, dict[str, Path]] = {}
        for image, labels in self._labelled.items():
            found.setdefault(labels.path, {})[labels.name] = image
        return found

    def images(self) -> list[Path]:
        """Returns the images of the folder, in natural order."""
        return list_images(self.images_folder)

    def document(self, image: Path) -> LabelDocument:
        """Returns the file of an image, or the one that would be made for it.

        Raises:
            AnnotationError: It is not clear which file an image belongs to that none describes, or another image has
                the file of its name.
        """
        labels = self._labelled.get(image)
        if self.kind == "YOLO" and self._classes is not None:
            return YoloDocument(labels.path if labels is not None else self._yolo_file(image), self._classes)
        if self.kind in ("COCO", "Create ML"):
            return self._shared_document(image)
        make, suffix = (LabelmeDocument, ".json") if self.kind == "labelme" else (VocDocument, ".xml")
        return make(labels.path if labels is not None else self._beside(image, suffix))

    def forget_shared(self, path: Path) -> None:
        """Drops a file of many images, so that it is read anew."""
        self._shared.pop(path, None)

    def _shared_document(self, image: Path) -> LabelDocument:
        labels = self._labelled.get(image)
        path = labels.path if labels is not None else self._usual_shared(image)
        if path is None and self.is_fresh:
            path = self.place.new_shared_file(image.parent)
        if path is None:
            raise AnnotationError(
                f"No annotation file of {self.root} describes images in {image.parent}; it is not clear where the "
                "labels belong: put the images into a folder that one describes."
            )
        if path not in self._shared:
            make = CocoDocument if self.kind == "COCO" else CreatemlDocument
            self._shared[path] = make(path, self._name_in_file)
        return self._shared[path]

    def _usual_shared(self, image: Path) -> Path | None:
        """Returns the file that has the neighbours of an image; labelImg gives each its own Create ML file."""
        usual = self._usual.get(image.parent)
        if usual is None or self.kind != "Create ML":
            return usual
        described = [path.stem for path, labels in self._labelled.items() if labels.path == usual]
        return usual.with_name(f"{image.stem}.json") if described == [usual.stem] else usual

    def _name_in_file(self, image: Path) -> str:
        """Returns what a shared file calls an image: like its neighbours, where it has none of its own."""
        labels = self._labelled.get(image)
        if labels is not None:
            return labels.name
        for neighbour, others in self._labelled.items():
            if neighbour.parent == image.parent and others.name.endswith(neighbour.name):
                return others.name[: len(others.name) - len(neighbour.name)] + image.name
        return image.name

    def _yolo_file(self, image: Path) -> Path:
        """Returns where the txt of an image belongs that has none; labelImg's lie beside the images and their list.

        Raises:
            AnnotationError: It is the file of another image, as for ``_beside``.
        """
        self._check_owner(image, ".txt")
        usual = self._usual.get(image.parent)
        if usual is not None:
            return usual.parent / f"{image.stem}.txt"
        if self.place.folder is not None:
            return self.place.folder / f"{image.stem}.txt"
        has_own_list = self.class_file == image.parent / "classes.txt"
        return image.with_suffix(".txt") if has_own_list else yolo_label_file(image)

    def _yolo_classes(self) -> YoloClasses | None:
        """Returns what the class numbers mean, and will mean: a folder without labels gets its list with the first."""
        home = self.place.folder or self.root
        path = find_class_file(home) or (home / "classes.txt" if self.is_fresh else None)
        return None if path is None else YoloClasses(path)

    def _check_owner(self, image: Path, suffix: str) -> None:
        owner = self._owners.get(image.with_suffix(""), image)
        if owner != image:
            raise AnnotationError(
                f"{image} has the same name as {owner.name} but for its ending, and {image.stem}{suffix} has the "
                "labels of that one; give one of them another name."
            )

    def _beside(self, image: Path, suffix: str) -> Path:
        """Returns where the file of an image belongs that has none: where those of its neighbours are.

        Raises:
            AnnotationError: It is the file of another image, which has the same name but for its ending.
        """
        self._check_owner(image, suffix)
        usual = self._usual.get(image.parent)
        if usual is not None:
            return usual.parent / (image.stem + suffix)
        if self.place.folder is not None:
            return self.place.folder / (image.stem + suffix)
        name = image.parent.name.lower()
        folders = annotation_folders_beside(image.parent) if name in IMAGE_FOLDERS else []
        if not folders and name == "jpegimages":
            folders = [image.parent.parent / "Annotations"]
        return (folders[0] if folders else image.parent) / (image.stem + suffix)


def _usual_files(entries: list[DataEntry]) -> dict[Path, Path]:
    """Returns for each folder of images the annotation file, or one in the folder, that most of them have."""
    counts: dict[Path, Counter[Path]] = {}
    example: dict[tuple[Path, Path], Path] = {}
    for entry in entries:
        if entry.labels is not None:
            place, folder = entry.labels.path.parent, entry.image_path.parent
            counts.setdefault(folder, Counter())[place] += 1
            example.setdefault((folder, place), entry.labels.path)
    return {folder: example[folder, places.most_common(1)[0][0]] for folder, places in counts.items()}


def _is_described(data: DataFolder) -> bool:
    return data.kind != "Pascal VOC" or bool(data.splits()) or any(entry.labels for entry in data.entries())


def _roots(folder: Path) -> list[Path]:
    """Returns where the description of a data set may be, the outermost first.

    A folder above is asked only if the names speak for it and it has something to say: above ``Pictures`` is a home.
    """
    roots = [folder]
    if _is_inner(folder) or folder.name == _NO_SPLIT:
        roots.append(folder.parent)
        if _is_inner(folder.parent):
            roots.append(folder.parent.parent)
    return [root for root in reversed(roots) if root == folder or _speaks_of_data(root)]


def _is_inner(folder: Path) -> bool:
    """Returns whether a folder has the name of a part of a data set."""
    return folder.name.lower() in IMAGE_FOLDERS or split_name(folder.name) is not None


def _speaks_of_data(root: Path) -> bool:
    try:
        with os.scandir(root) as found:
            entries = [(entry.name, entry.is_dir()) for entry in found]
    except OSError:
        return False
    folders = {name.lower() for name, is_dir in entries if is_dir}
    files = {name.lower() for name, is_dir in entries if not is_dir}
    if folders & {*ANNOTATION_FOLDERS, "imagesets"} or "obj.names" in files or find_data_yaml(root) is not None:
        return True
    texts = [root / name for name, is_dir in entries if not is_dir and name.lower().endswith(".json")]
    return any(json_kind(path) is not None for path in texts)
