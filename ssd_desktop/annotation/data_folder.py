"""A data folder of any format: its images, what reads each one's objects, and its splits.

The seam between the formats and what trains, measures and converts: nobody above asks which format a folder has.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from os import PathLike
from pathlib import Path

from ssd_desktop.annotation.annotation import AnnotationProblem
from ssd_desktop.annotation.formats.annotation_file import AnnotationFile
from ssd_desktop.annotation.formats.voc_xml import read_voc_xml
from ssd_desktop.annotation.image_folder import natural_key
from ssd_desktop.annotation.voc_folder import ImageEntry, VocFolder
from ssd_desktop.errors import AnnotationError
from ssd_desktop.media.image_file import ImageSize


@dataclass(frozen=True)
class LabelledBy:
    """What describes an image.

    Attributes:
        path: The annotation file.
        read: Reads the objects for the real size of the image; raises AnnotationError.
        name: What the file calls the image, where it describes several.
    """

    path: Path
    read: Callable[[ImageSize], AnnotationFile]
    name: str = ""


@dataclass(frozen=True)
class DataEntry:
    """An image of a data folder.

    Attributes:
        image_path: The image file.
        labels: What describes it; None: unlabelled. Without objects it is background.
    """

    image_path: Path
    labels: LabelledBy | None


class DataFolder(ABC):
    """The images of a folder, all of them or those of a split.

    Attributes:
        root: The folder.
        kind: The name of its format, for messages.
        class_ids: Class name by the number its files use; empty where they use none.
        class_order: The names in the order of a class list or ``data.yaml``; empty where there is neither.
    """

    root: Path
    kind: str
    class_ids: Mapping[int, str]
    class_order: tuple[str, ...]

    @abstractmethod
    def splits(self) -> dict[str, int]:
        """Returns the number of images of each split, by name in natural order."""

    @abstractmethod
    def entries(self, split: str | None = None) -> list[DataEntry]:
        """Returns the images of a split in its order, or all of them; labelled or not.

        Raises:
            AnnotationError: There is no such split (those there are named), or it cannot be read.
        """

    @abstractmethod
    def problems(self, split: str | None = None) -> tuple[AnnotationProblem, ...]:
        """Returns what is wrong with the folder, or with the list of a split.

        Raises:
            AnnotationError: As ``entries``.
        """


class ListedFolder(DataFolder):
    """A folder whose images and splits are known as soon as it is opened."""

    def __init__(
        self,
        root: Path,
        kind: str,
        images: Sequence[DataEntry],
        *,
        splits: Mapping[str, Sequence[DataEntry]],
        problems: Sequence[AnnotationProblem] = (),
        split_problems: Mapping[str, Sequence[AnnotationProblem]] | None = None,
        class_ids: Mapping[int, str] | None = None,
        class_order: Sequence[str] = (),
    ) -> None:
        """Keeps what was found."""
        self.root = root
        self.kind = kind
        self.class_ids = dict(class_ids or {})
        self.class_order = tuple(class_order)
        self._images = images
        self._splits = splits
        self._problems = tuple(problems)
        self._split_problems = split_problems or {}

    def splits(self) -> dict[str, int]:
        return {name: len(self._splits[name]) for name in sorted(self._splits, key=natural_key)}

    def entries(self, split: str | None = None) -> list[DataEntry]:
        return list(self._images if split is None else self._splits[self._known(split)])

    def problems(self, split: str | None = None) -> tuple[AnnotationProblem, ...]:
        if split is not None:
            return tuple(self._split_problems.get(self._known(split), ()))
        return self._problems + tuple(problem for found in self._split_problems.values() for problem in found)

    def _known(self, split: str) -> str:
        if split not in self._splits:
            names = ", ".join(sorted(self._splits, key=natural_key)) or "none"
            raise AnnotationError(f'{self.root} has no split "{split}"; there are: {names}.')
        return split


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
        """Where the lists of its splits are, or belong."""
        return self._folder.list_folder

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


def open_data_folder(
    path: str | PathLike[str], *, one_based: bool = False, missing_is_background: bool = False
) -> DataFolder:
    """Opens a data folder and finds its format by what is in it.

    In this order: a ``data.yaml`` with labels (YOLO); XML files (Pascal VOC); a COCO or Create ML JSON beside the
    images, in ``annotations`` or in the folder of a split; YOLO txt files in ``labels`` or beside the images; labelme
    JSON files. A folder with none of these is a VOC folder of unlabelled images.

    Args:
        path: The folder.
        one_based: VOC: coordinates count from 1.
        missing_is_background: YOLO: an image without a txt has no objects; else it is unlabelled.

    Raises:
        AnnotationError: The folder is missing, cannot be read, or its description of the data is not understood.
    """
    # Here, because these modules stand on the classes above.
    from ssd_desktop.annotation.json_folder import open_json_folder, open_labelme_folder
    from ssd_desktop.annotation.yolo_folder import find_data_yaml, open_yolo_folder

    root = Path(path)
    yolo: DataFolder | None = None
    if find_data_yaml(root) is not None:
        yolo = open_yolo_folder(root, missing_is_background=missing_is_background)
    if yolo is not None and _is_labelled(yolo):
        return yolo
    voc = VocData(root, one_based=one_based)
    if _is_labelled(voc) or voc.splits():
        return voc
    found = open_json_folder(root) or yolo or open_yolo_folder(root, missing_is_background=missing_is_background)
    return found or open_labelme_folder(root) or voc


def _is_labelled(folder: DataFolder) -> bool:
    return any(entry.labels is not None for entry in folder.entries())
