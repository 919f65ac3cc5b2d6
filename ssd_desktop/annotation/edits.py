"""Edits of the objects of one image: frozen wishes that make one annotation out of another.

An object is named by its ``entry``, which no edit changes. An entry that is not there is passed over: the wish was
made before the object went.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, Protocol

from ssd_desktop.annotation.annotation import AnnotatedObject, ImageAnnotation
from ssd_desktop.annotation.box import Box

Flag = Literal["difficult", "truncated", "occluded", "ignore"]


class Edit(Protocol):
    """What the user wants to become of an image's objects."""

    def applied(self, annotation: ImageAnnotation) -> ImageAnnotation:
        """Returns the annotation with the edit; the given one stays as it is."""


@dataclass(frozen=True)
class AddObjects:
    """Adds objects after the others.

    Attributes:
        objects: Each with an ``entry`` of its own.
    """

    objects: tuple[AnnotatedObject, ...]

    def applied(self, annotation: ImageAnnotation) -> ImageAnnotation:
        return replace(annotation, objects=annotation.objects + self.objects)


@dataclass(frozen=True)
class RemoveObjects:
    """Takes objects away."""

    entries: frozenset[int]

    def applied(self, annotation: ImageAnnotation) -> ImageAnnotation:
        return replace(annotation, objects=tuple(item for item in annotation.objects if item.entry not in self.entries))


@dataclass(frozen=True)
class ChangeBoxes:
    """Moves and resizes boxes; an outline that such a box stood for is given up.

    Attributes:
        boxes: The new box by ``entry``.
    """

    boxes: Mapping[int, Box]

    def applied(self, annotation: ImageAnnotation) -> ImageAnnotation:
        def change(item: AnnotatedObject) -> AnnotatedObject:
            box = self.boxes[item.entry]
            return item if box == item.box else replace(item, box=box, outlined=False)

        return _changed(annotation, self.boxes, change)


@dataclass(frozen=True)
class ChangeLabel:
    """Gives objects another class."""

    entries: frozenset[int]
    label: str

    def applied(self, annotation: ImageAnnotation) -> ImageAnnotation:
        return _changed(annotation, self.entries, lambda item: replace(item, label=self.label))


@dataclass(frozen=True)
class ChangeFlag:
    """Sets or clears a flag of objects."""

    entries: frozenset[int]
    flag: Flag
    value: bool

    def applied(self, annotation: ImageAnnotation) -> ImageAnnotation:
        mark: dict[str, Any] = {self.flag: self.value}
        if self.flag == "ignore":
            mark["crowd"] = False  # an object that counts again is no group, and one that no longer does was none
        return _changed(annotation, self.entries, lambda item: replace(item, **mark))


@dataclass(frozen=True)
class SetVerified:
    """Marks the image as looked at and right, or takes the mark away."""

    verified: bool

    def applied(self, annotation: ImageAnnotation) -> ImageAnnotation:
        return replace(annotation, verified=self.verified)


@dataclass(frozen=True)
class SetNote:
    """Gives the image another note; "" takes it away."""

    note: str

    def applied(self, annotation: ImageAnnotation) -> ImageAnnotation:
        return replace(annotation, note=self.note)


@dataclass(frozen=True)
class Together:
    """Several edits as one."""

    edits: tuple[Edit, ...]

    def applied(self, annotation: ImageAnnotation) -> ImageAnnotation:
        for edit in self.edits:
            annotation = edit.applied(annotation)
        return annotation


def _changed(
    annotation: ImageAnnotation, entries: Collection[int], change: Callable[[AnnotatedObject], AnnotatedObject]
) -> ImageAnnotation:
    objects = tuple(change(item) if item.entry in entries else item for item in annotation.objects)
    return replace(annotation, objects=objects)
