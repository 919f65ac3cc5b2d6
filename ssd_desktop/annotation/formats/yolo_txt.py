"""YOLO label files: one line an object, class number and fractions of the upright image.

``id cx cy w h``, as Ultralytics documents it (docs.ultralytics.com/datasets/detect); a sixth column is a
confidence. More columns are the corners of a polygon (its datasets/segment and datasets/obb), or key points after
the box where the data set says so. What the numbers of the classes mean stands elsewhere: ``yolo_names``.
"""

import math
import os
from collections.abc import Mapping
from pathlib import Path

from ssd_desktop.annotation.annotation import ImageAnnotation
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.formats.annotation_file import AnnotationFile, ObjectCollector
from ssd_desktop.annotation.formats.voc_number import NumberError, parse_number
from ssd_desktop.annotation.text_file import read_text
from ssd_desktop.errors import AnnotationError, reason_of
from ssd_desktop.media.atomic_file import write_file_atomically
from ssd_desktop.media.image_file import ImageSize

HOLDS: frozenset[str] = frozenset()
"""The flags of an object that the format can hold: none."""

_MAX_BYTES = 64 * 2**20


def read_yolo_txt(
    path: str | os.PathLike[str], *, names: Mapping[int, str], image_size: ImageSize, key_points: bool = False
) -> AnnotationFile:
    """Reads a label file; what is wrong with single lines is reported, not raised.

    Args:
        path: The txt file; empty means that the image was checked and has no object.
        names: Class name by number; a line with another number is skipped and reported.
        image_size: The real size of the image; fractions count from its upright size.
        key_points: Whether the columns after the box are key points; else a long line is a polygon.

    Raises:
        AnnotationError: The file cannot be read or is no text.
    """
    path = Path(path)
    collector = ObjectCollector(path, image_size)
    for line, text in enumerate(_lines(path), 1):
        columns = text.split()
        if columns:
            _take(columns, line, collector, names=names, size=image_size, key_points=key_points)
    return collector.file()


def write_yolo_txt(
    path: str | os.PathLike[str], annotation: ImageAnnotation, *, ids: Mapping[str, int], durable: bool = True
) -> None:
    """Writes a label file whole or not at all; objects marked ``ignore`` are left out.

    Args:
        path: The txt file; an existing one is replaced.
        annotation: Objects, and the size in pixels of the upright image.
        ids: Class number by name.
        durable: As ``write_file_atomically``.

    Raises:
        AnnotationError: A class has no number, the size is missing, an edge is not a number, or the file cannot be
            written.
    """
    path = Path(path)
    lines = []
    for item in annotation.objects:
        if item.ignore:
            continue
        if item.label not in ids:
            raise AnnotationError(f'The labels {path} were not written: the class "{item.label}" has no number.')
        if not annotation.width or not annotation.height or not all(map(math.isfinite, item.box.xyxy())):
            raise AnnotationError(f"The labels {path} were not written: a box or the size of the image is no number.")
        columns = yolo_columns(item.box, annotation.width, annotation.height)
        lines.append(" ".join([str(ids[item.label]), *columns]) + "\n")
    try:
        write_file_atomically(path, "".join(lines).encode(), durable=durable)
    except (OSError, ValueError) as error:
        raise AnnotationError(
            f"The labels {path} were not written ({reason_of(error)}); choose another folder."
        ) from error


def yolo_columns(box: Box, width: int, height: int) -> tuple[str, str, str, str]:
    """Returns centre and size of a box as they are written.

    Args:
        box: Pixels of the upright image.
        width: Pixels of the upright image.
        height: Likewise.
    """
    x0, y0, x1, y1 = box.xyxy()
    fractions = ((x0 + x1) / 2 / width, (y0 + y1) / 2 / height, (x1 - x0) / width, (y1 - y0) / height)
    cx, cy, w, h = map(_fraction, fractions)
    return cx, cy, w, h


def _lines(path: Path) -> list[str]:
    return read_text(path, what="label file", most_bytes=_MAX_BYTES).split("\n")


def _take(
    columns: list[str],
    line: int,
    collector: ObjectCollector,
    *,
    names: Mapping[int, str],
    size: ImageSize,
    key_points: bool,
) -> None:
    try:
        class_id, *values = [parse_number(column) for column in columns]
    except NumberError as error:
        collector.skip(f"a line has {error} and was skipped", line, entry=line)
        return
    if class_id not in names:
        if names:
            text = f"class {class_id:g} has no name (named are {min(names)} to {max(names)}) and was skipped"
        else:
            text = f"class {class_id:g} has no name, as no class has, and was skipped"
        collector.skip(text, line, entry=line)
        return
    is_box = len(values) in (4, 5) or (key_points and len(values) > 5)
    if not is_box and (len(values) < 6 or len(values) % 2):
        collector.skip(
            f"a line of {len(columns)} columns is neither a box nor a polygon and was skipped", line, entry=line
        )
        return
    edges = _box_edges(values) if is_box else _polygon_edges(values)
    x0, y0, x1, y1 = edges
    pixels = (x0 * size.width, y0 * size.height, x1 * size.width, y1 * size.height)
    collector.take(names[int(class_id)], pixels, title="the object", entry=line, line=line, outline=not is_box)


def _box_edges(values: list[float]) -> tuple[float, float, float, float]:
    cx, cy, width, height = values[:4]
    return cx - width / 2, cy - height / 2, cx + width / 2, cy + height / 2


def _polygon_edges(values: list[float]) -> tuple[float, float, float, float]:
    xs, ys = values[::2], values[1::2]
    return min(xs), min(ys), max(xs), max(ys)


def _fraction(value: float) -> str:
    """Twelve decimals, so that a box of a picture of any size comes back to less than a millionth of a pixel."""
    return f"{value:.12f}".rstrip("0").rstrip(".")
