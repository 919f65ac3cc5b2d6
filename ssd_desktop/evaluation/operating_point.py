"""Where on a precision-recall curve a score threshold lies, and which threshold a point of the curve means."""

import numpy as np

from ssd_desktop.evaluation.voc import PrecisionRecall


def point_at(curve: PrecisionRecall, score: float) -> tuple[float, float] | None:
    """Returns recall and precision of the detections of at least a score; None where there are none."""
    count = int(np.count_nonzero(curve.scores >= score))
    return (float(curve.recall[count - 1]), float(curve.precision[count - 1])) if count else None


def score_for_recall(curve: PrecisionRecall, recall: float) -> float | None:
    """Returns the highest score whose detections find at least this share of the objects.

    Args:
        curve: Of a class, or of all.
        recall: 0 to 1; beyond what the detector reaches, the score of its highest recall is returned.

    Returns:
        None for a curve without detections.
    """
    if not len(curve.scores):
        return None
    reached = curve.recall >= min(recall, float(curve.recall[-1]))
    return float(curve.scores[int(np.argmax(reached))])
