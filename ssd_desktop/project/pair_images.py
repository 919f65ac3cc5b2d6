"""Which images two runs can be compared on."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ssd_desktop.annotation.data_folder import open_data_folder
from ssd_desktop.data.dataset import load_dataset, split_names
from ssd_desktop.data.image_place import folder_place
from ssd_desktop.data.types import Dataset
from ssd_desktop.errors import ProjectError, SSDDesktopError
from ssd_desktop.project.gain import images_to_compare, split_of
from ssd_desktop.project.order import read_order
from ssd_desktop.project.runs import RunRecord
from ssd_desktop.training.data_choice import DataChoice

_NOT_FOR_COMPARING = ("train", "trainval", "val")
"""Lists that runs are trained on, or choose their best checkpoint by."""


@dataclass(frozen=True)
class PairImages:
    """Images that two runs are compared on.

    Attributes:
        run: Whose validation images, or the list of whose data folder.
        split: Name of the list; None: the validation images.
        count: How many.
    """

    run: RunRecord
    split: str | None
    count: int

    @property
    def key(self) -> tuple[Path, str | None]:
        """Tells them from other images."""
        return self.run.path, self.split

    def read(self, *, moved_data: Path | None = None) -> Dataset:
        """Returns the images as they are labelled now.

        Args:
            moved_data: As for ``read_order``.

        Raises:
            SSDDesktopError: They cannot be read, or none of them is left.
        """
        if self.split is None:
            return images_to_compare(self.run, moved_data=moved_data)
        data = read_order(self.run.path, moved_data=moved_data, init="vgg16").data
        return load_dataset(
            data.folder,
            split=self.split,
            classes=self.run.classes,
            one_based=data.one_based,
            missing_is_background=data.missing_is_background,
        )


def images_for_pair(first: RunRecord, second: RunRecord, *, moved_data: Path | None = None) -> tuple[PairImages, ...]:
    """Returns what two runs can be compared on, the best choice first.

    Args:
        first: A run.
        second: Another one.
        moved_data: As for ``read_order``.

    Raises:
        ProjectError: They cannot be compared, in a sentence that says why.
    """
    for run in (first, second):
        if run.checkpoint is None:
            raise ProjectError(f"{run.name} has saved no checkpoint; go on with it first.")
    if first.classes != second.classes:
        raise ProjectError(f"{first.name} and {second.name} know other classes, so that their pictures do not compare.")
    choices = [PairImages(run, None, run.validation_images) for run in _with_own_images((first, second))]
    choices += _lists(first, second, moved_data)
    if not choices:
        raise ProjectError(
            f"Neither {first.name} nor {second.name} has images to measure on; hold some back in the next training."
        )
    return tuple(choices)


def _with_own_images(runs: Sequence[RunRecord]) -> list[RunRecord]:
    """Returns the runs with validation images; one of two with the same."""
    known: list[set[Path]] = []
    found = []
    for run in runs:
        images = split_of(run.path, "validation")
        if images and images not in known:
            known.append(images)
            found.append(run)
    return found


def _lists(first: RunRecord, second: RunRecord, moved_data: Path | None) -> list[PairImages]:
    """Returns the lists of the data folder of the first run that are for measuring only."""
    data = _data_of(first, moved_data)
    if data is None:
        return []
    try:
        splits = open_data_folder(data.folder).splits()
    except SSDDesktopError:
        return []
    unfit = {*_NOT_FOR_COMPARING, *_used_lists(data)}
    other = _data_of(second, moved_data)
    if other is not None and folder_place(other.folder) == folder_place(data.folder):
        unfit |= _used_lists(other)
    return [PairImages(first, name, count) for name, count in splits.items() if count and name not in unfit]


def _data_of(run: RunRecord, moved_data: Path | None) -> DataChoice | None:
    """Returns what a run was trained on; None where it does not say it, or it is gone."""
    try:
        return read_order(run.path, moved_data=moved_data, init="vgg16").data
    except SSDDesktopError:
        return None


def _used_lists(data: DataChoice) -> set[str]:
    """Returns the lists that a run was trained on, or chose its best checkpoint by."""
    return {name for split in (data.split, data.validation_split) for name in split_names(split or "")}
