"""Reading a heat map: its range, its peak, and the value at a place of the picture. No torch here."""

from dataclasses import dataclass

from ssd_desktop.inference.explanation.questions import HeatMap
from ssd_desktop.ssd.default_boxes import DefaultBoxes


@dataclass(frozen=True)
class HeatValue:
    """The value of a cell.

    Attributes:
        row: From the top, from 0.
        column: From the left, from 0.
        value: A score, or an activation.
    """

    row: int
    column: int
    value: float


def heat_range(heat: HeatMap) -> tuple[float, float]:
    """Returns the lowest and the highest value."""
    return float(heat.values.min()), float(heat.values.max())


def heat_peak(heat: HeatMap) -> HeatValue:
    """Returns the highest value and its cell, the first of equal ones."""
    row, column = divmod(int(heat.values.argmax()), heat.values.shape[1])
    return HeatValue(row, column, float(heat.values[row, column]))


def heat_at(heat: HeatMap, default_boxes: DefaultBoxes, x: float, y: float) -> HeatValue:
    """Returns the value of the cell nearest to a place.

    Args:
        heat: Of one of the feature maps.
        default_boxes: Of the detector: they say where the cells lie.
        x: Fraction of the picture's width, 0 to 1.
        y: Likewise of its height.
    """
    row, column = default_boxes.cell_at(heat.wish.feature_map, x, y)
    return HeatValue(row, column, float(heat.values[row, column]))
