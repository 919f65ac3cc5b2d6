"""What a detector suggests as labels, and what became of it: accepted, corrected or rejected, each time undoably.

A suggestion that was answered is not made again, whether its box was taken, taken with another class, or refused;
nor is one for an object that has a label already.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ssd_desktop.annotation.annotation import AnnotatedObject, Origin
from ssd_desktop.annotation.box import Box

SAME_IOU = 0.5
"""From this overlap on, two boxes of one class are one object: the IoU that VOC asks of a hit."""


@dataclass(frozen=True)
class Suggestion:
    """A box that a detector would draw.

    Attributes:
        label: Class name.
        box: Edges in pixels of the upright image.
        score: How sure the detector is, 0..1.
        model: Name of the detector.
    """

    label: str
    box: Box
    score: float
    model: str


@dataclass(frozen=True)
class Answer:
    """What the user said to suggestions for one image; the note of a step of undo.

    Attributes:
        suggestions: As they were made.
        accepted: False: they were refused.
    """

    suggestions: tuple[Suggestion, ...]
    accepted: bool


def overlap(one: Box, other: Box) -> float:
    """Returns intersection over union, 0..1; 0 where both boxes are empty."""
    width = min(one.x1, other.x1) - max(one.x0, other.x0)
    height = min(one.y1, other.y1) - max(one.y0, other.y0)
    shared = max(width, 0.0) * max(height, 0.0)
    union = one.area + other.area - shared
    return shared / union if union > 0 else 0.0


def is_said(suggestion: Suggestion, said: Iterable[Suggestion | AnnotatedObject]) -> bool:
    """Returns whether one of some boxes has the class of a suggestion and lies on the same object."""
    return any(one.label == suggestion.label and overlap(one.box, suggestion.box) >= SAME_IOU for one in said)


def as_object(suggestion: Suggestion, *, label: str = "", box: Box | None = None) -> AnnotatedObject:
    """Returns an ordinary label that remembers where it came from, without an entry yet.

    Args:
        suggestion: What was suggested.
        label: Another class; "" keeps the one suggested.
        box: Another box, pixels of the upright image; None keeps the one suggested.
    """
    origin = Origin(suggestion.model, suggestion.score)
    return AnnotatedObject(label or suggestion.label, box or suggestion.box, origin=origin)


def surest(suggestions: Sequence[Suggestion]) -> tuple[Suggestion, ...]:
    """Returns suggestions without the weaker ones on the same object, of whatever class: it is labelled once.

    Args:
        suggestions: The surest first.
    """
    taken: list[Suggestion] = []
    for one in suggestions:
        if all(overlap(one.box, other.box) < SAME_IOU for other in taken):
            taken.append(one)
    return tuple(taken)


class SuggestionBook:
    """The suggestions for the images of a folder, and the answers they were given."""

    def __init__(self) -> None:
        self._made: dict[Path, tuple[Suggestion, ...]] = {}
        self._answers: dict[Path, list[Answer]] = {}

    def clear(self) -> None:
        """Begins anew, with another folder."""
        self._made.clear()
        self._answers.clear()

    def make(self, image: Path, suggestions: Sequence[Suggestion]) -> None:
        """Takes what a detector found in an image, in place of what was suggested for it before."""
        self._made[image] = tuple(sorted(suggestions, key=lambda one: -one.score))

    def forget_suggestions(self) -> None:
        """Drops all suggestions: another detector is in use. The answers stay."""
        self._made.clear()

    def has(self, image: Path) -> bool:
        """Returns whether a detector has looked at an image, whatever it found."""
        return image in self._made

    def answer(self, image: Path, answer: Answer) -> None:
        """Notes an answer."""
        self._answers.setdefault(image, []).append(answer)

    def take_back(self, image: Path, answer: Answer) -> None:
        """Forgets an answer; one that is not known is passed over."""
        answers = self._answers.get(image, [])
        if answer in answers:
            answers.remove(answer)

    def rejected(self, image: Path) -> tuple[Suggestion, ...]:
        """Returns what was refused for an image."""
        return tuple(
            one for answer in self._answers.get(image, []) if not answer.accepted for one in answer.suggestions
        )

    def open(self, image: Path, objects: Sequence[AnnotatedObject], *, least: float = 0.0) -> tuple[Suggestion, ...]:
        """Returns what can still be said to the suggestions for an image, the surest first.

        Args:
            image: The image.
            objects: Its labels as they are now.
            least: Lowest score, 0..1.
        """
        answered = [one for answer in self._answers.get(image, []) for one in answer.suggestions]
        said: list[Suggestion | AnnotatedObject] = [*objects, *answered]
        return tuple(one for one in self._made.get(image, ()) if one.score >= least and not is_said(one, said))
