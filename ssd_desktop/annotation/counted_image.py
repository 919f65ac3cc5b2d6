"""What one image gives to the statistics of a folder: kept small, since tens of thousands are kept at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from sys import intern

import numpy as np
import numpy.typing as npt

from ssd_desktop.annotation.annotation import AnnotationProblem, ImageAnnotation
from ssd_desktop.annotation.data_entries import DataEntry
from ssd_desktop.annotation.image_summary import ImageStatus, summary_of
from ssd_desktop.errors import SSDDesktopError
from ssd_desktop.media.image_file import ImageSize, read_image_size

Report = Callable[[int, int], None]
"""Called with images read and images in all."""


@dataclass(frozen=True, slots=True, eq=False)
class CountedImage:
    """An image with its objects; those that are ignored (crowds among them) are only counted.

    Attributes:
        path: The image file.
        status: How far it is labelled; never ``predicted``.
        width: Of the upright image, pixels; 0 where it has no labels, or they cannot be read.
        height: Likewise.
        boxes_xyxy: float64 ``[N, 4]``, pixels of the upright image.
        labels: Class names, one an object.
        entries: Which object each is, as ``AnnotatedObject.entry``.
        ignored: Objects left out because they are in no loss.
        problems: What was wrong with objects of its file.
        why: Why its labels cannot be read; "" where they can.
    """

    path: Path
    status: ImageStatus
    width: int
    height: int
    boxes_xyxy: npt.NDArray[np.float64]
    labels: tuple[str, ...] = ()
    entries: tuple[int, ...] = ()
    ignored: int = 0
    problems: tuple[AnnotationProblem, ...] = ()
    why: str = ""

    def says_the_same(self, other: "CountedImage") -> bool:
        """Returns whether another has the same status and the same objects."""
        mine, others = (self.path, self.status, self.labels), (other.path, other.status, other.labels)
        return mine == others and self.entries == other.entries and np.array_equal(self.boxes_xyxy, other.boxes_xyxy)


def counted_image(
    path: Path, annotation: ImageAnnotation | None, problems: Sequence[AnnotationProblem] = ()
) -> CountedImage:
    """Returns what an image gives.

    Args:
        path: The image file.
        annotation: How it is labelled, with its size; None: not at all.
        problems: Of its file; those that are about none of its objects are left out.
    """
    objects = () if annotation is None else annotation.objects
    taken = [item for item in objects if not item.ignore]
    return CountedImage(
        path,
        summary_of(annotation).status,
        (annotation.width if annotation is not None else 0) or 0,
        (annotation.height if annotation is not None else 0) or 0,
        np.array([item.box.xyxy() for item in taken], np.float64).reshape(-1, 4),
        tuple(intern(item.label) for item in taken),
        tuple(item.entry for item in taken),
        len(objects) - len(taken),
        tuple(problem for problem in problems if problem.entry),
    )


def recounted(before: CountedImage, annotation: ImageAnnotation | None) -> CountedImage:
    """Returns what an image gives after edits that its file may not have yet.

    What was wrong in the file is over where the object was changed or taken away.

    Args:
        before: What the image gave when its file was read.
        annotation: How it is labelled now.
    """
    now = counted_image(before.path, annotation)
    boxes, were = _boxes_by_entry(now), _boxes_by_entry(before)
    left = [problem for problem in before.problems if boxes.get(problem.entry) == were.get(problem.entry)]
    return replace(now, problems=tuple(left))


def _boxes_by_entry(image: CountedImage) -> dict[int, list[float]]:
    return dict(zip(image.entries, image.boxes_xyxy.tolist(), strict=True))


def read_counted_image(entry: DataEntry, read_size: Callable[[Path], ImageSize] = read_image_size) -> CountedImage:
    """Reads what an image gives from its annotation file; never raises for a damaged one.

    Args:
        entry: The image and what describes it.
        read_size: Reads the size of an image from its header.
    """
    if entry.labels is None:
        return counted_image(entry.image_path, None)
    try:
        file = entry.labels.read(read_size(entry.image_path))
    except SSDDesktopError as error:
        return CountedImage(entry.image_path, "error", 0, 0, np.zeros((0, 4)), why=str(error))
    return counted_image(entry.image_path, file.annotation, file.problems)


def read_counted_images(
    entries: Sequence[DataEntry],
    *,
    report: Report = lambda done, count: None,
    stopped: Callable[[], bool] = lambda: False,
) -> list[CountedImage]:
    """Reads many images, in their order.

    Args:
        entries: The images and what describes them.
        report: Told of every image.
        stopped: Asked before every image; True ends the reading.

    Returns:
        Those that were read until then.
    """
    found: list[CountedImage] = []
    for entry in entries:
        if stopped():
            break
        found.append(read_counted_image(entry))
        report(len(found), len(entries))
    return found
