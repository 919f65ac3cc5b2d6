"""A labelme file changed in place, or made; polygons that no edit touched stay as they are."""

from collections.abc import Callable
from typing import Any

from ssd_desktop.annotation.annotation import AnnotatedObject, ImageAnnotation
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.formats.json_patch import (
    Span,
    change_list,
    compact,
    decode_json,
    document_span,
    items,
    members,
    set_members,
    value_at,
)
from ssd_desktop.annotation.formats.json_text import number, plain
from ssd_desktop.annotation.formats.origins import origin_member
from ssd_desktop.annotation.formats.patching import Replacement, box_turner, object_changes, patched

HOLDS = frozenset({"difficult", "truncated", "occluded", "ignore", "verified", "note"})
"""The flags that the format can hold, as ``flags`` of the shape and of the image."""

_VERSION = "5.5.0"
_FLAGS = ("difficult", "truncated", "occluded", "ignore")


def patch_labelme_json(
    content: bytes, before: ImageAnnotation, after: ImageAnnotation, *, orientation: int = 1
) -> bytes:
    """Returns the file with other objects.

    Args:
        content: The file as it was read.
        before: What reading it gave.
        after: What it is to say; objects are told by their ``entry``.
        orientation: As reading gave it.
    """
    text, encode = decode_json(content)
    document = document_span(text)
    top = members(text, document)
    shapes = items(text, top["shapes"])
    turn = box_turner(before, orientation)
    changes = object_changes(before, after)
    replacements: list[Replacement[str]] = []
    for old, new in changes.changed:
        shape = shapes[old.entry - 1]
        replacements += set_members(text, shape, _changed(old, new, value_at(text, shape)))
        if new.box != old.box:
            replacements += _moved(text, shape, turn(new.box), is_box=not old.outlined)
    replacements += change_list(
        text,
        top["shapes"],
        removed=[entry - 1 for entry in changes.removed],
        added=[_shape(item, turn) for item in changes.added],
        depth=2,
    )
    marks: dict[str, object] = {}
    if before.verified != after.verified:
        replacements += _verified(text, document, after.verified, marks)
    if before.note != after.note:
        marks["note"] = after.note
    replacements += set_members(text, document, marks)
    return encode(patched(text, replacements))


def new_labelme(image_name: str, annotation: ImageAnnotation) -> dict[str, Any]:
    """Returns the document of an image that had none.

    Args:
        image_name: From the folder of the file.
        annotation: Objects and size.
    """
    return {
        "version": _VERSION,
        "flags": {"verified": True} if annotation.verified else {},
        "shapes": [_shape(item, lambda box: box) for item in annotation.objects],
        "imagePath": image_name,
        "imageData": None,
        "imageHeight": annotation.height,
        "imageWidth": annotation.width,
        **({"note": annotation.note} if annotation.note else {}),
    }


def _shape(item: AnnotatedObject, turn: Callable[[Box], Box]) -> dict[str, Any]:
    return {
        "label": item.label,
        "points": _points(turn(item.box)),
        "group_id": None,
        "description": "",
        "shape_type": "rectangle",
        "flags": {flag: True for flag in _FLAGS if getattr(item, flag)},
        "mask": None,
        **origin_member(item),
    }


def _moved(text: str, shape: Span, box: Box, *, is_box: bool) -> list[Replacement[str]]:
    """Puts the corners of a rectangle elsewhere; whichever two corners they are, they stay those."""
    points = members(text, shape)["points"]
    corners = [items(text, point) for point in items(text, points)] if is_box else []
    if [len(corner) for corner in corners] != [2, 2]:
        return [Replacement(points.start, points.end, compact(_points(box)))]
    found = []
    for axis, edges in enumerate(((box.x0, box.x1), (box.y0, box.y1))):
        spans = [corner[axis] for corner in corners]
        values = [number(value_at(text, span)) for span in spans]
        wanted = edges if values[0] <= values[1] else edges[::-1]
        for span, was, now in zip(spans, values, wanted, strict=True):
            if was != now:
                found.append(Replacement(span.start, span.end, compact(plain(now))))
    return found


def _changed(old: AnnotatedObject, new: AnnotatedObject, shape: dict[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if new.label != old.label:
        values["label"] = new.label
    if old.outlined and not new.outlined:
        values["shape_type"] = "rectangle"
        if shape.get("mask") is not None:
            values["mask"] = None
    changed = {flag: getattr(new, flag) for flag in _FLAGS if getattr(new, flag) != getattr(old, flag)}
    if changed:
        flags = shape.get("flags")
        values["flags"] = (flags if isinstance(flags, dict) else {}) | changed
        if "difficult" in changed and "difficult" in shape:  # as some forks write it
            values["difficult"] = new.difficult
    return values


def _verified(text: str, document: Span, verified: bool, marks: dict[str, object]) -> list[Replacement[str]]:
    flags = members(text, document).get("flags")
    if flags is None or text[flags.start] != "{":
        marks["flags"] = {"verified": verified}
        return []
    return set_members(text, flags, {"verified": verified})


def _points(box: Box) -> list[list[float | int]]:
    return [[plain(box.x0), plain(box.y0)], [plain(box.x1), plain(box.y1)]]
