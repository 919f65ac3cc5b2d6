"""Colour distortion of training images: brightness, contrast, saturation and hue.

Source: Liu et al., "SSD", section 3.6, after Howard 2013; the numbers and the two orders are those of the authors'
Caffe branch (``ssd_pascal.py`` ``distort_param``, ``im_transforms.cpp`` ``ApplyDistort``).
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ssd_desktop.errors import ConfigError
from ssd_desktop.media.opencv import cv2

FloatImage = npt.NDArray[np.float32]
"""Pixels, float32 ``[H, W, 3]``, RGB, 0 to 255."""

_DEGREES_PER_OPENCV_HUE = 2.0


@dataclass(frozen=True)
class PhotometricConfig:
    """Strength of the colour distortion.

    Attributes:
        probability: Of each of the four distortions, drawn independently.
        brightness: Largest shift, of 255, either way.
        contrast: Lowest and highest factor.
        saturation: Lowest and highest factor.
        hue: Largest shift, of OpenCV's 180 (half degrees), either way.

    Raises:
        ConfigError: A value is out of its range.
    """

    probability: float = 0.5
    brightness: float = 32.0
    contrast: tuple[float, float] = (0.5, 1.5)
    saturation: tuple[float, float] = (0.5, 1.5)
    hue: float = 18.0

    def __post_init__(self) -> None:
        if not 0 <= self.probability <= 1:
            raise ConfigError(f"The distortion probability is {self.probability}; it must lie between 0 and 1.")
        if self.brightness < 0 or not 0 <= self.hue <= 90:
            raise ConfigError("The brightness shift must not be negative and the hue shift must lie between 0 and 90.")
        for name, (low, high) in (("contrast", self.contrast), ("saturation", self.saturation)):
            if not 0 <= low <= high:
                raise ConfigError(f"The {name} factors are {low} to {high}; use 0 or more, lowest first.")


def distort(pixels_rgb: FloatImage, *, rng: np.random.Generator, config: PhotometricConfig) -> FloatImage:
    """Returns the image with randomly changed colours, every step clipped to 0..255.

    Contrast comes before or after saturation and hue with equal probability; brightness is always first.

    Args:
        pixels_rgb: float32 ``[H, W, 3]``, RGB, 0 to 255; may be changed in place.
        rng: Decides everything.
        config: Strengths and probability.
    """
    contrast_first = rng.random() < 0.5
    pixels_rgb = _brightness(pixels_rgb, rng=rng, config=config)
    if contrast_first:
        pixels_rgb = _contrast(pixels_rgb, rng=rng, config=config)
        return _saturation_and_hue(pixels_rgb, rng=rng, config=config)
    pixels_rgb = _saturation_and_hue(pixels_rgb, rng=rng, config=config)
    return _contrast(pixels_rgb, rng=rng, config=config)


def _brightness(pixels: FloatImage, *, rng: np.random.Generator, config: PhotometricConfig) -> FloatImage:
    if rng.random() >= config.probability:
        return pixels
    pixels += rng.uniform(-config.brightness, config.brightness)
    return np.clip(pixels, 0, 255, out=pixels)


def _contrast(pixels: FloatImage, *, rng: np.random.Generator, config: PhotometricConfig) -> FloatImage:
    if rng.random() >= config.probability:
        return pixels
    pixels *= rng.uniform(*config.contrast)
    return np.clip(pixels, 0, 255, out=pixels)


def _saturation_and_hue(pixels: FloatImage, *, rng: np.random.Generator, config: PhotometricConfig) -> FloatImage:
    factor = rng.uniform(*config.saturation) if rng.random() < config.probability else None
    shift = rng.uniform(-config.hue, config.hue) if rng.random() < config.probability else None
    if factor is None and shift is None:
        return pixels
    # In float32 OpenCV's hue runs over 360 degrees, saturation over 0..1, and value keeps the scale of the input.
    hsv = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2HSV), np.float32)
    if factor is not None:
        saturation = hsv[..., 1]
        saturation *= factor
        np.minimum(saturation, 1, out=saturation)
    if shift is not None:
        hue = hsv[..., 0]
        hue += shift * _DEGREES_PER_OPENCV_HUE
        hue[hue < 0] += 360
        hue[hue >= 360] -= 360
    result = np.asarray(cv2.cvtColor(hsv, cv2.COLOR_HSV2RGB), np.float32)
    return np.clip(result, 0, 255, out=result)
