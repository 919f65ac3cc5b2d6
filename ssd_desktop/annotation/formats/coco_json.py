"""COCO's object detection JSON: one file describes the images of a data set or of one of its splits.

Source: cocodataset.org/#format-data. A box is ``[x, y, width, height]`` in pixels from the top left corner, counted
as edges; ``iscrowd`` marks a group of objects. Ids are taken as they stand, whatever their gaps. What COCO has no field
for is written in ``attributes``, as CVAT and Datumaro do: a single object to ignore is a crowd with ``ignore`` there.
"""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ssd_desktop.annotation.annotation import AnnotatedObject, AnnotationProblem
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.formats.annotation_file import (
    AnnotationFile,
    NamedAnnotation,
    ObjectCollector,
    clean_label,
    shown,
)
from ssd_desktop.annotation.formats.json_text import (
    declared_size,
    image_marks,
    note_of,
    number,
    numbers,
    objects_of,
    plain,
    read_json,
    write_json,
)
from ssd_desktop.annotation.formats.origins import origin_member, read_origin
from ssd_desktop.annotation.formats.voc_number import NumberError
from ssd_desktop.errors import AnnotationError
from ssd_desktop.media.image_file import ImageSize

HOLDS = frozenset({"difficult", "truncated", "occluded", "ignore", "crowd"})
"""The flags of an object that the format can hold; the first three as ``attributes``."""

ATTRIBUTES = ("difficult", "truncated", "occluded")


@dataclass(frozen=True)
class CocoImage:
    """An image that a COCO file lists.

    Attributes:
        file_name: As written.
        size: Width and height as written; None where missing.
        number: Of its entry in the list of images, from 1.
        verified: Whether its entry says so.
        note: What its entry says somebody wrote about it.
        rows: Its annotations, with their number in the file, from 1.
    """

    file_name: str
    size: tuple[int, int] | None
    number: int
    verified: bool
    note: str = ""
    rows: list[tuple[int, dict[str, Any]]] = field(default_factory=list)


@dataclass(frozen=True)
class CocoFile:
    """What a COCO file says.

    Attributes:
        path: The file.
        images: In its order; one without rows was checked and has no object.
        categories: Class name by id.
        problems: What was wrong beyond single objects, which ``read`` reports.
    """

    path: Path
    images: tuple[CocoImage, ...]
    categories: dict[int | str, str]
    problems: tuple[AnnotationProblem, ...] = ()

    def read(self, image: CocoImage, image_size: ImageSize) -> AnnotationFile:
        """Returns the objects of one of the images.

        Raises:
            AnnotationError: The file claims another size of image, and a box does not fit the real one.
        """
        collector = ObjectCollector(self.path, image_size, declared=image.size)
        for entry, (index, row) in enumerate(image.rows, 1):
            self._take(row, f"annotation {index} ({shown(image.file_name)})", collector, entry=entry)
        return collector.file(verified=image.verified, note=image.note)

    def _take(self, row: dict[str, Any], title: str, collector: ObjectCollector, *, entry: int) -> None:
        category = entry_id(row.get("category_id"))
        if category is None or category not in self.categories:
            collector.skip(f"{title} is of a category that is not listed and was skipped", entry=entry)
            return
        try:
            edges = _edges(row)
        except NumberError as error:
            collector.skip(f"{title} has as box {error} and was skipped", entry=entry)
            return
        outline = bool(row.get("segmentation"))
        label, flags, origin = self.categories[category], _flags(row), read_origin(row)
        collector.take(label, edges, title=title, entry=entry, flags=flags, outline=outline, origin=origin)


def read_coco_json(path: str | os.PathLike[str]) -> CocoFile:
    """Reads a COCO file; what is wrong with single entries is reported, not raised.

    Raises:
        AnnotationError: The file cannot be read, is no JSON, or lacks one of COCO's lists.
    """
    path = Path(path)
    return coco_file(path, read_json(path))


def coco_file(path: Path, document: object) -> CocoFile:
    """Returns what the document of a file says.

    Raises:
        AnnotationError: It lacks one of COCO's lists.
    """
    if not isinstance(document, dict):
        raise AnnotationError(f"The file {path} is no COCO annotation (no JSON object); choose another file.")
    problems: list[AnnotationProblem] = []
    categories = _categories(document.get("categories"), path, problems)
    images = _images(document.get("images"), path, problems)
    for index, row in objects_of(document.get("annotations"), "annotations", path, problems):
        image_id = entry_id(row.get("image_id"))
        if image_id is None or image_id not in images:
            problems.append(_problem(path, f"annotation {index} is of an image that is not listed; skipped"))
        else:
            images[image_id].rows.append((index, row))
    return CocoFile(path, tuple(images.values()), categories, tuple(problems))


def write_coco_json(
    path: str | os.PathLike[str], images: Sequence[NamedAnnotation], *, categories: Mapping[int, str]
) -> None:
    """Writes a COCO file whole or not at all; coordinates are written without loss.

    Args:
        path: The file; an existing one is replaced.
        images: In the order to write; each needs its size.
        categories: Class name by id.

    Raises:
        AnnotationError: A class has no id, a size is missing, or the file cannot be written.
    """
    path = Path(path)
    ids = {name: category for category, name in categories.items()}
    rows: list[dict[str, Any]] = []
    for image_id, image in enumerate(images, 1):
        if image.annotation.width is None or image.annotation.height is None:
            raise AnnotationError(f"The file {path} was not written: the size of {image.file_name} is not known.")
        for item in image.annotation.objects:
            if item.label not in ids:
                raise AnnotationError(f'The file {path} was not written: the class "{item.label}" has no id.')
            rows.append(coco_row(item, row_id=len(rows) + 1, image_id=image_id, category=ids[item.label]))
    pictures = [
        {
            "id": image_id,
            "file_name": image.file_name,
            "width": image.annotation.width,
            "height": image.annotation.height,
            **image_marks(image.annotation),
        }
        for image_id, image in enumerate(images, 1)
    ]
    listed = [{"id": category, "name": name, "supercategory": ""} for category, name in sorted(categories.items())]
    document = {"info": {}, "licenses": [], "images": pictures, "annotations": rows, "categories": listed}
    write_json(path, document)


def coco_row(item: AnnotatedObject, *, row_id: int, image_id: object, category: int | str) -> dict[str, Any]:
    """Returns an entry of the annotations; the ids are written as they are given."""
    row: dict[str, Any] = {
        "id": row_id,
        "image_id": image_id,
        "category_id": category,
        "bbox": coco_bbox(item.box),
        "area": plain(item.box.area),
        "segmentation": [],
        "iscrowd": int(item.ignore),
    }
    attributes = {flag: True for flag in ATTRIBUTES if getattr(item, flag)}
    if item.ignore and not item.crowd:
        attributes["ignore"] = True
    return row | ({"attributes": attributes} if attributes else {}) | origin_member(item)


def coco_bbox(box: Box) -> list[float | int]:
    """Returns x, y, width and height of a box, pixels."""
    return [plain(value) for value in (box.x0, box.y0, box.width, box.height)]


def _images(items: object, path: Path, problems: list[AnnotationProblem]) -> dict[int | str, CocoImage]:
    images: dict[int | str, CocoImage] = {}
    for index, item in objects_of(items, "images", path, problems):
        image_id, name = entry_id(item.get("id")), item.get("file_name")
        if image_id is None or not isinstance(name, str) or not name.strip():
            problems.append(_problem(path, f"image {index} has no id or no file name; skipped"))
        elif image_id in images:
            first = shown(images[image_id].file_name)
            problems.append(_problem(path, f"image {index} {shown(name)} has the id of {first}; skipped"))
        else:
            size = declared_size(item.get("width"), item.get("height"))
            images[image_id] = CocoImage(name, size, index, item.get("verified") is True, note_of(item))
    return images


def _categories(items: object, path: Path, problems: list[AnnotationProblem]) -> dict[int | str, str]:
    categories: dict[int | str, str] = {}
    for index, item in objects_of(items, "categories", path, problems):
        category, name = entry_id(item.get("id")), clean_label(item.get("name"))
        if category is None or name is None:
            problems.append(_problem(path, f"category {index} has no id or no usable name; skipped"))
        elif categories.get(category, name) != name:
            first = shown(categories[category])
            problems.append(_problem(path, f"category {index} {shown(name)} has the id of {first}; skipped"))
        else:
            categories[category] = name
    return categories


def entry_id(value: object) -> int | str | None:
    """Returns an id; whole floats are integers, as some tools write them."""
    if isinstance(value, bool):
        return None
    if isinstance(value, float):
        return int(value) if value.is_integer() else None
    return value if isinstance(value, int | str) else None


def _edges(row: dict[str, Any]) -> tuple[float, float, float, float]:
    if not row.get("bbox") and isinstance(row.get("segmentation"), list):
        return _polygon_edges(row["segmentation"])
    x, y, width, height = numbers(row.get("bbox"), 4)
    return x, y, x + width, y + height


def _polygon_edges(polygons: list[object]) -> tuple[float, float, float, float]:
    """Returns the bounding box of polygons, each ``[x, y, x, y, ...]``."""
    points = [
        number(value) for polygon in polygons if isinstance(polygon, list) for value in polygon[: len(polygon) // 2 * 2]
    ]
    if not points:
        raise NumberError("none")
    return min(points[::2]), min(points[1::2]), max(points[::2]), max(points[1::2])


def _flags(row: dict[str, Any]) -> frozenset[str]:
    attributes = row.get("attributes")
    marks = (*ATTRIBUTES, "ignore")
    found = {flag for flag in marks if isinstance(attributes, dict) and attributes.get(flag) in (True, 1)}
    if row.get("iscrowd") in (True, 1):
        found |= {"ignore"} if "ignore" in found else {"ignore", "crowd"}
    return frozenset(found | ({"ignore"} if row.get("ignore") in (True, 1) else set()))


def _problem(path: Path, text: str) -> AnnotationProblem:
    return AnnotationProblem(str(path), 0, text)
