"""Everything about one picture at once, for the command line and the export."""

from ssd_desktop.data.types import Sample
from ssd_desktop.inference.explanation.detections import explain_detections, fates_in, threshold_curves
from ssd_desktop.inference.explanation.losses import explain_loss
from ssd_desktop.inference.explanation.matching import explain_matching
from ssd_desktop.inference.explanation.missed import explain_objects
from ssd_desktop.inference.explanation.types import ExplanationSettings, PictureExplanation
from ssd_desktop.inference.seen_picture import SeenPicture

_DEFAULT_SETTINGS = ExplanationSettings()


def explain_picture(
    seen: SeenPicture, settings: ExplanationSettings = _DEFAULT_SETTINGS, sample: Sample | None = None
) -> PictureExplanation:
    """Returns how each detection came about and, with ground truth, matching, loss and what became of each object.

    Args:
        seen: What the network put out.
        settings: All thresholds.
        sample: The ground truths of the same picture in pixels, numbered by the classes of the detector.

    Raises:
        DataError: A box has no area, or the detector has no such class.
    """
    config = seen.config
    fates = fates_in(seen, settings)
    matching = loss = objects = None
    if sample is not None:
        matching = explain_matching(seen.default_boxes, sample, config.classes, settings.match)
        loss = explain_loss(seen, sample, settings)
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
        curves=threshold_curves(seen, settings),
        matching=matching,
        loss=loss,
        objects=objects,
    )
