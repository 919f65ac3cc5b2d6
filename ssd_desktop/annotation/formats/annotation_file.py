"""What every reader gives for an image, and the care all of them take with its objects.

A reader turns the numbers of its format into edges in pixels; whether an object can be used is decided here, and by
``box_placement``.
"""

import unicodedata
from dataclasses import dataclass
from pathlib import Path

from ssd_desktop.annotation.annotation import AnnotatedObject, AnnotationProblem, ImageAnnotation, Origin
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.formats.box_placement import BoxPlacement
from ssd_desktop.media.image_file import ImageSize


@dataclass(frozen=True)
class AnnotationFile:
    """What an annotation file, of any format, says of one image.

    Attributes:
        annotation: The objects that can be used, boxes clipped to the image, in pixels of the upright image.
        problems: What was wrong, in order of reading.
        outlines: How many objects have a polygon, mask or circle of which only the bounding box was taken.
        orientation: The EXIF orientation of the image if the file's boxes are in stored orientation (they were turned
            while reading and are to be turned back while writing), else 1.
        skipped: How many objects could not be used; ``problems`` says why.
    """

    annotation: ImageAnnotation
    problems: tuple[AnnotationProblem, ...] = ()
    outlines: int = 0
    orientation: int = 1
    skipped: int = 0


@dataclass(frozen=True)
class NamedAnnotation:
    """An image in a file that describes many.

    Attributes:
        file_name: Of the image as the file names it, with forward slashes.
        annotation: Its objects and size, in pixels of the upright image.
    """

    file_name: str
    annotation: ImageAnnotation


def clean_label(value: object) -> str | None:
    """Returns a class name without blanks around it; None for what is no usable name.

    Numbers are names too; control characters and halves of surrogate pairs are not: no list could hold them.
    """
    if isinstance(value, int) and not isinstance(value, bool):
        # Nobody names a class with more; and Python refuses to write out integers of thousands of digits.
        return str(value) if abs(value) < 10**18 else None
    if not isinstance(value, str):
        return None
    label = value.strip()
    broken = any(unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") for character in label)
    return None if broken or not label else label


def shown(value: object) -> str:
    """Returns a short piece of a file in quotes, fit for one line of a message."""
    text = value if isinstance(value, str) else f"({type(value).__name__})"
    return '"' + "".join(letter if letter.isprintable() else "\ufffd" for letter in text[:60]) + '"'


class ObjectCollector:
    """Takes the objects of one image as a file gives them; keeps those that can be used, and says why others not."""

    def __init__(self, path: Path, image_size: ImageSize, *, declared: tuple[int, int] | None = None) -> None:
        """Starts an image.

        Args:
            path: The annotation file.
            image_size: The real size of the image.
            declared: Width and height in pixels that the file claims; None where it does not say. Where they are the
                stored, not the upright, size of an EXIF-rotated image, the boxes are turned upright.
        """
        self._path = path
        self._image = image_size
        self._placement = BoxPlacement(path, image_size, declared)
        self._objects: list[AnnotatedObject] = []
        self._problems: list[AnnotationProblem] = []
        self._outlines = 0
        self._skipped = 0
        if self._placement.remark:
            self.report(self._placement.remark)

    def report(self, text: str, line: int = 0, *, entry: int = 0, outside: bool = False) -> None:
        """Notes a problem; ``line`` counts from 1, 0 where unknown; the others as ``AnnotationProblem`` has them."""
        self._problems.append(AnnotationProblem(str(self._path), line, text, entry, outside))

    def skip(self, text: str, line: int = 0, *, entry: int = 0, outside: bool = False) -> None:
        """Notes an object that cannot be used; ``text`` says that and why."""
        self._skipped += 1
        self.report(text, line, entry=entry, outside=outside)

    def take(
        self,
        label: object,
        edges_xyxy: tuple[float, float, float, float],
        *,
        title: str,
        entry: int,
        line: int = 0,
        flags: frozenset[str] = frozenset(),
        outline: bool = False,
        origin: Origin | None = None,
    ) -> None:
        """Takes an object, or reports why it cannot be used.

        Args:
            label: Its class name as the file has it.
            edges_xyxy: Pixels, x0, y0, x1, y1.
            title: What the message calls it, such as "object 3".
            entry: Its number among those of its image in the file, from 1.
            line: Line of the file, from 1; 0 where unknown.
            flags: Those of ``difficult``, ``truncated``, ``occluded``, ``ignore`` and ``crowd`` that are set.
            outline: Whether the file has a finer outline than this box.
            origin: Of ``AnnotatedObject``.

        Raises:
            AnnotationError: The file claims another size of image, and the box does not fit the real one.
        """
        name = clean_label(label)
        if name is None:
            self.skip(f"{title} has no usable class name and was skipped", line, entry=entry)
            return
        box, remark = self._placement.place(Box(*edges_xyxy), f'{title} "{name}"', line=line)
        outside = bool(remark) and self._placement.is_outside(Box(*edges_xyxy))
        if box is None:
            self.skip(remark, line, entry=entry, outside=outside)
            return
        if remark:
            self.report(remark, line, entry=entry, outside=outside)
        self._outlines += outline
        marks = dict.fromkeys(flags, True)
        self._objects.append(AnnotatedObject(name, box, entry=entry, outlined=outline, origin=origin, **marks))

    def file(self, *, verified: bool = False, note: str = "") -> AnnotationFile:
        """Returns what was taken and reported."""
        annotation = ImageAnnotation(tuple(self._objects), self._image.width, self._image.height, verified, note)
        orientation = self._placement.orientation
        return AnnotationFile(annotation, tuple(self._problems), self._outlines, orientation, self._skipped)
