"""Apple Create ML's object detection JSON: a list of images with their objects.

Source: developer.apple.com, "Building an object detector data source": a box is its centre, width and height in
pixels from the top left corner (Create ML's defaults). Files name the keys in two ways, ``image`` and
``annotations`` or ``imagefilename`` and ``annotation``; both are read, the first is written.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ssd_desktop.annotation.annotation import AnnotatedObject, AnnotationProblem
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.formats.annotation_file import AnnotationFile, NamedAnnotation, ObjectCollector, shown
from ssd_desktop.annotation.formats.json_text import (
    image_marks,
    note_of,
    number,
    objects_of,
    plain,
    read_json,
    write_json,
)
from ssd_desktop.annotation.formats.voc_number import NumberError
from ssd_desktop.errors import AnnotationError
from ssd_desktop.media.image_file import ImageSize

HOLDS: frozenset[str] = frozenset()
"""The flags of an object that the format can hold: none."""

IMAGE_KEYS = ("image", "imagefilename", "imageFilename", "filename")
OBJECT_KEYS = ("annotations", "annotation")
SIDES = ("x", "y", "width", "height")


@dataclass(frozen=True)
class CreatemlImage:
    """An image that a Create ML file lists.

    Attributes:
        file_name: As written.
        rows: Its objects as written; empty: checked, no object.
        number: Of its entry in the file, from 1.
        verified: Whether its entry says so, as labelImg writes it.
        note: What its entry says somebody wrote about it.
    """

    file_name: str
    rows: tuple[object, ...]
    number: int
    verified: bool
    note: str = ""


@dataclass(frozen=True)
class CreatemlFile:
    """What a Create ML file says.

    Attributes:
        path: The file.
        images: In its order.
        problems: What was wrong beyond single objects, which ``read`` reports.
    """

    path: Path
    images: tuple[CreatemlImage, ...]
    problems: tuple[AnnotationProblem, ...] = ()

    def read(self, image: CreatemlImage, image_size: ImageSize) -> AnnotationFile:
        """Returns the objects of one of the images."""
        collector = ObjectCollector(self.path, image_size)
        for index, row in enumerate(image.rows, 1):
            title = f"object {index} of {shown(image.file_name)}"
            if not isinstance(row, dict):
                collector.skip(f"{title} is no JSON object and was skipped", entry=index)
                continue
            try:
                edges = _edges(row.get("coordinates"))
            except NumberError as error:
                collector.skip(f"{title} has a wrong value, {error}, and was skipped", entry=index)
                continue
            collector.take(row.get("label"), edges, title=title, entry=index)
        return collector.file(verified=image.verified, note=image.note)


def read_createml_json(path: str | os.PathLike[str]) -> CreatemlFile:
    """Reads a Create ML file; what is wrong with single entries is reported, not raised.

    Raises:
        AnnotationError: The file cannot be read, is no JSON or no list.
    """
    path = Path(path)
    return createml_file(path, read_json(path))


def createml_file(path: Path, document: object) -> CreatemlFile:
    """Returns what the document of a file says.

    Raises:
        AnnotationError: It is no list.
    """
    if not isinstance(document, list):
        raise AnnotationError(f"The file {path} is no Create ML annotation (no JSON list); choose another file.")
    problems: list[AnnotationProblem] = []
    images: dict[str, CreatemlImage] = {}
    for index, item in objects_of(document, "images", path, problems):
        name, rows = _first(item, IMAGE_KEYS), _first(item, OBJECT_KEYS)
        if not isinstance(name, str) or not name.strip():
            text = f"entry {index} names no image; skipped"
        elif name in images:
            text = f"entry {index} is of {shown(name)} again; skipped"
        elif not isinstance(rows, list):
            text = f"entry {index} {shown(name)} has no list of objects; skipped"
        else:
            images[name] = CreatemlImage(name, tuple(rows), index, item.get("verified") is True, note_of(item))
            continue
        problems.append(AnnotationProblem(str(path), 0, text))
    return CreatemlFile(path, tuple(images.values()), tuple(problems))


def write_createml_json(path: str | os.PathLike[str], images: Sequence[NamedAnnotation]) -> None:
    """Writes a Create ML file whole or not at all; objects marked ``ignore`` are left out.

    Raises:
        AnnotationError: The file cannot be written.
    """
    rows = [
        {
            "image": image.file_name,
            **image_marks(image.annotation),
            "annotations": [createml_row(item) for item in image.annotation.objects if not item.ignore],
        }
        for image in images
    ]
    write_json(Path(path), rows)


def createml_row(item: AnnotatedObject) -> dict[str, Any]:
    """Returns an object as the format has it."""
    values = centre_and_size(item.box)
    return {
        "label": item.label,
        "coordinates": {side: plain(value) for side, value in zip(SIDES, values, strict=True)},
    }


def centre_and_size(box: Box) -> tuple[float, float, float, float]:
    """Returns the numbers of a box in the order of ``SIDES``, pixels."""
    return (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2, box.width, box.height


def _edges(coordinates: object) -> tuple[float, float, float, float]:
    if not isinstance(coordinates, dict):
        raise NumberError("no coordinates")
    values = []
    for side in SIDES:
        try:
            values.append(number(coordinates.get(side)))
        except NumberError as error:
            raise NumberError(f"{side}: {error}") from error
    x, y, width, height = values
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def _first(item: dict[str, Any], keys: tuple[str, ...]) -> object:
    return next((item[key] for key in keys if key in item), None)
