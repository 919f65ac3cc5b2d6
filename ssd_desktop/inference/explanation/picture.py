"""Everything about one picture: at once for the command line and the export, from kept parts for the window."""

from collections.abc import Callable, Hashable
from typing import Protocol, TypeVar

from ssd_desktop.data.types import Sample
from ssd_desktop.inference.explanation.detections import explain_detections, fates_in, threshold_curves
from ssd_desktop.inference.explanation.losses import explain_loss
from ssd_desktop.inference.explanation.matching import explain_matching
from ssd_desktop.inference.explanation.missed import explain_objects
from ssd_desktop.inference.explanation.types import ExplanationSettings, PictureExplanation
from ssd_desktop.inference.seen_picture import SeenPicture

_DEFAULT_SETTINGS = ExplanationSettings()

Value = TypeVar("Value")


class Once(Protocol):
    """Returns what was made under a name before if it depended on the same, else makes it."""

    def __call__(self, name: str, depends_on: tuple[Hashable, ...], make: Callable[[], Value], /) -> Value: ...


def _always(name: str, depends_on: tuple[Hashable, ...], make: Callable[[], Value]) -> Value:
    return make()


def explain_picture(
    seen: SeenPicture,
    settings: ExplanationSettings = _DEFAULT_SETTINGS,
    sample: Sample | None = None,
    *,
    once: Once = _always,
) -> PictureExplanation:
    """Returns how each detection came about and, with ground truth, matching, loss and what became of each object.

    Args:
        seen: What the network put out.
        settings: All thresholds.
        sample: The ground truths of the same picture in pixels, numbered by the classes of the detector.
        once: Makes the parts, or gives what it kept of them for the same picture; by default they are made.

    Raises:
        DataError: A box has no area, or the detector has no such class.
    """
    config, score, post = seen.config, settings.score, settings.postprocess
    fates = once("fates", (min(score, post.score_threshold), post), lambda: fates_in(seen, settings))
    matching = loss = objects = None
    if sample is not None:
        matching = once(
            "matching",
            (sample, settings.match),
            lambda: explain_matching(seen.default_boxes, sample, config.classes, settings.match),
        )
        loss = once(
            "loss",
            (sample, settings.match, settings.loss, settings.dropped),
            lambda: explain_loss(seen, sample, settings),
        )
        objects = explain_objects(seen, fates, sample, matching, settings)
    return PictureExplanation(
        detector=seen.detector,
        network=config.network,
        plan=config.plan.name,
        classes=config.classes,
        width=seen.width,
        height=seen.height,
        settings=settings,
        detections=explain_detections(seen, fates, settings),
        curves=once("curves", (score, post), lambda: threshold_curves(seen, settings)),
        matching=matching,
        loss=loss,
        objects=objects,
    )
