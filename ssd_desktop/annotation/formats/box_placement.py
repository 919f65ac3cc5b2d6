"""Where the boxes of an annotation file lie in its image: which orientation they count in, and whether they fit.

Every format comes through here. A size in the file that is the stored, not the upright, size of an EXIF-rotated image
means that the boxes were drawn on the stored picture: they are turned upright. A size that is neither may be a slip of
the tool; but where a box then lies outside as well, the file was made for another image.
"""

from pathlib import Path

from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.orientation import stored_to_upright
from ssd_desktop.errors import AnnotationError
from ssd_desktop.media.image_file import ImageSize

TOLERANCE = 1.0
"""Pixels a box may stick out of its image without a word: the difference of counting from 0 or from 1."""


class BoxPlacement:
    """Turns, checks and clips the boxes of one image.

    Args:
        path: The annotation file, for messages.
        image: The real size of the image.
        declared: Width and height in pixels that the file claims; None where it does not say.

    Attributes:
        orientation: The EXIF orientation of the image if the file's boxes are in stored orientation, else 1.
        remark: What is wrong with the size in the file; empty where it fits or is not given.
    """

    def __init__(self, path: Path, image: ImageSize, declared: tuple[int, int] | None) -> None:
        self._path = path
        self._image = image
        upright, stored = (image.width, image.height), (image.stored_width, image.stored_height)
        turned = image.orientation >= 5 and declared == stored != upright
        self.orientation = image.orientation if turned else 1
        self._declared, self._size, self.remark = "", f"{image.width} x {image.height}", ""
        if declared is not None and not turned and declared != upright:
            self._declared = f"{declared[0]} x {declared[1]}"
            self.remark = f"the size inside is {self._declared}, that of the image {self._size}; the image's was taken"

    def is_outside(self, box: Box) -> bool:
        """Returns whether a box, in pixels as the file counts them, sticks out by more than ``TOLERANCE``."""
        turned = self._upright(box)
        return self._overhang(turned) > TOLERANCE

    def place(self, box: Box, title: str, *, line: int = 0) -> tuple[Box | None, str]:
        """Returns a box as it lies in the upright image.

        Args:
            box: Pixels, as the file counts them.
            title: What messages call its object, such as ``object 3 "cat"``.
            line: Of the file, from 1; 0 where unknown.

        Returns:
            The box in pixels of the upright image, clipped to it, or None where it cannot be used; and what to report,
            one sentence without a full stop, empty where there is nothing.

        Raises:
            AnnotationError: The file claims another size of image, and the box does not fit the real one.
        """
        image = self._image
        box = self._upright(box)
        problem = box.problem(image.width, image.height)
        clipped = box.clipped(image.width, image.height)
        overhang = self._overhang(box)
        if overhang > TOLERANCE and self._declared:
            where = f" in line {line}" if line else ""
            raise AnnotationError(
                f"The annotation file {self._path} does not fit its image: the size inside is {self._declared}, "
                f"that of the image {self._size}, and the box of {title}{where} lies outside; label the picture again "
                "or restore the one it was made for."
            )
        if problem is not None:
            return None, f"{title} {problem} and was skipped"
        if overhang > TOLERANCE:
            return clipped, f"{title} sticks out of the {self._size} image by {overhang:g} px and was clipped"
        return clipped, ""

    def _upright(self, box: Box) -> Box:
        if self.orientation == 1:
            return box
        image = self._image
        return stored_to_upright(box, self.orientation, width=image.stored_width, height=image.stored_height)

    def _overhang(self, box: Box) -> float:
        """Returns by how many pixels an upright box sticks out of the image."""
        clipped = box.clipped(self._image.width, self._image.height)
        return max(abs(a - b) for a, b in zip(box.xyxy(), clipped.xyxy(), strict=True))
