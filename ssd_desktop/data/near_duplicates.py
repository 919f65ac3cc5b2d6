"""Images of two splits that are nearly the same picture, such as neighbouring frames of a video.

A figure measured on copies of the training images says nothing of new ones: the frames of ``fod_tools`` split at
random have such a copy for 85 of 100 test images.
"""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ssd_desktop.annotation.split_rule import SplittableImage
from ssd_desktop.data.read_ahead import read_ahead
from ssd_desktop.errors import MediaError
from ssd_desktop.media.thumbnail import read_thumbnail

ALIKE = 0.95
"""Correlation of two grey 32 x 32 thumbnails above which they count as nearly the same picture."""

TOLD_SHARE = 0.01
"""Share of the measuring images with a copy among the training images above which a user is warned."""

MOST_IMAGES = 6000
"""Images looked at in all, evenly taken where there are more; 0.4 ms of a core each (JPEG, 360 px to 640 x 480)."""

_READERS = 2
_ROWS = 256


@dataclass(frozen=True)
class NearDuplicate:
    """An image and the one of the other split that is most like it.

    Attributes:
        path: Of the second split, which measures.
        like: Of the first, which trains.
        correlation: Of their thumbnails, above ``ALIKE``, at most 1.
    """

    path: Path
    like: Path
    correlation: float


@dataclass(frozen=True)
class NearDuplicates:
    """What a comparison of two splits found.

    Attributes:
        pairs: The most alike first, one for each image of the second split that has a near-duplicate.
        compared: Images of the second split that were looked at.
    """

    pairs: tuple[NearDuplicate, ...]
    compared: int

    @property
    def share(self) -> float:
        """Share (0..1) of the images looked at that have a near-duplicate in the first split."""
        return len(self.pairs) / max(self.compared, 1)

    def warning(self) -> str | None:
        """Returns a sentence that names some pairs; None where no more than ``TOLD_SHARE`` has one."""
        if self.share <= TOLD_SHARE:
            return None
        named = ", ".join(f"{pair.path.name} and {pair.like.name} ({pair.correlation:.2f})" for pair in self.pairs[:3])
        return (
            f"{len(self.pairs)} of {self.compared} images to measure on ({self.share:.0%}) are nearly the same picture "
            f"as one that is trained on: {named}; split by frames, folder or an expression, or the figures flatter."
        )


def find_near_duplicates(
    first: Sequence[SplittableImage],
    second: Sequence[SplittableImage],
    *,
    threshold: float = ALIKE,
    most_images: int = MOST_IMAGES,
    between: Callable[[], None] = lambda: None,
) -> NearDuplicates:
    """Looks for each image of the second split for the one of the first that is most like it.

    Only images with a class in common, or both of background, are compared: two objects before the same wall are no
    copies. Images that cannot be read are passed over; nobody trains on them.

    Args:
        first: Images that train.
        second: Images that measure.
        threshold: Correlation, 0 to 1, above which two are nearly the same picture.
        most_images: Bounds the time: of more images than this, evenly spaced ones of both splits are compared.
        between: Called before each image; may wait, or raise to give it up.
    """
    share = min(1.0, most_images / max(len(first) + len(second), 1))
    trained, train = _normalised(_evenly(first, share), between)
    measured, rows = _normalised(_evenly(second, share), between)
    if not trained:
        return NearDuplicates((), len(measured))
    pairs = []
    for start in range(0, len(rows), _ROWS):
        part = slice(start, start + _ROWS)
        correlations = np.where(_comparable(measured[part], trained), rows[part] @ train.T, 0)  # [rows, first]
        best = correlations.argmax(axis=1)
        for offset in np.flatnonzero(correlations.max(axis=1) > threshold).tolist():
            correlation = min(float(correlations[offset, best[offset]]), 1.0)
            pairs.append(NearDuplicate(measured[start + offset].path, trained[best[offset]].path, correlation))
    pairs.sort(key=lambda pair: (-pair.correlation, str(pair.path)))
    return NearDuplicates(tuple(pairs), len(measured))


def _comparable(rows: Sequence[SplittableImage], columns: Sequence[SplittableImage]) -> npt.NDArray[np.bool_]:
    """Returns bool ``[rows, columns]``: a class in common, or both without any."""
    numbers = {
        name: index for index, name in enumerate({name for image in (*rows, *columns) for name in image.classes})
    }
    first, second = (_shown_classes(images, numbers) for images in (rows, columns))
    both_empty = (first.sum(axis=1)[:, None] + second.sum(axis=1)[None]) == 0
    result: npt.NDArray[np.bool_] = (first @ second.T > 0) | both_empty
    return result


def _shown_classes(images: Sequence[SplittableImage], numbers: dict[str, int]) -> npt.NDArray[np.float32]:
    shown = np.zeros((len(images), len(numbers)), np.float32)
    for row, image in enumerate(images):
        shown[row, [numbers[name] for name in image.classes]] = 1
    return shown


def _evenly(images: Sequence[SplittableImage], share: float) -> list[SplittableImage]:
    count = min(len(images), max(1, round(share * len(images)))) if images else 0
    return [images[index * len(images) // count] for index in range(count)]


def _normalised(
    images: Sequence[SplittableImage], between: Callable[[], None]
) -> tuple[list[SplittableImage], npt.NDArray[np.float32]]:
    """Returns the readable images and their thumbnails with mean 0 and length 1, float32 ``[n, 1024]``.

    A picture of one colour has no pattern to compare: its row is 0, and it is like no other.
    """
    read = []
    with closing(read_ahead(_row, [[image.path] for image in images], workers=_READERS, name="thumbnails")) as rows_of:
        for image in images:
            between()
            (row,) = next(rows_of)
            if row is not None:
                read.append((image, row))
    rows = np.stack([row for _, row in read]) if read else np.zeros((0, 1), np.float32)
    return [image for image, _ in read], rows


def _row(path: Path) -> npt.NDArray[np.float32] | None:
    try:
        row = read_thumbnail(path).ravel()
    except MediaError:
        return None
    row = row - row.mean()
    length = float(np.linalg.norm(row))
    result: npt.NDArray[np.float32] = row / length if length > 1 else np.zeros_like(row)
    return result
