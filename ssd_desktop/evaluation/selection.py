"""Which images show a kind of error, or errors of a class: what a person looks at next."""

from collections.abc import Sequence

from ssd_desktop.data.types import Sample
from ssd_desktop.evaluation.errors import FALSE_ALARMS, ErrorAnalysis, ImageErrors, Kind


def images_with_errors(
    errors: ErrorAnalysis, samples: Sequence[Sample], *, kind: Kind | None = None, label: int | None = None
) -> list[tuple[int, int]]:
    """Returns the images that have such errors, the most costly image first.

    Args:
        errors: Of all images.
        samples: Their ground truth, in the same order.
        kind: Of ``ERRORS``; None: all of them.
        label: Of the class the erroneous detection says, or of the missed object; None: every class.

    Returns:
        The index of each image and how many such errors it has; over all images they add up to the counts of
        ``ClassErrors``.
    """
    found = []
    for index in errors.worst():
        count = errors_of(errors.images[index], samples[index], kind=kind, label=label)
        if count:
            found.append((index, count))
    return found


def errors_of(image: ImageErrors, sample: Sample, *, kind: Kind | None, label: int | None) -> int:
    """Returns how many errors of a kind and class an image has; arguments as for ``images_with_errors``."""
    detected = zip(image.detections.labels.tolist(), image.detection_kinds, strict=True)
    labelled = zip(sample.labels.tolist(), image.object_kinds, strict=True)
    every = [(name, one) for name, one in detected if one in FALSE_ALARMS]
    every += [(name, one) for name, one in labelled if one is Kind.MISSED]
    return sum((kind is None or one is kind) and (label is None or name == label) for name, one in every)
