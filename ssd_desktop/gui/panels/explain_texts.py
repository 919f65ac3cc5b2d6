"""How numbers and steps of an explanation are said in words."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QLocale

from ssd_desktop.inference.explanation.training_types import Edges
from ssd_desktop.inference.explanation.types import DefaultBoxInfo, DetectionTrace, Stage, Step
from ssd_desktop.ssd.config import BoxPlan


def number(value: float, digits: int = 2) -> str:
    """Returns a number with so many digits after the point, as the user's country writes it."""
    return QLocale().toString(float(value), "f", digits)


def signed(value: float, digits: int = 2) -> str:
    """Returns a number with its sign, a true minus included; what rounds to zero has none."""
    text = number(abs(value), digits)
    if float(f"{abs(value):.{digits}f}") == 0:
        return text
    return ("+" if value > 0 else "\N{MINUS SIGN}") + text


def class_name(classes: Sequence[str], label: int) -> str:
    """Returns the name of a class; label 0 is the background."""
    if label:
        return classes[label - 1]
    return QCoreApplication.translate("ExplainPanel", "background")


def box_size(box_xyxy: Edges) -> str:
    """Returns width and height of a box in pixels."""
    x0, y0, x1, y1 = box_xyxy
    return f"{number(x1 - x0, 0)} × {number(y1 - y0, 0)} px"


def shape_word(plan: BoxPlan, info: DefaultBoxInfo) -> str:
    """Returns which of the boxes of its cell a default box is: a square, or the ratio of width to height."""
    if info.shape == 0:
        return QCoreApplication.translate("ExplainPanel", "small square")
    if info.shape == 1:
        return QCoreApplication.translate("ExplainPanel", "large square")
    ratio = plan.aspect_ratios[info.feature_map][info.shape // 2 - 1]
    return f"1:{ratio:g}" if info.shape % 2 else f"{ratio:g}:1"


def place_text(info: DefaultBoxInfo) -> str:
    """Returns row and column of a cell, counted from 0 as everywhere."""
    text = QCoreApplication.translate("ExplainPanel", "row {row}, column {column} of {size} × {size}")
    return text.format(row=info.row, column=info.column, size=info.map_size)


def stage_word(stage: Stage) -> str:
    """Returns in a word or two what became of an object."""
    return {
        Stage.FOUND: QCoreApplication.translate("ExplainPanel", "found"),
        Stage.OTHER_OBJECT: QCoreApplication.translate("ExplainPanel", "lost: other object"),
        Stage.SUPPRESSED: QCoreApplication.translate("ExplainPanel", "lost: suppressed"),
        Stage.TOP_K: QCoreApplication.translate("ExplainPanel", "lost: outranked"),
        Stage.OTHER_CLASS: QCoreApplication.translate("ExplainPanel", "lost: other class"),
        Stage.BADLY_PLACED: QCoreApplication.translate("ExplainPanel", "lost: badly placed"),
        Stage.NO_DEFAULT_BOX: QCoreApplication.translate("ExplainPanel", "lost: no default box"),
        Stage.SCORE: QCoreApplication.translate("ExplainPanel", "lost: score"),
    }[stage]


def step_text(trace: DetectionTrace, step: Step) -> str:
    """Returns what a step of the decoding does to the box."""
    (dx, dy), (across, down) = trace.centre_shift, trace.size_factors
    return {
        Step.DEFAULT_BOX: QCoreApplication.translate("ExplainPanel", "Default box: {size}").format(
            size=box_size(trace.steps[0].box_xyxy)
        ),
        Step.CENTRE_SHIFTED: QCoreApplication.translate("ExplainPanel", "Centre shifted by {dx}, {dy} px").format(
            dx=signed(dx, 1), dy=signed(dy, 1)
        ),
        Step.SIZE_SCALED: QCoreApplication.translate("ExplainPanel", "Width × {across}, height × {down}").format(
            across=number(across), down=number(down)
        ),
        Step.CLIPPED: QCoreApplication.translate("ExplainPanel", "Clipped to the picture: {size}").format(
            size=box_size(trace.steps[-1].box_xyxy)
        ),
    }[step]
