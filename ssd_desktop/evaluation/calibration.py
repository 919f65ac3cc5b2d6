"""Whether scores mean what they say, and which score to cut at.

Scores are calibrated when of the detections with score 0.8 four in five are correct. Source of the expected
calibration error over bins: Guo et al., "On Calibration of Modern Neural Networks" (2017); for detectors, with
precision in the place of accuracy: Kueppers et al., "Multivariate Confidence Calibration for Object Detection" (2020),
here without position and size.
"""

from dataclasses import dataclass

import numpy as np

from ssd_desktop.evaluation.voc import Judged, PrecisionRecall

LOWEST_SCORE = 0.1
"""Scores below are left out: nobody looks at them, and their great number would decide the figure alone."""


@dataclass(frozen=True)
class ReliabilityBin:
    """The detections with scores from ``low`` up to, not including, ``high`` (the last bin includes 1).

    Attributes:
        low: Of the bin.
        high: Of the bin.
        detections: How many there are.
        mean_score: Of them, 0 to 1; None for an empty bin.
        precision: Share of them that is correct; None for an empty bin.
    """

    low: float
    high: float
    detections: int
    mean_score: float | None
    precision: float | None


@dataclass(frozen=True)
class Calibration:
    """How far scores are from the share of correct detections.

    Attributes:
        bins: Of equal width, from 0 to 1.
        detections: In all bins.
        error: Expected calibration error, 0 to 1: mean over detections of the distance between the mean score and the
            precision of their bin; None without detections.
        bias: Mean score less precision over all of them: above 0 the detector is surer than it should be.
    """

    bins: tuple[ReliabilityBin, ...]
    detections: int
    error: float | None
    bias: float | None


@dataclass(frozen=True)
class BestThreshold:
    """The score at which F1, the harmonic mean of precision and recall, is highest.

    Attributes:
        score: Detections with this score or a higher one are taken.
        f1: At this score, 0 to 1.
        precision: Likewise.
        recall: Likewise.
    """

    score: float
    f1: float
    precision: float
    recall: float


def calibration(judged: Judged, *, bins: int = 10, lowest_score: float = LOWEST_SCORE) -> Calibration:
    """Compares scores with the share of correct detections; what counts neither way is left out.

    Args:
        judged: Detections of all classes.
        bins: Number of bins of equal width.
        lowest_score: Detections below are left out.
    """
    chosen = judged.counts & (judged.scores >= lowest_score)
    scores, hit = judged.scores[chosen], judged.hit[chosen]
    edges = np.linspace(0, 1, bins + 1)
    # Against the same edges that are shown: 0.3 * 10 is less than 3 in floating point.
    places = np.clip(np.searchsorted(edges, scores, side="right") - 1, 0, bins - 1)
    made = []
    for place in range(bins):
        inside = places == place
        known = bool(inside.any())
        mean_score = float(scores[inside].mean()) if known else None
        precision = float(hit[inside].mean()) if known else None
        made.append(
            ReliabilityBin(float(edges[place]), float(edges[place + 1]), int(inside.sum()), mean_score, precision)
        )
    gaps = [one.detections * abs(one.mean_score - one.precision) for one in made
            if one.mean_score is not None and one.precision is not None]  # fmt: skip
    count = len(scores)
    return Calibration(
        bins=tuple(made),
        detections=count,
        error=sum(gaps) / count if count else None,
        bias=float(scores.mean() - hit.mean()) if count else None,
    )


def best_threshold(curve: PrecisionRecall | None) -> BestThreshold | None:
    """Returns where F1 is highest, of equal ones the highest score; None where nothing correct was detected.

    Args:
        curve: Of one class, or of all detections together; None where there are no objects.
    """
    if curve is None:
        return None
    both = curve.precision + curve.recall
    f1 = np.divide(2 * curve.precision * curve.recall, both, out=np.zeros_like(both), where=both > 0)
    # A threshold takes all detections of its score: only the last of equal scores is one.
    f1[:-1][curve.scores[:-1] == curve.scores[1:]] = 0
    if not f1.any():
        return None
    best = int(f1.argmax())
    return BestThreshold(
        score=float(curve.scores[best]),
        f1=float(f1[best]),
        precision=float(curve.precision[best]),
        recall=float(curve.recall[best]),
    )
