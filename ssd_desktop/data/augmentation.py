"""The training view of a labelled picture: part of it, resized, recoloured, perhaps mirrored, with its boxes.

Source: Liu et al., "SSD", sections 2.2 and 3.6, and the authors' Caffe branch. ``patch`` says which part is shown,
``photometric`` changes its colours; here the picture is cut, resized and mirrored and its boxes go with it.
"""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from ssd_desktop.data.patch import PatchConfig, kept_boxes, sample_patch
from ssd_desktop.data.pending_colours import PendingColours
from ssd_desktop.data.photometric import FloatImage, PhotometricConfig, distort, draw_distortion
from ssd_desktop.errors import ConfigError
from ssd_desktop.media.opencv import cv2
from ssd_desktop.media.types import RgbImage

INTERPOLATIONS = (cv2.INTER_LINEAR, cv2.INTER_AREA, cv2.INTER_NEAREST, cv2.INTER_CUBIC, cv2.INTER_LANCZOS4)
"""The authors' five; one is drawn for each image."""

SMALLEST_SIDE = 1e-3
"""Boxes with a side below it (of the image shown, 0.3 px at 300) are nothing to learn from and are dropped."""


@dataclass(frozen=True)
class AugmentationConfig:
    """The whole augmentation; the defaults are the authors' numbers.

    Attributes:
        photometric: Colours.
        patch: Zoom-out and patch sampling.
        flip_probability: Of mirroring left to right.

    Raises:
        ConfigError: A value is out of its range.
    """

    photometric: PhotometricConfig = field(default_factory=PhotometricConfig)
    patch: PatchConfig = field(default_factory=PatchConfig)
    flip_probability: float = 0.5

    def __post_init__(self) -> None:
        if not 0 <= self.flip_probability <= 1:
            raise ConfigError(f"The flip probability is {self.flip_probability}; it must lie between 0 and 1.")


@dataclass(frozen=True, eq=False)
class AugmentedImage:
    """A picture as the network is to see it.

    Attributes:
        pixels_rgb: float32 ``[S, S, 3]``, RGB, 0 to 255, means not subtracted.
        boxes_xyxy: float32 ``[M, 4]``, x0, y0, x1, y1, 0 to 1 of the picture shown, none degenerate.
        kept: int64 ``[M]``, position of each box among the boxes given; labels and flags travel by it.
        pending: How its colours are still to be changed; None: they have been.
    """

    pixels_rgb: FloatImage
    boxes_xyxy: npt.NDArray[np.float32]
    kept: npt.NDArray[np.int64]
    pending: PendingColours | None = None


@dataclass(frozen=True)
class _Span:
    """Along one axis: picture pixels ``start..stop`` are shown at output pixels ``first..last``."""

    start: int
    stop: int
    first: int
    last: int

    @property
    def place(self) -> slice:
        """Of the output pixels."""
        return slice(self.first, self.last)

    def shown(self, edges: npt.NDArray[np.float32], size: int) -> npt.NDArray[np.float32]:
        """Maps edges in picture pixels to 0..1 of the output, clipped to it."""
        scale = (self.last - self.first) / (self.stop - self.start)
        result: npt.NDArray[np.float32] = np.clip(((edges - self.start) * scale + self.first) / size, 0, 1)
        return result


def augment(
    pixels_rgb: RgbImage,
    boxes_xyxy: npt.NDArray[np.float32],
    ignore: npt.NDArray[np.bool_],
    *,
    size: int,
    fill_rgb: tuple[float, float, float],
    rng: np.random.Generator,
    config: AugmentationConfig,
    colours_later: bool = False,
) -> AugmentedImage:
    """Returns a randomly changed view of a picture and the boxes that are left in it.

    Colours, zoom-out, patch, resize to a square without keeping the aspect ratio, mirroring. The colours are changed
    after the resize, on what is shown of the picture only: the same operations on fewer pixels, and the zoom-out's
    canvas stays exactly at the mean colour.

    Args:
        pixels_rgb: uint8 ``[H, W, 3]``, RGB.
        boxes_xyxy: float32 ``[G, 4]``, x0, y0, x1, y1 in pixels, inside the picture, none degenerate.
        ignore: bool ``[G]``; such a box asks for nothing and stays while any of it is shown.
        size: S, side of the square output in pixels.
        fill_rgb: Colour of the canvas of a zoom-out, 0 to 255: the means the network subtracts.
        rng: Decides everything; the same state gives the same view.
        config: Ranges and probabilities.
        colours_later: Whether to leave the colours as they are and say how they are to be changed; the same is drawn.
    """
    height, width = pixels_rgb.shape[:2]
    patch = sample_patch(width, height, boxes_xyxy[~ignore], rng=rng, config=config.patch)
    interpolation = INTERPOLATIONS[rng.integers(len(INTERPOLATIONS))]
    across = _span(patch.x0, patch.x1, width, size)
    down = _span(patch.y0, patch.y1, height, size)
    canvas: FloatImage = np.empty((size, size, 3), np.float32)
    canvas[:] = fill_rgb
    if across is None or down is None:
        nothing = PendingColours.none(size) if colours_later else None
        return AugmentedImage(canvas, np.zeros((0, 4), np.float32), np.zeros(0, np.int64), nothing)
    part = pixels_rgb[down.start : down.stop, across.start : across.stop]
    resized = cv2.resize(part, (across.last - across.first, down.last - down.first), interpolation=interpolation)
    distortion = draw_distortion(rng, config.photometric)
    shown, place = np.array(resized, np.float32), (down.place, across.place)
    canvas[place] = shown if colours_later else distort(shown, distortion)
    pending = PendingColours.of_one(size, place, distortion) if colours_later else None

    kept = np.flatnonzero(kept_boxes(boxes_xyxy, ignore, patch))
    boxes = _shown_boxes(boxes_xyxy[kept], across, down, size)
    if rng.random() < config.flip_probability:
        canvas, pending = canvas[:, ::-1], None if pending is None else pending.mirrored()
        boxes = np.stack([1 - boxes[:, 2], boxes[:, 1], 1 - boxes[:, 0], boxes[:, 3]], axis=1)
    whole = ((boxes[:, 2:] - boxes[:, :2]) >= SMALLEST_SIDE).all(axis=1)
    return AugmentedImage(canvas, boxes[whole], kept[whole], pending)


def _span(start: int, stop: int, length: int, size: int) -> _Span | None:
    """Returns where the picture's pixels 0..length, seen through start..stop, land in 0..size; None: not in view.

    The output edges are rounded to whole pixels and boxes are mapped by the rounded edges, so boxes stay exactly on
    what is painted.
    """
    first_seen, last_seen = max(start, 0), min(stop, length)
    if last_seen <= first_seen:
        return None
    scale = size / (stop - start)
    first = min(round((first_seen - start) * scale), size - 1)
    last = max(round((last_seen - start) * scale), first + 1)
    return _Span(first_seen, last_seen, first, last)


def _shown_boxes(boxes_xyxy: npt.NDArray[np.float32], across: _Span, down: _Span, size: int) -> npt.NDArray[np.float32]:
    """Maps ``[M, 4]`` from picture pixels to 0..1 of the output."""
    columns = [axis.shown(boxes_xyxy[:, side], size) for side, axis in enumerate((across, down, across, down))]
    return np.stack(columns, axis=1).astype(np.float32)
