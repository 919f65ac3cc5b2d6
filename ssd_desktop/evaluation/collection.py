"""One pass of a detector over a labelled data set; every figure is computed from what it collects."""

from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Protocol

from ssd_desktop.data.read_ahead import read_ahead
from ssd_desktop.data.sample_pixels import read_pixels
from ssd_desktop.data.types import Dataset, Sample
from ssd_desktop.errors import DataError, MediaError
from ssd_desktop.inference.types import Detections
from ssd_desktop.media.types import RgbImage
from ssd_desktop.ssd.config import NetworkConfig

_READERS = 2


class Detector(Protocol):
    """What is evaluated: a ``Predictor``, or anything that answers like one."""

    @property
    def config(self) -> NetworkConfig: ...

    def detect_batch(self, images: list[RgbImage], /) -> list[Detections]: ...


@dataclass(frozen=True, eq=False)
class Collected:
    """What a detector found, image by image.

    Attributes:
        dataset: Name of the data set.
        classes: Foreground names; label i is ``classes[i - 1]``.
        samples: The images that were detected on, with their ground truth, in the data set's order.
        detections: Of the same images, boxes in their pixels, down to the lowest score the detector gives.
        unreadable: Images left out since they cannot be read, one sentence each.
        complete: False when the pass was stopped before its last image.
    """

    dataset: str
    classes: tuple[str, ...]
    samples: tuple[Sample, ...]
    detections: tuple[Detections, ...]
    unreadable: tuple[str, ...] = ()
    complete: bool = True


def collect(
    predictor: Detector,
    dataset: Dataset,
    *,
    batch_size: int = 4,
    progress: Callable[[int, int], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Collected:
    """Detects on every image of a data set.

    Args:
        predictor: The detector.
        dataset: Labelled images, read with the detector's classes.
        batch_size: Images detected at once.
        progress: Told images done and images in all, after each batch.
        should_stop: Asked before each batch; True ends early with ``complete`` False.

    Raises:
        DataError: The data set has other classes than the detector, holds no object of them, or none of its images can
            be read.
    """
    _check_fits(dataset, predictor.config.classes)
    samples: list[Sample] = []
    detections: list[Detections] = []
    unreadable: list[str] = []
    done = 0
    with closing(detections_of(predictor, dataset.samples, batch_size=batch_size, should_stop=should_stop)) as batches:
        for batch in batches:
            samples.extend(sample for sample, found in batch if not isinstance(found, MediaError))
            detections.extend(found for _, found in batch if not isinstance(found, MediaError))
            unreadable.extend(str(found) for _, found in batch if isinstance(found, MediaError))
            done += len(batch)
            if progress is not None:
                progress(done, len(dataset))
    stopped = done < len(dataset)
    if not samples and not stopped:
        raise DataError(f"No image of {dataset.name} can be evaluated; the first reason: {unreadable[0]}")
    return Collected(
        dataset.name, dataset.classes, tuple(samples), tuple(detections), tuple(unreadable), complete=not stopped
    )


def detections_of(
    predictor: Detector,
    samples: Sequence[Sample],
    *,
    batch_size: int = 4,
    should_stop: Callable[[], bool] | None = None,
) -> Generator[list[tuple[Sample, Detections | MediaError]], None, None]:
    """Yields the detections of images in their order, a batch at a time; or why an image cannot be read.

    Args:
        predictor: The detector.
        samples: The images; the next ones are read while the detector works.
        batch_size: Images detected at once.
        should_stop: Asked before each batch; True ends early.
    """
    parts = (samples[first : first + batch_size] for first in range(0, len(samples), batch_size))
    with closing(read_ahead(_read, parts, workers=_READERS, name="evaluation")) as batches:
        for batch in batches:
            if should_stop is not None and should_stop():
                return
            pictures = [pixels for _, pixels in batch if not isinstance(pixels, MediaError)]
            found = iter(predictor.detect_batch(pictures) if pictures else ())
            yield [(sample, pixels if isinstance(pixels, MediaError) else next(found)) for sample, pixels in batch]


def _check_fits(dataset: Dataset, classes: tuple[str, ...]) -> None:
    if dataset.classes != classes:
        raise DataError(f"{dataset.name} was read with other classes than the detector's; read it with the detector's.")
    if not dataset.is_measurable:
        raise DataError(
            f"{dataset.name} holds no object of the detector's classes; evaluate a detector trained on its classes."
        )


def _read(sample: Sample) -> tuple[Sample, RgbImage | MediaError]:
    try:
        return sample, read_pixels(sample)
    except MediaError as error:
        return sample, error
