"""Colours of overlaps: violet, coral, yellow, the same in the window and in saved pictures.

The ramp is "plasma" of matplotlib: brightness rises with hue, so colour-blind people see the order too.
"""

from ssd_desktop.annotation.class_colours import Rgb

LOWEST_IOU, HIGHEST_IOU = 0.4, 0.8
"""Below and above, the colours stay the same."""

_RAMP: tuple[Rgb, ...] = ((0x7E, 0x03, 0xA8), (0xED, 0x69, 0x53), (0xF0, 0xF9, 0x21))


def iou_colour(iou: float) -> Rgb:
    """Returns the colour of a match: violet at IoU 0.4 and below, over coral to yellow at 0.8 and above."""
    share = (min(max(iou, LOWEST_IOU), HIGHEST_IOU) - LOWEST_IOU) / (HIGHEST_IOU - LOWEST_IOU)
    place = share * (len(_RAMP) - 1)
    before = min(int(place), len(_RAMP) - 2)
    red, green, blue = (
        round(start + (end - start) * (place - before))
        for start, end in zip(_RAMP[before], _RAMP[before + 1], strict=True)
    )
    return red, green, blue
