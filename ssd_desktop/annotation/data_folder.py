"""A data folder of any format, found by what is in it.

The seam between the formats and what trains, measures and converts: nobody above asks which format a folder has.
"""

from functools import partial
from os import PathLike
from pathlib import Path

from ssd_desktop.annotation.annotation import AnnotationProblem
from ssd_desktop.annotation.data_entries import DataEntry, DataFolder, LabelledBy
from ssd_desktop.annotation.formats.annotation_file import AnnotationFile
from ssd_desktop.annotation.formats.voc_xml import read_voc_xml
from ssd_desktop.annotation.json_folder import open_json_folder, open_labelme_folder
from ssd_desktop.annotation.labels_elsewhere import with_labels_elsewhere
from ssd_desktop.annotation.voc_folder import ImageEntry, VocFolder
from ssd_desktop.annotation.yolo_folder import find_data_yaml, open_yolo_folder
from ssd_desktop.media.image_file import ImageSize


class VocData(DataFolder):
    """A VOC folder behind the seam; its split lists are read when they are asked for."""

    kind = "Pascal VOC"

    def __init__(self, root: Path, *, one_based: bool) -> None:
        """Lists the folder.

        Raises:
            AnnotationError: The folder is missing, is no folder, or cannot be read.
        """
        self.root = root
        self.class_ids = {}
        self.class_order = ()
        self._folder = VocFolder.open(root)
        self._one_based = one_based

    @property
    def list_folder(self) -> Path:
        """``ImageSets/Main``."""
        return self._folder.list_folder

    def list_line(self, image: Path) -> str:
        """Returns the name of an image without its ending."""
        return image.stem

    def splits(self) -> dict[str, int]:
        return self._folder.splits()

    def entries(self, split: str | None = None) -> list[DataEntry]:
        return [DataEntry(entry.image_path, self._labels(entry)) for entry in self._folder.entries(split)]

    def problems(self, split: str | None = None) -> tuple[AnnotationProblem, ...]:
        return self._folder.problems if split is None else self._folder.split_problems(split)

    def _labels(self, entry: ImageEntry) -> LabelledBy | None:
        path = entry.annotation_path
        if path is None:
            return None
        return LabelledBy(path, partial(_read_voc, path, entry.image_path, self._one_based))


def _read_voc(path: Path, image_path: Path, one_based: bool, image_size: ImageSize) -> AnnotationFile:
    file = read_voc_xml(path, image_size=image_size, image_path=image_path, one_based=one_based)
    return AnnotationFile(file.annotation, file.problems, orientation=file.orientation, skipped=file.skipped)


def open_data_folder(
    path: str | PathLike[str], *, one_based: bool = False, missing_is_background: bool = False
) -> DataFolder:
    """Opens a data folder with its labels, wherever the user keeps these (``label_places.py``).

    Args:
        path: The folder.
        one_based: VOC: coordinates count from 1.
        missing_is_background: YOLO: an image without a txt has no objects; else it is unlabelled.

    Raises:
        AnnotationError: The folder is missing, cannot be read, or its description of the data is not understood; or
            the folder of its labels is gone.
    """
    data = open_as_it_lies(path, one_based=one_based, missing_is_background=missing_is_background)
    return with_labels_elsewhere(data, one_based=one_based, missing_is_background=missing_is_background)


def open_as_it_lies(
    path: str | PathLike[str], *, one_based: bool = False, missing_is_background: bool = False
) -> DataFolder:
    """Opens a data folder, whatever is kept elsewhere, and finds its format by what is in it.

    In this order: a ``data.yaml`` with labels (YOLO); XML files (Pascal VOC); a COCO or Create ML JSON beside the
    images, in ``annotations`` or in the folder of a split; YOLO txt files in ``labels`` or beside the images; labelme
    JSON files. A folder with none of these is a VOC folder of unlabelled images.

    Args:
        path: The folder.
        one_based: As for ``open_data_folder``.
        missing_is_background: Likewise.

    Raises:
        AnnotationError: The folder is missing, cannot be read, or its description of the data is not understood.
    """
    root = Path(path)
    yolo: DataFolder | None = None
    if find_data_yaml(root) is not None:
        yolo = open_yolo_folder(root, missing_is_background=missing_is_background)
    if yolo is not None and _is_labelled(yolo):
        return yolo
    voc = VocData(root, one_based=one_based)
    if _is_labelled(voc) or voc.splits():
        return voc
    found = open_json_folder(root) or yolo or open_yolo_folder(root, missing_is_background=missing_is_background)
    return found or open_labelme_folder(root) or voc


def _is_labelled(folder: DataFolder) -> bool:
    return any(entry.labels is not None for entry in folder.entries())
