"""JSON files read and written with one error for all that can be wrong with them."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ssd_desktop.annotation.annotation import AnnotationProblem, ImageAnnotation
from ssd_desktop.annotation.formats.voc_number import NumberError, parse_number
from ssd_desktop.errors import AnnotationError, reason_of
from ssd_desktop.media.atomic_file import write_file_atomically

MAX_BYTES = 2**30
"""Larger files are refused: the annotations of COCO's 118,000 training images take 0.45 GB."""

_MAX_NUMBER = 1e9


def read_json(path: Path) -> Any:
    """Reads a JSON file (UTF-8 with or without a byte order mark, or UTF-16).

    Raises:
        AnnotationError: The file cannot be read, is larger than 1 GB, empty, no JSON, or nested too deeply.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise AnnotationError(f"The annotation file {path} is larger than 1 GB; split it into several.")
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise AnnotationError(f"The annotation file {path} does not exist; check the path.") from error
    except (OSError, ValueError) as error:
        raise AnnotationError(
            f"The annotation file {path} cannot be read ({reason_of(error)}); check the path and its permissions."
        ) from error
    try:
        return json.loads(content)
    except json.JSONDecodeError as error:
        if not content.strip():
            raise _no_json(path, "it is empty") from error
        raise _no_json(path, f"not understood in line {error.lineno}: {error.msg}") from error
    except UnicodeDecodeError as error:
        raise _no_json(path, "it is no UTF-8 text") from error
    except RecursionError as error:
        raise _no_json(path, "it is nested too deeply") from error
    except ValueError as error:  # an integer of more digits than Python reads
        raise _no_json(path, "it has a number of thousands of digits") from error


def write_json(path: Path, value: Any) -> None:
    """Writes a JSON file whole or not at all; numbers are written so that they read back the same.

    Raises:
        AnnotationError: A text in it is no text, a number is not finite, or the file cannot be written.
    """
    try:
        write_file_atomically(path, json_bytes(json.dumps(value, ensure_ascii=False, allow_nan=False) + "\n"))
    except (OSError, ValueError) as error:
        raise AnnotationError(
            f"The annotation file {path} was not written ({reason_of(error)}); choose another folder."
        ) from error


def json_bytes(text: str, encoding: str = "utf-8") -> bytes:
    """Returns a JSON text as bytes; a file name that is no text becomes escapes, which are read back as that name."""
    return text.encode(encoding, "backslashreplace")


def number(value: object) -> float:
    """Returns a finite number of a file; texts that are numbers count, true and false do not.

    Raises:
        NumberError: It is anything else.
    """
    if isinstance(value, str):
        return parse_number(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise NumberError(f"a {type(value).__name__}, which is no number")
    if not abs(value) <= _MAX_NUMBER:  # false for "not a number" too
        raise NumberError("a number out of all bounds")
    return float(value)


def numbers(value: object, count: int) -> list[float]:
    """Returns that many numbers of a list.

    Raises:
        NumberError: It is no list, has another length, or holds anything else.
    """
    if not isinstance(value, list):
        raise NumberError(f"a {type(value).__name__}, which is no list of {count} numbers")
    if len(value) != count:
        raise NumberError(f"a list of {len(value)}, not of {count} numbers")
    return [number(item) for item in value]


def plain(value: float) -> float | int:
    """Returns a whole number as an integer, so that it is written without a point."""
    return int(value) if value == int(value) else float(value)


def note_of(entry: Mapping[str, Any]) -> str:
    """Returns the note of an image; "" where it has none that is a text."""
    note = entry.get("note")
    return note.strip() if isinstance(note, str) else ""


def image_marks(annotation: ImageAnnotation) -> dict[str, Any]:
    """Returns what an entry of an image says of it besides its objects, as far as there is anything to say."""
    return ({"verified": True} if annotation.verified else {}) | ({"note": annotation.note} if annotation.note else {})


def declared_size(width: object, height: object) -> tuple[int, int] | None:
    """Returns the size a file claims for an image, in pixels; None where it does not say."""
    try:
        size = round(number(width)), round(number(height))
    except NumberError:
        return None
    # Some tools write 0 x 0 for "not known".
    return size if min(size) >= 1 else None


def objects_of(
    items: object, key: str, path: Path, problems: list[AnnotationProblem]
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Gives the objects of a list with their number from 1; what is no object is added to ``problems``.

    Args:
        items: The list.
        key: What the file calls it.
        path: The file.
        problems: Added to.

    Raises:
        AnnotationError: It is no list.
    """
    if not isinstance(items, list):
        raise AnnotationError(f"The annotation file {path} has no list of {key}; write it anew.")
    for index, item in enumerate(items, 1):
        if isinstance(item, dict):
            yield index, item
        else:
            problems.append(AnnotationProblem(str(path), 0, f"entry {index} of {key} is no JSON object; skipped"))


def _no_json(path: Path, reason: str) -> AnnotationError:
    return AnnotationError(f"The annotation file {path} is no readable JSON ({reason}); repair it or write it anew.")
