"""Detections drawn into a copy of the picture, for files; the window has its own overlays."""

import numpy as np
import numpy.typing as npt

from ssd_desktop.annotation.class_colours import Rgb, class_colours, text_colour_on
from ssd_desktop.inference.types import Detections
from ssd_desktop.media.opencv import cv2

_FONT = "uni"
"""OpenCV's built-in font with Latin, Cyrillic, Chinese, Japanese and Korean letters."""

_WEIGHT = 400
_LEAST_TEXT_PX = 14


def draw_detections(pixels_rgb: npt.NDArray[np.uint8], detections: Detections) -> npt.NDArray[np.uint8]:
    """Returns a copy of a picture with boxes, labels and scores; lines and text follow the picture's size.

    Args:
        pixels_rgb: uint8 ``[H, W, 3]``, RGB; not changed.
        detections: Of this picture.
    """
    picture = np.ascontiguousarray(pixels_rgb).copy()
    colours = class_colours(detections.classes)
    width = max(1, round(min(picture.shape[:2]) / 250))
    for i in reversed(range(len(detections))):  # the best on top
        colour = colours[detections.name(i)]
        x0, y0, x1, y1 = (round(float(edge)) for edge in detections.boxes_xyxy[i])
        cv2.rectangle(picture, (x0, y0), (x1 - 1, y1 - 1), colour, width)
        text = f"{detections.name(i)} {detections.scores[i]:.2f}"
        _draw_label(picture, text, (x0, y0), colour=colour, size=_LEAST_TEXT_PX + 4 * (width - 1))
    return picture


def _draw_label(picture: npt.NDArray[np.uint8], text: str, corner: tuple[int, int], *, colour: Rgb, size: int) -> None:
    """Writes ``text`` on a filled bar above ``corner``, or below it where the picture ends."""
    font = cv2.FontFace(_FONT)
    _, _, text_width, _ = cv2.getTextSize(picture.shape[1::-1], text, (0, 0), font, size, _WEIGHT)
    pad, height = size // 4, size + size // 2
    x = max(0, min(corner[0], picture.shape[1] - text_width - 2 * pad))
    bottom = corner[1] if corner[1] >= height else corner[1] + height
    cv2.rectangle(picture, (x, bottom - height), (x + text_width + 2 * pad, bottom), colour, cv2.FILLED)
    place = (x + pad, bottom - size // 2 + size // 8)
    cv2.putText(picture, text, place, text_colour_on(colour), font, size, _WEIGHT)
