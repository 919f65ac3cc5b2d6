"""What any annotation format says of an image that is shown; the folder shown last stays open."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from ssd_desktop.annotation.data_folder import LabelledBy
from ssd_desktop.annotation.formats.annotation_file import AnnotationFile
from ssd_desktop.annotation.formats.voc_xml import read_voc_xml
from ssd_desktop.annotation.image_folder import annotation_file_for
from ssd_desktop.annotation.label_folder import LabelFolder
from ssd_desktop.media.image_file import ImageSize

_Times = dict[Path, int]


@dataclass(frozen=True, eq=False)
class _Opened:
    """A folder with the times of what would change it."""

    images_folder: Path
    labels: dict[Path, LabelledBy]
    times: _Times


class GroundTruthReader:
    """Reads the objects of one image after the other; for one thread.

    A Pascal VOC file of the image's name is read alone. For the other formats the data folder is opened, once for all
    its images, and again when it, a folder of its files or a file of many images has changed.
    """

    def __init__(self) -> None:
        self._opened: _Opened | None = None

    def read(self, image: Path, size: ImageSize) -> tuple[Path, AnnotationFile] | None:
        """Returns the annotation file of an image and what it says; None where the image has none.

        Args:
            image: The image file.
            size: Its real size, for formats that count in fractions.

        Raises:
            AnnotationError: The file, or the description of its folder, cannot be read or understood.
        """
        xml = annotation_file_for(image)
        if xml is not None:
            file = read_voc_xml(xml, image_size=size, image_path=image)
            return xml, AnnotationFile(file.annotation, file.problems)
        labels = self._labels(image.parent).get(image)
        return None if labels is None else (labels.path, labels.read(size))

    def _labels(self, images_folder: Path) -> dict[Path, LabelledBy]:
        opened = self._opened
        if opened is None or opened.images_folder != images_folder or _times(opened.times) != opened.times:
            self._opened = opened = _open(images_folder)
        return opened.labels


def _open(images_folder: Path) -> _Opened:
    folder = LabelFolder.open(images_folder)
    labels = {image: found for image in folder.images() if (found := folder.labels(image)) is not None}
    counts = Counter(found.path for found in labels.values())
    shared = {path for path, count in counts.items() if count > 1}
    return _Opened(
        images_folder, labels, _times({images_folder, folder.root, *shared, *(path.parent for path in counts)})
    )


def _times(paths: set[Path] | _Times) -> _Times:
    """Returns when each path was changed, in nanoseconds; -1 for one that is gone."""
    times = {}
    for path in paths:
        try:
            times[path] = path.stat().st_mtime_ns
        except OSError:
            times[path] = -1
    return times
