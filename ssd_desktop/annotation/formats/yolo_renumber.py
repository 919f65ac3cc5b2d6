"""Class numbers of YOLO label files changed, and class lists written with other names, without touching anything else.

Only together do the two keep the meaning of a folder: see ``class_edits``.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from ssd_desktop.annotation.formats.patching import Replacement, patched
from ssd_desktop.annotation.formats.simple_yaml import quoted
from ssd_desktop.annotation.formats.voc_number import NumberError, parse_number
from ssd_desktop.annotation.formats.yolo_names import names_of_list, names_of_yaml
from ssd_desktop.annotation.formats.yolo_patch import names_line, with_count
from ssd_desktop.errors import AnnotationError

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_COLUMN = re.compile(r"[^\s\ufeff]+")
_TOKEN = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|\s#[^\n]*|[\[\]{}]")
_ITEM = re.compile(r"(?P<indent>[ \t]*)(?P<key>-|[^\s#][^:]*:)(?=\s|$)")


def class_numbers(content: bytes) -> list[int]:
    """Returns the class number of every line of a label file that has one.

    Raises:
        UnicodeDecodeError: It is no UTF-8 text.
    """
    numbers = (_number(match[0]) for match in _LINE.finditer(content.decode()))
    return [number for number in numbers if number is not None]


def looks_like_labels(content: bytes) -> bool:
    """Returns whether every line of a text is that of a label file: a class number and four numbers or more."""
    try:
        lines = [line.split() for line in content.decode("utf-8-sig").splitlines() if line.strip()]
        return all(len(line) >= 5 and [parse_number(column) for column in line] for line in lines)
    except (UnicodeDecodeError, NumberError):
        return False


def renumber_yolo(content: bytes, become: Callable[[int], int | None]) -> bytes:
    """Returns a label file with other class numbers; all else stays.

    Args:
        content: The file.
        become: The new number of a class; None takes its lines out.

    Raises:
        UnicodeDecodeError: It is no UTF-8 text.
    """
    text = content.decode()
    found: list[Replacement[str]] = []
    for line in _LINE.finditer(text):
        number = _number(line[0])
        if number is None:
            continue
        new = become(number)
        if new is None:
            found.append(Replacement(*line.span(), ""))
        elif new != number:
            column = _COLUMN.search(text, line.start(), line.end())
            found.append(Replacement(*(column.span() if column is not None else line.span()), str(new)))
    return patched(text, found).encode()


def replace_names(path: Path, content: bytes, names: Mapping[int, str]) -> bytes:
    """Returns a class list or ``data.yaml`` with other names; lines whose name stays are kept as they are.

    Args:
        path: The file; its suffix tells which of the two it is.
        content: Of the file.
        names: Class name by number.

    Raises:
        AnnotationError: It is not read back as it is meant; its layout is one that is not written here.
    """
    text = content.decode("utf-8-sig")
    mark = content[: len(content) - len(text.encode())]
    is_yaml = path.suffix.lower() in (".yaml", ".yml")
    names_of = names_of_yaml if is_yaml else names_of_list
    known = names_of(path, text)
    changed = (_yaml if is_yaml else _list)(text, known, names)
    if not names or names_of(path, changed) != dict(names):
        raise AnnotationError(
            f"The class names in {path} cannot be changed safely; change them there by hand and open the folder anew."
        )
    return mark + changed.encode()


def _list(text: str, known: Mapping[int, str], names: Mapping[int, str]) -> str:
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = [match[0] for match in _LINE.finditer(text) if match[0]]
    if lines and not lines[-1].endswith(("\n", "\r")):
        lines[-1] += newline
    kept = {number: lines[number] for number in known}
    count = max(names, default=-1) + 1
    new = [_kept(number, kept, known, names) or names.get(number, "") + newline for number in range(count)]
    return "".join(new + lines[max(known) + 1 :])


def _yaml(text: str, known: Mapping[int, str], names: Mapping[int, str]) -> str:
    lines = text.splitlines(keepends=True)
    at, rest = names_line(lines)
    in_brackets = rest.startswith(("[", "{"))
    start = sum(map(len, lines[:at]))
    changed = _brackets(text, start, names) if in_brackets else _block(lines, at, known, names)
    return with_count(changed, len(known), len(names))


def _brackets(text: str, start: int, names: Mapping[int, str]) -> str:
    depth, opening = 0, start
    for match in _TOKEN.finditer(text, start):
        if match[0] in "[{":
            opening = match.start() if depth == 0 else opening
            depth += 1
        elif match[0] in "]}":
            depth -= 1
            if depth == 0:
                mapping = match[0] == "}"
                numbers = sorted(names) if mapping else range(max(names, default=-1) + 1)
                new = [f"{number}: {quoted(names[number])}" if mapping else _value(number, names) for number in numbers]
                return text[: opening + 1] + ", ".join(new) + text[match.start() :]
    return text


def _block(lines: list[str], at: int, known: Mapping[int, str], names: Mapping[int, str]) -> str:
    """Writes the new items in the places of the old; comments between them stay where they are."""
    places: list[int] = []
    for index in range(at + 1, len(lines)):
        bare = lines[index].strip()
        if bare and not (lines[index][0] in " \t" or lines[index].startswith(("-", "#"))):
            break
        if bare and not bare.startswith("#"):
            places.append(index)
    first = _ITEM.match(lines[places[0]]) if places else None
    if first is None:
        return "".join(lines)
    dashed, newline = first["key"] == "-", "\r\n" if lines[at].endswith("\r\n") else "\n"
    kept = {_item_number(lines[index], order): lines[index] for order, index in enumerate(places)}
    new = []
    for number in range(max(names, default=-1) + 1) if dashed else sorted(names):
        key = "-" if dashed else f"{number}:"
        line = _kept(number, kept, known, names) or f"{first['indent']}{key} {_value(number, names)}{newline}"
        new.append(line if line.endswith(("\n", "\r")) else line + newline)
    for order, index in enumerate(places):
        lines[index] = new[order] if order < len(new) else ""
    lines[places[-1]] += "".join(new[len(places) :])
    return "".join(lines)


def _item_number(line: str, order: int) -> int:
    match = _ITEM.match(line)
    key = "" if match is None else match["key"].rstrip(":").strip("\"' ")
    return int(key) if key.isdigit() else order


def _kept(number: int, kept: Mapping[int, str], known: Mapping[int, str], names: Mapping[int, str]) -> str | None:
    return kept.get(number) if number in names and names[number] == known.get(number) else None


def _value(number: int, names: Mapping[int, str]) -> str:
    return quoted(names[number]) if number in names else "null"


def _number(line: str) -> int | None:
    columns = line.split(maxsplit=1)
    try:
        value = parse_number(columns[0].strip("\ufeff")) if columns else -1.0
    except NumberError:
        return None
    return int(value) if value >= 0 and value == int(value) else None
