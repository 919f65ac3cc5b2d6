"""Data folders described by JSON: COCO and Create ML with one file a data set or split, labelme with one an image."""

import codecs
import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from ssd_desktop.annotation.annotation import AnnotationProblem
from ssd_desktop.annotation.data_entries import DataEntry, LabelledBy, ListedFolder
from ssd_desktop.annotation.folder_names import ANNOTATION_FOLDERS
from ssd_desktop.annotation.formats.annotation_file import AnnotationFile, shown
from ssd_desktop.annotation.formats.coco_json import CocoFile, CocoImage, read_coco_json
from ssd_desktop.annotation.formats.createml_json import CreatemlFile, CreatemlImage, read_createml_json
from ssd_desktop.annotation.formats.labelme_json import LabelmeFile, read_labelme_json
from ssd_desktop.annotation.image_index import ImageIndex
from ssd_desktop.annotation.image_twins import owner_of, problem_of_twin
from ssd_desktop.annotation.natural_order import natural_key
from ssd_desktop.annotation.split_names import split_name, split_of_file
from ssd_desktop.errors import AnnotationError
from ssd_desktop.media.image_file import ImageSize

_HEAD_BYTES = 2**16
_OTHER_COCO = ("captions_", "person_keypoints_", "stuff_", "panoptic_", "image_info_")
"""Files that come with COCO's own sets beside ``instances_`` and describe the same images for other purposes."""


@dataclass
class _Found:
    """What is found of a folder, file by file."""

    entries: dict[Path, DataEntry] = field(default_factory=dict)
    splits: dict[str, dict[Path, DataEntry]] = field(default_factory=dict)
    problems: list[AnnotationProblem] = field(default_factory=list)
    split_problems: dict[str, list[AnnotationProblem]] = field(default_factory=dict)
    class_ids: dict[int, str] = field(default_factory=dict)


def open_json_folder(root: Path) -> ListedFolder | None:
    """Opens a folder with COCO or Create ML files in it, in its folder of annotations or in the folders of its splits.

    Returns:
        The folder; None where there is no such file.

    Raises:
        AnnotationError: A file cannot be read, two files describe the same split, or both formats are there.
    """
    kinds = {path: kind for path in _json_files(root) if (kind := json_kind(path)) in ("COCO", "Create ML")}
    if any(path.stem.startswith("instances_") for path in kinds):
        kinds = {path: kind for path, kind in kinds.items() if not path.stem.startswith(_OTHER_COCO)}
    if not kinds:
        return None
    if len(set(kinds.values())) > 1:
        names = " and ".join(str(path) for path in kinds)
        raise AnnotationError(f"{root} has files of two formats, {names}; keep one of them there.")
    index, found = ImageIndex(root), _Found()
    for path, split in _splits_of(kinds, root, index).items():
        _add(path, split, found, index, kinds[path])
    # An image that no file lists is unlabelled.
    entries = [found.entries.get(image) or DataEntry(image, None) for image in index.images]
    return ListedFolder(
        root,
        next(iter(kinds.values())),
        entries,
        splits={name: list(images.values()) for name, images in found.splits.items()},
        problems=found.problems,
        split_problems=found.split_problems,
        class_ids=found.class_ids,
    )


def open_labelme_folder(root: Path) -> ListedFolder | None:
    """Opens a folder of images with labelme files beside them or in a folder of annotations.

    Returns:
        The folder; None where there is no such file.

    Raises:
        AnnotationError: The folder cannot be read.
    """
    kinds = {path: json_kind(path) for path in _json_files(root)}
    if "labelme" not in kinds.values():
        return None
    index = ImageIndex(root)
    problems: list[AnnotationProblem] = []
    beside = _owners(index.images, problems)
    stems = Counter(image.stem for image in index.images)
    alone = {image.stem: image for image in index.images if stems[image.stem] == 1}
    entries: dict[Path, DataEntry] = {}
    for path in [path for path, kind in kinds.items() if kind == "labelme"]:
        image = beside.get((path.parent, path.stem)) or alone.get(path.stem) or _named_inside(path, index)
        if image is None:
            problems.append(AnnotationProblem(str(path), 0, "there is no image of this name; left out"))
        elif image in entries:
            problems.append(AnnotationProblem(str(path), 0, f"{image.name} has another file already; left out"))
        else:
            entries[image] = DataEntry(image, LabelledBy(path, partial(_read_labelme, path)))
    for path in [path for path, kind in kinds.items() if kind is None]:
        image = beside.get((path.parent, path.stem)) or alone.get(path.stem)
        if image is not None and image not in entries:  # damaged: as if there were none, its labels would be lost
            entries[image] = DataEntry(image, LabelledBy(path, partial(_read_labelme, path)))
    images = [entries.get(image) or DataEntry(image, None) for image in index.images]
    return ListedFolder(root, "labelme", images, splits={}, problems=problems)


def _owners(images: Sequence[Path], problems: list[AnnotationProblem]) -> dict[tuple[Path, str], Path]:
    """Returns the image of each folder and name without ending; others of the name are added to ``problems``."""
    alike: dict[tuple[Path, str], list[Path]] = {}
    for image in images:
        alike.setdefault((image.parent, image.stem), []).append(image)
    owners = {}
    for (folder, stem), twins in alike.items():
        owner = owners[folder, stem] = owner_of(twins, folder / f"{stem}.json")
        problems += [problem_of_twin(image, owner) for image in twins if image != owner]
    return owners


def _read_labelme(path: Path, image_size: ImageSize) -> AnnotationFile:
    return read_labelme_json(path).read(image_size)


def _named_inside(path: Path, index: ImageIndex) -> Path | None:
    try:
        file: LabelmeFile = read_labelme_json(path)
    except AnnotationError:
        return None
    return None if file.image_name is None else index.find(file.image_name, near=path.parent)


def _add(path: Path, split: str | None, found: _Found, index: ImageIndex, kind: str) -> None:
    """Adds what one file describes."""
    file: CocoFile | CreatemlFile = read_coco_json(path) if kind == "COCO" else read_createml_json(path)
    problems = found.problems if split is None else found.split_problems.setdefault(split, [])
    problems.extend(file.problems)
    images: dict[Path, DataEntry] = {}
    for name, read in _readers(file):
        image = index.find(name, near=path.parent, split=split)
        if image is None:
            problems.append(AnnotationProblem(str(path), 0, f"there is no image {shown(name)} in the folder; left out"))
        elif image in images:
            problems.append(AnnotationProblem(str(path), 0, f"the image {shown(name)} is listed twice; left out"))
        else:
            images[image] = DataEntry(image, LabelledBy(path, read, name))
    if split is not None:
        found.splits.setdefault(split, {}).update(images)
    found.entries = images | found.entries
    if isinstance(file, CocoFile):
        _add_categories(file, found)


def _readers(file: CocoFile | CreatemlFile) -> Sequence[tuple[str, Callable[[ImageSize], AnnotationFile]]]:
    if isinstance(file, CocoFile):
        return [(image.file_name, partial(_read_coco, file, image)) for image in file.images]
    return [(image.file_name, partial(_read_createml, file, image)) for image in file.images]


def _read_coco(file: CocoFile, image: CocoImage, image_size: ImageSize) -> AnnotationFile:
    return file.read(image, image_size)


def _read_createml(file: CreatemlFile, image: CreatemlImage, image_size: ImageSize) -> AnnotationFile:
    return file.read(image, image_size)


def _add_categories(file: CocoFile, found: _Found) -> None:
    for category, name in file.categories.items():
        if isinstance(category, int) and found.class_ids.setdefault(category, name) != name:
            other = shown(found.class_ids[category])
            text = f"category {category} is {shown(name)} here and {other} in another file, whose name was taken"
            found.problems.append(AnnotationProblem(str(file.path), 0, text))


def _splits_of(kinds: Mapping[Path, str], root: Path, index: ImageIndex) -> dict[Path, str | None]:
    """Returns the split each file describes; several files of no split are taken together.

    labelImg writes a Create ML file for each image, named after it: ``test_1.json`` is that of ``test_1.jpg``.
    """
    found: dict[Path, str | None] = {}
    described: dict[str, Path] = {}
    stems = {image.stem for image in index.images}
    for path, kind in kinds.items():
        folder = path.parent.name if path.parent != root else ""
        if kind == "Create ML" and path.stem in stems:
            found[path] = split_name(folder)
            continue
        split = found[path] = split_of_file(path.stem, folder)
        if split in described:
            other = described[split]
            raise AnnotationError(f'Both {other} and {path} describe the split "{split}"; keep one of them there.')
        if split is not None:
            described[split] = path
    return found


def _json_files(root: Path) -> list[Path]:
    """Returns the JSON files of a folder, of its folders of annotations and images, and of its splits."""
    files: list[Path] = []
    for folder in (root, *_described_folders(root)):
        try:
            with os.scandir(folder) as entries:
                names = [entry.name for entry in entries if entry.name.lower().endswith(".json") and entry.is_file()]
        except (OSError, ValueError):
            continue
        files += [folder / name for name in sorted(names, key=natural_key) if not name.startswith(".")]
    return files


def _described_folders(root: Path) -> list[Path]:
    usual = {*ANNOTATION_FOLDERS, "images", "json", "jsons"}
    try:
        with os.scandir(root) as entries:
            names = [entry.name for entry in entries if entry.is_dir()]
    except (OSError, ValueError):
        return []
    names = [name for name in names if name.lower() in usual or split_name(name) is not None]
    return [root / name for name in sorted(names, key=natural_key)]


def json_kind(path: Path) -> str | None:
    """Tells a JSON file by its beginning and, for keys that come late, its end."""
    try:
        head, tail = _ends(path)
    except (OSError, ValueError):
        return None
    parts = head + tail
    content = head.removeprefix(codecs.BOM_UTF8).lstrip()
    if content.startswith(b"["):
        keys = (b'"coordinates"', b'"annotations"', b'"annotation"')
        return "Create ML" if any(key in head for key in keys) else None
    if not content.startswith(b"{"):
        return None
    if b'"shapes"' in head and b'"images"' not in head:
        return "labelme"
    # Where keys are sorted, a picture of megabytes comes before labelme's shapes.
    if b'"imageData"' in head and b'"images"' not in parts:
        return "labelme"
    lists = sum(key in parts for key in (b'"images"', b'"annotations"', b'"categories"'))
    rows = all(key in parts for key in (b'"annotations"', b'"image_id"', b'"category_id"'))
    return "COCO" if lists >= 2 or rows else None


def _ends(path: Path) -> tuple[bytes, bytes]:
    """Returns the first and the last bytes of a file; those of UTF-16, as Windows' own tools write it, as UTF-8.

    Raises:
        OSError: It cannot be read.
    """
    with path.open("rb") as stream:
        head = stream.read(_HEAD_BYTES)
        stream.seek(max(0, path.stat().st_size - _HEAD_BYTES))
        tail = stream.read(_HEAD_BYTES)
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if head.startswith(mark):
            return head[2:].decode(encoding, "ignore").encode(), tail.decode(encoding, "ignore").encode()
    return head, tail
