"""Detections drawn into a copy of the picture, for files; the window has its own overlays."""

import numpy as np
import numpy.typing as npt

from ssd_desktop.annotation.class_colours import Rgb, class_colours, text_colour_on
from ssd_desktop.inference.types import Detections
from ssd_desktop.media.lettering import text_width, write_text
from ssd_desktop.media.opencv import cv2

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
    best_last = range(len(detections))[::-1]
    boxes = detections.boxes_xyxy.round().astype(int).tolist()
    for i in best_last:
        x0, y0, x1, y1 = boxes[i]
        cv2.rectangle(picture, (x0, y0), (x1 - 1, y1 - 1), colours[detections.name(i)], width)
    for i in best_last:  # after all boxes: no line goes through a label
        text, colour = f"{detections.name(i)} {detections.scores[i]:.2f}", colours[detections.name(i)]
        _draw_label(picture, text, (boxes[i][0], boxes[i][1]), colour=colour, size=_LEAST_TEXT_PX + 4 * (width - 1))
    return picture


def _draw_label(picture: npt.NDArray[np.uint8], text: str, corner: tuple[int, int], *, colour: Rgb, size: int) -> None:
    """Writes ``text`` on a filled bar above ``corner``, or below it where the picture ends."""
    width = text_width(text, size)
    pad, height = size // 4, size + size // 2
    x = max(0, min(corner[0], picture.shape[1] - width - 2 * pad))
    bottom = corner[1] if corner[1] >= height else corner[1] + height
    cv2.rectangle(picture, (x, bottom - height), (x + width + 2 * pad, bottom), colour, cv2.FILLED)
    write_text(picture, text, (x + pad, bottom - height / 2), size=size, colour=text_colour_on(colour))
