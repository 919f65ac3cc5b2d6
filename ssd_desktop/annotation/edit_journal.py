"""The journal of a folder of images: their annotations as JSON can hold them."""

from typing import Any

from ssd_desktop.annotation.annotation import AnnotatedObject, ImageAnnotation, Origin
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.journal import Journal

_FLAGS = ("difficult", "truncated", "occluded", "ignore", "crowd", "outlined")


class EditJournal(Journal[ImageAnnotation]):
    """Edits of images; the objects of ``now`` have the entries they have in ``base``."""

    held = "Another window edits the labels of this folder; close the folder there to edit them here."

    def to_record(self, value: ImageAnnotation | None) -> dict[str, Any] | None:
        return to_record(value)

    def from_record(self, record: dict[str, Any] | None) -> ImageAnnotation | None:
        return from_record(record)


def to_record(annotation: ImageAnnotation | None) -> dict[str, Any] | None:
    """Returns an annotation as JSON can hold it."""
    if annotation is None:
        return None
    return {
        "size": [annotation.width, annotation.height],
        "verified": annotation.verified,
        "note": annotation.note,
        "objects": [
            [item.entry, item.label, *item.box.xyxy(), [flag for flag in _FLAGS if getattr(item, flag)], *_origin(item)]
            for item in annotation.objects
        ],
    }


def from_record(record: dict[str, Any] | None) -> ImageAnnotation | None:
    """Returns what ``to_record`` was given.

    Raises:
        ValueError: It is something else; KeyError and TypeError likewise.
    """
    if record is None:
        return None
    objects = tuple(_object(*row) for row in record["objects"])
    width, height = record["size"]
    # Journals of earlier versions have no notes.
    return ImageAnnotation(objects, width, height, bool(record["verified"]), str(record.get("note", "")))


def _origin(item: AnnotatedObject) -> list[Any]:
    return [] if item.origin is None else [item.origin.model, item.origin.score]


def _object(
    entry: Any, label: Any, x0: Any, y0: Any, x1: Any, y1: Any, flags: list[str], model: Any = None, score: Any = 0
) -> AnnotatedObject:
    """Returns an object from its row; an earlier version wrote no model and score."""
    origin = None if model is None else Origin(str(model), float(score))
    box = Box(*map(float, (x0, y0, x1, y1)))
    return AnnotatedObject(str(label), box, entry=int(entry), origin=origin, **dict.fromkeys(flags, True))
