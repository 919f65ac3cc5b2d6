"""How sizes, shapes, positions and numbers of boxes are spread: counts in bins, ready to be drawn or printed."""

from dataclasses import dataclass

import numpy as np

from ssd_desktop.annotation.box_table import BoxTable, FloatArray, IntArray, ratios

MAP_CELLS = 32
"""Cells along each side of a map of positions."""

_MOST_BINS = 24
"""Numbers of boxes are put together beyond this many bins."""

_ROUND = tuple(digit * 10**power for power in range(12) for digit in (1, 2, 5))


@dataclass(frozen=True, eq=False)
class Histogram:
    """Counts between edges.

    Attributes:
        edges: float64 ``[B + 1]``, rising; a bin has its lower edge and not its upper one.
        counts: int64 ``[B]``.
    """

    edges: FloatArray
    counts: IntArray


def length_histogram(values: FloatArray, *, steps: int = 2) -> Histogram:
    """Counts lengths in bins that grow by the same factor.

    Args:
        values: Above 0, ``[N]``.
        steps: Bins an octave.
    """
    if not len(values):
        return Histogram(np.array([1.0, 2.0]), np.zeros(1, np.int64))
    bins = np.floor(np.log2(values) * steps).astype(np.int64)
    return _counted(bins - bins.min(), 2.0 ** (np.arange(bins.min(), bins.max() + 2) / steps))


def ratio_histogram(sides_wh: FloatArray, *, steps: int = 3) -> Histogram:
    """Counts width by height, in bins of equal factor with the square in the middle of one.

    Args:
        sides_wh: Width and height, above 0, ``[N, 2]``.
        steps: Bins an octave.
    """
    bins = np.floor(np.log2(ratios(sides_wh)) * steps + 0.5).astype(np.int64)
    # The same way to both sides, so that wide and high boxes can be compared by eye.
    reach = int(np.abs(bins).max(initial=1))
    return _counted(bins + reach, 2.0 ** (np.arange(-reach - 0.5, reach + 1.5) / steps))


def number_histogram(numbers: IntArray) -> Histogram:
    """Counts whole numbers from 0, each in a bin of its own, or in bins of a round width where there are many.

    Args:
        numbers: int64 ``[N]``, not negative.
    """
    highest = int(numbers.max(initial=0))
    width = next(size for size in _ROUND if highest // size < _MOST_BINS)
    return _counted(numbers // width, np.arange(0, highest // width + 2, dtype=np.float64) * width)


def centre_map(table: BoxTable, cells: int = MAP_CELLS) -> IntArray:
    """Counts the centres of boxes over the picture.

    Args:
        table: The boxes.
        cells: Along each side.

    Returns:
        int64 ``[cells, cells]``, row by row from the top; each cell is the same fraction of every picture.
    """
    boxes = table.fractions_xyxy
    centres = (boxes[:, :2] + boxes[:, 2:]) / 2
    columns, rows = np.minimum((centres * cells).astype(np.int64), cells - 1).T
    counts = np.bincount(rows * cells + columns, minlength=cells * cells)
    return counts.reshape(cells, cells).astype(np.int64)


def coverage_map(table: BoxTable, cells: int = MAP_CELLS) -> IntArray:
    """Counts how many boxes lie, wholly or partly, over each cell of the picture.

    Args:
        table: The boxes.
        cells: Along each side.

    Returns:
        int64 ``[cells, cells]``, row by row from the top; each cell is the same fraction of every picture.
    """
    boxes = table.fractions_xyxy * cells
    first = np.minimum(np.floor(boxes[:, :2]).astype(np.int64), cells - 1)
    after = np.maximum(np.ceil(boxes[:, 2:]).astype(np.int64), first + 1)
    # Each box is 1 from its first cell on and -1 after its last one, in both directions; the sums fill it in.
    change = np.zeros((cells + 1, cells + 1), np.int64)
    for rows, columns, sign in (
        (first[:, 1], first[:, 0], 1),
        (first[:, 1], after[:, 0], -1),
        (after[:, 1], first[:, 0], -1),
        (after[:, 1], after[:, 0], 1),
    ):
        np.add.at(change, (rows, columns), sign)
    filled: IntArray = change.cumsum(axis=0).cumsum(axis=1)[:cells, :cells]
    return filled


def _counted(bins: IntArray, edges: FloatArray) -> Histogram:
    return Histogram(edges, np.bincount(bins, minlength=len(edges) - 1).astype(np.int64))
