"""Qt's colours of classes and feature maps; the classes' own are ``annotation/class_colours.py``.

Feature maps have the hues of Okabe and Ito, "Color Universal Design" (2008).
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from PySide6.QtGui import QColor

from ssd_desktop.annotation import class_colours as plain

_MAP_HUES = ("#56b4e9", "#e69f00", "#009e73", "#f0e442", "#cc79a7", "#d55e00", "#0072b2")


def map_colour(feature_map: int) -> QColor:
    """Returns the colour of a feature map; the six of SSD300 (and the seven of SSD512) all differ.

    Args:
        feature_map: 0 is the finest.
    """
    return QColor(_MAP_HUES[feature_map % len(_MAP_HUES)])


_PLAN_HUES = ("#56b4e9", "#d55e00")


def plan_colour(place: int) -> QColor:
    """Returns the colour of the first (0) or the second (1) of two box plans that are compared."""
    return QColor(_PLAN_HUES[place])


_chosen: dict[str, QColor] = {}


def choose_class_colours(chosen: Mapping[str, QColor]) -> None:
    """Lets classes have colours of the user's choice, wherever they are drawn from now on; others keep theirs."""
    _chosen.clear()
    _chosen.update(chosen)


def class_colour(name: str) -> QColor:
    """Returns the colour a class name always prefers, whatever other classes there are, or the one chosen for it."""
    return _chosen.get(name) or QColor(*plain.class_colour(name))


def class_colours(names: Sequence[str]) -> dict[str, QColor]:
    """Returns a colour for every class of a list, all different up to 24 classes unless the user chose otherwise."""
    return {name: _chosen.get(name) or QColor(*colour) for name, colour in plain.class_colours(names).items()}


def relative_luminance(colour: QColor) -> float:
    """Returns the luminance of a colour, 0 (black) to 1 (white) (WCAG 2.2)."""
    return plain.relative_luminance(_rgb(colour))


def contrast_ratio(one: QColor, other: QColor) -> float:
    """Returns the contrast of two colours, 1 to 21 (WCAG 2.2; text needs 4.5)."""
    return plain.contrast_ratio(_rgb(one), _rgb(other))


def text_colour_on(background: QColor) -> QColor:
    """Returns black or white, whichever reads better on a filled background (at least 4.5 to 1)."""
    return QColor(*_text_rgb_on(_rgb(background)))


@lru_cache(maxsize=256)
def _text_rgb_on(background: plain.Rgb) -> plain.Rgb:
    """Kept, because every tag of every frame asks for it."""
    return plain.text_colour_on(background)


def _rgb(colour: QColor) -> plain.Rgb:
    return colour.red(), colour.green(), colour.blue()
