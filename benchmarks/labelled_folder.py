"""A folder of images of which only some are labelled yet: what a user has who labels a few images at a time."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from ssd_desktop.data.types import Dataset


class LabelledFolder:
    """A VOC folder with the images of a data set, as links, and the annotation files of those that are labelled.

    Args:
        source: Labelled images, each with an annotation file of its own (Pascal VOC).
        folder: Made where it is missing.
    """

    def __init__(self, source: Dataset, folder: Path) -> None:
        self.path = folder
        self.images_path = folder / "JPEGImages"
        self._labels = folder / "Annotations"
        self._sources = {sample.image_path.stem: sample.annotation_path for sample in source.samples}
        self._labels.mkdir(parents=True, exist_ok=True)
        self.images_path.mkdir(exist_ok=True)
        self.images = tuple(self._link(sample.image_path.resolve()) for sample in source.samples)

    def _link(self, image: Path) -> Path:
        place = self.images_path / image.name
        if not place.is_symlink():
            place.symlink_to(image)
        return place

    def is_open(self, image: Path) -> bool:
        """Returns whether an image of the folder still waits for a label."""
        return not self._label_of(image.stem).exists()

    def label_only(self, stems: Iterable[str]) -> None:
        """Labels the images with these names, and takes the labels of all others away."""
        wanted = set(stems)
        for path in self._labels.iterdir():
            if path.stem not in wanted:
                path.unlink()
        for stem in sorted(wanted):
            shutil.copyfile(self._sources[stem], self._label_of(stem))

    def _label_of(self, stem: str) -> Path:
        return self._labels / f"{stem}.xml"
