"""What is drawn for what is explained: which boxes, in which colours, with which tags."""

from dataclasses import replace

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor

from ssd_desktop.gui.overlays.colours import class_colours, map_colour
from ssd_desktop.gui.overlays.explain_detection import Scene, ShownBox, Way
from ssd_desktop.gui.panels.explain_choices import Choice, DetectionChoice, ObjectChoice
from ssd_desktop.gui.panels.explain_texts import number
from ssd_desktop.inference.explanation.default_box_info import cell_edges, default_box_info
from ssd_desktop.inference.explanation.questions import Explained
from ssd_desktop.inference.explanation.training_types import Edges
from ssd_desktop.inference.explanation.types import DetectionTrace, ObjectTrace, Prediction, Rival, Stage

_THIN, _LINE, _STRONG = 1, 2, 4
_LOST = QColor("#ffffff")
"""Of what the detector did not find: no class has it, and with its dark edge it shows on any photo."""


def scene_of(
    explained: Explained, choice: Choice | None, *, rival: int | None = None, prediction: Prediction | None = None
) -> Scene:
    """Returns what is drawn.

    Args:
        explained: What is explained.
        choice: What is chosen of it; None: nothing.
        rival: Default box of the rival that is marked.
        prediction: What is marked of the predictions about an object.
    """
    if isinstance(choice, DetectionChoice):
        return _of_detection(explained, chosen_detection(explained, choice), rival)
    if isinstance(choice, ObjectChoice):
        return _of_object(explained, chosen_object(explained, choice), prediction)
    return Scene((*_lost(explained, None), *_detections(explained)))


def choosable(explained: Explained) -> list[tuple[Edges, Choice]]:
    """Returns what can be chosen in the picture: the detections, and the objects that were lost."""
    found: list[tuple[Edges, Choice]] = [
        (one.box_xyxy, DetectionChoice(one.default_box, one.label)) for one in explained.explanation.detections
    ]
    lost = (one for one in explained.explanation.objects or () if one.stage is not Stage.FOUND)
    return [*found, *((one.box_xyxy, ObjectChoice(one.position)) for one in lost)]


def chosen_detection(explained: Explained, choice: DetectionChoice) -> DetectionTrace:
    """Returns the detection of a choice that is there."""
    key = choice.default_box, choice.label
    return next(one for one in explained.explanation.detections if (one.default_box, one.label) == key)


def chosen_object(explained: Explained, choice: ObjectChoice) -> ObjectTrace:
    """Returns the object of a choice that is there."""
    return next(one for one in explained.explanation.objects or () if one.position == choice.position)


def _colour(explained: Explained, label: int) -> QColor:
    classes = explained.explanation.classes
    return class_colours(classes)[classes[label - 1]]


def _detections(explained: Explained, *, besides: int | None = None, quiet: bool = False) -> list[ShownBox]:
    """Returns the detections, the best last; quiet ones are thin and without tags."""
    colours = class_colours(explained.explanation.classes)
    return [
        ShownBox(
            one.box_xyxy,
            colours[one.name],
            "" if quiet else one.name,
            "" if quiet else number(one.score),
            width=_THIN if quiet else _LINE,
        )
        for one in reversed(explained.explanation.detections)
        if one.default_box != besides
    ]


def _lost(explained: Explained, besides: int | None) -> list[ShownBox]:
    """Returns the objects that were lost, but one."""
    return [
        ShownBox(one.box_xyxy, _LOST, one.name, _lost_word(), dashed=True, tag_below=True)
        for one in explained.explanation.objects or ()
        if one.stage is not Stage.FOUND and one.position != besides
    ]


def _lost_word() -> str:
    return QCoreApplication.translate("ExplainPanel", "lost")


def _of_detection(explained: Explained, trace: DetectionTrace, rival: int | None) -> Scene:
    colour = _colour(explained, trace.label)
    cell, default = _default_box(explained, trace.default_box)
    rivals = [_rival(one, colour, marked=one.default_box == rival) for one in reversed(trace.rivals)]
    rivals.sort(key=lambda one: one.width)
    shown = ShownBox(trace.box_xyxy, colour, trace.name, number(trace.score), width=_STRONG, filled=True)
    others = _detections(explained, besides=trace.default_box, quiet=True)
    way = Way(tuple(one.box_xyxy for one in trace.steps), shown)
    return Scene((*others, *rivals, default), cell, way)


def _rival(one: Rival, colour: QColor, *, marked: bool) -> ShownBox:
    if not marked:
        return ShownBox(one.box_xyxy, colour, faint=True, width=_THIN)
    text = QCoreApplication.translate("ExplainPanel", "IoU {iou}").format(iou=number(one.iou))
    return ShownBox(one.box_xyxy, colour, text, number(one.score), dashed=True, width=_LINE + 1)


def _of_object(explained: Explained, trace: ObjectTrace, prediction: Prediction | None) -> Scene:
    boxes = _detections(explained, quiet=True)
    note = "" if trace.stage is Stage.FOUND else _lost_word()
    boxes.append(ShownBox(trace.box_xyxy, _LOST, trace.name, note, dashed=True, width=_LINE + 1, tag_below=True))
    answer = trace.answer
    if answer is not None:
        name = explained.explanation.classes[answer.label - 1]
        boxes.append(ShownBox(answer.box_xyxy, _colour(explained, answer.label), name, number(answer.score)))
    others = [_default_box(explained, one.default_box)[1] for one in trace.should_have]
    boxes = [*(replace(one, faint=True) for one in others), *boxes]
    if prediction is None:
        return Scene(tuple(boxes))
    cell, default = _default_box(explained, prediction.default_box)
    shown = ShownBox(
        prediction.box_xyxy, _colour(explained, trace.label), trace.name, number(prediction.score), width=_STRONG
    )
    return Scene((*boxes, default, shown), cell)


def _default_box(explained: Explained, index: int) -> tuple[ShownBox, ShownBox]:
    """Returns the cell of a default box, and the box itself."""
    explanation, boxes = explained.explanation, explained.default_boxes
    info = default_box_info(boxes, index, width=explanation.width, height=explanation.height)
    colour = map_colour(info.feature_map)
    cell = cell_edges(boxes, info, width=explanation.width, height=explanation.height)
    return ShownBox(cell, colour), ShownBox(info.box_xyxy, colour, dashed=True, width=_LINE + 1)
