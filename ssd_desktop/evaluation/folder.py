"""A data folder measured with a detector, as the window does it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ssd_desktop.annotation.data_folder import open_data_folder
from ssd_desktop.annotation.data_root import data_root
from ssd_desktop.data.dataset import load_dataset
from ssd_desktop.evaluation.collection import Collected, Detector, collect


@dataclass(frozen=True)
class MeasurableFolder:
    """A data folder and what of it can be measured on.

    Attributes:
        folder: The data folder.
        splits: Images by split.
    """

    folder: Path
    splits: dict[str, int]


def measurable_folder(images: Path) -> MeasurableFolder:
    """Returns the data folder that a folder of images belongs to.

    Raises:
        AnnotationError: It cannot be read.
    """
    root = data_root(images)
    return MeasurableFolder(root, {name: count for name, count in open_data_folder(root).splits().items() if count})


def collect_from(
    detector: Detector,
    folder: Path,
    split: str | None,
    *,
    progress: Callable[[int, int], None],
    should_stop: Callable[[], bool],
) -> Collected:
    """Detects on every labelled image of a folder; ``analyse`` makes figures of it at any score.

    Args:
        detector: Whose classes are looked for; objects of other names are left out.
        folder: Data folder of any format.
        split: Of the folder; None: every labelled image.
        progress: Told images done and images in all.
        should_stop: Asked between batches.

    Raises:
        DataError: The folder cannot be read, or has no object of the detector's classes.
    """
    dataset = load_dataset(folder, split=split, classes=detector.config.classes)
    return collect(detector, dataset, progress=progress, should_stop=should_stop)
