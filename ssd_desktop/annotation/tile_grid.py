"""Overlapping tiles of a large picture: where they lie and how much of a box each of them shows. Numpy only.

A network sees every picture squeezed into its small square, so that small objects vanish from large pictures. Tiles
show them larger; the overlap lets every object up to its width lie whole in some tile.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ssd_desktop.errors import ConfigError

IntArray = npt.NDArray[np.int64]

DEFAULT_OVERLAP = 0.25
"""Share of a tile's side that neighbours have in common: objects up to a quarter of a tile lie whole in one."""

SMALLEST_SIDE = 32
LARGEST_OVERLAP = 0.5


@dataclass(frozen=True)
class Tiling:
    """How pictures are cut into tiles.

    Attributes:
        side: Side of a tile in pixels of the picture; where the picture is shorter, its whole length.
        overlap: Share of the side that neighbouring tiles have in common, at least.

    Raises:
        ConfigError: A value is out of its range.
    """

    side: int
    overlap: float = DEFAULT_OVERLAP

    def __post_init__(self) -> None:
        if self.side < SMALLEST_SIDE:
            raise ConfigError(f"Tiles of {self.side} px are too small; their side must be at least {SMALLEST_SIDE} px.")
        if not 0 <= self.overlap <= LARGEST_OVERLAP:
            raise ConfigError(f"The tiles' overlap is {self.overlap}; it must lie between 0 and {LARGEST_OVERLAP}.")

    @property
    def overlap_px(self) -> int:
        """Pixels that neighbours have in common, at least."""
        return round(self.side * self.overlap)


def tile_spans(length: int, tiling: Tiling) -> IntArray:
    """Returns where the tiles begin and end along one axis, int64 ``[n, 2]``, pixels, ascending.

    As few tiles as the overlap allows, spread evenly, the first and the last flush with the borders.

    Args:
        length: Width or height of the picture in pixels, at least 1.
        tiling: Side and overlap.
    """
    spare = length - tiling.side
    if spare <= 0:
        return np.array([[0, length]], np.int64)
    gaps = -(-spare // (tiling.side - tiling.overlap_px))
    starts = np.arange(gaps + 1, dtype=np.int64) * spare // gaps
    return np.stack([starts, starts + tiling.side], axis=1)


def view_regions(width: int, height: int, tiling: Tiling) -> IntArray:
    """Returns every part of a picture that is looked at, int64 ``[V, 4]``, x0, y0, x1, y1 in pixels.

    The first is the whole picture, for objects larger than a tile; the tiles follow row by row. A picture no larger
    than a tile is looked at once.

    Args:
        width: Pixels of the picture.
        height: Likewise.
        tiling: Side and overlap.
    """
    across, down = tile_spans(width, tiling), tile_spans(height, tiling)
    whole = np.array([[0, 0, width, height]], np.int64)
    if len(across) == len(down) == 1:
        return whole
    rows = np.repeat(down, len(across), axis=0)
    columns = np.tile(across, (len(down), 1))
    tiles = np.stack([columns[:, 0], rows[:, 0], columns[:, 1], rows[:, 1]], axis=1)
    return np.concatenate([whole, tiles])


def visible_shares(boxes_xyxy: npt.NDArray[np.floating], region_xyxy: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """Returns which share of each box's area lies in a region, float64 ``[G]``, 0 to 1.

    Args:
        boxes_xyxy: float ``[G, 4]``, x0, y0, x1, y1 in pixels, none degenerate.
        region_xyxy: ``[4]``, in the same pixels.
    """
    boxes, region = boxes_xyxy.astype(np.float64), np.asarray(region_xyxy, np.float64)
    shown = np.minimum(boxes[:, 2:], region[2:]) - np.maximum(boxes[:, :2], region[:2])
    shares: npt.NDArray[np.float64] = (np.maximum(shown, 0) / (boxes[:, 2:] - boxes[:, :2])).prod(axis=1)
    return shares


def lies_whole_in(
    boxes_xyxy: npt.NDArray[np.floating], spans: IntArray, *, axis: int, length: int, margin: float
) -> npt.NDArray[np.bool_]:
    """Returns which spans show each box uncut along one axis, bool ``[N, n]``.

    A box within ``margin`` of a span's end may go on beyond it, unless the picture ends there too.

    Args:
        boxes_xyxy: float ``[N, 4]``, x0, y0, x1, y1 in pixels of the picture.
        spans: int64 ``[n, 2]``, begin and end in pixels.
        axis: 0 along x, 1 along y.
        length: Width or height of the picture in pixels.
        margin: Pixels.
    """
    low = np.where(spans[:, 0] > 0, spans[:, 0] + margin, -np.inf)
    high = np.where(spans[:, 1] < length, spans[:, 1] - margin, np.inf)
    result: npt.NDArray[np.bool_] = (boxes_xyxy[:, axis, None] >= low) & (boxes_xyxy[:, axis + 2, None] <= high)
    return result
