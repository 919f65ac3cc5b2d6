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

_DEGREES = 2.0  # Of one of OpenCV's 180 hues.


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


@dataclass(frozen=True)
class Distortion:
    """What happens to the colours of one picture; None leaves a step out.

    Attributes:
        contrast_first: Whether contrast comes before saturation and hue, or after them; brightness is always first.
        brightness: Shift, of 255.
        contrast: Factor.
        saturation: Factor.
        hue: Shift, degrees.
    """

    contrast_first: bool = True
    brightness: float | None = None
    contrast: float | None = None
    saturation: float | None = None
    hue: float | None = None


def draw_distortion(rng: np.random.Generator, config: PhotometricConfig) -> Distortion:
    """Draws what happens to a picture: contrast before or after saturation and hue with equal probability.

    Args:
        rng: Decides everything.
        config: Strengths and probability.
    """

    def drawn(low: float, high: float) -> float | None:
        return rng.uniform(low, high) if rng.random() < config.probability else None

    contrast_first = rng.random() < 0.5
    brightness = drawn(-config.brightness, config.brightness)
    contrast = drawn(*config.contrast) if contrast_first else None
    saturation = drawn(*config.saturation)
    hue = drawn(-config.hue, config.hue)
    if not contrast_first:
        contrast = drawn(*config.contrast)
    return Distortion(contrast_first, brightness, contrast, saturation, None if hue is None else hue * _DEGREES)


def distort(pixels_rgb: FloatImage, distortion: Distortion) -> FloatImage:
    """Returns the image with changed colours, every step clipped to 0..255.

    Args:
        pixels_rgb: float32 ``[H, W, 3]``, RGB, 0 to 255; may be changed in place.
        distortion: The steps.
    """
    if distortion.brightness is not None:
        pixels_rgb += distortion.brightness
        np.clip(pixels_rgb, 0, 255, out=pixels_rgb)
    if distortion.contrast_first:
        return _saturation_and_hue(_contrast(pixels_rgb, distortion), distortion)
    return _contrast(_saturation_and_hue(pixels_rgb, distortion), distortion)


def _contrast(pixels: FloatImage, distortion: Distortion) -> FloatImage:
    if distortion.contrast is None:
        return pixels
    pixels *= distortion.contrast
    return np.clip(pixels, 0, 255, out=pixels)


def _saturation_and_hue(pixels: FloatImage, distortion: Distortion) -> FloatImage:
    if distortion.saturation is None and distortion.hue is None:
        return pixels
    # In float32 OpenCV's hue runs over 360 degrees, saturation over 0..1, and value keeps the scale of the input.
    hsv = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2HSV), np.float32)
    if distortion.saturation is not None:
        saturation = hsv[..., 1]
        saturation *= distortion.saturation
        np.minimum(saturation, 1, out=saturation)
    if distortion.hue is not None:
        hue = hsv[..., 0]
        hue += distortion.hue
        hue[hue < 0] += 360
        hue[hue >= 360] -= 360
    result = np.asarray(cv2.cvtColor(hsv, cv2.COLOR_HSV2RGB), np.float32)
    return np.clip(result, 0, 255, out=result)
