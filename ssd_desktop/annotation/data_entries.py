"""What a data folder is: its images, what reads each one's objects, and its splits, whatever its format."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from ssd_desktop.annotation.annotation import AnnotationProblem
from ssd_desktop.annotation.formats.annotation_file import AnnotationFile
from ssd_desktop.annotation.natural_order import natural_key
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
        labels_elsewhere: The folder of the labels by that of its images, where the user keeps them apart.
    """

    root: Path
    kind: str
    class_ids: Mapping[int, str]
    class_order: tuple[str, ...]
    labels_elsewhere: Mapping[Path, Path] = MappingProxyType({})

    @property
    def list_folder(self) -> Path:
        """Where the lists of its splits are, or belong."""
        return self.root

    def list_line(self, image: Path) -> str:
        """Returns how a list names an image: its path, relative to the data folder, as Ultralytics writes them."""
        return f"./{image.relative_to(self.root).as_posix()}" if image.is_relative_to(self.root) else image.as_posix()

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
