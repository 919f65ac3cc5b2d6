"""Detections drawn into a copy of the picture, for files; the window has its own overlays."""

import colorsys

import numpy as np
import numpy.typing as npt

from ssd_desktop.inference.types import Detections
from ssd_desktop.media.opencv import cv2

_FONT = cv2.FONT_HERSHEY_SIMPLEX
_GOLDEN_RATIO = 0.618034


def draw_detections(pixels_rgb: npt.NDArray[np.uint8], detections: Detections) -> npt.NDArray[np.uint8]:
    """Returns a copy of a picture with boxes, labels and scores; line width follows the picture's size.

    Args:
        pixels_rgb: uint8 ``[H, W, 3]``, RGB; not changed.
        detections: Of this picture.
    """
    picture = np.ascontiguousarray(pixels_rgb).copy()
    width = max(1, round(min(picture.shape[:2]) / 250))
    for i in reversed(range(len(detections))):  # the best on top
        colour = class_colour(int(detections.labels[i]))
        x0, y0, x1, y1 = (round(float(edge)) for edge in detections.boxes_xyxy[i])
        cv2.rectangle(picture, (x0, y0), (x1 - 1, y1 - 1), colour, width)
        _draw_label(
            picture, f"{_ascii_name(detections, i)} {detections.scores[i]:.2f}", (x0, y0), colour=colour, width=width
        )
    return picture


def class_colour(label: int) -> tuple[int, int, int]:
    """Returns a bright RGB colour for a class; neighbouring classes are far apart on the colour wheel."""
    red, green, blue = colorsys.hsv_to_rgb(label * _GOLDEN_RATIO % 1, 0.85, 0.95)
    return round(red * 255), round(green * 255), round(blue * 255)


def _ascii_name(detections: Detections, position: int) -> str:
    # OpenCV's fonts have no other letters; a number says more than question marks.
    name = detections.name(position)
    return name if name.isascii() else f"class {detections.labels[position]}"


def _draw_label(
    picture: npt.NDArray[np.uint8], text: str, corner: tuple[int, int], *, colour: tuple[int, int, int], width: int
) -> None:
    """Writes ``text`` on a filled bar above ``corner``, or below it where the picture ends."""
    size = 0.4 * max(1.0, width * 0.8)
    (text_width, text_height), below = cv2.getTextSize(text, _FONT, size, width)
    x = max(0, min(corner[0], picture.shape[1] - text_width))
    y = corner[1] if corner[1] >= text_height + below else corner[1] + text_height + below
    cv2.rectangle(picture, (x, y - text_height - below), (x + text_width, y), colour, cv2.FILLED)
    ink = (0, 0, 0) if np.dot(colour, (0.299, 0.587, 0.114)) > 128 else (255, 255, 255)
    cv2.putText(picture, text, (x, y - below // 2), _FONT, size, ink, width, cv2.LINE_AA)
