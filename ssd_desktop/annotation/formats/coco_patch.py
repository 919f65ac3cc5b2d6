"""A COCO file changed in place: entries that no edit touched stay as they are written, with their ids."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from ssd_desktop.annotation.annotation import AnnotatedObject, ImageAnnotation
from ssd_desktop.annotation.formats.coco_json import ATTRIBUTES, CocoFile, coco_bbox, coco_row, entry_id
from ssd_desktop.annotation.formats.json_patch import (
    change_list,
    decode_json,
    document_span,
    items,
    members,
    set_members,
    value_at,
)
from ssd_desktop.annotation.formats.json_text import image_marks, plain
from ssd_desktop.annotation.formats.patching import Replacement, box_turner, object_changes, patched


@dataclass(frozen=True)
class CocoChange:
    """What becomes of one image of the file.

    Attributes:
        name: What the file calls the image, or is to call it.
        before: What reading it gave; None for an image that the file does not list.
        after: What it is to say.
        orientation: As reading gave it.
    """

    name: str
    before: ImageAnnotation | None
    after: ImageAnnotation
    orientation: int = 1


def patch_coco_json(content: bytes, file: CocoFile, images: Sequence[CocoChange]) -> bytes:
    """Returns the file with other objects of some images; classes it lacks are added behind the others.

    Args:
        content: The file as it was read.
        file: What reading it gave.
        images: Those that changed.
    """
    text, encode = decode_json(content)
    patch = _Patch(text, file)
    for image in images:
        patch.change(image)
    return encode(patched(text, patch.replacements()))


class _Patch:
    """Collects what changes in the three lists of a document."""

    def __init__(self, text: str, file: CocoFile) -> None:
        self._text = text
        self._file = file
        self._top = members(text, document_span(text))
        self._lists = {key: items(text, self._top[key]) for key in ("images", "annotations", "categories")}
        self._numbers = {name: number for number, name in reversed(file.categories.items())}
        self._listed = {image.file_name: image for image in reversed(file.images)}
        self._next = {key: self._free_id(key) for key in self._lists}
        self._changed: list[Replacement[str]] = []
        self._removed: list[int] = []
        self._added: dict[str, list[object]] = {key: [] for key in self._lists}

    def change(self, image: CocoChange) -> None:
        listed = self._listed.get(image.name)
        changes = object_changes(image.before, image.after)
        turn = box_turner(image.after, image.orientation)
        rows = listed.rows if listed is not None else []
        for old, new in changes.changed:
            span = self._lists["annotations"][rows[old.entry - 1][0] - 1]
            turned = replace(new, box=turn(new.box))
            values = self._values(old, new, turned, value_at(self._text, span))
            self._changed += set_members(self._text, span, values)
        self._removed += [rows[entry - 1][0] - 1 for entry in changes.removed]
        image_id = self._image_id(image)
        for item in changes.added:
            turned = replace(item, box=turn(item.box))
            category = self._category(item.label)
            row = coco_row(turned, row_id=self._take_id("annotations"), image_id=image_id, category=category)
            self._added["annotations"].append(row)

    def replacements(self) -> list[Replacement[str]]:
        found = list(self._changed)
        for key, added in self._added.items():
            removed = self._removed if key == "annotations" else ()
            found += change_list(self._text, self._top[key], removed=removed, added=added, depth=2)
        return found

    def _values(
        self, old: AnnotatedObject, new: AnnotatedObject, turned: AnnotatedObject, row: dict[str, Any]
    ) -> dict[str, object]:
        values: dict[str, object] = {}
        if new.label != old.label:
            values["category_id"] = self._category(new.label)
        if new.box != old.box:
            values["bbox"] = coco_bbox(turned.box)
            if "area" in row:
                values["area"] = plain(turned.box.area)
        if old.outlined and not new.outlined:
            values["segmentation"] = []
        if new.ignore != old.ignore:
            values |= {key: int(new.ignore) for key in ("iscrowd", "ignore") if key == "iscrowd" or key in row}
        marks = {flag: getattr(new, flag) for flag in ATTRIBUTES if getattr(new, flag) != getattr(old, flag)}
        single = new.ignore and not new.crowd
        if single != (old.ignore and not old.crowd):
            marks["ignore"] = single
        if marks:
            attributes = row.get("attributes")
            values["attributes"] = (attributes if isinstance(attributes, dict) else {}) | marks
        return values

    def _image_id(self, image: CocoChange) -> object:
        """Returns the id of an image as it is written; lists an image that is not listed."""
        listed = self._listed.get(image.name)
        if listed is None:
            number = self._take_id("images")
            size = {"width": image.after.width, "height": image.after.height}
            entry = {"id": number, "file_name": image.name, **size, **image_marks(image.after)}
            self._added["images"].append(entry)
            return number
        span = self._lists["images"][listed.number - 1]
        marks = {name: getattr(image.after, name) for name in ("verified", "note")}
        marks = {name: value for name, value in marks.items() if getattr(image.before, name, value) != value}
        self._changed += set_members(self._text, span, marks)
        return value_at(self._text, members(self._text, span)["id"])

    def _category(self, label: str) -> int | str:
        if label not in self._numbers:
            number = self._take_id("categories")
            self._numbers[label] = number
            self._added["categories"].append({"id": number, "name": label, "supercategory": ""})
        return self._numbers[label]

    def _free_id(self, key: str) -> int:
        highest = 0
        for span in self._lists[key]:
            value = value_at(self._text, span)
            number = entry_id(value.get("id")) if isinstance(value, dict) else None
            if isinstance(number, int):
                highest = max(highest, number)
        return highest + 1

    def _take_id(self, key: str) -> int:
        number = self._next[key]
        self._next[key] += 1
        return number
