"""What all formats share when a file is changed in place: which objects changed, and pieces put into the old text."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import AnyStr, Generic

from ssd_desktop.annotation.annotation import AnnotatedObject, ImageAnnotation
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.orientation import upright_to_stored


@dataclass(frozen=True)
class Replacement(Generic[AnyStr]):
    """A piece of a document that becomes another; an empty piece is an insertion.

    Attributes:
        start: Position of its first character (byte in bytes).
        end: Position after its last.
        text: What takes its place.
    """

    start: int
    end: int
    text: AnyStr


def patched(content: AnyStr, replacements: Iterable[Replacement[AnyStr]]) -> AnyStr:
    """Returns the content with pieces replaced that do not overlap; insertions at one place keep their order."""
    result, at = content[:0], 0
    for one in sorted(replacements, key=lambda one: (one.start, one.end)):
        result += content[at : one.start] + one.text
        at = one.end
    return result + content[at:]


@dataclass(frozen=True)
class ObjectChanges:
    """The difference of two annotations of an image, by the entries of the file.

    Attributes:
        changed: Objects before and after.
        removed: Entries.
        added: Objects that no file has.
    """

    changed: tuple[tuple[AnnotatedObject, AnnotatedObject], ...]
    removed: frozenset[int]
    added: tuple[AnnotatedObject, ...]


def object_changes(before: ImageAnnotation | None, after: ImageAnnotation) -> ObjectChanges:
    """Returns what changed from what a file says (None: it says nothing) to what it is to say."""
    old = {item.entry: item for item in before.objects} if before is not None else {}
    kept = {item.entry: item for item in after.objects if item.entry in old}
    changed = tuple(
        (old[entry], item) for entry, item in kept.items() if item != old[entry] or item.outlined != old[entry].outlined
    )
    added = tuple(item for item in after.objects if item.entry not in old)
    return ObjectChanges(changed, frozenset(old) - frozenset(kept), added)


def box_turner(annotation: ImageAnnotation, orientation: int) -> Callable[[Box], Box]:
    """Returns what turns an upright box as the file has it.

    Args:
        annotation: Gives the size of the upright image.
        orientation: ``AnnotationFile.orientation``.
    """
    width, height = annotation.width or 0, annotation.height or 0
    if orientation == 1:
        return lambda box: box
    return lambda box: upright_to_stored(box, orientation, width=width, height=height)
