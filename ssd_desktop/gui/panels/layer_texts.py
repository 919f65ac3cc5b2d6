"""What is said about a feature map and its default boxes."""

import math

from PySide6.QtCore import QCoreApplication, QLocale

from ssd_desktop.gui.panels.numbers import count_text
from ssd_desktop.ssd.box_selection import BestOverlap
from ssd_desktop.ssd.config import BoxPlan
from ssd_desktop.ssd.default_boxes import DefaultBoxes, map_shapes
from ssd_desktop.ssd.receptive_field import map_field, prediction_field


def map_name(plan: BoxPlan, feature_map: int) -> str:
    """Returns the name of the layer, such as conv4_3 (by its number for plans of no network)."""
    if plan.network is not None:
        return plan.network.map_names[feature_map]
    return QCoreApplication.translate("LayersPanel", "map {number}").format(number=feature_map + 1)


def map_counts(plan: BoxPlan, feature_map: int) -> str:
    """Returns boxes per cell and in all, such as 4 a cell, 5,776 boxes."""
    return QCoreApplication.translate("LayersPanel", "{per_cell} a cell, {count} boxes").format(
        per_cell=plan.boxes_per_cell[feature_map], count=count_text(plan.boxes_per_map[feature_map])
    )


def map_sight(plan: BoxPlan, feature_map: int) -> int | None:
    """Returns the input pixels along a side that a prediction of a map sees; None for plans of no network."""
    return None if plan.network is None else prediction_field(plan.network, feature_map).size


def map_box_sides(plan: BoxPlan, feature_map: int) -> tuple[float, float]:
    """Returns the shortest and the longest side of the default boxes of a map, input pixels."""
    shapes = map_shapes(plan, feature_map) * plan.image_size
    return float(shapes.min()), float(shapes.max())


def sides_text(plan: BoxPlan, feature_map: int) -> str:
    """Returns the range of the sides of a map's boxes, such as boxes 21 to 42 px."""
    least, most = map_box_sides(plan, feature_map)
    text = QCoreApplication.translate("LayersPanel", "boxes {least:.0f} to {most:.0f} px")
    return text.format(least=least, most=most)


def sight_text(plan: BoxPlan, feature_map: int) -> str:
    """Returns how much a prediction of a map sees, such as sees 108 px; empty for plans of no network."""
    sees = map_sight(plan, feature_map)
    if sees is None:
        return ""
    if sees >= plan.image_size:
        return QCoreApplication.translate("LayersPanel", "sees all ({sees} px)").format(sees=sees)
    return QCoreApplication.translate("LayersPanel", "sees {sees} px").format(sees=sees)


def map_accessible_name(plan: BoxPlan, feature_map: int) -> str:
    """Returns everything the button of a map shows, for screen readers."""
    cells = plan.map_sizes[feature_map]
    name = f"{map_name(plan, feature_map)}, {cells} × {cells}"
    facts = (map_counts(plan, feature_map), sides_text(plan, feature_map), sight_text(plan, feature_map))
    return ", ".join(text for text in (name, *facts) if text)


def map_explanation(plan: BoxPlan, feature_map: int) -> str:
    """Returns the same in full sentences, for a tool tip."""
    text = QCoreApplication.translate(
        "LayersPanel",
        "{map} divides the picture into {cells} × {cells} cells. Around the centre of each cell lie {per_cell} default "
        "boxes: squares with sides of {squares} px, and boxes with ratios of width to height of {ratios}. Sizes are "
        "those in the network's input of {side} × {side} px. Fine maps find small objects, coarse maps large ones.",
    ).format(
        map=map_name(plan, feature_map),
        cells=plan.map_sizes[feature_map],
        per_cell=plan.boxes_per_cell[feature_map],
        squares=_squares(plan, feature_map),
        ratios=_ratios(plan, feature_map) or "–",
        side=plan.image_size,
    )
    return f"{text} {_sight_explanation(plan, feature_map)}".strip()


def _sight_explanation(plan: BoxPlan, feature_map: int) -> str:
    if plan.network is None:
        return ""
    return QCoreApplication.translate(
        "LayersPanel",
        "One cell sees {cell} px along a side (its receptive field), a prediction {head} px, because the head looks at "
        "3 × 3 cells; the grey bar shows that against the sides of the boxes in the map's colour.",
    ).format(cell=map_field(plan.network, feature_map).size, head=prediction_field(plan.network, feature_map).size)


def shape_name(plan: BoxPlan, shape: int) -> str:
    """Returns what a shape of a cell is called: 0 and 1 the squares, then wide and tall boxes for each ratio."""
    if shape == 0:
        return QCoreApplication.translate("LayersPanel", "Square of scale s")
    if shape == 1:
        return QCoreApplication.translate("LayersPanel", "Square of scale s′, between this map's and the next")
    place, tall = divmod(shape - 2, 2)
    ratios = [row[place] for row in plan.aspect_ratios if place < len(row)]
    low, high = (f"{ratio:.3g}" for ratio in (min(ratios, default=1), max(ratios, default=1)))
    text = low if low == high else f"{low}–{high}"
    if tall:
        return QCoreApplication.translate("LayersPanel", "Tall, 1 : {ratio}").format(ratio=text)
    return QCoreApplication.translate("LayersPanel", "Wide, {ratio} : 1").format(ratio=text)


def cell_text(boxes: DefaultBoxes, feature_map: int, row: int, column: int) -> str:
    """Returns which cell of a map it is and which default boxes are in it."""
    part = boxes.cell(feature_map, row, column)
    text = QCoreApplication.translate("LayersPanel", "{map}: row {row}, column {column}, boxes {first} to {last}")
    return text.format(
        map=map_name(boxes.plan, feature_map),
        row=row,
        column=column,
        first=count_text(part.start),
        last=count_text(part.stop - 1),
    )


def overlap_text(boxes: DefaultBoxes, *, name: str, count: int, least_iou: float, best: BestOverlap) -> str:
    """Returns how many boxes of the chosen maps overlap an object, and which default box of all does most.

    Args:
        boxes: Of the plan.
        name: Of the object.
        count: Boxes that overlap it by ``least_iou``.
        least_iou: 0 to 1.
        best: The default box with the highest overlap.
    """
    place = boxes.locate(best.default_box)
    text = QCoreApplication.translate(
        "LayersPanel",
        "{name}, plan {plan}: {count} boxes of the chosen maps reach IoU {least}. The best of all maps has {best}: "
        "{map}, row {row}, column {column}, {shape}.",
    )
    return text.format(
        name=name,
        plan=boxes.plan.name,
        count=count_text(count),
        least=QLocale().toString(least_iou, "f", 2),
        best=QLocale().toString(best.iou, "f", 3),
        map=map_name(boxes.plan, place.feature_map),
        row=place.row,
        column=place.column,
        shape=_in_sentence(shape_name(boxes.plan, place.shape)),
    )


def _in_sentence(text: str) -> str:
    return text[:1].lower() + text[1:]


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
