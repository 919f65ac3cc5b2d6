"""Detections as suggestions, straight and through the mirror."""

import numpy as np

from ssd_desktop.annotation.box import Box
from ssd_desktop.inference.predictions import SCORE_FLOOR, predict, predict_mirrored
from ssd_desktop.inference.types import Detections


class BrightSpot:
    """Finds the bright pixels of a picture, as one box, and a box without an area."""

    name = "spots"

    def detect(self, pixels_rgb, config):
        assert pixels_rgb.flags.c_contiguous
        assert config.score_threshold == SCORE_FLOOR
        ys, xs = np.nonzero(pixels_rgb[..., 0])
        edges = [xs.min(), ys.min(), xs.max() + 1, ys.max() + 1]
        height, width = pixels_rgb.shape[:2]
        return Detections(
            boxes_xyxy=np.array([edges, [3, 3, 3, 9]], np.float32),
            labels=np.array([2, 1]),
            scores=np.array([0.75, 0.5], np.float32),
            default_boxes=np.zeros(2, np.int64),
            classes=("dark", "bright"),
            width=width,
            height=height,
        )


def test_what_is_found_in_the_mirror_lies_on_the_picture():
    pixels = np.zeros((40, 100, 3), np.uint8)
    pixels[5:15, 60:90] = 255
    (straight,), (mirrored,) = predict(BrightSpot(), pixels), predict_mirrored(BrightSpot(), pixels)
    assert straight == mirrored
    assert (straight.label, straight.box, straight.score, straight.model) == (
        "bright",
        Box(60, 5, 90, 15),
        0.75,
        "spots",
    )
