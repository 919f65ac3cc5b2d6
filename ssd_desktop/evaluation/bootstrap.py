"""How sure a difference in AP between two detectors is: the images are drawn anew many times (a paired bootstrap).

Source: Efron and Tibshirani, "An Introduction to the Bootstrap", percentile intervals. Both detectors are measured on
the same draws, so that what makes an image hard for both cancels out.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ssd_desktop.evaluation.collection import Collected
from ssd_desktop.evaluation.voc import BoolArray, FloatArray, IntArray, judge

DRAWS = 1000
_AT_ONCE = 4_000_000
"""Draws times detections that are counted together; 100 MB."""

Counts = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Difference:
    """AP of a second detector less that of a first one, -1 to 1.

    Attributes:
        value: On the images as they are.
        low: Of 95 % of the draws that are neither lowest nor highest, the lowest.
        high: The highest of them.
    """

    value: float
    low: float
    high: float

    @property
    def is_sure(self) -> bool:
        """Whether all of the interval lies on one side of 0."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True)
class Differences:
    """What a second detector gained over a first one.

    Attributes:
        mean: Of the mean AP over the classes.
        per_class: By name; None for a class without an object to find.
        images: That both were measured on.
        draws: How often images were drawn.
    """

    mean: Difference
    per_class: dict[str, Difference | None]
    images: int
    draws: int


@dataclass(frozen=True, eq=False)
class _ClassHits:
    """What a detector found of one class, highest score first: hit bool ``[N]``, image int64 ``[N]``."""

    hit: BoolArray
    image: IntArray


def differences(
    first: Collected, second: Collected, *, iou: float = 0.5, draws: int = DRAWS, seed: int = 0
) -> Differences:
    """Returns what a second detector gained over a first one on the same images, in VOC's area AP.

    Args:
        first: What the first detector found.
        second: What the second found on the same images, with the same classes.
        iou: A detection must reach it with an object of its class.
        draws: How often as many images as there are are drawn, with repetition.
        seed: Of the draws.

    Raises:
        ValueError: They are not of the same images and classes.
    """
    if first.classes != second.classes or _names(first) != _names(second):
        raise ValueError("Both detectors must have been measured on the same images, with the same classes.")
    count = len(first.samples)
    drawn = np.random.default_rng(seed).multinomial(count, np.full(count, 1 / count), size=draws)
    weights = np.vstack([np.ones((1, count), np.int64), drawn])  # the images as they are come first
    objects = _objects(first)
    gained = _aps(second, weights, objects, iou) - _aps(first, weights, objects, iou)  # [1 + draws, C]
    per_class = {
        name: _difference(gained[:, label]) if objects[:, label].any() else None
        for label, name in enumerate(first.classes)
    }
    known = np.isfinite(gained)
    means = np.where(known, gained, 0).sum(axis=1) / np.maximum(known.sum(axis=1), 1)
    return Differences(_difference(means), per_class, count, draws)


def resampled_ap(hit: BoolArray, image: IntArray, objects: Counts, weights: Counts) -> FloatArray:
    """Returns the area AP of one class on every draw, float64 ``[B]``; NaN where a draw holds none of its objects.

    Args:
        hit: bool ``[N]``, highest score first: whether each detection finds an object; only those that count.
        image: int64 ``[N]``, the image of each, from 0.
        objects: int64 ``[I]``, objects to find in each image.
        weights: int64 ``[B, I]``, how often each image is in each draw.
    """
    total = weights @ objects
    with np.errstate(invalid="ignore", divide="ignore"):
        if not len(hit):
            return np.where(total > 0, 0.0, np.nan)
        times = weights[:, image]  # [B, N]
        found, all_found = np.cumsum(times * hit, axis=1), np.cumsum(times, axis=1)
        # Before the first detection of a draw there is no precision; it has no part in the area either.
        precision = np.where(all_found > 0, found / all_found, 0.0)
        precision = np.maximum.accumulate(precision[:, ::-1], axis=1)[:, ::-1]
        gains = np.diff(found, axis=1, prepend=0)
        area = (gains * precision).sum(axis=1) / total
    return np.where(total > 0, area, np.nan)


def _aps(collected: Collected, weights: Counts, objects: Counts, iou: float) -> FloatArray:
    """Returns AP of every draw and class, ``[B, C]``."""
    columns = []
    for label, hits in enumerate(_hits(collected, iou)):
        step = max(1, _AT_ONCE // max(len(hits.hit), 1))
        parts = [
            resampled_ap(hits.hit, hits.image, objects[:, label], weights[start : start + step])
            for start in range(0, len(weights), step)
        ]
        columns.append(np.concatenate(parts))
    return np.stack(columns, axis=1)


def _hits(collected: Collected, iou: float) -> list[_ClassHits]:
    """Judges each image alone, which judges a draw: no detection of an image has to do with another image."""
    judged = [
        judge([found], [sample], iou) for found, sample in zip(collected.detections, collected.samples, strict=True)
    ]
    labels, scores, hit, counts = (
        np.concatenate([getattr(one, name) for one in judged]) for name in ("labels", "scores", "hit", "counts")
    )
    image = np.repeat(np.arange(len(judged)), [len(one.labels) for one in judged])
    order = np.argsort(-scores, kind="stable")
    chosen = (order[(labels[order] == label) & counts[order]] for label in range(1, len(collected.classes) + 1))
    return [_ClassHits(hit[places], image[places]) for places in chosen]


def _objects(collected: Collected) -> Counts:
    """Returns the objects to find by image and class, ``[I, C]``."""
    size = len(collected.classes) + 1
    rows = [np.bincount(sample.labels[sample.to_find], minlength=size)[1:] for sample in collected.samples]
    return np.stack(rows).astype(np.int64)


def _names(collected: Collected) -> Sequence[object]:
    return [sample.image_path for sample in collected.samples]


def _difference(values: FloatArray) -> Difference:
    """Returns the first value, with the interval of the others; a draw without the class says nothing."""
    drawn = values[1:][np.isfinite(values[1:])]
    low, high = np.percentile(drawn, (2.5, 97.5)) if len(drawn) else (values[0], values[0])
    return Difference(float(values[0]), float(low), float(high))
