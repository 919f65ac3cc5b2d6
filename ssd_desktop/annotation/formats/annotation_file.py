"""What every reader gives for an image, and the care all of them take with its objects.

A reader turns the numbers of its format into edges in pixels; whether an object can be used, and in which
orientation its box was drawn, is decided here, as ``voc_xml`` does it for XML.
"""

import unicodedata
from dataclasses import dataclass
from pathlib import Path

from ssd_desktop.annotation.annotation import AnnotatedObject, AnnotationProblem, ImageAnnotation
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.orientation import stored_to_upright
from ssd_desktop.errors import AnnotationError
from ssd_desktop.media.image_file import ImageSize

_TOLERANCE = 1.0
"""Pixels a box may stick out of its image without a word: the difference of counting from 0 or from 1."""


@dataclass(frozen=True)
class AnnotationFile:
    """What an annotation file, of any format, says of one image.

    Attributes:
        annotation: The objects that can be used, boxes clipped to the image, in pixels of the upright image.
        problems: What was wrong, in order of reading.
        outlines: How many objects have a polygon, mask or circle of which only the bounding box was taken.
        orientation: The EXIF orientation of the image if the file's boxes are in stored orientation (they were turned
            while reading and are to be turned back while writing), else 1.
    """

    annotation: ImageAnnotation
    problems: tuple[AnnotationProblem, ...] = ()
    outlines: int = 0
    orientation: int = 1


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
        self._declared = declared
        self._objects: list[AnnotatedObject] = []
        self._problems: list[AnnotationProblem] = []
        self._outlines = 0
        upright, stored = (image_size.width, image_size.height), (image_size.stored_width, image_size.stored_height)
        self._turned = image_size.orientation >= 5 and declared == stored != upright
        self._misfit = declared is not None and not self._turned and declared != upright
        if self._misfit:
            self.report(f"the size inside is {self._sizes()}; the image's was taken")

    def report(self, text: str, line: int = 0) -> None:
        """Notes a problem; ``line`` counts from 1, 0 where unknown."""
        self._problems.append(AnnotationProblem(str(self._path), line, text))

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

        Raises:
            AnnotationError: The file claims another size of image, and the box does not fit the real one.
        """
        name = clean_label(label)
        if name is None:
            self.report(f"{title} has no usable class name and was skipped", line)
            return
        box = self._inside(Box(*edges_xyxy), f'{title} "{name}"', line)
        if box is None:
            return
        self._outlines += outline
        marks = dict.fromkeys(flags, True)
        self._objects.append(AnnotatedObject(name, box, entry=entry, outlined=outline, **marks))

    def file(self, *, verified: bool = False) -> AnnotationFile:
        """Returns what was taken and reported."""
        annotation = ImageAnnotation(tuple(self._objects), self._image.width, self._image.height, verified)
        orientation = self._image.orientation if self._turned else 1
        return AnnotationFile(annotation, tuple(self._problems), self._outlines, orientation)

    def _inside(self, box: Box, title: str, line: int) -> Box | None:
        image = self._image
        if self._turned:
            box = stored_to_upright(box, image.orientation, width=image.stored_width, height=image.stored_height)
        problem = box.problem(image.width, image.height)
        clipped = box.clipped(image.width, image.height)
        overhang = max(abs(a - b) for a, b in zip(box.xyxy(), clipped.xyxy(), strict=True))
        if overhang > _TOLERANCE and self._misfit:
            raise AnnotationError(
                f"The annotation file {self._path} does not fit its image: the size inside is {self._sizes()}, and the "
                f"box of {title} lies outside; label the image anew or restore the one it was made for."
            )
        if problem is not None:
            self.report(f"{title} {problem} and was skipped", line)
            return None
        if overhang > _TOLERANCE:
            size = f"{image.width} x {image.height}"
            self.report(f"{title} sticks out of the {size} image by {overhang:g} px and was clipped", line)
        return clipped

    def _sizes(self) -> str:
        width, height = self._declared or (0, 0)
        return f"{width} x {height}, that of the image {self._image.width} x {self._image.height}"
