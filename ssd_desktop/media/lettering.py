"""Text painted into pictures, with the letters of OpenCV's own font: no Qt and no font file is needed."""

from typing import Literal

import numpy as np
import numpy.typing as npt

from ssd_desktop.media.opencv import cv2

Align = Literal["left", "centre", "right"]
Rgb = tuple[int, int, int]
"""Red, green and blue, 0 to 255."""

_FONT = "uni"
"""OpenCV's built-in font with Latin, Cyrillic, Chinese, Japanese and Korean letters."""

_DIGIT_HEIGHT = 0.72
"""Height of a digit, of the font's size."""

REGULAR, BOLD = 400, 650


def text_width(text: str, size: int, *, weight: int = REGULAR) -> int:
    """Returns the width in pixels of a line of text of a font size."""
    if not text:
        return 0
    # The box of the ink leaves out spaces at the end; a bar on both sides measures them too.
    ink = int(cv2.getTextSize((0, 0), f"|{text}|", (0, 0), cv2.FontFace(_FONT), size, weight)[2])
    return ink - int(cv2.getTextSize((0, 0), "||", (0, 0), cv2.FontFace(_FONT), size, weight)[2])


def write_text(
    picture: npt.NDArray[np.uint8],
    text: str,
    place: tuple[float, float],
    *,
    size: int,
    colour: Rgb,
    align: Align = "left",
    weight: int = REGULAR,
) -> None:
    """Paints a line of text.

    Args:
        picture: uint8 ``[H, W, 3]``, RGB; changed.
        text: The line; a letter that the font lacks becomes a question mark.
        place: x of the line's left end, middle or right end (``align``), and y of the middle of its digits; pixels.
        size: Font size, pixels.
        colour: Of the letters.
        align: What of the line lies at ``place``.
        weight: Boldness, 100 to 900.
    """
    shift = {"left": 0.0, "centre": 0.5, "right": 1.0}[align] * text_width(text, size, weight=weight)
    corner = round(place[0] - shift), round(place[1] + _DIGIT_HEIGHT * size / 2)
    cv2.putText(picture, text, corner, colour, cv2.FontFace(_FONT), size, weight)


def shortened(text: str, width: int, size: int) -> str:
    """Returns ``text``, or its start and end around an ellipsis where it is wider than ``width`` pixels."""
    if text_width(text, size) <= width:
        return text
    kept = len(text) - 1
    while kept > 1 and text_width(_elided(text, kept), size) > width:
        kept -= 1
    return _elided(text, kept)


def _elided(text: str, kept: int) -> str:
    return text[: (kept + 1) // 2] + "…" + text[len(text) - kept // 2 :]
