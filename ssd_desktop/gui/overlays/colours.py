"""Colours that mean the same thing every time and that colour-blind people can tell apart.

The hues are those of Okabe and Ito, "Color Universal Design" (2008), which stay apart under protanopia,
deuteranopia and tritanopia; classes add the indigo of Paul Tol ("Colour schemes", 2021) and extend all by lightness.
"""

import hashlib
from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtGui import QColor

_ORANGE, _SKY, _GREEN, _YELLOW = "#e69f00", "#56b4e9", "#009e73", "#f0e442"
_BLUE, _VERMILLION, _PURPLE, _INDIGO = "#0072b2", "#d55e00", "#cc79a7", "#332288"

_MAP_HUES = (_SKY, _ORANGE, _GREEN, _YELLOW, _PURPLE, _VERMILLION, _BLUE)
_CLASS_HUES = (_ORANGE, _SKY, _GREEN, _YELLOW, _BLUE, _VERMILLION, _PURPLE, _INDIGO)
_LIGHTER, _DARKER = 0.55, 0.3

_SALT = (92276).to_bytes(4, "big")
"""Chosen so that the 20 VOC names fall on 20 different colours."""


def map_colour(feature_map: int) -> QColor:
    """Returns the colour of a feature map; the six of SSD300 (and the seven of SSD512) all differ.

    Args:
        feature_map: 0 is the finest.
    """
    return QColor(_MAP_HUES[feature_map % len(_MAP_HUES)])


def class_colour(name: str) -> QColor:
    """Returns the colour a class name always prefers, whatever other classes there are.

    Two names can prefer the same colour; where the class list is known use ``class_colours``.
    """
    return QColor(_CLASS_PALETTE[_preferred(name)])


def class_colours(names: Sequence[str]) -> dict[str, QColor]:
    """Returns a colour for every class of a list, all different up to 24 classes.

    It depends on the names alone, not on their order: each name takes the colour it prefers, and of the names
    that prefer the same one the alphabetically first keeps it and the others take free ones.

    Args:
        names: Foreground class names.
    """
    slots = len(_CLASS_PALETTE)
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
    return {name: QColor(_CLASS_PALETTE[slot]) for name, slot in chosen.items()}


def relative_luminance(colour: QColor) -> float:
    """Returns the luminance of a colour, 0 (black) to 1 (white) (WCAG 2.2)."""
    return _luminance(colour.red(), colour.green(), colour.blue())


def contrast_ratio(one: QColor, other: QColor) -> float:
    """Returns the contrast of two colours, 1 to 21 (WCAG 2.2; text needs 4.5)."""
    low, high = sorted((relative_luminance(one), relative_luminance(other)))
    return (high + 0.05) / (low + 0.05)


def text_colour_on(background: QColor) -> QColor:
    """Returns black or white, whichever reads better on a filled background (at least 4.5 to 1)."""
    black, white = QColor("#000000"), QColor("#ffffff")
    return max(black, white, key=lambda colour: contrast_ratio(colour, background))


@lru_cache(maxsize=256)
def _luminance(red: int, green: int, blue: int) -> float:
    """Kept, because every tag of every frame asks for it."""
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def _linear(channel: int) -> float:
    share = channel / 255
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


def _preferred(name: str) -> int:
    digest = hashlib.blake2b(name.encode(), digest_size=4, salt=_SALT).digest()
    return int.from_bytes(digest, "big") % len(_CLASS_PALETTE)


def _mixed(colour: str, other: str, share: float) -> str:
    one, two = QColor(colour), QColor(other)
    channels = ((one.red(), two.red()), (one.green(), two.green()), (one.blue(), two.blue()))
    red, green, blue = (round(a + (b - a) * share) for a, b in channels)
    return QColor(red, green, blue).name()


_CLASS_PALETTE = (
    *_CLASS_HUES,
    *(_mixed(hue, "#ffffff", _LIGHTER) for hue in _CLASS_HUES),
    *(_mixed(hue, "#000000", _DARKER) for hue in _CLASS_HUES),
)
