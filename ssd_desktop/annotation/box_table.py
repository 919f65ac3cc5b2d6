"""The objects of many images as columns, one row an object: what every figure of the statistics is taken from."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ssd_desktop.annotation.counted_image import CountedImage

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]

INPUT_SIDE = 300
"""Pixels of the square that SSD300 squeezes every picture into."""


@dataclass(frozen=True, eq=False)
class BoxTable:
    """Objects, in the order of their images.

    Attributes:
        classes: Names; ``labels`` counts from 0 in them.
        labels: int64 ``[N]``.
        images: int64 ``[N]``, the number of each object's image, from 0.
        entries: int64 ``[N]``, which object of its image each is.
        boxes_xyxy: float64 ``[N, 4]``, pixels of the upright image.
        sizes_wh: float64 ``[N, 2]``, width and height of each object's image, pixels.
    """

    classes: tuple[str, ...]
    labels: IntArray
    images: IntArray
    entries: IntArray
    boxes_xyxy: FloatArray
    sizes_wh: FloatArray

    def __len__(self) -> int:
        return len(self.labels)

    def of_class(self, label: int | None) -> "BoxTable":
        """Returns the objects of one class, by its number; None: all."""
        return self if label is None else self.rows(self.labels == label)

    def rows(self, chosen: npt.NDArray[np.bool_]) -> "BoxTable":
        """Returns the objects for which ``chosen``, bool ``[N]``, is true."""
        return BoxTable(
            self.classes,
            self.labels[chosen],
            self.images[chosen],
            self.entries[chosen],
            self.boxes_xyxy[chosen],
            self.sizes_wh[chosen],
        )

    @property
    def sides_wh(self) -> FloatArray:
        """Width and height of the boxes, pixels, float64 ``[N, 2]``."""
        return self.boxes_xyxy[:, 2:] - self.boxes_xyxy[:, :2]

    def sides_at_input(self, side: int = INPUT_SIDE) -> FloatArray:
        """Returns width and height once the picture is squeezed into a square of ``side`` pixels, ``[N, 2]``."""
        return self.sides_wh / self.sizes_wh * side

    @property
    def fractions_xyxy(self) -> FloatArray:
        """The boxes in fractions of their picture, 0..1, float64 ``[N, 4]``; clipped to it."""
        return np.clip(self.boxes_xyxy / np.tile(self.sizes_wh, 2), 0, 1)


def lengths(sides_wh: FloatArray) -> FloatArray:
    """Returns the side of the square of the same area as each box, ``[N]``."""
    sides: FloatArray = np.sqrt(np.prod(np.maximum(sides_wh, 0), axis=1))
    return sides


def ratios(sides_wh: FloatArray) -> FloatArray:
    """Returns width by height of each box, ``[N]``; boxes without height are not to be given."""
    return sides_wh[:, 0] / sides_wh[:, 1]


def box_table(images: Sequence[CountedImage], class_order: Sequence[str] = ()) -> BoxTable:
    """Gathers the objects of images.

    Boxes without an area are left out, as every reader leaves them out.

    Args:
        images: Their positions are the numbers in ``BoxTable.images``.
        class_order: Names that come first, in this order, even without an object; others follow sorted.
    """
    found = {label for image in images for label in image.labels}
    classes = tuple(dict.fromkeys((*class_order, *sorted(found))))
    numbers = {name: number for number, name in enumerate(classes)}
    counts = [len(image.labels) for image in images]
    boxes = [image.boxes_xyxy for image in images if image.labels]
    sizes = np.array([(image.width, image.height) for image in images], np.float64).reshape(-1, 2)
    table = BoxTable(
        classes,
        np.array([numbers[label] for image in images for label in image.labels], np.int64),
        np.repeat(np.arange(len(images), dtype=np.int64), counts),
        np.array([entry for image in images for entry in image.entries], np.int64),
        np.concatenate(boxes) if boxes else np.zeros((0, 4)),
        np.repeat(sizes, counts, axis=0),
    )
    return table.rows(np.all(table.sides_wh > 0, axis=1) & np.all(table.sizes_wh > 0, axis=1))
