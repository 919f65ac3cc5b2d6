"""The class scores of a default box in order, the best by name and the rest as one sum. No torch here."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class ClassScore:
    """How sure a default box is of a class.

    Attributes:
        label: 0 is the background.
        score: Softmax probability.
    """

    label: int
    score: float


@dataclass(frozen=True)
class RankedScores:
    """The scores of all classes of a default box.

    Attributes:
        best: The highest ones, highest first; equal ones by label.
        others: Number of the other classes.
        others_score: Sum of their scores.
    """

    best: tuple[ClassScore, ...]
    others: int
    others_score: float


def rank_scores(scores: Sequence[float], count: int, *, label: int) -> RankedScores:
    """Returns the classes of a default box by falling score.

    Args:
        scores: Of every class, background first.
        count: How many are named at most, at least 1; a single class that would be left out is named, too.
        label: A class that is named in any case, as the last one where it is not among the best.
    """
    order = sorted(range(len(scores)), key=lambda one: (-scores[one], one))
    named = order[: count + (len(order) == count + 1)]
    if label not in named:
        named[-1] = label
    left = [scores[one] for one in order if one not in named]
    return RankedScores(tuple(ClassScore(one, scores[one]) for one in named), len(left), sum(left))
