"""Class lists: text files with one foreground name a line, whose order numbers the classes."""

import os
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

from ssd_desktop.annotation.text_file import read_text
from ssd_desktop.errors import AnnotationError, reason_of
from ssd_desktop.media.atomic_file import write_file_atomically

_MOST_BYTES = 2**20
_BACKGROUND = frozenset({"background", "__background__"})


def read_class_list(path: str | os.PathLike[str]) -> tuple[str, ...]:
    """Reads a class list; blank lines and blanks around names are skipped.

    Args:
        path: A text file, UTF-8 with or without a byte order mark, with line ends of any system.

    Returns:
        The names in order; label i is name ``i - 1``, because 0 is the background.

    Raises:
        AnnotationError: The file cannot be read, has no name, has one twice, or names the background.
    """
    path = Path(path)
    lines = read_text(path, what="class list", most_bytes=_MOST_BYTES).split("\n")
    names = [(number, line.strip()) for number, line in enumerate(lines, 1) if line.strip()]
    if not names:
        raise AnnotationError(f"The class list {path} has no name; write one a line.")
    _check(path, names)
    return tuple(name for _, name in names)


def write_class_list(path: str | os.PathLike[str], names: Sequence[str]) -> None:
    """Writes a class list whole or not at all, so that ``read_class_list`` gives the same names.

    Args:
        path: Where to; an existing file is replaced.
        names: Foreground names in order.

    Raises:
        AnnotationError: A name is empty, has a line break or blanks around it, comes twice, or is the background; or
            the file cannot be written.
    """
    path = Path(path)
    for number, name in enumerate(names, 1):
        if not name or name != name.strip() or "\n" in name or "\r" in name:
            raise AnnotationError(f"The class name {name!r} ({number}) cannot be written to {path}; rename it.")
    _check(path, list(enumerate(names, 1)))
    try:
        write_file_atomically(path, "".join(f"{name}\n" for name in names).encode())
    except (OSError, ValueError) as error:
        raise AnnotationError(
            f"The class list {path} was not written ({reason_of(error)}); choose another folder."
        ) from error


def near_misses(names: Sequence[str], known: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Returns the names that are probably meant as a known one: equal but for case, blanks, hyphens or underscores.

    Nothing is guessed from it: "Ace" and "ace" stay two classes, and the user is told.

    Args:
        names: Names to look at.
        known: Names they may be meant as.

    Returns:
        Each such name that is not itself known, with the first known one it resembles.
    """
    by_key: dict[str, str] = {}
    for name in known:
        by_key.setdefault(_without_style(name), name)
    return tuple((name, by_key[_without_style(name)]) for name in names if _resembles(name, known, by_key))


def _resembles(name: str, known: Sequence[str], by_key: Mapping[str, str]) -> bool:
    return name not in known and _without_style(name) in by_key


def _without_style(name: str) -> str:
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(letter for letter in folded if not letter.isspace() and letter not in "-_") or folded


def _check(path: Path, names: Sequence[tuple[int, str]]) -> None:
    lines: dict[str, int] = {}
    for number, name in names:
        if name.lower() in _BACKGROUND:
            raise AnnotationError(
                f'The class list {path} names "{name}" in line {number}; take it out, because class 0 is always the '
                "background and an entry for it would shift all labels."
            )
        first = lines.setdefault(name, number)
        if first != number:
            raise AnnotationError(f'The class list {path} has "{name}" in line {first} and {number}; take one out.')
