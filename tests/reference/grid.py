"""Random batches on a coarse grid, on which IoUs compare exactly: ties and thresholds test the rules, not rounding.

All edges are multiples of 1/32, so areas are exact in single and double precision, and two IoUs that differ
do so by far more than either rounds.
"""

import torch
from hypothesis import strategies as st

from ssd_desktop.ssd.targets import Targets

CELLS = 32
_SHAPES = ((8, 8), (12, 12), (16, 8), (8, 16))


def grid_default_boxes_xyxy():
    """64 default boxes: 4 x 4 cells with 4 shapes."""
    boxes = []
    for row in range(4):
        for column in range(4):
            cx, cy = 8 * column + 4, 8 * row + 4
            for w, h in _SHAPES:
                boxes.append([v / CELLS for v in (cx - w // 2, cy - h // 2, cx + w // 2, cy + h // 2)])
    return boxes


@st.composite
def grid_boxes(draw):
    """One box with edges on the grid and at least one cell wide and high."""
    x0, y0 = draw(st.integers(0, CELLS - 1)), draw(st.integers(0, CELLS - 1))
    x1, y1 = draw(st.integers(x0 + 1, min(x0 + 20, CELLS))), draw(st.integers(y0 + 1, min(y0 + 20, CELLS)))
    return [v / CELLS for v in (x0, y0, x1, y1)]


@st.composite
def grid_batches(draw, *, classes=3):
    """Targets of 1 to 3 images of 0 to 6 columns: objects, ignored objects, crowds and padding in any column."""
    columns = draw(st.integers(0, 6))
    images = draw(st.integers(1, 3))

    def table(element):
        return draw(st.lists(st.lists(element, min_size=columns, max_size=columns), min_size=images, max_size=images))

    boxes = torch.tensor(table(grid_boxes())).reshape(images, columns, 4)
    labels = torch.tensor(table(st.integers(0, classes)), dtype=torch.int64).reshape(images, columns)
    marks = torch.tensor(table(st.sampled_from([0, 0, 0, 1, 2])), dtype=torch.int64).reshape(images, columns)
    return Targets(boxes, labels, marks > 0, marks == 2)
