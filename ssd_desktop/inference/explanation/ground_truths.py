"""The ground truths of one picture as the functions of training take them."""

from pathlib import Path

import numpy as np
import numpy.typing as npt

from ssd_desktop.annotation.annotation import AnnotatedObject, ImageAnnotation
from ssd_desktop.annotation.formats.annotation_file import AnnotationFile
from ssd_desktop.data.dataset import sample_from_file
from ssd_desktop.data.types import Sample
from ssd_desktop.errors import DataError
from ssd_desktop.media.image_file import ImageSize
from ssd_desktop.ssd.targets import Targets


def unit_boxes(sample: Sample) -> npt.NDArray[np.float32]:
    """Returns the boxes of a sample as fractions of its picture, float32 ``[G, 4]``, x0, y0, x1, y1."""
    size = np.array([sample.width, sample.height] * 2, np.float32)
    boxes: npt.NDArray[np.float32] = sample.boxes_xyxy.astype(np.float32) / size
    return boxes


def targets_of(sample: Sample) -> Targets:
    """Returns the ground truths of a picture as a batch of one image."""
    return Targets.from_images([unit_boxes(sample)], [sample.labels], [sample.ignore], [sample.crowd])


def check_labels(sample: Sample, classes: tuple[str, ...]) -> None:
    """Refuses objects of classes that a detector does not have.

    Raises:
        DataError: There is one.
    """
    highest = int(sample.labels.max(initial=0))
    if highest > len(classes):
        raise DataError(
            f"An object of {sample.place} has label {highest}, but the detector knows {len(classes)} classes; read the "
            "labels with the class list of the detector."
        )


def sample_of_objects(
    image: Path, objects: tuple[AnnotatedObject, ...], classes: tuple[str, ...], *, width: int, height: int
) -> Sample | None:
    """Returns the labels of a picture as training takes them, whether they are in a file yet or not.

    Args:
        image: Names the picture in messages.
        objects: As they are labelled now; those of unknown classes or without an area are left out.
        classes: Foreground names of the detector.
        width: Pixels of the upright picture.
        height: Likewise.

    Returns:
        None where there are objects but none can be used: that is not background.
    """
    file = AnnotationFile(ImageAnnotation(objects))
    sample, _ = sample_from_file(image, image, file, ImageSize(width, height, 1, width, height), classes)
    return sample if sample is not None and (len(sample.labels) or not objects) else None
