"""YOLO label files and class lists changed in place: lines that no edit touched stay, and no class number moves."""

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from ssd_desktop.annotation.annotation import AnnotatedObject, ImageAnnotation
from ssd_desktop.annotation.formats.patching import Replacement, object_changes, patched
from ssd_desktop.annotation.formats.simple_yaml import quoted
from ssd_desktop.annotation.formats.yolo_names import NAMES_KEY, names_of_list, names_of_yaml
from ssd_desktop.annotation.formats.yolo_txt import yolo_columns
from ssd_desktop.errors import AnnotationError

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_COLUMN = re.compile(r"[^\s\ufeff]+")


def patch_yolo_txt(content: bytes, before: ImageAnnotation, after: ImageAnnotation, *, ids: Mapping[str, int]) -> bytes:
    """Returns a label file with other objects; more columns than those of the box are kept.

    Args:
        content: The file as it was read, UTF-8; empty for a new one.
        before: What reading it gave, with the size of the image.
        after: What it is to say; objects are told by their ``entry``, the number of their line.
        ids: Class number by name; has every name of ``after``.
    """
    text = content.decode()
    lines = [match for match in _LINE.finditer(text) if match[0]]
    changes = object_changes(before, after)
    size = (after.width or 1, after.height or 1)
    replacements = [Replacement(*lines[entry - 1].span(), "") for entry in changes.removed]
    for old, new in changes.changed:
        replacements += _changed(lines[old.entry - 1], old, new, ids, size)
    if changes.added:
        newline = "\r\n" if "\r\n" in text else "\n"
        kept = [number for number in range(1, len(lines) + 1) if number not in changes.removed]
        open_end = bool(kept) and not lines[kept[-1] - 1][0].endswith(("\n", "\r"))
        new_lines = [_line(item, ids, size) + newline for item in changes.added]
        replacements.append(Replacement(len(text), len(text), (newline if open_end else "") + "".join(new_lines)))
    return patched(text, replacements).encode()


def add_to_class_list(path: Path, content: bytes, names: Sequence[str]) -> tuple[bytes, dict[int, str]]:
    """Returns a class list with more names at its end, and all its names by number; the others keep theirs.

    Raises:
        AnnotationError: It is not read back as it is meant.
    """
    text = content.decode("utf-8-sig")
    mark = content[: len(content) - len(text.encode())]
    newline = "\r\n" if "\r\n" in text else "\n"
    known = names_of_list(path, text)
    last = max(known) + 1
    ends = [match.end() for match in _LINE.finditer(text) if match[0]]
    head = text[: ends[last - 1]]
    joint = "" if head.endswith(("\n", "\r")) else newline
    changed = head + joint + "".join(name + newline for name in names)
    wanted = known | dict(enumerate(names, last))
    if names_of_list(path, changed) != wanted:
        raise _not_understood(path, names)
    return mark + changed.encode(), wanted


def add_to_data_yaml(path: Path, content: bytes, names: Sequence[str]) -> tuple[bytes, dict[int, str]]:
    """Returns a ``data.yaml`` with more class names, and all its names by number; the others keep theirs.

    Raises:
        AnnotationError: It is not read back as it is meant; its layout is one that is not written here.
    """
    text = content.decode("utf-8-sig")
    mark = content[: len(content) - len(text.encode())]
    known = names_of_yaml(path, text)
    first = max(known) + 1
    changed = with_count(_with_names(text, dict(enumerate(names, first))), len(known), len(known) + len(names))
    wanted = known | dict(enumerate(names, first))
    if names_of_yaml(path, changed) != wanted:
        raise _not_understood(path, names)
    return mark + changed.encode(), wanted


def _changed(
    line: re.Match[str], old: AnnotatedObject, new: AnnotatedObject, ids: Mapping[str, int], size: tuple[int, int]
) -> list[Replacement[str]]:
    columns = list(_COLUMN.finditer(line.string, line.start(), line.end()))
    if old.outlined and not new.outlined:  # a box in the place of the polygon
        return [Replacement(columns[0].start(), columns[-1].end(), _line(new, ids, size))]
    found = []
    if new.label != old.label:
        found.append(Replacement(*columns[0].span(), str(ids[new.label])))
    pairs = zip(columns[1:5], yolo_columns(old.box, *size), yolo_columns(new.box, *size), strict=True)
    return found + [Replacement(*column.span(), now) for column, was, now in pairs if was != now]


def _line(item: AnnotatedObject, ids: Mapping[str, int], size: tuple[int, int]) -> str:
    return " ".join([str(ids[item.label]), *yolo_columns(item.box, *size)])


def _with_names(text: str, names: Mapping[int, str]) -> str:
    """Puts names behind the last one, in the style of the list or mapping that is there."""
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines(keepends=True)
    at, rest = names_line(lines)
    if rest.startswith(("[", "{")):
        return _in_brackets(text, sum(map(len, lines[: at + 1])) - len(lines[at]), names)
    last = at
    for index in range(at + 1, len(lines)):
        if lines[index].strip() and not (lines[index][0] in " \t" or lines[index].startswith("-")):
            break
        if lines[index].strip() and not lines[index].lstrip().startswith("#"):
            last = index
    indent = lines[last][: len(lines[last]) - len(lines[last].lstrip())]
    dashed = lines[last].lstrip().startswith("-")
    new = [f"{indent}{'-' if dashed else f'{number}:'} {quoted(name)}{newline}" for number, name in names.items()]
    if not lines[last].endswith(("\n", "\r")):
        lines[last] += newline
    return "".join([*lines[: last + 1], *new, *lines[last + 1 :]])


def _in_brackets(text: str, start: int, names: Mapping[int, str]) -> str:
    """Puts names before the bracket that ends a list or mapping in one piece."""
    token = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|\s#[^\n]*|[\[\]{}]")
    depth = 0
    for match in token.finditer(text, start):
        depth += (match[0] in "[{") - (match[0] in "]}")
        if match[0] in "]}" and depth == 0:
            mapping = match[0] == "}"
            new = [f"{number}: {quoted(name)}" if mapping else quoted(name) for number, name in names.items()]
            head = text[: match.start()].rstrip()
            joint = " " if head.endswith(",") else ", "
            return head + joint + ", ".join(new) + text[match.start() :]
    return text


def names_line(lines: Sequence[str]) -> tuple[int, str]:
    """Returns the index of the line of a ``data.yaml`` with the key of the names, and what follows the key there."""
    keys = ((index, NAMES_KEY.match(line)) for index, line in enumerate(lines))
    return next((index, lines[index][key.end() :].strip()) for index, key in keys if key is not None)


def with_count(text: str, before: int, after: int) -> str:
    """Returns a ``data.yaml`` with another ``nc`` (number of classes) if it was right."""
    return re.sub(rf"(?m)^(nc:[ \t]*){before}(?=[ \t]*(?:#.*)?\r?$)", rf"\g<1>{after}", text)


def _not_understood(path: Path, names: Sequence[str]) -> AnnotationError:
    shown = ", ".join(map(json.dumps, names))
    return AnnotationError(
        f"The classes {shown} cannot be added to {path} safely; add them there by hand and open it anew."
    )
