"""What became of each labelled object, a sentence each."""

from collections.abc import Callable

from ssd_desktop.inference.explanation.training_types import MatchingTrace, ObjectMatch, RemedyKind
from ssd_desktop.inference.explanation.types import Answer, ObjectTrace, PictureExplanation, Prediction, Stage


def object_lines(
    explanation: PictureExplanation, objects: tuple[ObjectTrace, ...], matching: MatchingTrace
) -> list[str]:
    """Returns a line for each object: found, or where it was lost and what would help.

    Args:
        explanation: Of the picture; names its classes.
        objects: What became of each.
        matching: Of the same picture, all its ground truths.
    """
    return [
        f"{one.position + 1}. {one.name}{' (difficult)' if one.difficult else ''} at "
        f"{', '.join(f'{edge:.0f}' for edge in one.box_xyxy)}: "
        f"{_SENTENCES[one.stage](one, matching.objects[one.position], explanation.classes)}"
        for one in objects
    ]


def _found(one: ObjectTrace, _: ObjectMatch, classes: tuple[str, ...]) -> str:
    return f"found by {_answer(one.answer, classes)}"


def _other_object(one: ObjectTrace, _: ObjectMatch, classes: tuple[str, ...]) -> str:
    return f"missed; {_answer(one.answer, classes)} counts for another object, which it overlaps at least as much"


def _suppressed(one: ObjectTrace, _: ObjectMatch, classes: tuple[str, ...]) -> str:
    return f"missed; {_witness(one.witness)}, was suppressed by {_answer(one.answer, classes)}"


def _top_k(one: ObjectTrace, _: ObjectMatch, __: tuple[str, ...]) -> str:
    return f"missed; {_witness(one.witness)}, is beyond the number that is kept of a class or picture"


def _other_class(one: ObjectTrace, _: ObjectMatch, classes: tuple[str, ...]) -> str:
    return f"missed; taken for another class: {_answer(one.answer, classes)}"


def _badly_placed(one: ObjectTrace, _: ObjectMatch, classes: tuple[str, ...]) -> str:
    return f"missed; badly placed: {_answer(one.answer, classes)}"


def _no_default_box(one: ObjectTrace, match: ObjectMatch, _: tuple[str, ...]) -> str:
    near = match.best
    best = "none touches it" if near is None else f"the nearest, {near.default_box}, has IoU {near.iou:.2f}"
    return f"missed; no default box overlaps it enough: {best}{_remedy(match)}"


def _score(one: ObjectTrace, _: ObjectMatch, __: tuple[str, ...]) -> str:
    return f"missed; the score is too low: {_witness(one.witness)}"


def _remedy(match: ObjectMatch) -> str:
    """Returns the best of what would help."""
    if not match.remedies:
        return ""
    best = match.remedies[0]
    what = {
        RemedyKind.PLAN: f"box plan {best.name}",
        RemedyKind.NETWORK: f"{best.network} with box plan {best.name}",
        RemedyKind.TILES: f"tiles of {best.name} px",
    }[best.kind]
    return f"; {what} would give {best.iou:.2f}"


def _answer(answer: Answer | None, classes: tuple[str, ...]) -> str:
    if answer is None:
        return "a detection"
    return f"{classes[answer.label - 1]} {answer.score:.3f} (IoU {answer.iou:.2f}, default box {answer.default_box})"


def _witness(one: Prediction | None) -> str:
    if one is None:
        return "no prediction lies on it"
    return f"its best prediction, {one.score:.3f} by default box {one.default_box} (IoU {one.iou:.2f})"


_SENTENCES: dict[Stage, Callable[[ObjectTrace, ObjectMatch, tuple[str, ...]], str]] = {
    Stage.FOUND: _found,
    Stage.OTHER_OBJECT: _other_object,
    Stage.SUPPRESSED: _suppressed,
    Stage.TOP_K: _top_k,
    Stage.OTHER_CLASS: _other_class,
    Stage.BADLY_PLACED: _badly_placed,
    Stage.NO_DEFAULT_BOX: _no_default_box,
    Stage.SCORE: _score,
}
