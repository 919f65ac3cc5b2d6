"""Two detectors on the same images: what each found, its AP, and whether the difference is more than chance."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ssd_desktop.data.types import Dataset
from ssd_desktop.evaluation.bootstrap import Differences, differences
from ssd_desktop.evaluation.collection import Collected, collect
from ssd_desktop.evaluation.voc import mean_ap, voc_ap
from ssd_desktop.inference.tiles import load_detector


@dataclass(frozen=True, eq=False)
class MeasuredPair:
    """Two detectors on the same images.

    Attributes:
        first: What the first one found.
        second: What the second found.
        ap50: Mean over the classes of each, 0..1.
        gained: AP of the second less that of the first, with intervals.
    """

    first: Collected
    second: Collected
    ap50: tuple[float, float]
    gained: Differences


def measure_pair(
    first: Path,
    second: Path,
    images: Dataset,
    *,
    device: str = "auto",
    known: Mapping[Path, Collected] | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
    should_stop: Callable[[], bool] = lambda: False,
) -> MeasuredPair | None:
    """Measures two detectors on the same images; returns None where it was stopped.

    Args:
        first: Checkpoint of the first one.
        second: Of the second; it has the same classes.
        images: Labelled images, read with these classes.
        device: As ``choose_device`` takes it.
        known: What a checkpoint found on these images before, so that it need not look again.
        progress: Told detections done and in all, twice the images.
        should_stop: Asked before each batch of images.

    Raises:
        CheckpointError: A checkpoint cannot be read.
        DataError: The images have other classes, or none of them can be read.
        InferenceError: The device is absent.
    """
    found: list[Collected] = []

    def tell(done: int, total: int) -> None:
        progress(len(found) * total + done, 2 * total)

    for model in (first, second):
        collected = (known or {}).get(model)
        if collected is None:
            detector = load_detector(model, device=device)
            collected = collect(detector, images, progress=tell, should_stop=should_stop)
        if not collected.complete:
            return None
        found.append(collected)
    return MeasuredPair(found[0], found[1], (_ap50(found[0]), _ap50(found[1])), differences(found[0], found[1]))


def _ap50(collected: Collected) -> float:
    return mean_ap(voc_ap(collected.detections, collected.samples, collected.classes)) or 0.0
