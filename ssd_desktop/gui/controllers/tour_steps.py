"""The ten steps of the guided tour: what each shows, what it chooses, and what it says with the numbers of the view."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from ssd_desktop.gui.controllers.tour_stage import TourStage, reveal
from ssd_desktop.gui.panels.box_drawing import BoxDrawing
from ssd_desktop.gui.panels.explain_choices import DetectionChoice, ObjectChoice
from ssd_desktop.gui.panels.explain_texts import class_name, number, signed
from ssd_desktop.gui.panels.layer_texts import map_name
from ssd_desktop.gui.panels.missed_texts import why
from ssd_desktop.gui.panels.numbers import count_text
from ssd_desktop.inference.explanation.class_scores import rank_scores
from ssd_desktop.inference.explanation.default_box_info import default_box_info
from ssd_desktop.inference.explanation.heat_values import heat_peak
from ssd_desktop.inference.explanation.questions import ScoreHeat
from ssd_desktop.inference.explanation.types import DetectionTrace, Stage

STRICT_SCORE = 0.9
"""The score of the last step: high enough that something is lost."""


@dataclass(frozen=True)
class TourStep:
    """One step.

    Attributes:
        title: Returns its heading.
        show: Brings the view forward.
        choose: Chooses what is talked about, once the answer is there; returns whether that was done.
        text: Returns one or two sentences with the numbers of the moment.
    """

    title: Callable[[], str]
    show: Callable[[TourStage], None]
    choose: Callable[[TourStage], bool]
    text: Callable[[TourStage], str]


# -- The grids and the default boxes


def _show_grid(stage: TourStage) -> None:
    stage.draw(BoxDrawing(maps=frozenset({0}), cell=False))


def _grid_text(stage: TourStage) -> str:
    plan = stage.explore.plan
    text = QCoreApplication.translate(
        "Tour",
        "The picture is squeezed into {side} × {side} px, and {maps} grids from fine to coarse are laid over it. "
        "This is the finest, {map}: {cells} × {cells} cells, each of which answers for what lies around it.",
    )
    cells = plan.map_sizes[0]
    return text.format(side=plan.image_size, maps=len(plan.map_sizes), map=map_name(plan, 0), cells=cells)


def _show_cell(stage: TourStage) -> None:
    info = stage.example()
    stage.draw(BoxDrawing(maps=frozenset({info.feature_map}), follows=False))
    stage.point_at(info)


def _cell_text(stage: TourStage) -> str:
    info, plan = stage.example(), stage.explore.plan
    text = QCoreApplication.translate(
        "Tour",
        "Each cell has a few default boxes of fixed sizes and shapes; here are the {count} of row {row}, column "
        "{column} of {map}. All grids together have {total}, and the detector judges every one of them.",
    )
    return text.format(
        count=plan.boxes_per_cell[info.feature_map],
        row=info.row,
        column=info.column,
        map=info.map_name,
        total=count_text(len(stage.default_boxes().cxcywh)),
    )


def _show_shape(stage: TourStage) -> None:
    info = stage.example()
    shapes = frozenset({info.shape})
    stage.draw(BoxDrawing(maps=frozenset({info.feature_map}), grid=False, boxes=True, cell=False, shapes=shapes))


def _shape_text(stage: TourStage) -> str:
    info = stage.example()
    x0, y0, x1, y1 = info.box_xyxy
    text = QCoreApplication.translate(
        "Tour",
        "One shape, {width} × {height} px on this picture, in each of the {cells} cells of {map}: so an object is met "
        "wherever it lies. Fine grids have small boxes, coarse grids large ones.",
    )
    cells = count_text(info.map_size**2)
    return text.format(width=round(x1 - x0), height=round(y1 - y0), cells=cells, map=info.map_name)


# -- Training


def _show_matching(stage: TourStage) -> None:
    stage.explain_in(stage.look.matching)


def _choose_object(stage: TourStage) -> bool:
    explained = stage.look.explained
    if explained is None or not explained.matching.objects:
        return False
    stage.look.matching.choose(0)
    return True


def _matching_text(stage: TourStage) -> str:
    explained = stage.look.explained
    if explained is None or not explained.matching.objects:
        return stage.look.matching.matching_panel.message()
    matching = explained.matching
    one = matching.objects[0]
    text = QCoreApplication.translate(
        "Tour",
        "In training, the {count} default boxes that overlap this {name} with an IoU of {least} or more learn it; "
        "the best has {best}. IoU is the area that two boxes share, divided by the area that they cover together.",
    )
    return text.format(
        count=len(one.positives),
        name=one.name,
        least=number(matching.positive_iou),
        best=number(0.0 if one.best is None else one.best.iou),
    )


def _show_loss(stage: TourStage) -> None:
    stage.explain_in(stage.look.loss)


def _loss_text(stage: TourStage) -> str:
    explained = stage.look.explained
    loss = None if explained is None else explained.loss
    if explained is None or loss is None:
        return stage.look.loss.loss_panel.message()
    text = QCoreApplication.translate(
        "Tour",
        "{ignored} default boxes overlap an object too much for background and too little to learn it: they are "
        "ignored. Of the {negatives} on background only the {mined} most mistaken count, {ratio} for each of the "
        "{positives} positives: hard negative mining.",
    )
    return text.format(
        ignored=count_text(explained.matching.ignored),
        negatives=count_text(loss.trace.negatives),
        mined=count_text(loss.trace.mined),
        ratio=loss.ratio,
        positives=count_text(loss.trace.positives),
    )


# -- Detection


def _show_detection(stage: TourStage) -> None:
    stage.explain_in(stage.detection_tab)


def _best(stage: TourStage) -> DetectionTrace | None:
    explained = stage.explain.explained
    detections = () if explained is None else explained.explanation.detections
    return detections[0] if detections else None


def _choose_best(stage: TourStage) -> bool:
    best = _best(stage)
    if best is None:
        return False
    stage.choose(DetectionChoice(best.default_box, best.label))
    return True


def _play_decoding(stage: TourStage) -> bool:
    if not _choose_best(stage):
        return False
    decoding = stage.detection_panel.detection.decoding
    decoding.stop()
    decoding.play()
    reveal(decoding)
    return True


def _decoding_text(stage: TourStage) -> str:
    best, explained = _best(stage), stage.explain.explained
    if best is None or explained is None:
        return stage.obstacle()
    info = default_box_info(explained.default_boxes, best.default_box, width=1, height=1)
    text = QCoreApplication.translate(
        "Tour",
        "The surest detection, {name} {score}, comes from default box {index} of {map}. The network predicts four "
        "numbers: they move its centre by {dx}, {dy} px and make it {across} times as wide and {down} times as high.",
    )
    (dx, dy), (across, down) = best.centre_shift, best.size_factors
    return text.format(
        name=best.name,
        score=number(best.score),
        index=best.default_box,
        map=info.map_name,
        dx=signed(dx, 1),
        dy=signed(dy, 1),
        across=number(across),
        down=number(down),
    )


def _choose_scores(stage: TourStage) -> bool:
    chosen = _choose_best(stage)
    reveal(stage.detection_panel.detection.bars)
    return chosen


def _scores_text(stage: TourStage) -> str:
    best, explained = _best(stage), stage.explain.explained
    if best is None or explained is None:
        return stage.obstacle()
    classes = explained.explanation.classes
    second = next(one for one in rank_scores(best.scores, 2, label=best.label).best if one.label != best.label)
    text = QCoreApplication.translate(
        "Tour",
        "The same default box says what it sees: {name} {score}, then {second} {second_score}. The scores of the "
        "{count} classes and of the background add up to 1.",
    )
    return text.format(
        name=best.name,
        score=number(best.score, 3),
        second=class_name(classes, second.label),
        second_score=number(second.score, 3),
        count=len(classes),
    )


def _choose_rival(stage: TourStage) -> bool:
    chosen = _choose_best(stage)
    rivals = stage.detection_panel.detection.rivals
    if chosen and rivals.rowCount():
        rivals.selectRow(0)
    reveal(rivals)
    return chosen


def _rivals_text(stage: TourStage) -> str:
    best, explained = _best(stage), stage.explain.explained
    if best is None or explained is None:
        return stage.obstacle()
    nms_iou = number(explained.explanation.settings.postprocess.nms_iou)
    if not best.rivals:
        text = QCoreApplication.translate(
            "Tour",
            "Non-maximum suppression removes what overlaps a surer {name} by more than an IoU of {nms_iou}; here "
            "nothing.",
        )
        return text.format(name=best.name, nms_iou=nms_iou)
    first = best.rivals[0]
    text = QCoreApplication.translate(
        "Tour",
        "{count} less sure predictions of {name} overlap it by more than an IoU of {nms_iou}, so non-maximum "
        "suppression takes them for the same object and removes them. The one marked has a score of {score} and an "
        "IoU of {iou}.",
    )
    return text.format(
        count=len(best.rivals), name=best.name, nms_iou=nms_iou, score=number(first.score), iou=number(first.iou)
    )


# -- Heat


def _show_heat(stage: TourStage) -> None:
    stage.explain_in(stage.heat_tab)


def _choose_heat(stage: TourStage) -> bool:
    best, explained = _best(stage), stage.explain.explained
    if best is None or explained is None or stage.heat_panel.wish() is None:
        return False
    place = explained.default_boxes.locate(best.default_box)
    if stage.heat_panel.wish() != ScoreHeat(place.feature_map, best.label):
        stage.heat_panel.what.setCurrentIndex(0)
        stage.heat_panel.choose_class(best.label)
        stage.heat_panel.choose_map(place.feature_map)
        stage.heat_panel.wish_changed.emit()
    return True


def _heat_text(stage: TourStage) -> str:
    best, explained = _best(stage), stage.explain.explained
    if best is None or explained is None or explained.heat is None:
        return stage.obstacle()
    wish, peak = explained.heat.wish, heat_peak(explained.heat)
    text = QCoreApplication.translate(
        "Tour",
        "Each cell of {map} is coloured by how sure its best default box is of {name}. The surest is in row {row}, "
        "column {column}, with {value}; where nothing of the class lies, the cells stay dark.",
    )
    return text.format(
        map=map_name(explained.default_boxes.plan, wish.feature_map),
        name=class_name(explained.explanation.classes, wish.label) if isinstance(wish, ScoreHeat) else best.name,
        row=peak.row,
        column=peak.column,
        value=number(peak.value),
    )


# -- What is missed


def _show_missed(stage: TourStage) -> None:
    stage.explain_in(stage.detection_tab)
    stage.explain.change({"score": STRICT_SCORE})


def _lost(stage: TourStage) -> list[int]:
    explained = stage.explain.explained
    if explained is None or explained.explanation.settings.score != STRICT_SCORE:
        return []
    return [one.position for one in explained.explanation.objects or () if one.stage is not Stage.FOUND]


def _choose_missed(stage: TourStage) -> bool:
    lost = _lost(stage)
    if not lost:
        return False
    stage.choose(ObjectChoice(lost[0]))
    reveal(stage.detection_panel.object.why)
    return True


def _missed_text(stage: TourStage) -> str:
    explained = stage.explain.explained
    if explained is None:
        return stage.obstacle()
    explanation = explained.explanation
    objects = explanation.objects or ()
    text = QCoreApplication.translate(
        "Tour",
        "With the score slider at {score}, {shown} detections are left, and {lost} of {objects} labelled objects are "
        "not found.",
    ).format(
        score=number(explanation.settings.score),
        shown=len(explanation.detections),
        lost=sum(one.stage is not Stage.FOUND for one in objects),
        objects=len(objects),
    )
    chosen = next((one for one in objects if one.stage is not Stage.FOUND), None)
    return text if chosen is None else f"{text} {why(explanation, chosen)}"


def _nothing(_: TourStage) -> bool:
    return True


STEPS: tuple[TourStep, ...] = (
    TourStep(lambda: QCoreApplication.translate("Tour", "A grid over the picture"), _show_grid, _nothing, _grid_text),
    TourStep(lambda: QCoreApplication.translate("Tour", "Default boxes of a cell"), _show_cell, _nothing, _cell_text),
    TourStep(lambda: QCoreApplication.translate("Tour", "One shape in every cell"), _show_shape, _nothing, _shape_text),
    TourStep(
        lambda: QCoreApplication.translate("Tour", "Who learns an object"),
        _show_matching,
        _choose_object,
        _matching_text,
    ),
    TourStep(lambda: QCoreApplication.translate("Tour", "Learning from mistakes"), _show_loss, _nothing, _loss_text),
    TourStep(
        lambda: QCoreApplication.translate("Tour", "From default box to detection"),
        _show_detection,
        _play_decoding,
        _decoding_text,
    ),
    TourStep(
        lambda: QCoreApplication.translate("Tour", "What it takes the object for"),
        _show_detection,
        _choose_scores,
        _scores_text,
    ),
    TourStep(
        lambda: QCoreApplication.translate("Tour", "One box for one object"),
        _show_detection,
        _choose_rival,
        _rivals_text,
    ),
    TourStep(
        lambda: QCoreApplication.translate("Tour", "Where it sees the class"), _show_heat, _choose_heat, _heat_text
    ),
    TourStep(
        lambda: QCoreApplication.translate("Tour", "What a higher score misses"),
        _show_missed,
        _choose_missed,
        _missed_text,
    ),
)
