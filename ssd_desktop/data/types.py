"""A data set as training and evaluation see it: samples, class list, and what was found wrong."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ssd_desktop.annotation.annotation import AnnotationProblem
from ssd_desktop.annotation.split_rule import SplittableImage


@dataclass(frozen=True)
class Region:
    """A tile of an image file; pixels of the upright picture, edges.

    Attributes:
        x0: Left edge.
        y0: Top edge.
        x1: Right edge.
        y1: Bottom edge.
        picture_width: Of the whole picture.
        picture_height: Likewise.
    """

    x0: int
    y0: int
    x1: int
    y1: int
    picture_width: int
    picture_height: int


class ViewKey(NamedTuple):
    """Which augmented view of which image: what decides its pixels, and so all that is computed from them.

    Attributes:
        image: Position in the data set.
        view: Number of the view, from 0; the number of the pass over the images unless views repeat.
        repetition: How often the image came before in the same pass; each time is another view.
    """

    image: int
    view: int
    repetition: int = 0


@dataclass(frozen=True, eq=False)
class Sample:
    """One labelled image, or a tile of one; its pixels are read when needed.

    Attributes:
        image_path: The image file.
        annotation_path: The file its boxes came from.
        width: Pixels of the upright image; of a tile its own, as everything here.
        height: Likewise.
        boxes_xyxy: float32 ``[G, 4]``, x0, y0, x1, y1, pixels, inside the image, none degenerate.
        labels: int64 ``[G]``, 1 to C - 1.
        difficult: bool ``[G]``.
        ignore: bool ``[G]``; True: neither object nor background.
        crowd: bool ``[G]``; those of ``ignore`` that are groups: what lies half inside one is ignored.
        region: The part of the file that a tile shows; None: the whole.
        verified: Somebody has looked at the labels and found them right.
    """

    image_path: Path
    annotation_path: Path
    width: int
    height: int
    boxes_xyxy: npt.NDArray[np.float32]
    labels: npt.NDArray[np.int64]
    difficult: npt.NDArray[np.bool_]
    ignore: npt.NDArray[np.bool_]
    crowd: npt.NDArray[np.bool_]
    region: Region | None = None
    verified: bool = False

    @property
    def place(self) -> str:
        """The file, and the part of it where the sample is a tile; for messages."""
        part = self.region
        return str(self.image_path) + (f", part {part.x0}, {part.y0}, {part.x1}, {part.y1}" if part else "")

    def take(self, objects: npt.NDArray[np.int64]) -> "Sample":
        """Returns the sample with some of its objects only, by their positions ``[M]``."""
        return replace(
            self,
            boxes_xyxy=self.boxes_xyxy[objects],
            labels=self.labels[objects],
            difficult=self.difficult[objects],
            ignore=self.ignore[objects],
            crowd=self.crowd[objects],
        )

    @property
    def to_find(self) -> npt.NDArray[np.bool_]:
        """Which objects an evaluation asks for, bool ``[G]``: neither difficult nor ignored."""
        result: npt.NDArray[np.bool_] = ~(self.difficult | self.ignore)
        return result


@dataclass(frozen=True)
class DatasetReport:
    """What reading a data folder found.

    Attributes:
        images: Labelled images taken (background images included).
        background: Those without objects.
        unlabelled: Images without an annotation file, left out.
        unreadable: Images that cannot be decoded, left out, by path.
        problems: What was wrong in annotation files, in order of reading.
        labels_elsewhere: The folders that the user keeps the labels in, where they do not lie with the images.
    """

    images: int
    background: int
    unlabelled: int
    unreadable: tuple[str, ...] = ()
    problems: tuple[AnnotationProblem, ...] = ()
    labels_elsewhere: tuple[Path, ...] = ()


@dataclass(frozen=True, eq=False)
class Dataset:
    """Labelled images and the classes they use.

    Attributes:
        name: For reports: the folder and split.
        samples: In the order of the split list, else natural order of names.
        classes: Foreground names; label i is ``classes[i - 1]``.
        report: What was found on the way.
    """

    name: str
    samples: tuple[Sample, ...]
    classes: tuple[str, ...]
    report: DatasetReport

    def __len__(self) -> int:
        return len(self.samples)

    @property
    def is_measurable(self) -> bool:
        """Whether an evaluation has an object to find."""
        return any(bool(sample.to_find.any()) for sample in self.samples)

    def compared(self) -> tuple[SplittableImage, ...]:
        """Returns what a split, or a comparison of two, needs to know of each image; ignored objects do not count."""
        return tuple(
            SplittableImage(
                sample.image_path,
                frozenset(self.classes[label - 1] for label in sample.labels[~sample.ignore].tolist()),
            )
            for sample in self.samples
        )

    def boxes_per_class(self) -> dict[str, int]:
        """Returns the number of boxes of each class, ignored ones not counted, in class order."""
        labels = [sample.labels[~sample.ignore] for sample in self.samples]
        counts = np.bincount(np.concatenate([*labels, np.zeros(0, np.int64)]), minlength=len(self.classes) + 1)
        return {name: int(counts[i + 1]) for i, name in enumerate(self.classes)}
