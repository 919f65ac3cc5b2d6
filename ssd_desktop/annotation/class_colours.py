"""Colours of classes: the same for a name every time, in the window and in saved pictures.

The hues are those of Okabe and Ito, "Color Universal Design" (2008), which stay apart under protanopia,
deuteranopia and tritanopia, and the indigo of Paul Tol ("Colour schemes", 2021), all extended by lightness.
"""

import hashlib
from collections.abc import Sequence

Rgb = tuple[int, int, int]
"""Red, green and blue, 0 to 255."""

_HUES: tuple[Rgb, ...] = (
    (0xE6, 0x9F, 0x00),  # orange
    (0x56, 0xB4, 0xE9),  # sky
    (0x00, 0x9E, 0x73),  # green
    (0xF0, 0xE4, 0x42),  # yellow
    (0x00, 0x72, 0xB2),  # blue
    (0xD5, 0x5E, 0x00),  # vermillion
    (0xCC, 0x79, 0xA7),  # purple
    (0x33, 0x22, 0x88),  # indigo
)
_LIGHTER, _DARKER = 0.55, 0.3

_SALT = (92276).to_bytes(4, "big")
"""Chosen so that the 20 VOC names fall on 20 different colours."""


def class_colour(name: str) -> Rgb:
    """Returns the colour a class name always prefers, whatever other classes there are.

    Two names can prefer the same colour; where the class list is known use ``class_colours``.
    """
    return _PALETTE[_preferred(name)]


def class_colours(names: Sequence[str]) -> dict[str, Rgb]:
    """Returns a colour for every class of a list, all different up to 24 classes.

    It depends on the names alone, not on their order: each name takes the colour it prefers, and of the names
    that prefer the same one the alphabetically first keeps it and the others take free ones.

    Args:
        names: Foreground class names.
    """
    slots = len(_PALETTE)
    taken: dict[int, str] = {}
    moved = [name for name in sorted(set(names)) if taken.setdefault(_preferred(name), name) != name]
    chosen = {name: slot for slot, name in taken.items()}
    for name in moved:
        preferred = _preferred(name)
        # 7 and 24 have no common divisor, so the walk meets every colour; it changes hue at each step.
        walk = ((preferred + 7 * step) % slots for step in range(slots))
        slot = next((slot for slot in walk if slot not in taken), preferred)
        taken.setdefault(slot, name)
        chosen[name] = slot
    return {name: _PALETTE[slot] for name, slot in chosen.items()}


def relative_luminance(colour: Rgb) -> float:
    """Returns the luminance of a colour, 0 (black) to 1 (white) (WCAG 2.2)."""
    red, green, blue = (_linear(channel) for channel in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast_ratio(one: Rgb, other: Rgb) -> float:
    """Returns the contrast of two colours, 1 to 21 (WCAG 2.2; text needs 4.5)."""
    low, high = sorted((relative_luminance(one), relative_luminance(other)))
    return (high + 0.05) / (low + 0.05)


def text_colour_on(background: Rgb) -> Rgb:
    """Returns black or white, whichever reads better on a filled background (at least 4.5 to 1)."""
    return max((0, 0, 0), (255, 255, 255), key=lambda colour: contrast_ratio(colour, background))


def _linear(channel: int) -> float:
    share = channel / 255
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


def _preferred(name: str) -> int:
    digest = hashlib.blake2b(name.encode(), digest_size=4, salt=_SALT).digest()
    return int.from_bytes(digest, "big") % len(_PALETTE)


def _mixed(colour: Rgb, other: int, share: float) -> Rgb:
    red, green, blue = (round(channel + (other - channel) * share) for channel in colour)
    return red, green, blue


_PALETTE = (
    *_HUES,
    *(_mixed(hue, 255, _LIGHTER) for hue in _HUES),
    *(_mixed(hue, 0, _DARKER) for hue in _HUES),
)
