"""Edits put on a file that is not, or not surely, the one they were made on."""

import itertools
from collections.abc import Iterable
from dataclasses import replace

from ssd_desktop.annotation.annotation import AnnotatedObject, ImageAnnotation

_CLOSE = 0.01
"""Pixels by which a box may differ after it went through a file."""


def recovered(
    on_disk: ImageAnnotation | None, saved: ImageAnnotation | None, wanted: ImageAnnotation | None
) -> ImageAnnotation | None:
    """Returns what was wanted, with the entries that its objects have in the file as it is now.

    Args:
        on_disk: What the file says now.
        saved: What it said when those who wanted read or saved it last, with the entries that ``wanted`` has.
        wanted: What the edits came to.

    Returns:
        ``on_disk`` itself where it is what was wanted.
    """
    if wanted is None:
        return None
    if on_disk is None:
        return replace(wanted, objects=_with_own_entries(wanted.objects, ()))
    if says_the_same(on_disk, wanted):
        return on_disk
    there = [item.entry for item in on_disk.objects]
    if saved is not None and says_the_same(on_disk, saved):
        entries = {item.entry: entry for item, entry in zip(saved.objects, there, strict=True)}
        objects = [replace(item, entry=entries.get(item.entry, 0)) for item in wanted.objects]
    else:
        free = list(on_disk.objects)
        objects = [_matched(item, free) for item in wanted.objects]
    return replace(wanted, objects=_with_own_entries(objects, there))


def says_the_same(one: ImageAnnotation | None, other: ImageAnnotation | None) -> bool:
    """Returns whether two annotations have the same objects in the same order, boxes to a hundredth of a pixel."""
    if one is None or other is None:
        return one is other
    if (len(one.objects), one.verified, one.note) != (len(other.objects), other.verified, other.note):
        return False
    return all(_alike(item, twin) for item, twin in zip(one.objects, other.objects, strict=True))


def _alike(one: AnnotatedObject, other: AnnotatedObject) -> bool:
    edges = zip(one.box.xyxy(), other.box.xyxy(), strict=True)
    return replace(one, box=other.box) == other and all(abs(a - b) <= _CLOSE for a, b in edges)


def _matched(item: AnnotatedObject, free: list[AnnotatedObject]) -> AnnotatedObject:
    """Gives an object the entry of one in the file that says the same; each is taken once."""
    twin = next((one for one in free if _alike(one, item)), None)
    if twin is None:
        return replace(item, entry=0)
    free.remove(twin)
    return replace(item, entry=twin.entry, outlined=twin.outlined)


def _with_own_entries(objects: Iterable[AnnotatedObject], there: Iterable[int]) -> tuple[AnnotatedObject, ...]:
    """Gives objects that the file does not have entries below 0."""
    known = set(there)
    numbers = itertools.count(-1, -1)
    return tuple(item if item.entry in known else replace(item, entry=next(numbers)) for item in objects)
