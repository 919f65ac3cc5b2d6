"""Answers what training would make of pictures; what does not change between two questions is computed once."""

import weakref
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
import numpy.typing as npt

from ssd_desktop.annotation.annotation import AnnotatedObject, ImageAnnotation
from ssd_desktop.annotation.formats.annotation_file import AnnotationFile
from ssd_desktop.data.dataset import sample_from_file, unusable_reason
from ssd_desktop.data.training_views import TrainingView, TrainingViews
from ssd_desktop.data.types import Sample
from ssd_desktop.errors import DataError
from ssd_desktop.inference.explanation.losses import explain_loss
from ssd_desktop.inference.explanation.matching import PictureMatching
from ssd_desktop.inference.explanation.training_questions import (
    NoLoss,
    PictureLoss,
    TrainingExplained,
    TrainingQuestion,
)
from ssd_desktop.inference.explanation.training_types import LossTrace
from ssd_desktop.inference.explanation.types import ExplanationSettings
from ssd_desktop.inference.seen_picture import SeenPicture
from ssd_desktop.media.image_file import ImageSize
from ssd_desktop.ssd.config import VGG_MEANS_RGB, BoxPlan, LossConfig, NetworkConfig
from ssd_desktop.ssd.default_boxes import make_default_boxes


class SeeingDetector(Protocol):
    """What the loss needs of ``Predictor``."""

    @property
    def config(self) -> NetworkConfig: ...

    def see(self, pixels_rgb: npt.NDArray[np.uint8]) -> SeenPicture: ...

    def see_view(self, pixels_rgb: npt.NDArray[np.float32]) -> SeenPicture: ...


_InputSize = tuple[int, tuple[float, float, float]]


@dataclass(frozen=True, eq=False)
class _Labelled:
    """A picture with its ground truths.

    Attributes:
        pixels_rgb: As in the question.
        objects: Likewise.
        classes: Those of the detector, then other names in the order they are met.
        input_size: S, side of the network's input, pixels; and the colour around a zoomed-out view.
        kept: Which of the objects each ground truth is.
        sample: The ground truths.
        views: Its augmented views.
    """

    pixels_rgb: npt.NDArray[np.uint8]
    objects: tuple[AnnotatedObject, ...]
    classes: tuple[str, ...]
    input_size: _InputSize
    kept: tuple[int, ...]
    sample: Sample
    views: TrainingViews


class TrainingExplainer:
    """Keeps the last picture, its last view, its matching and what the network put out; the detector is not kept."""

    def __init__(self) -> None:
        self._labelled: _Labelled | None = None
        self._view: tuple[int, TrainingView] | None = None
        self._matching: tuple[Sample, BoxPlan, PictureMatching] | None = None
        self._seen: tuple[object, weakref.ref[SeeingDetector], SeenPicture] | None = None

    def answer(
        self, question: TrainingQuestion, detector: SeeingDetector | None, *, no_detector: NoLoss = NoLoss.NO_DETECTOR
    ) -> TrainingExplained:
        """Returns the answer to a question.

        Args:
            question: What is wanted.
            detector: For the loss; None: there is none to be had.
            no_detector: Why, where it is None.

        Raises:
            InferenceError: The device has too little memory.
        """
        labelled = self._labelled_picture(question, detector)
        view = None if question.view is None else self._augmented(labelled, question.view)
        sample = labelled.sample if view is None else view.sample
        matching = self._matching_of(question, sample, labelled.classes)
        loss, no_loss = None, NoLoss.NOT_ASKED if detector is not None else no_detector
        if question.wants_loss and detector is not None:
            loss, no_loss = self._loss(question, labelled, view, detector), NoLoss.UNKNOWN_CLASSES
        return TrainingExplained(
            view=question.view,
            view_rgb=None if view is None else view.shown(),
            width=sample.width,
            height=sample.height,
            classes=labelled.classes,
            default_boxes=make_default_boxes(question.plan),
            kept=labelled.kept if view is None else (),
            matching=matching.explain(question.match),
            loss=loss,
            no_loss=None if loss is not None else no_loss,
        )

    def _labelled_picture(self, question: TrainingQuestion, detector: SeeingDetector | None) -> _Labelled:
        known = () if detector is None else detector.config.classes
        classes = tuple(dict.fromkeys((*known, *(one.label for one in question.objects))))
        plan = question.plan if detector is None else detector.config.plan
        wanted = question.objects, classes, (plan.image_size, _means(detector))
        last = self._labelled
        same = last is not None and (last.objects, last.classes, last.input_size) == wanted
        if last is None or not same or last.pixels_rgb is not question.pixels_rgb:
            self._view = None
            last = self._labelled = _labelled(question, classes, wanted[2])
        return last

    def _augmented(self, labelled: _Labelled, number: int) -> TrainingView:
        if self._view is None or self._view[0] != number:
            self._view = number, labelled.views.view(number)
        return self._view[1]

    def _matching_of(self, question: TrainingQuestion, sample: Sample, classes: tuple[str, ...]) -> PictureMatching:
        if self._matching is None or self._matching[0] is not sample or self._matching[1] != question.plan:
            matching = PictureMatching(make_default_boxes(question.plan), sample, classes)
            self._matching = sample, question.plan, matching
        return self._matching[2]

    def _loss(
        self, question: TrainingQuestion, labelled: _Labelled, view: TrainingView | None, detector: SeeingDetector
    ) -> PictureLoss | None:
        """Returns the loss; None where the detector knows nothing of what is labelled."""
        sample = labelled.sample if view is None else view.sample
        known = np.flatnonzero(sample.labels <= len(detector.config.classes))
        if len(labelled.sample.labels) and not (labelled.sample.labels <= len(detector.config.classes)).any():
            return None
        seen = self._look(detector, question.pixels_rgb, view)

        def trace(config: LossConfig) -> LossTrace:
            settings = ExplanationSettings(match=question.match, loss=config)
            return _renumbered(explain_loss(seen, sample.take(known), settings), known.tolist())

        usual_ratio = LossConfig().negatives_per_positive
        now = trace(question.loss)
        changed = question.loss.negatives_per_positive != usual_ratio
        return PictureLoss(
            trace=now,
            usual=trace(replace(question.loss, negatives_per_positive=usual_ratio)) if changed else now,
            ratio=question.loss.negatives_per_positive,
            usual_ratio=usual_ratio,
            default_boxes=seen.default_boxes,
            left_out=labelled.classes[len(detector.config.classes) :],
        )

    def _look(
        self, detector: SeeingDetector, pixels_rgb: npt.NDArray[np.uint8], view: TrainingView | None
    ) -> SeenPicture:
        """Lets the network look, unless it was the last that this detector looked at here."""
        shown = pixels_rgb if view is None else view.pixels_rgb
        if self._seen is None or self._seen[0] is not shown or self._seen[1]() is not detector:
            self._seen = None  # two pictures' feature maps need not fit beside each other
            seen = (
                detector.see(np.ascontiguousarray(pixels_rgb)) if view is None else detector.see_view(view.pixels_rgb)
            )
            self._seen = shown, weakref.ref(detector), seen
        return self._seen[2]


def _means(detector: SeeingDetector | None) -> tuple[float, float, float]:
    return VGG_MEANS_RGB if detector is None else detector.config.means_rgb


def _labelled(question: TrainingQuestion, classes: tuple[str, ...], input_size: _InputSize) -> _Labelled:
    height, width = (int(side) for side in question.pixels_rgb.shape[:2])
    objects = question.objects
    kept = tuple(i for i, one in enumerate(objects) if unusable_reason(one, width, height) is None)
    file = AnnotationFile(ImageAnnotation(tuple(objects[i] for i in kept)), skipped=len(objects) - len(kept))
    size = ImageSize(width, height, 1, width, height)
    sample, _ = sample_from_file(question.image, question.image, file, size, classes)
    if sample is None:
        raise DataError(f"No object of {question.image} can be used; correct their boxes.")
    views = TrainingViews(sample, question.pixels_rgb, size=input_size[0], means_rgb=input_size[1])
    return _Labelled(question.pixels_rgb, objects, classes, input_size, kept, sample, views)


def _renumbered(trace: LossTrace, positions: list[int]) -> LossTrace:
    """Returns a loss with its ground truths numbered as in a longer list.

    Args:
        trace: Numbered 0 to G - 1.
        positions: ``G`` numbers to use instead.
    """
    terms = tuple(
        one if one.ground_truth < 0 else replace(one, ground_truth=positions[one.ground_truth]) for one in trace.terms
    )
    objects = tuple(replace(one, position=positions[one.position]) for one in trace.objects)
    return replace(trace, terms=terms, objects=objects)
