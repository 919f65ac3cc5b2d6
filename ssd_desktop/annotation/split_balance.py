"""How the objects of each class are shared out among the splits of a data folder, and what a split lacks."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ssd_desktop.annotation.box_table import BoxTable, IntArray
from ssd_desktop.annotation.counted_image import CountedImage
from ssd_desktop.annotation.data_entries import DataFolder
from ssd_desktop.annotation.image_summary import DONE

_USUAL = ("train", "trainval", "val", "test")


@dataclass(frozen=True, eq=False)
class SplitBalance:
    """The splits that were looked at.

    Attributes:
        splits: Their names.
        images: int64 ``[S]``, labelled images of each.
        objects: int64 ``[C, S]``, objects of each class in each split.
        missing: For each split the classes that have objects elsewhere and none in it.
        in_no_split: Labelled images that none of these splits has.
        in_several: Labelled images that more than one of them has.
    """

    splits: tuple[str, ...]
    images: IntArray
    objects: IntArray
    missing: tuple[tuple[str, ...], ...]
    in_no_split: int
    in_several: int


def split_images(data: DataFolder) -> dict[str, frozenset[Path]]:
    """Returns the images of the splits that are worth comparing, by name.

    Training, validation and test where they go by these names; ``trainval`` only where there is no ``train``. Else all.

    Raises:
        AnnotationError: The list of a split cannot be read.
    """
    names = [name for name, count in data.splits().items() if count]
    usual = [name for name in _USUAL if name in names and not (name == "trainval" and "train" in names)]
    return {name: frozenset(entry.image_path for entry in data.entries(name)) for name in usual or names}


def split_balance(
    images: Sequence[CountedImage], table: BoxTable, splits: Mapping[str, Collection[Path]]
) -> SplitBalance | None:
    """Counts classes split by split; None where there is no split.

    Args:
        images: The images.
        table: Their objects, of ``box_table``.
        splits: The images of each split.
    """
    if not splits:
        return None
    labelled = np.array([image.status in DONE for image in images], bool)
    members = np.array([[image.path in paths for paths in splits.values()] for image in images], bool)
    members = members.reshape(len(images), len(splits)) & labelled[:, None]
    objects = np.zeros((len(table.classes), len(splits)), np.int64)
    for column in range(len(splits)):
        inside = members[table.images, column] if len(table) else np.zeros(0, bool)
        objects[:, column] = np.bincount(table.labels[inside], minlength=len(table.classes))
    anywhere = np.bincount(table.labels, minlength=len(table.classes))
    missing = tuple(
        tuple(name for name, count, own in zip(table.classes, anywhere, column, strict=True) if count and not own)
        for column in objects.T
    )
    times = members.sum(axis=1)[labelled]
    return SplitBalance(
        tuple(splits),
        members.sum(axis=0).astype(np.int64),
        objects,
        missing,
        int(np.count_nonzero(times == 0)),
        int(np.count_nonzero(times > 1)),
    )
