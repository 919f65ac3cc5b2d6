"""The outlines of all default boxes of a feature map as few filled strips.

Boxes of one shape lie in a grid, so a row of them shares its top and bottom edge: where their edges touch or
overlap they are one strip. A 38 x 38 map of 4 shapes is some hundred strips instead of 5,776 frames, and paints
ten times faster with the same pixels.
"""

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRect

IntArray = npt.NDArray[np.int64]


def map_strips(grid_xyxy: IntArray, thickness: int) -> list[QRect]:
    """Returns the strips that cover exactly the frames of a feature map's boxes.

    Args:
        grid_xyxy: int64 ``[f, f, k, 4]`` (row, column, shape), x0, y0, x1, y1 in device pixels. Boxes of a
            column and shape share x0 and x1, boxes of a row and shape y0 and y1.
        thickness: Device pixels of a frame's line, inside the box.
    """
    strips: list[QRect] = []
    for shape in range(grid_xyxy.shape[2]):
        lefts, rights = grid_xyxy[0, :, shape, 0], grid_xyxy[0, :, shape, 2]
        tops, bottoms = grid_xyxy[:, 0, shape, 1], grid_xyxy[:, 0, shape, 3]
        rights, bottoms = np.maximum(rights, lefts + 1), np.maximum(bottoms, tops + 1)
        across, down = _merged(lefts, rights), _merged(tops, bottoms)
        rows, columns = _edge_strips(tops, bottoms, thickness), _edge_strips(lefts, rights, thickness)
        strips += [QRect(start, row, end - start, height) for row, height in rows for start, end in across]
        strips += [QRect(column, start, width, end - start) for column, width in columns for start, end in down]
    return strips


def _merged(starts: IntArray, ends: IntArray) -> list[tuple[int, int]]:
    """Returns the union of intervals, sorted, as few intervals."""
    order = np.argsort(starts, kind="stable")
    starts, reach = starts[order], np.maximum.accumulate(ends[order])
    first = np.flatnonzero(np.append(True, starts[1:] > reach[:-1]))
    last = np.append(first[1:] - 1, len(starts) - 1)
    return list(zip(starts[first].tolist(), reach[last].tolist(), strict=True))


def _edge_strips(starts: IntArray, ends: IntArray, thickness: int) -> list[tuple[int, int]]:
    """Returns (position, thickness) of the two edges of each interval; thin boxes have thin edges."""
    thick = np.minimum(thickness, ends - starts)
    positions = np.concatenate([starts, ends - thick])
    return sorted(set(zip(positions.tolist(), np.tile(thick, 2).tolist(), strict=True)))
