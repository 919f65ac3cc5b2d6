"""All annotation files of a data folder seen as what names their classes, whatever the format."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ssd_desktop.annotation.annotation import ImageAnnotation
from ssd_desktop.annotation.formats.relabel import (
    Become,
    Label,
    coco_labels,
    createml_labels,
    labelme_labels,
    relabel_coco,
    relabel_createml,
    relabel_labelme,
    voc_labels,
)
from ssd_desktop.annotation.formats.voc_patch import relabel_voc_xml
from ssd_desktop.annotation.formats.xml_tree import XmlError
from ssd_desktop.annotation.formats.yolo_names import names_of_list, names_of_yaml
from ssd_desktop.annotation.formats.yolo_renumber import class_numbers
from ssd_desktop.annotation.label_folder import LabelFolder

_LABELS: dict[str, Callable[[bytes], list[Label]]] = {
    "Pascal VOC": voc_labels,
    "COCO": coco_labels,
    "Create ML": createml_labels,
    "labelme": labelme_labels,
}
_RELABEL: dict[str, Callable[[bytes, Become], bytes]] = {
    "Pascal VOC": relabel_voc_xml,
    "COCO": relabel_coco,
    "Create ML": relabel_createml,
    "labelme": relabel_labelme,
}
_DAMAGED = (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, XmlError)
"""What reading a file that is no annotation file of its format can end with."""


@dataclass(frozen=True)
class ClassFile:
    """An annotation file.

    Attributes:
        path: The file.
        content: What it has.
        labels: Image (by the name the file has for it) and class of every object.
    """

    path: Path
    content: bytes
    labels: list[Label]


def read_class_files(folder: LabelFolder, *, give_up: Callable[[], bool] = lambda: False) -> Iterator[ClassFile | Path]:
    """Gives every annotation file of a folder; its path alone where it cannot be read.

    Args:
        folder: The folder.
        give_up: Asked before every file; True ends the reading.
    """
    names = class_numbers_of(folder)
    for path in folder.annotation_files():
        if give_up():
            return
        try:
            content = path.read_bytes()
            if folder.class_file is not None:
                labels = [("", names[number]) for number in class_numbers(content) if number in names]
            else:
                labels = _LABELS[folder.kind](content)
        except _DAMAGED:
            yield path
        else:
            yield ClassFile(path, content, labels)


def relabelled(folder: LabelFolder, content: bytes, become: Become) -> bytes | None:
    """Returns a file of a folder (not of YOLO's) with other class names; None where it cannot be changed."""
    try:
        return _RELABEL[folder.kind](content, become)
    except _DAMAGED:
        return None


def class_numbers_of(folder: LabelFolder) -> dict[int, str]:
    """Returns class name by number as the class file of a YOLO folder has them now; empty for other formats.

    Raises:
        AnnotationError: It is not understood.
        OSError: It cannot be read.
    """
    path = folder.class_file
    if path is None:
        return {}
    text = path.read_bytes().decode("utf-8-sig")
    return (names_of_yaml if path.suffix.lower() in (".yaml", ".yml") else names_of_list)(path, text)


class ClassCounts:
    """How many boxes of each class the images of a folder have, kept up to date image by image."""

    def __init__(self) -> None:
        self.boxes: Counter[str] = Counter()
        self.images: Counter[str] = Counter()
        self._by_image: dict[Path, Counter[str]] = {}

    @classmethod
    def of_folder(cls, folder: LabelFolder, give_up: Callable[[], bool] = lambda: False) -> "ClassCounts":
        """Reads every file of a folder; what cannot be read counts nothing.

        Args:
            folder: The folder.
            give_up: Asked before every file; True ends the reading.

        Raises:
            AnnotationError: As ``class_numbers_of``; OSError likewise.
        """
        counts = cls()
        images = folder.annotation_files()
        for file in read_class_files(folder, give_up=give_up):
            if isinstance(file, ClassFile):
                found: dict[Path, Counter[str]] = {}
                for name, label in file.labels:
                    if name in images[file.path]:
                        found.setdefault(images[file.path][name], Counter())[label] += 1
                for image, labels in found.items():
                    counts.put(image, labels)
        return counts

    def put(self, image: Path, labels: Counter[str]) -> None:
        """Takes note of what an image has now."""
        before = self._by_image.pop(image, Counter())
        self.boxes.subtract(before)
        self.images.subtract(before.keys())
        self.boxes.update(labels)
        self.images.update(labels.keys())
        if labels:
            self._by_image[image] = labels

    def put_annotation(self, image: Path, annotation: ImageAnnotation | None) -> None:
        """Takes note of how an image is labelled now."""
        objects = () if annotation is None else annotation.objects
        self.put(image, Counter(item.label for item in objects))
