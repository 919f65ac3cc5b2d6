"""Whether a round of training was more than chance: two models on the same images, compared by a paired bootstrap."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ssd_desktop.data.types import Dataset
from ssd_desktop.evaluation.bootstrap import Difference
from ssd_desktop.training.pair import measure_pair


@dataclass(frozen=True)
class MeasuredGain:
    """AP50 of two models on the same images.

    Attributes:
        before: Mean over the classes of the first, 0..1.
        after: Of the second.
        difference: Of the second less the first, with its interval.
        images: That both could be measured on.
    """

    before: float
    after: float
    difference: Difference
    images: int


def measure_gain(
    before: Path,
    after: Path,
    images: Dataset,
    *,
    device: str = "auto",
    progress: Callable[[int, int], None] = lambda done, total: None,
    should_stop: Callable[[], bool] = lambda: False,
) -> MeasuredGain | None:
    """Measures two models on the same images; returns None where it was stopped.

    Args:
        before: The model that a run started from.
        after: What came of it; it has the same classes.
        images: Labelled images, read with these classes.
        device: As ``choose_device`` takes it.
        progress: Told detections done and in all, twice the images.
        should_stop: Asked before each batch of images.

    Raises:
        CheckpointError: A model cannot be read.
        DataError: The images have other classes, or none of them can be read.
        InferenceError: The device is absent.
    """
    pair = measure_pair(before, after, images, device=device, progress=progress, should_stop=should_stop)
    return None if pair is None else MeasuredGain(*pair.ap50, pair.gained.mean, pair.gained.images)
