"""What a detector found, as suggestions for labels, in the picture itself and in its mirror image."""

from typing import Protocol

import numpy as np

from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.suggestions import Suggestion
from ssd_desktop.inference.types import Detections
from ssd_desktop.media.types import RgbImage
from ssd_desktop.ssd.config import PostprocessConfig

SCORE_FLOOR = 0.05
"""Everything above it is kept, so that a threshold can be moved without asking the detector again."""


class PictureDetector(Protocol):
    """What is needed of ``Predictor`` or ``TiledPredictor``."""

    @property
    def name(self) -> str: ...

    def detect(self, pixels_rgb: RgbImage, config: PostprocessConfig, /) -> Detections: ...


def predict(detector: PictureDetector, pixels_rgb: RgbImage) -> tuple[Suggestion, ...]:
    """Returns what a detector finds in a picture, highest score first.

    Args:
        detector: A detector.
        pixels_rgb: uint8 ``[H, W, 3]``, RGB, upright.

    Raises:
        InferenceError: The device has too little memory.
    """
    pixels = np.ascontiguousarray(pixels_rgb)
    return suggestions_of(detector.detect(pixels, PostprocessConfig(score_threshold=SCORE_FLOOR)), detector.name)


def predict_mirrored(detector: PictureDetector, pixels_rgb: RgbImage) -> tuple[Suggestion, ...]:
    """Returns what a detector finds in the mirror image of a picture, laid back onto the picture.

    Arguments and errors as ``predict``.
    """
    width = float(pixels_rgb.shape[1])
    return tuple(_mirrored(one, width) for one in predict(detector, pixels_rgb[:, ::-1]))


def suggestions_of(detections: Detections, model: str) -> tuple[Suggestion, ...]:
    """Returns detections as suggestions, in their order; boxes without an area are left out."""
    rows = zip(detections.boxes_xyxy.tolist(), detections.scores.tolist(), strict=True)
    found = [Suggestion(detections.name(i), _box(edges), score, model) for i, (edges, score) in enumerate(rows)]
    return tuple(one for one in found if one.box.area > 0)


def _box(edges: list[float]) -> Box:
    """Returns a box to a hundredth of a pixel: more would only make files long."""
    return Box(*(round(edge, 2) for edge in edges))


def _mirrored(one: Suggestion, width: float) -> Suggestion:
    box = one.box
    back = Box(round(width - box.x1, 2), box.y0, round(width - box.x0, 2), box.y1)
    return Suggestion(one.label, back, one.score, one.model)
