"""A Create ML file changed in place: images and objects that no edit touched stay as they are written."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ssd_desktop.annotation.annotation import ImageAnnotation
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.formats.createml_json import OBJECT_KEYS, SIDES, centre_and_size, createml_row
from ssd_desktop.annotation.formats.json_patch import (
    Span,
    change_list,
    decode_json,
    document_span,
    items,
    members,
    set_members,
)
from ssd_desktop.annotation.formats.json_text import image_marks, plain
from ssd_desktop.annotation.formats.patching import Replacement, object_changes, patched


@dataclass(frozen=True)
class CreatemlChange:
    """What becomes of one image of the file.

    Attributes:
        name: What the file calls the image, or is to call it.
        number: Of its entry, from 1; 0 for an image that the file does not list.
        before: What reading it gave; None for one that is not listed.
        after: What it is to say.
    """

    name: str
    number: int
    before: ImageAnnotation | None
    after: ImageAnnotation


def patch_createml_json(content: bytes, images: Sequence[CreatemlChange]) -> bytes:
    """Returns the file with other objects of some images.

    Args:
        content: The file as it was read.
        images: Those that changed.
    """
    text, encode = decode_json(content)
    document = document_span(text)
    entries = items(text, document)
    replacements: list[Replacement[str]] = []
    for image in images:
        if image.number:
            replacements += _change(text, entries[image.number - 1], image)
    new = [_entry(image) for image in images if not image.number]
    replacements += change_list(text, document, added=new, depth=1)
    return encode(patched(text, replacements))


def _change(text: str, entry: Span, image: CreatemlChange) -> list[Replacement[str]]:
    there = members(text, entry)
    rows_at = next(there[key] for key in OBJECT_KEYS if key in there)
    rows = items(text, rows_at)
    changes = object_changes(image.before, image.after)
    replacements: list[Replacement[str]] = []
    for old, new in changes.changed:
        row = rows[old.entry - 1]
        if new.label != old.label:
            replacements += set_members(text, row, {"label": new.label})
        if new.box != old.box:
            replacements += set_members(text, members(text, row)["coordinates"], _sides(old.box, new.box))
    removed = [entry - 1 for entry in changes.removed]
    added = [createml_row(item) for item in changes.added]
    replacements += change_list(text, rows_at, removed=removed, added=added, depth=3)
    marks = {name: getattr(image.after, name) for name in ("verified", "note")}
    marks = {name: value for name, value in marks.items() if getattr(image.before, name, value) != value}
    return replacements + set_members(text, entry, marks)


def _sides(old: Box, new: Box) -> dict[str, float | int]:
    """Returns the numbers that changed."""
    return {
        side: plain(now)
        for side, was, now in zip(SIDES, centre_and_size(old), centre_and_size(new), strict=True)
        if was != now
    }


def _entry(image: CreatemlChange) -> dict[str, Any]:
    return {
        "image": image.name,
        **image_marks(image.after),
        "annotations": [createml_row(item) for item in image.after.objects],
    }
