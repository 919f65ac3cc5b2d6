"""Where a default box lies in a picture. No torch here."""

import numpy as np
import numpy.typing as npt

from ssd_desktop.inference.explanation.training_types import Edges
from ssd_desktop.inference.explanation.types import DefaultBoxInfo
from ssd_desktop.ssd.default_boxes import DefaultBoxes, cell_pitch


def in_pixels(boxes_xyxy: npt.NDArray[np.float32], *, width: int, height: int) -> npt.NDArray[np.float32]:
    """Returns boxes float32 ``[..., 4]``, x0, y0, x1, y1, 0..1, in pixels of a picture."""
    return boxes_xyxy * np.array([width, height, width, height], np.float32)


def edges(box_xyxy: npt.NDArray[np.floating]) -> Edges:
    """Returns a box ``[4]``, or four offsets, as plain numbers."""
    x0, y0, x1, y1 = box_xyxy.tolist()
    return x0, y0, x1, y1


def default_box_info(default_boxes: DefaultBoxes, index: int, *, width: int, height: int) -> DefaultBoxInfo:
    """Returns where a default box lies.

    Args:
        default_boxes: Of any plan.
        index: Of the default box.
        width: Pixels of the picture.
        height: Likewise.

    Raises:
        ConfigError: The plan has no such index.
    """
    place, plan = default_boxes.locate(index), default_boxes.plan
    names = plan.network.map_names if plan.network else [f"map {one + 1}" for one in range(len(plan.map_sizes))]
    return DefaultBoxInfo(
        index=place.index,
        feature_map=place.feature_map,
        map_name=names[place.feature_map],
        map_size=plan.map_sizes[place.feature_map],
        row=place.row,
        column=place.column,
        shape=place.shape,
        box_xyxy=edges(in_pixels(default_boxes.xyxy[place.index], width=width, height=height)),
    )


def cell_edges(default_boxes: DefaultBoxes, info: DefaultBoxInfo, *, width: int, height: int) -> Edges:
    """Returns the cell of a default box, x0, y0, x1, y1 in pixels: what is nearest to its centre of its map's centres.

    Args:
        default_boxes: That the box is of.
        info: Where it lies.
        width: Pixels of the picture.
        height: Likewise.
    """
    pitch = cell_pitch(default_boxes.plan, info.feature_map)
    across, down = pitch * width, pitch * height
    return info.column * across, info.row * down, (info.column + 1) * across, (info.row + 1) * down
