"""Runs a detector over a labelled data set and measures what it finds."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from ssd_desktop.data.types import Dataset, Sample
from ssd_desktop.errors import ConfigError
from ssd_desktop.evaluation.coco import STANDARD_MAX_DETECTIONS, coco_ap
from ssd_desktop.evaluation.collection import Collected, Detector, collect
from ssd_desktop.evaluation.voc import mean_ap, voc_ap

Metric = Literal["voc07", "voc", "coco"]
METRICS: tuple[Metric, ...] = get_args(Metric)


@dataclass(frozen=True)
class EvaluationResult:
    """How well a detector finds the objects of a data set. All figures are 0 to 1.

    Attributes:
        metric: ``voc07``, ``voc`` or ``coco``.
        map: Mean over the classes that have objects: at IoU 0.5 for the VOC metrics, from 0.50 to 0.95 for COCO; 0
            where no image with an object was evaluated.
        per_class: The same of each class, by name; None for a class without objects.
        boxes_per_class: Objects to find, by name; difficult and ignored ones are not.
        images: Images evaluated.
        dataset: Name of the data set.
        complete: False when the evaluation was stopped before its last image.
        unreadable: Images left out since they cannot be read, one sentence each.
        ap50: Mean AP at IoU 0.5; for the VOC metrics the same as ``map``.
        ap75: At IoU 0.75; COCO only.
        ap_small: Of objects under 32 x 32 pixels; COCO only.
        ap_medium: From there to 96 x 96; COCO only.
        ap_large: Above; COCO only.
    """

    metric: Metric
    map: float
    per_class: dict[str, float | None]
    boxes_per_class: dict[str, int]
    images: int
    dataset: str
    complete: bool = True
    unreadable: tuple[str, ...] = ()
    ap50: float | None = None
    ap75: float | None = None
    ap_small: float | None = None
    ap_medium: float | None = None
    ap_large: float | None = None

    def to_json(self, **more: object) -> str:
        """Returns one JSON object on one line; figures this metric does not have are left out.

        Args:
            more: Further keys and values.
        """
        values: dict[str, object] = {
            "metric": self.metric,
            "map": self.map,
            "per_class": self.per_class,
            "boxes_per_class": self.boxes_per_class,
            "images": self.images,
            "dataset": self.dataset,
            "complete": self.complete,
            "unreadable": list(self.unreadable),
        }
        sizes = {name: getattr(self, name) for name in ("ap50", "ap75", "ap_small", "ap_medium", "ap_large")}
        wanted = sizes if self.metric == "coco" else {"ap50": self.ap50}
        return json.dumps(values | wanted | more, ensure_ascii=False)


def evaluate(
    predictor: Detector,
    dataset: Dataset,
    *,
    metric: Metric = "voc",
    batch_size: int = 4,
    max_detections: int = STANDARD_MAX_DETECTIONS,
    progress: Callable[[int, int], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> EvaluationResult:
    """Detects on every image and measures the result.

    Args:
        predictor: The detector.
        dataset: Labelled images, read with the detector's classes.
        metric: ``voc07`` (11 points), ``voc`` (area) or ``coco``.
        batch_size: Images detected at once.
        max_detections: For COCO: detections of an image and class that count.
        progress: Told images done and images in all, after each batch.
        should_stop: Asked before each batch; True ends early with ``complete`` False.

    Raises:
        ConfigError: There is no such metric.
        DataError: The data set has other classes than the detector, holds no object of them, or none of its images can
            be read.
    """
    _check_metric(metric)
    run = collect(predictor, dataset, batch_size=batch_size, progress=progress, should_stop=should_stop)
    return measure(run, metric=metric, max_detections=max_detections)


def measure(
    collected: Collected, *, metric: Metric = "voc", max_detections: int = STANDARD_MAX_DETECTIONS
) -> EvaluationResult:
    """Measures what a detector found.

    Args:
        collected: Detections and ground truth of the same images.
        metric: ``voc07`` (11 points), ``voc`` (area) or ``coco``.
        max_detections: For COCO: detections of an image and class that count.

    Raises:
        ConfigError: There is no such metric.
    """
    _check_metric(metric)
    detections, samples, classes = collected.detections, collected.samples, collected.classes
    result = EvaluationResult(
        metric=metric,
        map=0.0,
        per_class={},
        boxes_per_class=_boxes_per_class(samples, classes),
        images=len(samples),
        dataset=collected.dataset,
        complete=collected.complete,
        unreadable=collected.unreadable,
    )
    if metric != "coco":
        per_class = voc_ap(detections, samples, classes, metric=metric)
        mean = mean_ap(per_class) or 0.0
        return replace(result, map=mean, per_class=per_class, ap50=mean)
    figures = coco_ap(detections, samples, classes, max_detections=max_detections)
    return replace(
        result,
        map=figures.ap or 0.0,
        per_class=figures.per_class,
        ap50=figures.ap50,
        ap75=figures.ap75,
        ap_small=figures.ap_small,
        ap_medium=figures.ap_medium,
        ap_large=figures.ap_large,
    )


def _check_metric(metric: str) -> None:
    if metric not in METRICS:
        raise ConfigError(f"There is no metric {metric!r}; use one of {', '.join(METRICS)}.")


def _boxes_per_class(samples: Sequence[Sample], classes: tuple[str, ...]) -> dict[str, int]:
    counts = dict.fromkeys(classes, 0)
    for sample in samples:
        for label in sample.labels[sample.to_find]:
            counts[classes[label - 1]] += 1
    return counts
