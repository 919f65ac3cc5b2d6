"""Data folders from one format into another, with a list of what the new one cannot hold.

The source is only read. The new folder has all images, flat in one folder, and every split as a list of them, so that
an image may be in several.
"""

import re
import shutil
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from ssd_desktop.annotation.annotation import ImageAnnotation
from ssd_desktop.annotation.data_entries import DataEntry, DataFolder
from ssd_desktop.annotation.formats import coco_json, createml_json, yolo_txt
from ssd_desktop.annotation.formats.annotation_file import NamedAnnotation
from ssd_desktop.annotation.formats.coco_json import write_coco_json
from ssd_desktop.annotation.formats.createml_json import write_createml_json
from ssd_desktop.annotation.formats.voc_writer import write_voc_xml
from ssd_desktop.annotation.formats.yolo_names import write_data_yaml
from ssd_desktop.annotation.formats.yolo_txt import write_yolo_txt
from ssd_desktop.errors import AnnotationError, MediaError
from ssd_desktop.media.atomic_file import write_file_atomically
from ssd_desktop.media.image_file import read_image_size

Format = Literal["voc", "yolo", "coco", "createml"]
FORMATS: tuple[Format, ...] = ("voc", "yolo", "coco", "createml")

_TITLES = {"voc": "Pascal VOC", "yolo": "YOLO", "coco": "COCO", "createml": "Create ML"}
_FLAGS = ("difficult", "truncated", "occluded", "ignore")
_HOLDS = {
    "voc": frozenset(_FLAGS),
    "yolo": yolo_txt.HOLDS,
    "coco": coco_json.HOLDS,
    "createml": createml_json.HOLDS,
}
_NO_TEXT = re.compile("[\ud800-\udfff]")
"""Bytes of a file name that are no text, as Python holds them."""

_RESERVED = frozenset({"path", "names", "nc", "kpt_shape", "classes"})


@dataclass(frozen=True)
class ConversionReport:
    """What was written.

    Attributes:
        images: Images in the new folder.
        labelled: Those with annotations, background included.
        objects: Objects written.
        notes: What the new format does not hold or was changed, one sentence each.
        problems: What was wrong in the source, and what was left out because of it, one sentence each.
    """

    images: int
    labelled: int
    objects: int
    notes: tuple[str, ...]
    problems: tuple[str, ...]


@dataclass
class _Content:
    """The source, read."""

    pictures: dict[Path, str] = field(default_factory=dict)
    annotations: dict[str, ImageAnnotation] = field(default_factory=dict)
    splits: dict[str, list[str]] = field(default_factory=dict)
    classes: dict[int, str] = field(default_factory=dict)
    outlines: int = 0
    renamed: int = 0
    problems: list[str] = field(default_factory=list)


def convert_data(
    source: DataFolder,
    to: Format,
    output: Path,
    *,
    link: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> ConversionReport:
    """Writes a data folder in another format.

    Args:
        source: What to convert.
        to: The new format.
        output: A new or an empty folder.
        link: The images become symbolic links to those of the source instead of copies.
        progress: Called with the images done and their number.

    Raises:
        AnnotationError: The output folder is not empty or lies where it cannot be, there is nothing to convert, or a
            file cannot be written.
    """
    _check_output(output, source.root)
    content = _read(source, to)
    if not content.pictures:
        raise AnnotationError(f"There are no images in {source.root} that can be converted; choose another folder.")
    try:
        folder = output / ("JPEGImages" if to == "voc" else "images")
        folder.mkdir(parents=True, exist_ok=True)
        for done, (path, name) in enumerate(content.pictures.items(), 1):
            _bring(path, folder / name, link=link)
            if progress is not None:
                progress(done, len(content.pictures))
        _WRITERS[to](content, output)
        if content.classes:
            names = [name for _, name in sorted(content.classes.items())]
            if to != "yolo":  # its data.yaml has them, with their numbers
                _write_lines(output / "classes.txt", [" ".join(name.split()) for name in names])
    except OSError as error:
        raise AnnotationError(
            f"The folder {output} cannot be written ({error.strerror or error}); free space or choose another folder."
        ) from error
    written = [item for one in content.annotations.values() for item in one.objects if _is_written(item.ignore, to)]
    return ConversionReport(
        len(content.pictures),
        len(content.annotations),
        len(written),
        _notes(content, source, to),
        tuple(content.problems),
    )


def _is_written(ignore: bool, to: Format) -> bool:
    return not ignore or "ignore" in _HOLDS[to]


def _check_output(output: Path, source: Path) -> None:
    if output.exists() and not output.is_dir():
        raise AnnotationError(f"{output} is a file, not a folder; choose a new folder.")
    if output.is_dir() and any(output.iterdir()):
        raise AnnotationError(f"The folder {output} is not empty; choose a new or an empty one.")
    if output.resolve().is_relative_to(source.resolve()):
        raise AnnotationError(f"The folder {output} is inside the data that is converted; choose one outside.")


def _read(source: DataFolder, to: Format) -> _Content:
    content = _Content(problems=[str(problem) for problem in source.problems()])
    entries = source.entries()
    taken: dict[str, Path] = {}
    for entry in entries:
        _read_entry(entry, source.root, content, taken)
    for split in source.splits():
        names = [content.pictures.get(entry.image_path) for entry in source.entries(split)]
        safe = re.sub(r"[^\w.-]+", "_", split).lstrip(".") or "split"
        content.splits[f"{safe}_split" if safe in _RESERVED else safe] = [name for name in names if name is not None]
        content.problems += [str(problem) for problem in source.problems(split)]
    content.problems = list(dict.fromkeys(content.problems))
    content.classes = _numbered(source, content, to)
    return content


def _read_entry(entry: DataEntry, root: Path, content: _Content, taken: dict[str, Path]) -> None:
    """Reads an image's objects; what cannot be read is left out whole, so that it never becomes background."""
    try:
        size = read_image_size(entry.image_path)
        file = None if entry.labels is None else entry.labels.read(size)
    except (MediaError, AnnotationError) as error:
        content.problems.append(f"{error} The image was left out.")
        return
    name = _free_name(entry.image_path, root, taken)
    content.renamed += name != entry.image_path.name
    content.pictures[entry.image_path] = name
    if file is not None:
        content.annotations[name] = file.annotation
        content.outlines += file.outlines
        content.problems += [str(problem) for problem in file.problems]


def _free_name(path: Path, root: Path, taken: dict[str, Path]) -> str:
    """Returns a name that is text and whose stem no other image has: formats tell images by it; some see no case."""
    inside = path.relative_to(root).parent.parts if path.is_relative_to(root) else ()
    own, long = (_NO_TEXT.sub("_", name) for name in (path.stem, "_".join([*inside, path.stem])))
    stems = [own, long]
    number = 2
    while (stem := stems.pop(0)).casefold() in taken:
        if not stems:
            stems.append(f"{own}_{number}")
            number += 1
    taken[stem.casefold()] = path
    return stem + _NO_TEXT.sub("_", path.suffix)


def _numbered(source: DataFolder, content: _Content, to: Format) -> dict[int, str]:
    """Returns class names by number: the source's own where they can stay; YOLO's count from 0 unless they came so."""
    found = {item.label for annotation in content.annotations.values() for item in annotation.objects}
    own = dict(source.class_ids)
    names = list(dict.fromkeys(own[number] for number in sorted(own)))
    unnumbered = sorted(found - set(names))
    keeps = own and len(names) == len(own) and (to == "coco" or source.kind == "YOLO")
    if keeps:
        return own | {max(own) + 1 + index: name for index, name in enumerate(unnumbered)}
    first = 1 if to == "coco" else 0
    return dict(enumerate([*names, *unnumbered], first))


def _bring(image: Path, target: Path, *, link: bool) -> None:
    if not link:
        shutil.copyfile(image, target)
        return
    try:
        target.symlink_to(image.resolve())
    except OSError as error:
        raise AnnotationError(
            f"The image {target} cannot be a link ({error.strerror or error}); copy the images instead."
        ) from error


def _write_voc(content: _Content, output: Path) -> None:
    folder = output / "Annotations"
    folder.mkdir()
    for name, annotation in content.annotations.items():
        path = output / "JPEGImages" / name
        write_voc_xml(folder / f"{path.stem}.xml", annotation, image_path=Path("JPEGImages", name), durable=False)
    if content.splits:
        (output / "ImageSets" / "Main").mkdir(parents=True)
    for split, names in content.splits.items():
        _write_lines(output / "ImageSets" / "Main" / f"{split}.txt", [Path(name).stem for name in names])


def _write_yolo(content: _Content, output: Path) -> None:
    (output / "labels").mkdir()
    ids = {name: number for number, name in sorted(content.classes.items(), reverse=True)}
    for name, annotation in content.annotations.items():
        write_yolo_txt(output / "labels" / f"{Path(name).stem}.txt", annotation, ids=ids, durable=False)
    for split, names in content.splits.items():
        # Ultralytics takes a line for a path from the list's folder only if it begins so.
        _write_lines(output / f"{split}.txt", [f"./images/{name}" for name in names])
    write_data_yaml(output / "data.yaml", content.classes, {split: f"{split}.txt" for split in content.splits})


def _write_coco(content: _Content, output: Path) -> None:
    folder = output / "annotations"
    folder.mkdir()
    for split, rows in _by_split(content).items():
        name = f"instances_{split}.json" if split else "instances.json"
        write_coco_json(folder / name, rows, categories=content.classes)


def _write_createml(content: _Content, output: Path) -> None:
    for split, rows in _by_split(content).items():
        name = f"annotations_{split}.json" if split else "annotations.json"
        write_createml_json((output if split else output / "images") / name, rows)


_WRITERS: Mapping[Format, Callable[[_Content, Path], None]] = {
    "voc": _write_voc,
    "yolo": _write_yolo,
    "coco": _write_coco,
    "createml": _write_createml,
}


def _by_split(content: _Content) -> dict[str, list[NamedAnnotation]]:
    """Returns the labelled images of each split, those in none as "unlisted"; without splits all of them as ""."""
    splits: dict[str, Sequence[str]] = dict(content.splits)
    listed = {name for names in splits.values() for name in names}
    rest = [name for name in content.annotations if name not in listed]
    if rest or not splits:
        name = "unlisted" if splits else ""
        splits[name] = [*splits.get(name, ()), *rest]
    return {
        split: [NamedAnnotation(name, content.annotations[name]) for name in names if name in content.annotations]
        for split, names in splits.items()
    }


def _write_lines(path: Path, lines: Sequence[str]) -> None:
    write_file_atomically(path, "".join(f"{line}\n" for line in lines).encode())


def _notes(content: _Content, source: DataFolder, to: Format) -> tuple[str, ...]:
    title = _TITLES[to]
    objects = [item for annotation in content.annotations.values() for item in annotation.objects]
    counts = Counter(flag for item in objects for flag in _FLAGS if getattr(item, flag))
    notes = []
    for flag, count in counts.items():
        if flag not in _HOLDS[to]:
            fate = "these objects were left out" if flag == "ignore" else "the mark was dropped"
            notes.append(f'{title} has no "{flag}": {fate} ({count}).')
    if to == "yolo":
        for mark, name in (("verified", "mark for verified images"), ("note", "place for notes of images")):
            count = sum(bool(getattr(annotation, mark)) for annotation in content.annotations.values())
            if count:
                notes.append(f"{title} has no {name}: dropped ({count}).")
    kept = [f"{flag} ({counts[flag]})" for flag in ("difficult", "truncated", "occluded") if counts[flag]]
    if to == "coco" and kept:
        notes.append(f"COCO has no field for {', '.join(kept)}: kept as attributes, which other programs may not read.")
    if content.outlines:
        notes.append(f"Outlines (polygons, masks, circles) became their bounding boxes: {content.outlines} objects.")
    notes += _layout_notes(content, source, to)
    return tuple(notes)


def _layout_notes(content: _Content, source: DataFolder, to: Format) -> list[str]:
    notes = []
    own = dict(source.class_ids)
    if to in ("voc", "createml") and own:
        notes.append(f"{_TITLES[to]} has no class numbers: the names are in classes.txt, in their order.")
    elif own and own != {number: content.classes.get(number) for number in own}:
        notes.append(f"The classes were numbered anew, from {min(content.classes)} on, in the order of their numbers.")
    if content.renamed:
        notes.append(f"Images whose names were taken, or are no text, were given new names: {content.renamed}.")
    unlabelled = len(content.pictures) - len(content.annotations)
    if unlabelled:
        notes.append(f"Images that are not labelled, which stay so: {unlabelled}.")
    listed = {name for names in content.splits.values() for name in names}
    if to in ("coco", "createml") and content.splits and any(name not in listed for name in content.annotations):
        notes.append('The images that are in no split are in one of their own, "unlisted".')
    if to == "yolo" and not content.splits:
        notes.append("There are no splits: for Ultralytics, name train and val in data.yaml.")
    if to == "createml" and content.splits:
        notes.append("Create ML's app wants one JSON beside its images; in code, give it images and one JSON a split.")
    return notes
