"""Colour distortion, held against a pixel-by-pixel loop with colorsys."""

import colorsys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssd_desktop.data.photometric import PhotometricConfig, distort, draw_distortion
from ssd_desktop.errors import ConfigError


def random_pixels(seed, *, height=3, width=4):
    return np.random.default_rng(seed).uniform(0, 255, (height, width, 3)).astype(np.float32)


def distorted(pixels, seed, config):
    return distort(pixels.copy(), draw_distortion(np.random.default_rng(seed), config))


def clip(pixel):
    return [min(max(value, 0.0), 255.0) for value in pixel]


def distort_pixel(pixel, *, shift, contrast, saturation, hue, contrast_first):
    """The authors' steps on one pixel; None leaves a step out; hue in OpenCV's half degrees."""
    steps = ["contrast", "colour"] if contrast_first else ["colour", "contrast"]
    if shift is not None:
        pixel = clip([value + shift for value in pixel])
    for step in steps:
        if step == "contrast" and contrast is not None:
            pixel = clip([value * contrast for value in pixel])
        if step == "colour":
            h, s, v = colorsys.rgb_to_hsv(*(value / 255 for value in pixel))
            s = min(s * (1 if saturation is None else saturation), 1.0)
            h = (h + (0 if hue is None else hue) / 180) % 1.0
            pixel = clip([value * 255 for value in colorsys.hsv_to_rgb(h, s, v)])
    return pixel


def drawn(seed, config):
    """What ``draw_distortion`` draws from this seed, in its order."""
    rng = np.random.default_rng(seed)
    values = {"contrast_first": rng.random() < 0.5, "shift": None, "contrast": None, "saturation": None, "hue": None}

    def draw(name, low, high):
        if rng.random() < config.probability:
            values[name] = rng.uniform(low, high)

    draw("shift", -config.brightness, config.brightness)
    if values["contrast_first"]:
        draw("contrast", *config.contrast)
    draw("saturation", *config.saturation)
    draw("hue", -config.hue, config.hue)
    if not values["contrast_first"]:
        draw("contrast", *config.contrast)
    return values


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from([0.5, 1.0]))
def test_distortion_equals_the_loop_over_pixels(seed, probability):
    config = PhotometricConfig(probability=probability)
    pixels = random_pixels(seed)
    values = drawn(seed, config)
    expected = [[distort_pixel(pixel, **values) for pixel in row] for row in pixels.tolist()]

    result = distorted(pixels, seed, config)

    assert result.dtype == np.float32
    np.testing.assert_allclose(result, expected, atol=0.05)


def test_both_orders_of_contrast_occur():
    assert {drawn(seed, PhotometricConfig())["contrast_first"] for seed in range(20)} == {True, False}


def test_colours_stay_within_the_range_of_a_byte():
    pixels = np.concatenate([random_pixels(1), np.zeros((3, 4, 3)), np.full((3, 4, 3), 255)]).astype(np.float32)
    for seed in range(50):
        result = distorted(pixels, seed, PhotometricConfig(probability=1))
        assert result.min() >= 0
        assert result.max() <= 255


def test_a_probability_of_nothing_leaves_every_pixel():
    pixels = random_pixels(2)
    result = distorted(pixels, 0, PhotometricConfig(probability=0))
    np.testing.assert_array_equal(result, pixels)


def test_hue_and_saturation_do_not_touch_grey():
    grey = np.repeat(np.linspace(0, 255, 12, dtype=np.float32).reshape(3, 4, 1), 3, axis=2)
    config = PhotometricConfig(probability=1, brightness=0, contrast=(1, 1))
    result = distorted(grey, 3, config)
    np.testing.assert_allclose(result, grey, atol=1e-3)


@pytest.mark.parametrize(
    "values",
    [{"probability": 1.5}, {"brightness": -1}, {"hue": 91}, {"contrast": (1.5, 0.5)}, {"saturation": (-0.5, 1.0)}],
)
def test_values_out_of_range_are_refused(values):
    with pytest.raises(ConfigError):
        PhotometricConfig(**values)
