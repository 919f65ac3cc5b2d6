"""The strips of a feature map against the outlines of its boxes, one by one."""

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssd_desktop.gui.overlays.grid_lines import map_strips
from ssd_desktop.ssd.config import PLANS
from ssd_desktop.ssd.default_boxes import make_default_boxes

SIDE = 150


def painted_from_strips(grid: npt.NDArray[np.int64], thickness: int, offset: int) -> npt.NDArray[np.bool_]:
    covered = np.zeros((2 * offset + SIDE, 2 * offset + SIDE), bool)
    for strip in map_strips(grid, thickness):
        x, y = strip.x() + offset, strip.y() + offset
        covered[y : y + strip.height(), x : x + strip.width()] = True
    return covered


def painted_one_by_one(grid: npt.NDArray[np.int64], thickness: int, offset: int) -> npt.NDArray[np.bool_]:
    covered = np.zeros((2 * offset + SIDE, 2 * offset + SIDE), bool)
    for x0, y0, x1, y1 in (grid.reshape(-1, 4) + offset).tolist():
        x1, y1 = max(x1, x0 + 1), max(y1, y0 + 1)
        covered[y0 : min(y0 + thickness, y1), x0:x1] = True
        covered[max(y1 - thickness, y0) : y1, x0:x1] = True
        covered[y0:y1, x0 : min(x0 + thickness, x1)] = True
        covered[y0:y1, max(x1 - thickness, x0) : x1] = True
    return covered


@given(st.integers(1, 6), st.integers(1, 4), st.integers(1, 3), st.data())
def test_strips_cover_what_single_frames_cover(cells: int, shapes: int, thickness: int, data: st.DataObject) -> None:
    grid = np.zeros((cells, cells, shapes, 4), np.int64)
    for shape in range(shapes):
        width, height = data.draw(st.integers(0, 60)), data.draw(st.integers(0, 60))
        step = data.draw(st.integers(1, 30))
        starts = np.arange(cells) * step
        grid[:, :, shape, 0], grid[:, :, shape, 2] = starts[None, :], starts[None, :] + width
        grid[:, :, shape, 1], grid[:, :, shape, 3] = starts[:, None], starts[:, None] + height
    assert np.array_equal(
        painted_from_strips(grid, thickness, 10)[: SIDE + 10, : SIDE + 10],
        painted_one_by_one(grid, thickness, 10)[: SIDE + 10, : SIDE + 10],
    )


@pytest.mark.parametrize("plan", ["paper", "caffe-voc", "torchvision"])
@pytest.mark.parametrize("feature_map", range(6))
def test_strips_cover_every_default_box_of_a_plan(plan: str, feature_map: int) -> None:
    boxes = make_default_boxes(PLANS[plan])
    size, shapes = boxes.plan.map_sizes[feature_map], boxes.plan.boxes_per_cell[feature_map]
    edges = np.floor(boxes.xyxy[boxes.map_slices[feature_map]] * SIDE + 0.5).astype(np.int64)
    grid = edges.reshape(size, size, shapes, 4)
    assert np.array_equal(painted_from_strips(grid, 1, 200), painted_one_by_one(grid, 1, 200))
    assert len(map_strips(grid, 1)) < 20 * size * shapes
