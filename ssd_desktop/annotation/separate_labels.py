"""Annotation files that lie all together in a folder of their own, as after labelImg's "Change Save Dir"."""

import unicodedata
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from ssd_desktop.annotation.annotation import AnnotationProblem, ImageAnnotation
from ssd_desktop.annotation.data_entries import DataEntry, LabelledBy, ListedFolder
from ssd_desktop.annotation.formats.annotation_file import AnnotationFile, shown
from ssd_desktop.annotation.formats.coco_json import read_coco_json
from ssd_desktop.annotation.formats.createml_json import read_createml_json
from ssd_desktop.annotation.formats.labelme_json import read_labelme_json
from ssd_desktop.annotation.formats.voc_xml import read_voc_xml
from ssd_desktop.annotation.formats.yolo_txt import read_yolo_txt
from ssd_desktop.annotation.image_folder import files_with_suffix, list_images
from ssd_desktop.annotation.image_twins import by_name, owner_of, problem_of_twin
from ssd_desktop.annotation.json_folder import json_kind
from ssd_desktop.annotation.yolo_classes import YoloClasses
from ssd_desktop.annotation.yolo_folder import find_class_file, is_label_name
from ssd_desktop.errors import AnnotationError
from ssd_desktop.media.image_file import ImageSize

_Labels = dict[Path, LabelledBy]


def open_separate_labels(
    images_folder: Path, labels_folder: Path, *, one_based: bool = False, missing_is_background: bool = False
) -> ListedFolder:
    """Opens the images of a folder with the annotation files of another one.

    Files of one image have its name. The format is told by what is there, in this order: Pascal VOC, COCO, Create ML,
    YOLO with its class list, labelme.

    Args:
        images_folder: Not searched any deeper.
        labels_folder: Likewise.
        one_based: VOC: coordinates count from 1.
        missing_is_background: YOLO: an image without a txt has no objects; else it is unlabelled.

    Raises:
        AnnotationError: A folder is missing or cannot be read, or a file of many images is not understood.
    """
    images = list_images(images_folder)
    listing = _Listing(images, labels_folder, one_based=one_based)
    finders = (
        ("Pascal VOC", listing.voc),
        ("COCO", listing.coco),
        ("Create ML", listing.createml),
        ("YOLO", listing.yolo),
        ("labelme", listing.labelme),
    )
    nothing: tuple[str, _Labels] = ("Pascal VOC", {})
    kind, labels = next(((kind, found) for kind, find in finders if (found := find())), nothing)
    if kind == "YOLO" and missing_is_background:
        labels |= {image: _background(labels_folder, image) for image in images if image not in labels}
    entries = [DataEntry(image, labels.get(image)) for image in images]
    ids = listing.class_ids
    order = tuple(dict.fromkeys(name for _, name in sorted(ids.items()))) if kind == "YOLO" else ()
    return ListedFolder(
        images_folder, kind, entries, splits={}, problems=listing.problems, class_ids=ids, class_order=order
    )


class _Listing:
    """The annotation files of a folder, matched with images by name; collects problems on the way."""

    def __init__(self, images: Sequence[Path], folder: Path, *, one_based: bool) -> None:
        self._folder, self._one_based = folder, one_based
        self._by_stem = by_name(images)
        self._by_name = {image.name: image for image in images}
        self._json = files_with_suffix(folder, frozenset({".json"}))
        self.problems: list[AnnotationProblem] = []
        self.class_ids: dict[int, str] = {}

    def voc(self) -> _Labels:
        return self._matched(
            files_with_suffix(self._folder, frozenset({".xml"})), lambda path: partial(_voc, path, self._one_based)
        )

    def labelme(self) -> _Labels:
        paths = [path for path in self._json if json_kind(path) == "labelme"]
        return self._matched(paths, lambda path: lambda size, image: read_labelme_json(path).read(size))

    def yolo(self) -> _Labels:
        list_file = find_class_file(self._folder)
        if list_file is None:
            return {}
        classes = YoloClasses(list_file)
        self.class_ids = dict(classes.names)
        paths = [path for path in files_with_suffix(self._folder, frozenset({".txt"})) if is_label_name(path)]
        return self._matched(paths, lambda path: partial(_yolo, path, classes))

    def coco(self) -> _Labels:
        found: _Labels = {}
        for path in (path for path in self._json if json_kind(path) == "COCO"):
            file = read_coco_json(path)
            self.problems += file.problems
            self.class_ids |= {number: name for number, name in file.categories.items() if isinstance(number, int)}
            for image in file.images:
                self._take(found, path, image.file_name, partial(file.read, image))
        return found

    def createml(self) -> _Labels:
        found: _Labels = {}
        for path in (path for path in self._json if json_kind(path) == "Create ML"):
            file = read_createml_json(path)
            self.problems += file.problems
            for image in file.images:
                self._take(found, path, image.file_name, partial(file.read, image))
        return found

    def _take(self, found: _Labels, path: Path, name: str, read: Callable[[ImageSize], AnnotationFile]) -> None:
        """Takes what a file of many images says of one."""
        image = self._by_name.get(name.replace("\\", "/").rpartition("/")[2])
        if image is None or image in found:
            text = f"there is no image {shown(name)} in the folder, or it is listed twice; left out"
            self.problems.append(AnnotationProblem(str(path), 0, text))
        else:
            found[image] = LabelledBy(path, read, name)

    def _matched(
        self, paths: Sequence[Path], reader: Callable[[Path], Callable[[ImageSize, Path], AnnotationFile]]
    ) -> _Labels:
        """Returns the files of one image each that bear the name of one."""
        found: _Labels = {}
        for path in paths:
            twins = self._by_stem.get(unicodedata.normalize("NFC", path.stem))
            if twins is None:
                self.problems.append(AnnotationProblem(str(path), 0, "there is no image of this name; left out"))
                continue
            image = owner_of(twins, path if path.suffix.lower() in (".xml", ".json") else None)
            self.problems += [problem_of_twin(twin, image) for twin in twins if twin != image]
            found[image] = LabelledBy(path, partial(_read_for, reader(path), image))
        return found


def _read_for(read: Callable[[ImageSize, Path], AnnotationFile], image: Path, size: ImageSize) -> AnnotationFile:
    return read(size, image)


def _voc(path: Path, one_based: bool, size: ImageSize, image: Path) -> AnnotationFile:
    file = read_voc_xml(path, image_size=size, image_path=image, one_based=one_based)
    return AnnotationFile(file.annotation, file.problems, orientation=file.orientation, skipped=file.skipped)


def _background(labels_folder: Path, image: Path) -> LabelledBy:
    """Returns what stands for a txt that is missing."""
    return LabelledBy(
        labels_folder / f"{image.stem}.txt",
        lambda size: AnnotationFile(ImageAnnotation((), size.width, size.height)),
    )


def _yolo(path: Path, classes: YoloClasses, size: ImageSize, image: Path) -> AnnotationFile:
    return read_yolo_txt(path, names=classes.names, image_size=size, key_points=classes.key_points)


def check_labels_folder(folder: Path) -> None:
    """Refuses a folder of annotation files that is not there: labels would seem to be gone, and be written elsewhere.

    Raises:
        AnnotationError: It is missing.
    """
    if not folder.is_dir():
        raise AnnotationError(
            f"The folder {folder}, where the labels of these pictures are kept, is gone; bring it back, or choose "
            "another place in the Edit menu."
        )
