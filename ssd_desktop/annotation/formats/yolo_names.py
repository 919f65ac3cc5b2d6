"""What the numbers in YOLO label files mean: ``data.yaml``, or a class list.

Source: docs.ultralytics.com/datasets/detect. Numbers are taken as they stand: a gap stays a gap, and a blank line
of a class list keeps its number, for a number that moves renames every object of the classes after it.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ssd_desktop.annotation.annotation import AnnotationProblem
from ssd_desktop.annotation.formats.annotation_file import clean_label, shown
from ssd_desktop.annotation.formats.simple_yaml import Entry, YamlError, parse_yaml, quoted
from ssd_desktop.annotation.text_file import read_text
from ssd_desktop.errors import AnnotationError, reason_of
from ssd_desktop.media.atomic_file import write_file_atomically

NAMES_KEY = re.compile(r"""(["']?)names\1[ \t]*:""")
"""The key of a ``data.yaml`` with the names of the classes, at the start of a line."""

_SPLITS = ("train", "val", "test")
_READ = frozenset({"path", "names", "nc", "kpt_shape", *_SPLITS})
_MAX_BYTES = 2**20
_MAX_CLASSES = 100_000


@dataclass(frozen=True)
class SplitPlaces:
    """Where a split's images are.

    Attributes:
        line: In the file, from 1.
        places: Folders of images, or text files with an image a line, as written.
    """

    line: int
    places: tuple[str, ...]


@dataclass(frozen=True)
class YoloData:
    """What a ``data.yaml`` says.

    Attributes:
        names: Class name by number.
        root: The ``path`` as written, or None.
        splits: By name: ``train``, ``val``, ``test``, and any other key that names a text file.
        key_points: Whether label lines have key points after the box (``kpt_shape``).
        problems: What was wrong with it.
    """

    names: dict[int, str]
    root: str | None
    splits: dict[str, SplitPlaces]
    key_points: bool
    problems: tuple[AnnotationProblem, ...] = ()


def read_data_yaml(path: str | os.PathLike[str]) -> YoloData:
    """Reads a ``data.yaml``.

    Raises:
        AnnotationError: The file cannot be read, or has something that is not read here, by line.
    """
    path = Path(path)
    try:
        found = parse_yaml(read_text(path, what="file", most_bytes=_MAX_BYTES), wanted=_READ)
        names = _names(found.get("names"))
        splits = {
            name: SplitPlaces(entry.line, _places(name, entry))
            for name, entry in found.items()
            if _is_split(name, entry)
        }
    except YamlError as error:
        raise AnnotationError(f"The file {path} is not understood ({error}); write it as Ultralytics does.") from error
    root = found["path"].value if "path" in found else None
    problems = []
    count = found["nc"].value if "nc" in found else None
    if isinstance(count, str) and count != str(len(names)):
        text = f"nc is {shown(count)}, but {len(names)} classes are named; the names were taken"
        problems.append(AnnotationProblem(str(path), found["nc"].line, text))
    key_points = "kpt_shape" in found and found["kpt_shape"].value is not None
    return YoloData(names, root if isinstance(root, str) else None, splits, key_points, tuple(problems))


def names_of_yaml(path: Path, text: str) -> dict[int, str]:
    """Returns the class names of a ``data.yaml`` by number.

    Args:
        path: Of the file, for the error.
        text: Of the file.

    Raises:
        AnnotationError: As ``read_data_yaml``.
    """
    try:
        return _names(parse_yaml(text, wanted=_READ).get("names"))
    except YamlError as error:
        raise AnnotationError(f"The file {path} is not understood ({error}); write it as Ultralytics does.") from error


def write_data_yaml(path: str | os.PathLike[str], names: Mapping[int, str], splits: Mapping[str, str]) -> None:
    """Writes a ``data.yaml`` that ``read_data_yaml`` and Ultralytics read alike.

    Args:
        path: Where to.
        names: Class name by number.
        splits: Place by name, relative to the file.

    Raises:
        AnnotationError: The file cannot be written.
    """
    lines = [*(f"{name}: {quoted(place)}" for name, place in splits.items()), "names:"]
    lines += [f"  {number}: {quoted(name)}" for number, name in sorted(names.items())]
    try:
        write_file_atomically(Path(path), "".join(f"{line}\n" for line in lines).encode())
    except (OSError, ValueError) as error:
        raise AnnotationError(
            f"The file {path} was not written ({reason_of(error)}); choose another folder."
        ) from error


def read_numbered_names(path: str | os.PathLike[str]) -> dict[int, str]:
    """Reads a class list (``classes.txt``, ``obj.names``) as class numbers: line i names class i - 1.

    A blank line names no class, but counts.

    Raises:
        AnnotationError: The file cannot be read, or has a name that is none.
    """
    path = Path(path)
    return names_of_list(path, read_text(path, what="file", most_bytes=_MAX_BYTES))


def names_of_list(path: Path, text: str) -> dict[int, str]:
    """Returns the names of a class list by number.

    Args:
        path: Of the list, for the error.
        text: Of the list; line ends of any system.

    Raises:
        AnnotationError: As ``read_numbered_names``.
    """
    names: dict[int, str] = {}
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")):
        if line.strip():
            label = clean_label(line)
            if label is None:
                raise AnnotationError(f"The class list {path} has no usable name in line {number + 1}; rename it.")
            names[number] = label
    if not names:
        raise AnnotationError(f"The class list {path} has no name; write one a line.")
    return names


def _is_split(name: str, entry: Entry) -> bool:
    if name in _SPLITS:
        return bool(entry.value)  # "val: ''" is none: it would be the folder with all images
    return name not in _READ and isinstance(entry.value, str) and entry.value.lower().endswith(".txt")


def _places(name: str, entry: Entry) -> tuple[str, ...]:
    places = entry.value if isinstance(entry.value, list) else [entry.value]
    texts = tuple(place for place in places if isinstance(place, str))
    if len(texts) != len(places) or isinstance(entry.value, dict):
        raise YamlError(f"line {entry.line} has a {name} that is neither a folder nor a list of folders")
    return tuple(filter(None, texts))


def _names(entry: Entry | None) -> dict[int, str]:
    if entry is None or entry.value is None:
        raise YamlError("it has no names of classes")
    if isinstance(entry.value, str):
        raise YamlError(f"line {entry.line} has names that are neither a list nor a mapping from numbers")
    pairs = entry.value.items() if isinstance(entry.value, dict) else enumerate(entry.value)
    names: dict[int, str] = {}
    for key, value in pairs:
        number = _class_number(key)
        if number is None or number in names:
            raise YamlError(f"the names from line {entry.line} on have {shown(str(key))} where a class number belongs")
        if value is None:
            continue
        label = clean_label(value)
        if label is None:
            raise YamlError(f"the names from line {entry.line} on have no usable name for class {number}")
        names[number] = label
    if not names:
        raise YamlError(f"the names from line {entry.line} on are empty")
    return names


def _class_number(key: str | int) -> int | None:
    if isinstance(key, int):
        return key
    number = int(key) if key.isascii() and key.isdigit() and len(key) <= 6 else _MAX_CLASSES
    return number if number < _MAX_CLASSES else None
