"""The user's pictures for int8: which calibrate, and which tell what it costs."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from ssd_desktop.annotation.data_folder import open_data_folder
from ssd_desktop.annotation.image_folder import list_images
from ssd_desktop.data.dataset import load_dataset
from ssd_desktop.data.types import Dataset
from ssd_desktop.errors import DataError, ExportError
from ssd_desktop.evaluation.evaluator import evaluate
from ssd_desktop.export.types import ApLoss
from ssd_desktop.inference.predictor import Predictor

MOST_CALIBRATED = 300
"""NNCF's own number; more change the ranges of the activations no more."""

MOST_MEASURED = 200

_Item = TypeVar("_Item")


def calibration_images(folder: Path) -> list[Path]:
    """Returns the images of a data folder to calibrate on: every other one, evenly over the folder.

    Raises:
        AnnotationError: The folder cannot be read.
        ExportError: It holds no images.
    """
    images = pictures_of(folder)
    return spread(images[::2], MOST_CALIBRATED)


def pictures_of(folder: Path) -> list[Path]:
    """Returns the images of a data folder, labelled or not, or of a plain folder.

    Raises:
        AnnotationError: The folder cannot be read.
        ExportError: It holds no images.
    """
    images = [entry.image_path for entry in open_data_folder(folder).entries()] or list_images(folder)
    if not images:
        raise ExportError(f"{folder} holds no pictures; name a folder with pictures like those to detect on.")
    return images


def measured_images(folder: Path, classes: Sequence[str]) -> Dataset | None:
    """Returns labelled images that do not calibrate, evenly over the folder; None where it has no labels of use.

    Args:
        folder: A data folder.
        classes: Foreground names of the detector.
    """
    try:
        dataset = load_dataset(folder, classes=classes)
    except DataError:
        return None
    calibrating = set(calibration_images(folder))
    others = [sample for sample in dataset.samples if sample.image_path not in calibrating]
    chosen = replace(dataset, samples=tuple(spread(others, MOST_MEASURED)))
    return chosen if chosen.is_measurable else None


def ap_loss(before: Predictor, after: Predictor, dataset: Dataset, *, progress: Callable[[int, int], None]) -> ApLoss:
    """Returns the AP of two detectors on the same images.

    Args:
        before: In float32.
        after: Quantised.
        dataset: Of ``measured_images``.
        progress: Told images done and in all, of both together.
    """
    total = 2 * len(dataset)
    first = evaluate(before, dataset, progress=lambda done, _: progress(done, total))
    second = evaluate(after, dataset, progress=lambda done, _: progress(len(dataset) + done, total))
    return ApLoss(len(dataset), first.map, second.map)


def spread(items: Sequence[_Item], most: int) -> list[_Item]:
    """Returns at most ``most`` items, evenly over all of them."""
    count = min(most, len(items))
    return [items[i * len(items) // count] for i in range(count)]
