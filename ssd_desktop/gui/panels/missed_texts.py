"""Why an object was found or lost, and what default boxes said of it, in sentences for somebody who learns SSD."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication

from ssd_desktop.gui.panels.explain_texts import class_name, number
from ssd_desktop.inference.explanation.training_types import ObjectMatch, RemedyKind
from ssd_desktop.inference.explanation.types import (
    Answer,
    DefaultBoxInfo,
    ExplanationSettings,
    Fate,
    ObjectTrace,
    PictureExplanation,
    Prediction,
    Stage,
)


def why(explanation: PictureExplanation, trace: ObjectTrace) -> str:
    """Returns what became of an object, and why.

    Args:
        explanation: Of the picture, with ground truth.
        trace: Of one of its objects.
    """
    text = _SENTENCES[trace.stage](trace, explanation.settings, explanation.classes)
    if trace.stage is Stage.NO_DEFAULT_BOX and explanation.matching is not None:
        text += " " + _nearest(explanation.matching.objects[trace.position])
    return text


def fate_word(fate: Fate) -> str:
    """Returns in a word or two what became of a prediction."""
    return {
        Fate.DETECTED: QCoreApplication.translate("ExplainPanel", "shown"),
        Fate.BELOW_SCORE: QCoreApplication.translate("ExplainPanel", "score too low"),
        Fate.SUPPRESSED: QCoreApplication.translate("ExplainPanel", "suppressed"),
        Fate.OUTRANKED: QCoreApplication.translate("ExplainPanel", "outranked"),
    }[fate]


def prediction_text(explanation: PictureExplanation, trace: ObjectTrace, one: Prediction, info: DefaultBoxInfo) -> str:
    """Returns what a default box said of an object.

    Args:
        explanation: Of the picture.
        trace: Of the object.
        one: What the default box predicted.
        info: Where the default box lies.
    """
    placed = QCoreApplication.translate(
        "ExplainPanel",
        "Default box {index} of {map} overlaps the object with an IoU of {default_iou}; moved and scaled, with {iou}.",
    ).format(index=one.default_box, map=info.map_name, default_iou=number(one.default_iou), iou=number(one.iou))
    return " ".join((placed, _opinion(explanation.classes, trace, one), _fate(explanation.settings, one)))


def _opinion(classes: Sequence[str], trace: ObjectTrace, one: Prediction) -> str:
    """Returns what a default box takes the object for."""
    label = max(range(len(one.scores)), key=lambda each: one.scores[each])
    if label == trace.label:
        text = QCoreApplication.translate("ExplainPanel", "It says {name} with a score of {score}.")
        return text.format(name=trace.name, score=number(one.score))
    text = QCoreApplication.translate(
        "ExplainPanel", "It gives {name} a score of {score}, but is surer of {other}: {other_score}."
    )
    other = class_name(classes, label)
    return text.format(name=trace.name, score=number(one.score), other=other, other_score=number(one.scores[label]))


def _fate(settings: ExplanationSettings, one: Prediction) -> str:
    if one.fate is Fate.DETECTED:
        return QCoreApplication.translate("ExplainPanel", "It is shown as a detection.")
    if one.fate is Fate.BELOW_SCORE:
        text = QCoreApplication.translate("ExplainPanel", "That does not reach the score of {score}.")
        return text.format(score=number(settings.score))
    if one.fate is Fate.OUTRANKED:
        return QCoreApplication.translate("ExplainPanel", "Too many others were better.")
    text = QCoreApplication.translate(
        "ExplainPanel",
        "The surer detection of default box {suppressor}, which it overlaps with an IoU of {iou}, suppressed it.",
    )
    return text.format(suppressor=one.suppressor, iou=number(one.suppressor_iou))


def _found(trace: ObjectTrace, _: ExplanationSettings, classes: Sequence[str]) -> str:
    text = QCoreApplication.translate("ExplainPanel", "Found: {answer} lies on it.")
    return text.format(answer=_answer(trace.answer, classes))


def _other_object(trace: ObjectTrace, _: ExplanationSettings, classes: Sequence[str]) -> str:
    text = QCoreApplication.translate(
        "ExplainPanel",
        "Lost: {answer} lies on it, but overlaps another object of the class at least as much and counts for that one.",
    )
    return text.format(answer=_answer(trace.answer, classes))


def _suppressed(trace: ObjectTrace, settings: ExplanationSettings, classes: Sequence[str]) -> str:
    text = QCoreApplication.translate(
        "ExplainPanel",
        "Lost: {witness} was sure enough, but non-maximum suppression took it for the same object as {answer}, because "
        "the two overlap by more than an IoU of {nms_iou}. A higher NMS IoU keeps boxes that overlap more.",
    )
    answer = _answer(trace.answer, classes)
    return text.format(witness=_witness(trace), answer=answer, nms_iou=number(settings.postprocess.nms_iou))


def _top_k(trace: ObjectTrace, settings: ExplanationSettings, _: Sequence[str]) -> str:
    text = QCoreApplication.translate(
        "ExplainPanel",
        "Lost: {witness} was sure enough, but too many others were better: {candidates} of a class take part in the "
        "suppression, and {detections} of a picture are kept.",
    )
    post = settings.postprocess
    return text.format(
        witness=_witness(trace), candidates=post.candidates_per_class, detections=post.detections_per_image
    )


def _other_class(trace: ObjectTrace, _: ExplanationSettings, classes: Sequence[str]) -> str:
    text = QCoreApplication.translate(
        "ExplainPanel", "Lost: it was taken for another class, {answer}. Of its own class, {witness} was the surest."
    )
    return text.format(answer=_answer(trace.answer, classes), witness=_witness(trace))


def _badly_placed(trace: ObjectTrace, _: ExplanationSettings, classes: Sequence[str]) -> str:
    text = QCoreApplication.translate(
        "ExplainPanel", "Lost: the detector saw it, but {answer} is badly placed: an IoU of 0.5 counts as found."
    )
    return text.format(answer=_answer(trace.answer, classes))


def _no_default_box(trace: ObjectTrace, _: ExplanationSettings, __: Sequence[str]) -> str:
    return QCoreApplication.translate(
        "ExplainPanel",
        "Lost: no default box is like it in place, size and shape, so training hardly teaches it.",
    )


def _score(trace: ObjectTrace, settings: ExplanationSettings, _: Sequence[str]) -> str:
    if trace.witness is None:
        return QCoreApplication.translate("ExplainPanel", "Lost: no prediction lies on it.")
    text = QCoreApplication.translate(
        "ExplainPanel", "Lost: {witness} is the surest prediction that lies on it, and does not reach {score}."
    )
    return text.format(witness=_witness(trace), score=number(settings.score))


def _nearest(match: ObjectMatch) -> str:
    """Returns how near the best default box is, and what would help."""
    if match.best is None:
        near = QCoreApplication.translate("ExplainPanel", "None touches it.")
    else:
        text = QCoreApplication.translate("ExplainPanel", "The nearest, {index}, has an IoU of {iou}.")
        near = text.format(index=match.best.default_box, iou=number(match.best.iou))
    if not match.remedies:
        return near
    best = match.remedies[0]
    remedy = {
        RemedyKind.PLAN: QCoreApplication.translate("ExplainPanel", "The box plan {name} would give {iou}."),
        RemedyKind.NETWORK: QCoreApplication.translate(
            "ExplainPanel", "The network {network} with box plan {name} would give {iou}."
        ),
        RemedyKind.TILES: QCoreApplication.translate("ExplainPanel", "Tiles of {name} px would give {iou}."),
    }[best.kind]
    return near + " " + remedy.format(name=best.name, network=best.network, iou=number(best.iou))


def _answer(answer: Answer | None, classes: Sequence[str]) -> str:
    if answer is None:
        return QCoreApplication.translate("ExplainPanel", "a detection")
    text = QCoreApplication.translate("ExplainPanel", "{name} {score} (IoU {iou})")
    return text.format(name=class_name(classes, answer.label), score=number(answer.score), iou=number(answer.iou))


def _witness(trace: ObjectTrace) -> str:
    one = trace.witness
    if one is None:
        return QCoreApplication.translate("ExplainPanel", "no prediction on it")
    text = QCoreApplication.translate("ExplainPanel", "{name} {score} (IoU {iou})")
    return text.format(name=trace.name, score=number(one.score), iou=number(one.iou))


_SENTENCES: dict[Stage, Callable[[ObjectTrace, ExplanationSettings, Sequence[str]], str]] = {
    Stage.FOUND: _found,
    Stage.OTHER_OBJECT: _other_object,
    Stage.SUPPRESSED: _suppressed,
    Stage.TOP_K: _top_k,
    Stage.OTHER_CLASS: _other_class,
    Stage.BADLY_PLACED: _badly_placed,
    Stage.NO_DEFAULT_BOX: _no_default_box,
    Stage.SCORE: _score,
}
