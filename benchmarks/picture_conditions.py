"""Pictures made worse in known ways, with their boxes: what a camera, a scene or a file does to them.

Every change is a function of the picture alone: the same picture always becomes the same.
"""

import math
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from ssd_desktop.data.types import Sample
from ssd_desktop.media.opencv import cv2
from ssd_desktop.media.types import RgbImage

SIDE = 300
"""Blur is given for a picture whose longer side is this, the network's own; it grows with the picture."""

FILL_RGB = (124, 117, 104)
"""Around a picture that no longer fills its canvas: the means of ImageNet, which the network sees as nothing."""

Boxes = npt.NDArray[np.float32]
Placed = tuple[Boxes, int, int]
"""Boxes float32 ``[G, 4]``, x0, y0, x1, y1, pixels; width and height of the picture they lie in."""


def _in_place(boxes_xyxy: Boxes, width: int, height: int) -> Placed:
    return boxes_xyxy, width, height


@dataclass(frozen=True)
class Condition:
    """A way in which pictures are made worse.

    Attributes:
        name: Such as "blur".
        strength: How much, in words.
        pixels: Of a picture, uint8 ``[H, W, 3]``, RGB, makes the worse one.
        place: Puts boxes of the picture into the worse one.
    """

    name: str
    strength: str
    pixels: Callable[[RgbImage], RgbImage]
    place: Callable[[Boxes, int, int], Placed] = _in_place

    def sample(self, sample: Sample) -> Sample:
        """Returns the ground truth of the worse picture."""
        boxes, width, height = self.place(sample.boxes_xyxy, sample.width, sample.height)
        return replace(sample, boxes_xyxy=boxes, width=width, height=height)


def conditions() -> tuple[Condition, ...]:
    """Returns all of them, each kind mild and strong."""
    return (
        *(Condition("blur", f"σ {sigma} px of {SIDE}", blurred(sigma)) for sigma in (1, 3)),
        *(Condition("noise", f"σ {sigma} of 255", noisy(sigma)) for sigma in (20, 50)),
        *(Condition("darkness", f"light × {factor}", lit(factor)) for factor in (0.4, 0.15)),
        *(Condition("brightness", f"light × {factor}, clipped", lit(factor)) for factor in (1.5, 2.5)),
        *(Condition("JPEG", f"quality {quality}", compressed(quality)) for quality in (20, 7)),
        *(Condition("rotation", f"{angle}°", turned(angle), turned_boxes(angle)) for angle in (10, 30)),
        *(Condition("smaller objects", f"side ÷ {n}", shrunk(n), shrunk_boxes(n)) for n in (2, 3)),
    )


def blurred(sigma: float) -> Callable[[RgbImage], RgbImage]:
    """Returns a Gaussian blur; ``sigma`` in pixels of a picture of ``SIDE``."""

    def change(pixels_rgb: RgbImage) -> RgbImage:
        here = sigma * max(pixels_rgb.shape[:2]) / SIDE
        return _uint8(cv2.GaussianBlur(pixels_rgb, (0, 0), here))

    return change


def noisy(sigma: float) -> Callable[[RgbImage], RgbImage]:
    """Returns Gaussian noise on each channel of each pixel, drawn from what the picture shows; ``sigma`` of 255."""

    def change(pixels_rgb: RgbImage) -> RgbImage:
        rng = np.random.default_rng(zlib.crc32(np.ascontiguousarray(pixels_rgb)))
        return _uint8(pixels_rgb + rng.normal(0, sigma, pixels_rgb.shape))

    return change


def lit(factor: float) -> Callable[[RgbImage], RgbImage]:
    """Returns the values times a factor; what is above 255 is lost."""
    return lambda pixels_rgb: _uint8(pixels_rgb * np.float32(factor))


def compressed(quality: int) -> Callable[[RgbImage], RgbImage]:
    """Returns what is left after writing as JPEG, ``quality`` 0 to 100."""

    def change(pixels_rgb: RgbImage) -> RgbImage:
        bgr = cv2.cvtColor(pixels_rgb, cv2.COLOR_RGB2BGR)
        _, encoded = cv2.imencode(".jpg", bgr, [cv2.IMWRITE_JPEG_QUALITY, quality])
        return _uint8(cv2.cvtColor(cv2.imdecode(encoded, cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB))

    return change


def turned(degrees: float) -> Callable[[RgbImage], RgbImage]:
    """Returns the picture turned counterclockwise on a canvas that holds all of it."""

    def change(pixels_rgb: RgbImage) -> RgbImage:
        height, width = pixels_rgb.shape[:2]
        matrix, (wide, high) = _turn(degrees, width, height)
        # OpenCV counts from the centres of pixels, boxes from their edges.
        matrix[:, 2] += (matrix[:, :2].sum(axis=1) - 1) / 2
        return _uint8(cv2.warpAffine(pixels_rgb, matrix, (wide, high), flags=cv2.INTER_LINEAR, borderValue=FILL_RGB))

    return change


def turned_boxes(degrees: float) -> Callable[[Boxes, int, int], Placed]:
    """Returns where turned boxes lie: the smallest upright boxes that enclose them.

    They are larger than an upright box around the object itself would be, unless that fills its box to the corners.
    """

    def place(boxes_xyxy: Boxes, width: int, height: int) -> Placed:
        matrix, (wide, high) = _turn(degrees, width, height)
        corners = boxes_xyxy[:, [0, 1, 2, 1, 2, 3, 0, 3]].reshape(-1, 4, 2).astype(np.float64)
        moved = corners @ matrix[:, :2].T + matrix[:, 2]
        boxes = np.concatenate([moved.min(axis=1), moved.max(axis=1)], axis=1)
        return boxes.clip(0, [wide, high, wide, high]).astype(np.float32), wide, high

    return place


def _turn(degrees: float, width: int, height: int) -> tuple[npt.NDArray[np.float64], tuple[int, int]]:
    """Returns the matrix ``[2, 3]`` that turns edges about the centre, and width and height that hold the picture."""
    cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    wide = math.ceil(width * abs(cosine) + height * abs(sine))
    high = math.ceil(width * abs(sine) + height * abs(cosine))
    turn = np.array([[cosine, sine], [-sine, cosine]])  # y points down
    shift = np.array([wide, high]) / 2 - turn @ (np.array([width, height]) / 2)
    return np.column_stack([turn, shift]), (wide, high)


def shrunk(divisor: int) -> Callable[[RgbImage], RgbImage]:
    """Returns the picture with its sides divided, in the middle of a canvas of its former size."""

    def change(pixels_rgb: RgbImage) -> RgbImage:
        height, width = pixels_rgb.shape[:2]
        x, y, small_width, small_height = _inset(divisor, width, height)
        canvas = np.full_like(pixels_rgb, FILL_RGB)
        small = cv2.resize(pixels_rgb, (small_width, small_height), interpolation=cv2.INTER_AREA)
        canvas[y : y + small_height, x : x + small_width] = small
        return canvas

    return change


def shrunk_boxes(divisor: int) -> Callable[[Boxes, int, int], Placed]:
    """Returns where the boxes of a shrunk picture lie."""

    def place(boxes_xyxy: Boxes, width: int, height: int) -> Placed:
        x, y, small_width, small_height = _inset(divisor, width, height)
        stretch = np.array([small_width / width, small_height / height] * 2)
        return (boxes_xyxy * stretch + [x, y, x, y]).astype(np.float32), width, height

    return place


def _inset(divisor: int, width: int, height: int) -> tuple[int, int, int, int]:
    """Returns x, y, width and height of the small picture in the large one."""
    small_width, small_height = max(1, round(width / divisor)), max(1, round(height / divisor))
    return (width - small_width) // 2, (height - small_height) // 2, small_width, small_height


def _uint8(values: npt.ArrayLike) -> RgbImage:
    return np.rint(values).clip(0, 255).astype(np.uint8)
