"""How much a label of an image would teach a detector, from what it finds in the image and in its mirror image.

An *object* is the best detection of a place with all weaker ones that lie on it (IoU of at least 0.5). Its class
probabilities are the best score of each class there; what they lack to 1 is the background's. Of these

- ``margin`` is 1 - (p1 - p2), of the two most probable: Scheffer, Decomain and Wrobel, "Active Hidden Markov Models
  for Information Extraction" (2001), taken to detections by Brust, Kaeding and Denzler, "Active Learning for Deep
  Object Detection" (2019, their 1-vs-2), averaged over the objects of the image as there;
- ``entropy`` is -sum(p ln p) / ln n over the n probabilities above 0: Shannon (1948), as a measure of what to label
  in Settles, "Active Learning Literature Survey" (2009, section 3.1); averaged, too;
- ``disagreement`` compares both sides: detections of the image and of its mirror image are matched one to one (same
  class, IoU of at least 0.5, the best scores first), and sum(|s - s'|) / sum(max(s, s')) is taken over all pairs, an
  unmatched detection having s' = 0. That a detector should say the same of an image and its mirror image is the idea
  of Jeong et al., "Consistency-based Semi-supervised Learning for Object Detection" (2019); as a measure of what to
  label it is used by Elezi et al., "Not All Labels Are Equal" (2022).

All lie in 0..1, and ``score`` is their mean. Where nothing is found on either side there is nothing to measure: the
image is background or wholly unknown, which is as open as a question can be, and ``score`` is 0.5.

Detections below ``LEAST_SCORE`` are no objects; below the floor of the detector's answers a class counts as
background.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from ssd_desktop.annotation.suggestions import SAME_IOU, Suggestion, overlap

LEAST_SCORE = 0.2
NOTHING_FOUND = 0.5

Reason = Literal[
    "nothing", "two classes", "hardly an object", "only mirrored", "only unmirrored", "other score", "sure"
]

_SURE = 0.1
"""Below it, no measure is worth a word."""


@dataclass(frozen=True)
class Uncertainty:
    """How unsure a detector is of an image; all measures 0 (sure) to 1.

    Attributes:
        margin: How near the two most probable classes of an object are, mean over objects.
        entropy: How evenly the probability of an object is spread, mean over objects.
        disagreement: How far the image and its mirror image give different answers.
        score: All of them together.
        reason: What weighs most.
        labels: The class names that the reason speaks of, the more probable first.
    """

    margin: float
    entropy: float
    disagreement: float
    score: float
    reason: Reason
    labels: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Pair:
    """What both sides say of one place; one of them may say nothing."""

    straight: Suggestion | None
    mirrored: Suggestion | None

    @property
    def scores(self) -> tuple[float, float]:
        return _score(self.straight), _score(self.mirrored)

    @property
    def difference(self) -> float:
        one, other = self.scores
        return abs(one - other)


def uncertainty_of(found: Sequence[Suggestion], mirrored: Sequence[Suggestion]) -> Uncertainty:
    """Returns how much a label of an image would teach.

    Args:
        found: What the detector finds in the image.
        mirrored: What it finds in the mirror image, laid back onto the image.
    """
    objects = object_probabilities(found) or object_probabilities(mirrored)
    pairs = [pair for pair in _pairs(found, mirrored) if max(pair.scores) >= LEAST_SCORE]
    if not pairs:
        return Uncertainty(0.0, 0.0, 0.0, NOTHING_FOUND, "nothing")
    margins = [margin_of(list(one.values())) for one in objects]
    entropies = [entropy_of(list(one.values())) for one in objects]
    margin, entropy, disagreement = _mean(margins), _mean(entropies), _disagreement(pairs)
    score = (margin + entropy + disagreement) / 3
    if max(margin, entropy, disagreement) < _SURE:
        return Uncertainty(margin, entropy, disagreement, score, "sure")
    if disagreement > max(margin, entropy):
        reason, labels = _reason_of_pair(max(pairs, key=lambda pair: pair.difference))
    else:
        reason, labels = _reason_of_object(objects[margins.index(max(margins))])
    return Uncertainty(margin, entropy, disagreement, score, reason, labels)


def object_probabilities(found: Sequence[Suggestion]) -> list[dict[str, float]]:
    """Returns the class probabilities of each object; "" is the background.

    Classes come by falling probability, the background last. Scores of neighbouring default boxes can add up to more
    than 1; they are scaled to 1 then.
    """
    objects = []
    left = sorted((one for one in found if one.score > 0), key=lambda one: -one.score)
    while left and left[0].score >= LEAST_SCORE:
        best = left[0]
        here = [one for one in left if one is best or overlap(one.box, best.box) >= SAME_IOU]
        left = [one for one in left if not any(one is other for other in here)]
        scores: dict[str, float] = {}
        for one in here:
            scores.setdefault(one.label, one.score)
        total = max(sum(scores.values()), 1.0)
        classes = {label: score / total for label, score in scores.items()}
        objects.append(classes | {"": max(1.0 - sum(classes.values()), 0.0)})
    return objects


def margin_of(probabilities: Sequence[float]) -> float:
    """Returns 1 - (p1 - p2) of the two highest probabilities; 0 of a single one."""
    first, second = sorted([*probabilities, 0.0], reverse=True)[:2]
    return 1.0 - (first - second)


def entropy_of(probabilities: Sequence[float]) -> float:
    """Returns Shannon's entropy over its highest possible value; 0 where only one is possible."""
    possible = [value for value in probabilities if value > 0]
    if len(possible) < 2:
        return 0.0
    return -sum(value * math.log(value) for value in possible) / math.log(len(possible))


def _pairs(found: Sequence[Suggestion], mirrored: Sequence[Suggestion]) -> list[_Pair]:
    """Matches both sides one to one: each detection, the best first, with the one that overlaps it most."""
    free = list(mirrored)
    pairs = []
    for one in sorted(found, key=lambda one: -one.score):
        near = [other for other in free if other.label == one.label and overlap(other.box, one.box) >= SAME_IOU]
        twin = max(near, key=lambda other: overlap(other.box, one.box), default=None)
        if twin is not None:
            free = [other for other in free if other is not twin]
        pairs.append(_Pair(one, twin))
    return pairs + [_Pair(None, one) for one in free]


def _disagreement(pairs: Iterable[_Pair]) -> float:
    scores = [pair.scores for pair in pairs]
    highest = sum(max(both) for both in scores)
    return sum(max(both) - min(both) for both in scores) / highest if highest > 0 else 0.0


def _score(one: Suggestion | None) -> float:
    return 0.0 if one is None else one.score


def _reason_of_pair(pair: _Pair) -> tuple[Reason, tuple[str, ...]]:
    if pair.straight is None and pair.mirrored is not None:
        return "only mirrored", (pair.mirrored.label,)
    label = "" if pair.straight is None else pair.straight.label
    return ("only unmirrored" if pair.mirrored is None else "other score"), (label,)


def _reason_of_object(probabilities: dict[str, float]) -> tuple[Reason, tuple[str, ...]]:
    first, second = [*sorted(probabilities, key=lambda label: -probabilities[label]), ""][:2]
    if first and second:
        return "two classes", (first, second)
    return "hardly an object", (first or second,)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
