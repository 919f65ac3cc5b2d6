"""Evaluation in several processes: each detects on its share of the images, all measure all of it."""

import math
from collections.abc import Callable, Sequence
from contextlib import closing

from ssd_desktop.data.types import Dataset, Sample
from ssd_desktop.errors import DataError, MediaError
from ssd_desktop.evaluation.collection import Collected, Detector, detections_of
from ssd_desktop.evaluation.evaluator import EvaluationResult, Metric, measure
from ssd_desktop.inference.types import Detections
from ssd_desktop.training.distributed import Ranks

_BATCH = 4


def evaluate_together(
    predictor: Detector,
    dataset: Dataset,
    *,
    ranks: Ranks,
    metric: Metric = "voc",
    should_stop: Callable[[], bool],
) -> EvaluationResult:
    """Detects on every image and measures the result: the same figures as ``evaluate``, in every process.

    Args:
        predictor: The detector, the same in every process.
        dataset: Labelled images, read with the detector's classes, the same in every process.
        ranks: All processes; each calls this.
        metric: ``voc07``, ``voc`` or ``coco``.
        should_stop: Asks all processes, before each batch; True ends early with ``complete`` False.

    Raises:
        DataError: None of the images can be read.
        TrainingError: Another process ended.
    """
    own = _own_share(predictor, dataset.samples, ranks, should_stop)
    return measure(_collected(dataset, ranks.gather(own)), metric=metric)


def _own_share(
    predictor: Detector, samples: Sequence[Sample], ranks: Ranks, should_stop: Callable[[], bool]
) -> list[Detections | str]:
    """Every ``size``-th image from this process' number on: its detections, or why it cannot be read."""
    found: list[Detections | str] = []
    questions = math.ceil(math.ceil(len(samples) / ranks.size) / _BATCH)  # of the largest share
    asked, stopped = 0, False

    def ask() -> bool:
        nonlocal asked, stopped
        asked, stopped = asked + 1, should_stop()
        return stopped

    share = samples[ranks.rank :: ranks.size]
    with closing(detections_of(predictor, share, batch_size=_BATCH, should_stop=ask)) as batches:
        for batch in batches:
            found.extend(str(one) if isinstance(one, MediaError) else one for _, one in batch)
    # Every question is an agreement: one with a smaller share answers those of the others.
    while asked < questions and not stopped:
        ask()
    return found


def _collected(dataset: Dataset, shares: Sequence[Sequence[Detections | str]]) -> Collected:
    """Puts the shares together in the order of the images."""
    found = [
        (sample, shares[number % len(shares)][number // len(shares)])
        for number, sample in enumerate(dataset.samples)
        if number // len(shares) < len(shares[number % len(shares)])
    ]
    detected = [(sample, one) for sample, one in found if not isinstance(one, str)]
    unreadable = tuple(one for _, one in found if isinstance(one, str))
    complete = len(found) == len(dataset)
    if complete and not detected:
        raise DataError(f"No image of {dataset.name} can be evaluated; the first reason: {unreadable[0]}")
    samples, detections = tuple(sample for sample, _ in detected), tuple(one for _, one in detected)
    return Collected(dataset.name, dataset.classes, samples, detections, unreadable, complete=complete)
