"""Answers questions about pictures one after the other; what does not change between two is not worked out again."""

import weakref
from collections.abc import Callable, Hashable
from typing import Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt

from ssd_desktop.annotation.annotation import AnnotatedObject
from ssd_desktop.data.types import Sample
from ssd_desktop.inference.explanation.ground_truths import sample_of_objects
from ssd_desktop.inference.explanation.heat import activation_map, score_map
from ssd_desktop.inference.explanation.picture import Value, explain_picture
from ssd_desktop.inference.explanation.questions import (
    ActivationHeat,
    Explained,
    HeatMap,
    HeatWish,
    Question,
    ScoreHeat,
)
from ssd_desktop.inference.seen_picture import SeenPicture


@runtime_checkable
class SeeingDetector(Protocol):
    """What an explanation needs of ``Predictor``."""

    def see(self, pixels_rgb: npt.NDArray[np.uint8]) -> SeenPicture: ...


class Explainer:
    """Keeps the last picture that was seen and each part of its explanation.

    New thresholds, edited labels and heat cost no pass of the network. The detector is not kept alive.
    """

    def __init__(self) -> None:
        self._seen: SeenPicture | None = None
        self._seen_by: weakref.ref[SeeingDetector] | None = None
        self._pixels: npt.NDArray[np.uint8] | None = None
        self._kept: dict[str, tuple[tuple[Hashable, ...], object]] = {}

    def answer(self, detector: SeeingDetector, question: Question) -> Explained:
        """Returns the answer to a question.

        Args:
            detector: Looks at the picture unless it was the last one it looked at here.
            question: What is wanted.

        Raises:
            InferenceError: The device has too little memory.
            ConfigError: There is no such feature map or class.
        """
        seen = self._look(detector, question.pixels_rgb)
        classes = seen.config.classes
        sample = self._sample(question, classes)
        explanation = self._once(
            "explanation",
            (sample, question.settings),
            lambda: explain_picture(seen, question.settings, sample, once=self._once),
        )
        objects = question.objects or ()
        return Explained(
            explanation=explanation,
            default_boxes=seen.default_boxes,
            channels=tuple(len(one) for one in seen.feature_maps),
            labelled=question.objects is not None,
            unknown_classes=tuple(sorted({one.label for one in objects if one.label not in classes})),
            heat=None if question.heat is None else heat_map(seen, question.heat),
        )

    def _look(self, detector: SeeingDetector, pixels_rgb: npt.NDArray[np.uint8]) -> SeenPicture:
        same = self._pixels is pixels_rgb and self._seen_by is not None and self._seen_by() is detector
        if self._seen is None or not same:
            self._seen, self._pixels = None, None  # two pictures' feature maps need not fit beside each other
            self._kept.clear()
            self._seen = detector.see(np.ascontiguousarray(pixels_rgb))
            self._seen_by, self._pixels = weakref.ref(detector), pixels_rgb
        return self._seen

    def _sample(self, question: Question, classes: tuple[str, ...]) -> Sample | None:
        objects = question.objects
        if objects is None:
            return None
        height, width = question.pixels_rgb.shape[:2]
        return self._once(
            "sample",
            _identity(objects),
            lambda: sample_of_objects(question.image, objects, classes, width=int(width), height=int(height)),
        )

    def _once(self, name: str, depends_on: tuple[Hashable, ...], make: Callable[[], Value]) -> Value:
        """Returns what was made under a name before if it depended on the same, else makes it."""
        if name not in self._kept or self._kept[name][0] != depends_on:
            self._kept[name] = depends_on, make()
        value: Value = self._kept[name][1]  # type: ignore[assignment]
        return value


def heat_map(seen: SeenPicture, wish: HeatWish) -> HeatMap:
    """Returns what is wanted of a feature map.

    Raises:
        ConfigError: There is no such feature map or class.
    """
    if isinstance(wish, ScoreHeat):
        return HeatMap(wish, score_map(seen, wish.feature_map, wish.label))
    if isinstance(wish.pooling, int) and wish.feature_map < len(seen.feature_maps):
        last = len(seen.feature_maps[wish.feature_map]) - 1
        wish = ActivationHeat(wish.feature_map, min(wish.pooling, last))
    return HeatMap(wish, activation_map(seen, wish.feature_map, wish.pooling))


def _identity(objects: tuple[AnnotatedObject, ...]) -> tuple[Hashable, ...]:
    """All that an explanation takes of objects."""
    return tuple((one.label, one.box, one.difficult, one.ignore, one.crowd) for one in objects)
