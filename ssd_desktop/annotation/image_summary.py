"""What a list of images says of each one: how far it is labelled, with how many boxes of which classes."""

from dataclasses import dataclass
from typing import Literal

from ssd_desktop.annotation.annotation import ImageAnnotation

ImageStatus = Literal["unlabelled", "predicted", "labelled", "verified", "background", "error"]

STATUSES: tuple[ImageStatus, ...] = ("unlabelled", "predicted", "labelled", "verified", "background", "error")

DONE: frozenset[ImageStatus] = frozenset({"labelled", "verified", "background"})
"""Of images that somebody has labelled."""

TO_DO: frozenset[ImageStatus] = frozenset({"unlabelled", "predicted"})
"""Of images that nobody has labelled."""

OBJECT_FLAGS = ("difficult", "truncated", "occluded", "ignore")


@dataclass(frozen=True, slots=True)
class ImageSummary:
    """An image in the list.

    Attributes:
        status: ``predicted``: not labelled, but a detector found something; ``background``: checked, no objects;
            ``error``: its annotation file cannot be read.
        boxes: Labelled objects; of a predicted image those that were found.
        labels: Their class names.
        flags: Those of ``OBJECT_FLAGS`` that any of them has.
        why: What is wrong, of an error.
    """

    status: ImageStatus
    boxes: int = 0
    labels: frozenset[str] = frozenset()
    flags: frozenset[str] = frozenset()
    why: str = ""


UNLABELLED = ImageSummary("unlabelled")


def summary_of(annotation: ImageAnnotation | None) -> ImageSummary:
    """Returns the summary of an image.

    Args:
        annotation: What its file says; None: it has none.
    """
    if annotation is None:
        return UNLABELLED
    objects = annotation.objects
    flags = frozenset(flag for flag in OBJECT_FLAGS if any(getattr(item, flag) for item in objects))
    labels = frozenset(item.label for item in objects)
    if not objects:
        return ImageSummary("background")
    return ImageSummary("verified" if annotation.verified else "labelled", len(objects), labels, flags)
