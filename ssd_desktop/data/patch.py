"""Which part of the picture a training image shows: zoom-out and IoU-constrained patches.

Source: Liu et al., "SSD", sections 2.2 and 3.6; the authors' Caffe branch (``ssd_pascal.py`` ``batch_sampler`` and
``expand_param``, ``sampler.cpp``). A zoom-out puts the picture on a larger canvas; nothing is painted here: a patch is
a rectangle in the pixels of the picture that may reach beyond it.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ssd_desktop.errors import ConfigError
from ssd_desktop.ssd.boxes import iou_matrix

FloatBoxes = npt.NDArray[np.float32]
IntBoxes = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Patch:
    """A rectangle in pixels of the picture, edges, whole numbers; it may reach beyond the picture."""

    x0: int
    y0: int
    x1: int
    y1: int


@dataclass(frozen=True)
class PatchConfig:
    """How far to zoom out and which patches to take.

    Attributes:
        zoom_probability: Of a zoom-out.
        largest_zoom: Largest canvas, in sides of the picture.
        minimum_ious: A patch must reach one of these (drawn first) with some object; 0 takes any patch. The whole
            canvas is always one more choice.
        scale: Smallest and largest scale of a patch, in sides of the canvas.
        aspect: Narrowest and widest ratio of a patch's width to its height, both in sides of the canvas.
        trials: Patches drawn before another minimum is drawn.

    Raises:
        ConfigError: A value is out of its range.
    """

    zoom_probability: float = 0.5
    largest_zoom: float = 4.0
    minimum_ious: tuple[float, ...] = (0.1, 0.3, 0.5, 0.7, 0.9, 0.0)
    scale: tuple[float, float] = (0.3, 1.0)
    aspect: tuple[float, float] = (0.5, 2.0)
    trials: int = 50

    def __post_init__(self) -> None:
        if not (0 <= self.zoom_probability <= 1 and self.largest_zoom >= 1):
            raise ConfigError(
                "The zoom-out probability must lie between 0 and 1 and the largest zoom-out be at least 1."
            )
        if not all(0 <= minimum <= 1 for minimum in self.minimum_ious):
            raise ConfigError("The minimum IoUs of a patch must lie between 0 and 1.")
        if not 0 < self.scale[0] <= self.scale[1] <= 1:
            raise ConfigError("The scales of a patch must lie between 0 and 1, smallest first.")
        if not 0 < self.aspect[0] <= 1 <= self.aspect[1]:
            raise ConfigError("The aspect ratios of a patch must include 1, narrowest first.")
        if self.trials < 1:
            raise ConfigError("At least one patch must be tried.")


def sample_patch(
    width: int, height: int, boxes_xyxy: FloatBoxes, *, rng: np.random.Generator, config: PatchConfig
) -> Patch:
    """Draws the part of the picture to show.

    A minimum IoU is drawn; the first of ``trials`` patches that reaches it with at least one box (one is enough, the
    authors' rule) and holds the centre of at least one box is taken. Where none does, another minimum is drawn; after
    the last the whole canvas is taken, so this always ends.

    Args:
        width: Pixels of the picture.
        height: Likewise.
        boxes_xyxy: float32 ``[G, 4]``, x0, y0, x1, y1 in pixels, the objects that may be trained on (ignored ones left
            out); without any, any patch will do.
        rng: Decides everything.
        config: Ranges and probabilities.
    """
    canvas = _draw_canvas(width, height, rng=rng, config=config)
    minimums: list[float | None] = [None, *config.minimum_ious] if len(boxes_xyxy) else [None, 0.0]
    for choice in rng.permutation(len(minimums)):
        minimum = minimums[choice]
        if minimum is None:
            break
        patches = _draw_patches(canvas, rng=rng, config=config)
        fits = np.flatnonzero(_fits(patches, boxes_xyxy, minimum))
        if len(fits):
            x0, y0, x1, y1 = patches[fits[0]].tolist()
            return Patch(x0, y0, x1, y1)
    return canvas


def kept_boxes(boxes_xyxy: FloatBoxes, ignore: BoolArray, patch: Patch) -> BoolArray:
    """Returns bool ``[G]``: which boxes go on in the patch.

    An object stays when its centre is inside. An ignored box stays as long as any of it is inside: what is left of it
    is still neither object nor background.

    Args:
        boxes_xyxy: ``[G, 4]``, pixels of the picture.
        ignore: bool ``[G]``.
        patch: The part shown.
    """
    window = np.array([[patch.x0, patch.y0, patch.x1, patch.y1]])
    overlaps = (
        (boxes_xyxy[:, 0] < patch.x1)
        & (boxes_xyxy[:, 2] > patch.x0)
        & (boxes_xyxy[:, 1] < patch.y1)
        & (boxes_xyxy[:, 3] > patch.y0)
    )
    result: BoolArray = np.where(ignore, overlaps, _centres_inside(window, boxes_xyxy)[0])
    return result


def _draw_canvas(width: int, height: int, *, rng: np.random.Generator, config: PatchConfig) -> Patch:
    """Returns the canvas of a zoom-out in pixels of the picture, or the picture itself."""
    if rng.random() >= config.zoom_probability:
        return Patch(0, 0, width, height)
    ratio = rng.uniform(1, config.largest_zoom)
    canvas_width, canvas_height = int(width * ratio), int(height * ratio)
    x0 = -int(rng.integers(canvas_width - width + 1))
    y0 = -int(rng.integers(canvas_height - height + 1))
    return Patch(x0, y0, x0 + canvas_width, y0 + canvas_height)


def _draw_patches(canvas: Patch, *, rng: np.random.Generator, config: PatchConfig) -> IntBoxes:
    """Returns int64 ``[trials, 4]`` rectangles inside the canvas, at least one pixel wide and high."""
    count = config.trials
    scale = rng.uniform(*config.scale, size=count)
    # The ratio is limited so that neither side is longer than the canvas (Caffe, SampleBBox).
    aspect = rng.uniform(np.maximum(config.aspect[0], scale**2), np.minimum(config.aspect[1], 1 / scale**2))
    width, height = canvas.x1 - canvas.x0, canvas.y1 - canvas.y0
    widths = np.clip(np.rint(scale * np.sqrt(aspect) * width), 1, width).astype(np.int64)
    heights = np.clip(np.rint(scale / np.sqrt(aspect) * height), 1, height).astype(np.int64)
    x0 = canvas.x0 + rng.integers(width - widths + 1)
    y0 = canvas.y0 + rng.integers(height - heights + 1)
    return np.stack([x0, y0, x0 + widths, y0 + heights], axis=1)


def _fits(patches: IntBoxes, boxes_xyxy: FloatBoxes, minimum: float) -> BoolArray:
    """Returns bool ``[trials]``: reaches the minimum IoU with some box and holds the centre of some box."""
    if not len(boxes_xyxy):
        return np.ones(len(patches), bool)
    reaches = iou_matrix(patches.astype(np.float32), boxes_xyxy).max(axis=1) >= minimum
    result: BoolArray = reaches & _centres_inside(patches, boxes_xyxy).any(axis=1)
    return result


def _centres_inside(patches: IntBoxes, boxes_xyxy: FloatBoxes) -> BoolArray:
    """Returns bool ``[P, G]``."""
    centre_x = (boxes_xyxy[:, 0] + boxes_xyxy[:, 2]) / 2
    centre_y = (boxes_xyxy[:, 1] + boxes_xyxy[:, 3]) / 2
    x0, y0, x1, y1 = (patches[:, side, None] for side in range(4))
    result: BoolArray = (centre_x > x0) & (centre_x < x1) & (centre_y > y0) & (centre_y < y1)
    return result
