"""Whether a round of training was more than chance: two models on the same images, compared by a paired bootstrap."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ssd_desktop.data.types import Dataset
from ssd_desktop.evaluation.bootstrap import Difference, differences
from ssd_desktop.evaluation.collection import Collected, collect
from ssd_desktop.evaluation.voc import mean_ap, voc_ap
from ssd_desktop.inference.tiles import load_detector


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
    found: list[Collected] = []

    def tell(done: int, total: int) -> None:
        progress(len(found) * total + done, 2 * total)

    for model in (before, after):
        detector = load_detector(model, device=device)
        collected = collect(detector, images, progress=tell, should_stop=should_stop)
        if not collected.complete:
            return None
        found.append(collected)
    first, second = found
    gained = differences(first, second)
    return MeasuredGain(_ap50(first), _ap50(second), gained.mean, gained.images)


def _ap50(collected: Collected) -> float:
    return mean_ap(voc_ap(collected.detections, collected.samples, collected.classes)) or 0.0
