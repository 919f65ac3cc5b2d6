"""What any annotation format says of an image that is shown; the folder shown last stays open."""

import os
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from ssd_desktop.annotation.data_entries import LabelledBy
from ssd_desktop.annotation.formats.annotation_file import AnnotationFile
from ssd_desktop.annotation.formats.voc_xml import read_voc_xml
from ssd_desktop.annotation.image_folder import annotation_file_for, annotation_file_in
from ssd_desktop.annotation.image_twins import is_file_of
from ssd_desktop.annotation.label_folder import LabelFolder
from ssd_desktop.annotation.label_place import LabelPlace
from ssd_desktop.annotation.label_places import labels_folder_of
from ssd_desktop.media.image_file import IMAGE_SUFFIXES, ImageSize

_Times = dict[Path, int]


@dataclass(frozen=True, eq=False)
class _Opened:
    """A folder with what tells that it has changed.

    Attributes:
        images_folder: The folder of the images.
        elsewhere: The folder that its labels are kept in; None: they lie with the images.
        labels: What describes each image.
        times: When the folders and files that matter were changed.
        others: Of Pascal VOC, the names in these folders that are neither images nor XML files; None for other formats.
    """

    images_folder: Path
    elsewhere: Path | None
    labels: dict[Path, LabelledBy]
    times: _Times
    others: frozenset[str] | None


class GroundTruthReader:
    """Reads the objects of one image after the other; for one thread.

    A Pascal VOC file of the image's name is read alone, unless it is that of another image of the name. For the other
    formats the data folder is opened, once for all its images, and again when it, a folder of its files or a file of
    many images has changed.
    """

    def __init__(self) -> None:
        self._opened: _Opened | None = None

    def read(self, image: Path, size: ImageSize) -> tuple[Path, AnnotationFile] | None:
        """Returns the annotation file of an image and what it says; None where the image has none.

        Args:
            image: The image file.
            size: Its real size, for formats that count in fractions.

        Raises:
            AnnotationError: The file, or the description of its folder, cannot be read or understood.
        """
        elsewhere = labels_folder_of(image.parent)
        xml = annotation_file_for(image) if elsewhere is None else annotation_file_in(elsewhere, image.stem)
        if xml is not None and is_file_of(xml, image):
            file = read_voc_xml(xml, image_size=size, image_path=image)
            return xml, AnnotationFile(file.annotation, file.problems)
        labels = self._labels(image.parent, elsewhere).get(image)
        return None if labels is None else (labels.path, labels.read(size))

    def _labels(self, images_folder: Path, elsewhere: Path | None) -> dict[Path, LabelledBy]:
        opened = self._opened
        if opened is not None and (opened.images_folder, opened.elsewhere) == (images_folder, elsewhere):
            times = _times(opened.times)
            if times != opened.times and opened.others is not None and _others(times) == opened.others:
                # XML files came or went, as they do while somebody labels. They are looked for one by one, and to list
                # 10,000 images anew at every page turned would take most of a second.
                self._opened = opened = replace(opened, times=times)
            if times == opened.times:
                return opened.labels
        self._opened = _open(images_folder, elsewhere)
        return self._opened.labels


def _open(images_folder: Path, elsewhere: Path | None) -> _Opened:
    folder = LabelFolder.open(images_folder, LabelPlace(folder=elsewhere))
    labels = {image: found for image in folder.images() if (found := folder.labels(image)) is not None}
    counts = Counter(found.path for found in labels.values())
    shared = {path for path, count in counts.items() if count > 1}
    places = {images_folder, folder.root, *([] if elsewhere is None else [elsewhere])}
    times = _times({*places, *shared, *(path.parent for path in counts)})
    return _Opened(images_folder, elsewhere, labels, times, _others(times) if folder.kind == "Pascal VOC" else None)


def _others(folders: _Times) -> frozenset[str] | None:
    """Returns what in these folders could be a description in another format; None where one cannot be read."""
    ordinary = (*IMAGE_SUFFIXES, ".xml", ".tmp")
    found: set[str] = set()
    try:
        for folder in folders:
            with os.scandir(folder) as entries:
                found.update(entry.name for entry in entries if not entry.name.lower().endswith(ordinary))
    except OSError:
        return None
    return frozenset(found)


def _times(paths: set[Path] | _Times) -> _Times:
    """Returns when each path was changed, in nanoseconds; -1 for one that is gone."""
    times = {}
    for path in paths:
        try:
            times[path] = path.stat().st_mtime_ns
        except OSError:
            times[path] = -1
    return times
