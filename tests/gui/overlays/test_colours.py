"""Colours: stable, apart for colour-blind people, readable."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor

from ssd_desktop.gui.overlays.colours import (
    class_colour,
    class_colours,
    contrast_ratio,
    map_colour,
    relative_luminance,
    text_colour_on,
)

VOC = (
    *("aeroplane", "bicycle", "bird", "boat", "bottle", "bus", "car", "cat", "chair", "cow"),
    *("diningtable", "dog", "horse", "motorbike", "person", "pottedplant", "sheep", "sofa", "train", "tvmonitor"),
)

# Machado, Oliveira, Fernandes 2009, full severity, on linear RGB.
VISION = {
    "normal": np.eye(3),
    "protanopia": np.array([[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]]),
    "deuteranopia": np.array([[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]]),
    "tritanopia": np.array([[1.256, -0.077, -0.179], [-0.078, 0.931, 0.148], [0.005, 0.691, 0.304]]),
}


def lab(colour: QColor, vision: str) -> tuple[float, float, float]:
    """CIE L*a*b* (D65) of a colour as somebody sees it."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.getRgbF()[:3]]
    seen = np.clip(VISION[vision] @ np.array(linear), 0, 1)
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    relative = to_xyz @ seen / np.array([0.9505, 1.0, 1.089])
    x, y, z = (float(np.cbrt(v)) if v > 0.008856 else 7.787 * v + 16 / 116 for v in relative)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("vision", VISION)
def test_the_seven_feature_maps_stay_apart_for_everybody(vision: str) -> None:
    colours = [lab(map_colour(feature_map), vision) for feature_map in range(7)]
    nearest = min(math.dist(one, other) for one, other in itertools.combinations(colours, 2))
    assert nearest > 12  # 2.3 is just noticeable


def test_seven_feature_maps_have_seven_colours() -> None:
    assert len({map_colour(feature_map).name() for feature_map in range(7)}) == 7


def test_the_order_of_the_class_list_does_not_matter() -> None:
    assert class_colours(VOC) == class_colours(VOC[::-1])


@given(st.sets(st.text(min_size=1, max_size=8), max_size=24))
def test_up_to_24_classes_all_differ(names: set[str]) -> None:
    colours = class_colours(sorted(names))
    assert len({colour.name() for colour in colours.values()}) == len(names)


@given(st.sets(st.text(min_size=1, max_size=8), min_size=25, max_size=60))
def test_more_classes_than_colours_all_get_one(names: set[str]) -> None:
    assert class_colours(sorted(names)).keys() == names


def test_every_voc_class_has_the_colour_its_name_prefers() -> None:
    assert class_colours(VOC) == {name: class_colour(name) for name in VOC}


def test_a_class_keeps_its_colour_when_another_detector_knows_fewer_classes() -> None:
    assert class_colours(["cat", "person"])["cat"] == class_colours(VOC)["cat"] == class_colour("cat")


def test_the_colour_of_a_name_never_changes() -> None:
    assert (class_colour("cat").name(), class_colour("person").name()) == ("#a39cc9", "#f0e442")


@given(st.integers(0, 255), st.integers(0, 255), st.integers(0, 255))
def test_text_on_any_colour_is_readable(red: int, green: int, blue: int) -> None:
    background = QColor(red, green, blue)
    assert contrast_ratio(text_colour_on(background), background) >= 4.5


def test_luminance_and_contrast_follow_wcag() -> None:
    assert relative_luminance(QColor("white")) == pytest.approx(1)
    assert contrast_ratio(QColor("white"), QColor("black")) == pytest.approx(21)
    assert contrast_ratio(QColor("#777777"), QColor("white")) == pytest.approx(4.478, abs=0.01)
