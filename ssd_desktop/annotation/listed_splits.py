"""Splits of a folder whose format has none of its own: lists of images beside the labels, as ``split_lists`` writes."""

import os
from collections.abc import Mapping
from pathlib import Path

from ssd_desktop.annotation.annotation import AnnotationProblem
from ssd_desktop.annotation.data_entries import DataEntry, DataFolder, ListedFolder
from ssd_desktop.annotation.formats.annotation_file import shown
from ssd_desktop.annotation.image_folder import files_with_suffix
from ssd_desktop.annotation.split_names import split_name
from ssd_desktop.annotation.text_file import read_text

_MOST_BYTES = 256 * 2**20


def with_listed_splits(data: DataFolder) -> DataFolder:
    """Returns a data folder with the splits that lists such as ``train.txt`` name, where it has none.

    A text that names no image of the folder is no such list. Of YOLO folders ``data.yaml`` says what their lists are.

    Args:
        data: A folder whose images are known.

    Raises:
        AnnotationError: A list cannot be read.
    """
    if data.kind == "YOLO" or data.splits():
        return data
    entries = data.entries()
    by_path = {entry.image_path: entry for entry in entries}
    splits: dict[str, list[DataEntry]] = {}
    problems: dict[str, list[AnnotationProblem]] = {}
    for path in files_with_suffix(data.root, frozenset({".txt"})):
        name = split_name(path.stem)
        if name is None or name in splits:
            continue
        listed, missing = _listed(path, data.root, by_path)
        if listed:
            splits[name], problems[name] = listed, missing
    if not splits:
        return data
    return ListedFolder(
        data.root,
        data.kind,
        entries,
        splits=splits,
        problems=data.problems(),
        split_problems=problems,
        class_ids=data.class_ids,
        class_order=data.class_order,
    )


def _listed(
    path: Path, root: Path, by_path: Mapping[Path, DataEntry]
) -> tuple[list[DataEntry], list[AnnotationProblem]]:
    """Returns the images of a list in its order, each once, and what is wrong with its lines."""
    found: dict[Path, DataEntry] = {}
    problems = []
    for number, line in enumerate(read_text(path, what="list", most_bytes=_MOST_BYTES).split("\n"), 1):
        name = line.strip()
        image = root / os.path.normpath(name.replace("\\", "/"))
        if image in by_path:
            found[image] = by_path[image]
        elif name:
            problems.append(AnnotationProblem(str(path), number, f"there is no image {shown(name)}; left out"))
    return list(found.values()), problems
