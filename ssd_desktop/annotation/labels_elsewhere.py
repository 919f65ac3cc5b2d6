"""A data folder with the labels that its user keeps elsewhere in place of those that lie with the images."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from ssd_desktop.annotation.annotation import AnnotationProblem
from ssd_desktop.annotation.data_entries import DataEntry, DataFolder
from ssd_desktop.annotation.label_places import labels_folders_of
from ssd_desktop.annotation.separate_labels import check_labels_folder, open_separate_labels


def with_labels_elsewhere(data: DataFolder, *, one_based: bool, missing_is_background: bool) -> DataFolder:
    """Returns a data folder with the labels of each of its folders of images from where the user keeps them.

    Images and splits stay those of the data folder.

    Args:
        data: As it lies on the disk.
        one_based: As for ``open_data_folder``.
        missing_is_background: Likewise.

    Raises:
        AnnotationError: A folder of labels is gone or cannot be read.
    """
    places = labels_folders_of(dict.fromkeys(entry.image_path.parent for entry in data.entries()))
    if not places:
        return data
    open_one = partial(open_separate_labels, one_based=one_based, missing_is_background=missing_is_background)
    for place in places.values():
        check_labels_folder(place)
    return _LabelsElsewhere(data, {images: open_one(images, place) for images, place in places.items()}, places)


class _LabelsElsewhere(DataFolder):
    """Asks the data folder for everything but the labels."""

    def __init__(self, data: DataFolder, elsewhere: Mapping[Path, DataFolder], places: Mapping[Path, Path]) -> None:
        self._data, self._elsewhere = data, elsewhere
        self._labels = {images: _by_name(opened.entries()) for images, opened in elsewhere.items()}
        self.root = data.root
        self.labels_elsewhere = dict(places)
        named = [*elsewhere.values()]
        if any(entry.labels is not None and entry.image_path.parent not in places for entry in data.entries()):
            named.insert(0, data)
        described = [one for one in named if any(entry.labels is not None for entry in one.entries())]
        self.kind = (described or named)[0].kind
        self.class_ids = {number: name for one in reversed(named) for number, name in one.class_ids.items()}
        self.class_order = tuple(dict.fromkeys(name for one in named for name in one.class_order))

    @property
    def list_folder(self) -> Path:
        return self._data.list_folder

    def list_line(self, image: Path) -> str:
        return self._data.list_line(image)

    def splits(self) -> dict[str, int]:
        return self._data.splits()

    def entries(self, split: str | None = None) -> list[DataEntry]:
        return [self._entry(entry) for entry in self._data.entries(split)]

    def problems(self, split: str | None = None) -> tuple[AnnotationProblem, ...]:
        problems = self._data.problems(split)
        if split is not None:
            return problems
        return problems + tuple(found for opened in self._elsewhere.values() for found in opened.problems())

    def _entry(self, entry: DataEntry) -> DataEntry:
        labels = self._labels.get(entry.image_path.parent)
        if labels is None:
            return entry
        found = labels.get(entry.image_path.name)
        return DataEntry(entry.image_path, None if found is None else found.labels)


def _by_name(entries: Sequence[DataEntry]) -> dict[str, DataEntry]:
    return {entry.image_path.name: entry for entry in entries}
