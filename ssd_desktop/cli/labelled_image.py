"""``--annotations``: the ground truths of one image from the annotation file beside it, of any format."""

from __future__ import annotations

import logging
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ssd_desktop.errors import AnnotationError, DataError

if TYPE_CHECKING:
    from ssd_desktop.annotation.annotation import AnnotationProblem
    from ssd_desktop.annotation.formats.annotation_file import AnnotationFile
    from ssd_desktop.data.types import Sample
    from ssd_desktop.media.image_file import ImageSize

AUTO, ON, OFF = "auto", "on", "off"

_SHOWN_NAMES = 10

_log = logging.getLogger(__name__)


def add_annotations_option(parser: ArgumentParser) -> None:
    """Adds ``--annotations`` to ``parser``."""
    parser.add_argument(
        "--annotations",
        choices=(AUTO, ON, OFF),
        default=AUTO,
        help="take the objects of the image's annotation file: where there is one (auto, default), always or never",
    )


def ground_truths(
    image: Path, size: ImageSize, *, classes: tuple[str, ...], annotations: str
) -> tuple[Sample | None, tuple[AnnotationProblem, ...]]:
    """Returns what is labelled in an image, numbered by the classes of a detector, and what is wrong with it.

    Args:
        image: The image file.
        size: Of the upright image, pixels.
        classes: Of the detector; objects of other names are left out and reported.
        annotations: As the option takes it.

    Returns:
        None where nothing is asked for, there is no annotation file, or, with a warning, nothing in it can be used.

    Raises:
        AnnotationError: The file cannot be read; with ``on`` also where there is none.
        DataError: With ``on``: none of its objects can be used.
    """
    if annotations == OFF:
        return None, ()
    found = _read(image, size)
    if found is None:
        if annotations == ON:
            raise AnnotationError(f"{image} has no annotation file; label it, or leave out --annotations on.")
        return None, ()
    from ssd_desktop.data.dataset import sample_from_file

    path, file = found
    sample, problems = sample_from_file(image, path, file, size, classes)
    objects = file.annotation.objects
    if sample is not None and (len(sample.labels) or not objects):
        return sample, problems
    reason = _nothing_usable(path, sorted({one.label for one in objects}), classes)
    if annotations == ON:
        raise DataError(reason)
    _log.warning("%s", reason)
    return None, problems


def _read(image: Path, size: ImageSize) -> tuple[Path, AnnotationFile] | None:
    from ssd_desktop.annotation.ground_truth import GroundTruthReader

    try:
        return GroundTruthReader().read(image, size)
    except AnnotationError as error:
        raise AnnotationError(f"{error} With --annotations off the detections alone are explained.") from error


def _nothing_usable(path: Path, labels: list[str], classes: tuple[str, ...]) -> str:
    if any(label in classes for label in labels):
        return f"No object in {path} can be used; correct their boxes."
    return (
        f"The detector knows none of the classes in {path} ({_listed(labels)}), only {_listed(classes)}; choose "
        "another with --model."
    )


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:_SHOWN_NAMES]) + (" ..." if len(names) > _SHOWN_NAMES else "")
