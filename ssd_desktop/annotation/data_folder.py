"""A data folder of any format, found by what is in it.

The seam between the formats and what trains, measures and converts: nobody above asks which format a folder has.
"""

from os import PathLike
from pathlib import Path

from ssd_desktop.annotation.data_entries import DataFolder
from ssd_desktop.annotation.json_folder import open_json_folder, open_labelme_folder
from ssd_desktop.annotation.labels_elsewhere import with_labels_elsewhere
from ssd_desktop.annotation.listed_splits import with_listed_splits
from ssd_desktop.annotation.voc_data import VocData
from ssd_desktop.annotation.voc_split_folders import open_voc_split_folders
from ssd_desktop.annotation.yolo_folder import find_data_yaml, open_yolo_folder


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

    In this order: a ``data.yaml`` with labels (YOLO); XML files, also in the folders of splits (Pascal VOC); a COCO or
    Create ML JSON beside the images, in ``annotations`` or in the folder of a split; YOLO txt files in ``labels`` or
    beside the images; labelme JSON files. A folder with none of these is a VOC folder of unlabelled images. Lists such
    as ``train.txt`` split the formats that have no splits of their own.

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
    found = open_voc_split_folders(root, one_based=one_based) or open_json_folder(root) or yolo
    found = found or open_yolo_folder(root, missing_is_background=missing_is_background) or open_labelme_folder(root)
    return voc if found is None else with_listed_splits(found)


def _is_labelled(folder: DataFolder) -> bool:
    return any(entry.labels is not None for entry in folder.entries())
