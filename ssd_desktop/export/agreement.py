"""Is what was exported the detector? Both look at the same photographs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ssd_desktop.errors import ExportError
from ssd_desktop.export.config import FP16, FP32, INT8
from ssd_desktop.export.infer import Detector, Found
from ssd_desktop.export.types import Agreement
from ssd_desktop.inference.types import Detections
from ssd_desktop.ssd.boxes import iou_matrix

_COMPARED = 0.05
"""Detections of PyTorch from this score up are looked for."""

_SAME_OBJECT = 0.5


@dataclass(frozen=True)
class Bounds:
    """What an export may differ in; pixels and score as ``Agreement`` has them.

    Attributes:
        pixels: Of a picture 1,000 pixels wide; wider ones in proportion.
        score: Largest difference.
        lost: Share of the detections.
    """

    pixels: float
    score: float
    lost: float


BOUNDS = {
    FP32: Bounds(0.1, 0.001, 0.02),
    FP16: Bounds(2.0, 0.02, 0.05),
    INT8: Bounds(float("inf"), float("inf"), 0.5),
}
"""By precision; what int8 costs is for the user to judge, by its AP."""


def compare(
    exported: Detector,
    detect: Callable[[npt.NDArray[np.uint8]], Detections],
    pictures: Sequence[npt.NDArray[np.uint8]],
    *,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Agreement:
    """Returns how far the exported model is from PyTorch.

    Differences are those of detections that have the same class and default box in both.

    Args:
        exported: Of ``infer.py``, as whoever uses the export will run it.
        detect: Of the reference.
        pictures: uint8 ``[H, W, 3]`` each, RGB.
        progress: Told pictures done and in all.
    """
    expected: list[Detections] = []
    found: list[Found] = []
    for number, picture in enumerate(pictures):
        expected.append(detect(picture))
        found.append(exported.detect(picture, 0.0))
        progress(number + 1, len(pictures))
    return agreement_of(expected, found)


def agreement_of(expected: Sequence[Detections], found: Sequence[Found | Detections]) -> Agreement:
    """Returns how far what an exported model found is from what PyTorch found.

    Args:
        expected: Of the reference, down to low scores, a picture each.
        found: Of the exported model, on the same pictures.
    """
    detections = lost = 0
    pixels = score = 0.0
    for every, theirs in zip(expected, found, strict=True):
        ours = every.above(_COMPARED)
        mine, its = _same(ours, theirs)
        if len(mine):
            moved = np.abs(ours.boxes_xyxy[mine] - theirs.boxes_xyxy[its]).max()
            pixels = max(pixels, float(moved) * 1000 / max(1000, every.width, every.height))
            score = max(score, float(np.abs(ours.scores[mine] - theirs.scores[its]).max()))
        detections += len(ours)
        lost += _lost(ours, theirs, mine)
    return Agreement(len(expected), detections, lost, pixels, score)


def _same(expected: Detections, found: Found | Detections) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Returns the positions of the detections whose class and default box both have, in either."""
    places = {key: j for j, key in enumerate(_keys(found))}
    pairs = [(i, places[key]) for i, key in enumerate(_keys(expected)) if key in places]
    ours, theirs = np.array(pairs, np.int64).reshape(-1, 2).T
    return ours, theirs


def _keys(detections: Detections | Found) -> list[tuple[int, int]]:
    return list(zip(detections.labels.tolist(), detections.default_boxes.tolist(), strict=True))


def _lost(expected: Detections, found: Found | Detections, same: npt.NDArray[np.int64]) -> int:
    """Returns how many objects are not found at all: where rounding let another default box win, it is the same."""
    overlaps = iou_matrix(expected.boxes_xyxy, found.boxes_xyxy)
    overlaps[expected.labels[:, None] != found.labels[None]] = 0
    is_there = overlaps.max(axis=1, initial=0) >= _SAME_OBJECT
    is_there[same] = True
    return int((~is_there).sum())


def check(agreement: Agreement, precision: str) -> None:
    """Refuses an export that is not the detector.

    Raises:
        ExportError: It is out of the bounds of its precision.
    """
    bounds = BOUNDS[precision]
    too_many_lost = agreement.lost > bounds.lost * agreement.detections
    if agreement.pixels > bounds.pixels or agreement.score > bounds.score or too_many_lost:
        raise ExportError(
            f"The exported model was not kept, since it answers differently than PyTorch: boxes by up to "
            f"{agreement.pixels:.2g} px, scores by up to {agreement.score:.2g}, {agreement.lost} of "
            f"{agreement.detections} detections missing; please report this with the model's name and the format."
        )
