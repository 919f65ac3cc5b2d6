"""Found and false detections by size: as the network sees them, and as COCO parts them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ssd_desktop.data.plan_recall import SIZE_LIMITS, SIZE_STRATA
from ssd_desktop.data.types import Sample
from ssd_desktop.evaluation.errors import FALSE_ALARMS, ErrorAnalysis, Kind

COCO_LIMITS = (32, 96)
COCO_STRATA = ("small", "medium", "large")


@dataclass(frozen=True)
class SizeGroup:
    """The objects and detections of one size.

    Attributes:
        objects: To find.
        found: Of them.
        false_alarms: Erroneous detections whose own boxes are of this size.
    """

    objects: int
    found: int
    false_alarms: int

    @property
    def recall(self) -> float | None:
        """Share of the objects found, 0 to 1; None without objects."""
        return self.found / self.objects if self.objects else None


def by_network_side(analysis: ErrorAnalysis, samples: Sequence[Sample], *, image_size: int) -> dict[str, SizeGroup]:
    """Returns the groups of ``SIZE_STRATA``: by the side a box has in the network's square input.

    The side is the square root of the area after the picture is squeezed to the square, in its pixels.

    Args:
        analysis: What was found.
        samples: The same images.
        image_size: Pixels of a side of the network's input.
    """
    scales = [image_size / float(np.sqrt(sample.width * sample.height)) for sample in samples]
    return _by_side(analysis, samples, scales, SIZE_STRATA, SIZE_LIMITS)


def by_coco_size(analysis: ErrorAnalysis, samples: Sequence[Sample]) -> dict[str, SizeGroup]:
    """Returns COCO's small, medium and large: areas of 32 x 32 and 96 x 96 pixels of the picture part them."""
    return _by_side(analysis, samples, [1.0] * len(samples), COCO_STRATA, COCO_LIMITS)


def _by_side(
    analysis: ErrorAnalysis,
    samples: Sequence[Sample],
    scales: Sequence[float],
    strata: tuple[str, ...],
    limits: tuple[int, ...],
) -> dict[str, SizeGroup]:
    counts = np.zeros((len(strata), 3), np.int64)
    for image, sample, scale in zip(analysis.images, samples, scales, strict=True):
        of_objects = np.digitize(_sides(sample.boxes_xyxy) * scale, limits)
        of_detections = np.digitize(_sides(image.detections.boxes_xyxy) * scale, limits)
        found = np.array([kind is Kind.CORRECT for kind in image.object_kinds], bool)
        wrong = np.array([kind in FALSE_ALARMS for kind in image.detection_kinds], bool)
        chosen = (of_objects[sample.to_find], of_objects[found], of_detections[wrong])
        counts += np.stack([np.bincount(places, minlength=len(strata)) for places in chosen], axis=1)
    return {name: SizeGroup(*row) for name, row in zip(strata, counts.tolist(), strict=True)}


def _sides(boxes_xyxy: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
    sizes = (boxes_xyxy[:, 2:] - boxes_xyxy[:, :2]).astype(np.float64)
    result: npt.NDArray[np.float64] = np.sqrt(sizes.prod(axis=1))
    return result
