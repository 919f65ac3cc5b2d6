"""A Pascal VOC folder as every data folder is seen by what trains, measures and converts."""

from functools import partial
from pathlib import Path

from ssd_desktop.annotation.annotation import AnnotationProblem
from ssd_desktop.annotation.data_entries import DataEntry, DataFolder, LabelledBy
from ssd_desktop.annotation.formats.annotation_file import AnnotationFile
from ssd_desktop.annotation.formats.voc_xml import read_voc_xml
from ssd_desktop.annotation.voc_folder import ImageEntry, VocFolder
from ssd_desktop.media.image_file import ImageSize


class VocData(DataFolder):
    """A VOC folder behind the seam; its split lists are read when they are asked for."""

    kind = "Pascal VOC"

    def __init__(self, root: Path, *, one_based: bool) -> None:
        """Lists the folder.

        Raises:
            AnnotationError: The folder is missing, is no folder, or cannot be read.
        """
        self.root = root
        self.class_ids = {}
        self.class_order = ()
        self._folder = VocFolder.open(root)
        self._one_based = one_based

    @property
    def list_folder(self) -> Path:
        """``ImageSets/Main``."""
        return self._folder.list_folder

    def list_line(self, image: Path) -> str:
        """Returns the name of an image without its ending."""
        return image.stem

    def splits(self) -> dict[str, int]:
        return self._folder.splits()

    def entries(self, split: str | None = None) -> list[DataEntry]:
        return [DataEntry(entry.image_path, self._labels(entry)) for entry in self._folder.entries(split)]

    def problems(self, split: str | None = None) -> tuple[AnnotationProblem, ...]:
        return self._folder.problems if split is None else self._folder.split_problems(split)

    def _labels(self, entry: ImageEntry) -> LabelledBy | None:
        path = entry.annotation_path
        if path is None:
            return None
        return LabelledBy(path, partial(_read_voc, path, entry.image_path, self._one_based))


def _read_voc(path: Path, image_path: Path, one_based: bool, image_size: ImageSize) -> AnnotationFile:
    file = read_voc_xml(path, image_size=image_size, image_path=image_path, one_based=one_based)
    return AnnotationFile(file.annotation, file.problems, orientation=file.orientation, skipped=file.skipped)
