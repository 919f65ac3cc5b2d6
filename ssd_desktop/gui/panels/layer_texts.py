"""What is said about a feature map and its default boxes."""

import math

from PySide6.QtCore import QCoreApplication

from ssd_desktop.gui.panels.numbers import count_text
from ssd_desktop.ssd.config import BoxPlan


def map_name(plan: BoxPlan, feature_map: int) -> str:
    """Returns the name of the layer, such as conv4_3 (by its number for plans of no network)."""
    if plan.network is not None:
        return plan.network.map_names[feature_map]
    return QCoreApplication.translate("LayersPanel", "map {number}").format(number=feature_map + 1)


def map_title(plan: BoxPlan, feature_map: int) -> str:
    """Returns name and cells, such as conv4_3 38x38."""
    cells = plan.map_sizes[feature_map]
    return f"{map_name(plan, feature_map)}  {cells} × {cells}"


def map_facts(plan: BoxPlan, feature_map: int) -> str:
    """Returns two lines: boxes per cell and in all; side of the squares and aspect ratios."""
    return QCoreApplication.translate(
        "LayersPanel", "{per_cell} a cell, {count} boxes\nsquares {squares} px, {ratios}"
    ).format(
        per_cell=plan.boxes_per_cell[feature_map],
        count=count_text(plan.boxes_per_map[feature_map]),
        squares=_squares(plan, feature_map),
        ratios=_ratios(plan, feature_map),
    )


def map_explanation(plan: BoxPlan, feature_map: int) -> str:
    """Returns the same in full sentences, for a tool tip."""
    return QCoreApplication.translate(
        "LayersPanel",
        "{map} divides the picture into {cells} × {cells} cells. Around the centre of each cell lie {per_cell} default "
        "boxes: squares with sides of {squares} px, and boxes with ratios of width to height of {ratios}. Sizes are "
        "those in the network's input of {side} × {side} px. Fine maps find small objects, coarse maps large ones.",
    ).format(
        map=map_name(plan, feature_map),
        cells=plan.map_sizes[feature_map],
        per_cell=plan.boxes_per_cell[feature_map],
        squares=_squares(plan, feature_map),
        ratios=_ratios(plan, feature_map),
        side=plan.image_size,
    )


def total_text(plan: BoxPlan) -> str:
    """Returns how many default boxes there are, and of which plan."""
    return QCoreApplication.translate("LayersPanel", "{count} default boxes, plan {plan}").format(
        count=count_text(plan.box_count), plan=plan.name
    )


def total_explanation() -> str:
    """Returns what default boxes are, for a tool tip."""
    return QCoreApplication.translate(
        "LayersPanel",
        "For every default box SSD predicts, in one pass, a score for each class and four offsets that move and "
        "stretch the box onto the object. The box plan says which boxes lie on which feature map. Sizes follow the "
        "plan; the boxes are stretched with the picture.",
    )


def _squares(plan: BoxPlan, feature_map: int) -> str:
    """The sides of the two squares, s and s' = sqrt(s_k * s_(k+1)) (SSD, section 2.2), in input pixels."""
    side, after = plan.scales[feature_map], plan.scales[feature_map + 1]
    small, large = side * plan.image_size, math.sqrt(side * after) * plan.image_size
    return QCoreApplication.translate("LayersPanel", "{small:.0f} and {large:.0f}").format(small=small, large=large)


def _ratios(plan: BoxPlan, feature_map: int) -> str:
    """Each aspect ratio and its inverse, such as 2:1, 1:2."""
    return ", ".join(f"{ratio:g}:1, 1:{ratio:g}" for ratio in plan.aspect_ratios[feature_map])
