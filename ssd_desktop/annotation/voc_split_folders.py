"""Pascal VOC files in a folder for each split: ``train``, ``valid`` and ``test``, as Roboflow exports them."""

import os
from pathlib import Path

from ssd_desktop.annotation.annotation import AnnotationProblem
from ssd_desktop.annotation.data_entries import DataEntry, ListedFolder
from ssd_desktop.annotation.natural_order import natural_key
from ssd_desktop.annotation.split_names import split_name
from ssd_desktop.annotation.voc_data import VocData


def open_voc_split_folders(root: Path, *, one_based: bool) -> ListedFolder | None:
    """Opens a folder whose folders are named after splits and have images with XML files, each as ``VocFolder`` does.

    Args:
        root: The folder around them.
        one_based: Coordinates count from 1.

    Returns:
        The folder; None where none of them has an XML file of an image.

    Raises:
        AnnotationError: One of them cannot be read.
    """
    splits: dict[str, list[DataEntry]] = {}
    problems: dict[str, list[AnnotationProblem]] = {}
    for name, folder in _split_folders(root):
        data = VocData(folder, one_based=one_based)
        splits.setdefault(name, []).extend(data.entries())
        problems.setdefault(name, []).extend(data.problems())
    entries = [entry for listed in splits.values() for entry in listed]
    if not any(entry.labels is not None for entry in entries):
        return None
    return ListedFolder(root, VocData.kind, entries, splits=splits, split_problems=problems)


def _split_folders(root: Path) -> list[tuple[str, Path]]:
    """Returns split and path of the folders that are named after one; none where the folder cannot be read."""
    try:
        with os.scandir(root) as found:
            names = [entry.name for entry in found if entry.is_dir()]
    except (OSError, ValueError):
        return []
    ordered = sorted(names, key=natural_key)
    return [(split, root / name) for name in ordered if (split := split_name(name)) is not None]
