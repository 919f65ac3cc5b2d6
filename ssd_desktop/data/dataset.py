"""A data folder as samples to train and evaluate on: which images, which boxes, which classes.

Nothing is decoded here: an image is looked up by its header, so that thousands are read in seconds.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from os import PathLike
from pathlib import Path

import numpy as np

from ssd_desktop.annotation.annotation import AnnotatedObject, AnnotationProblem
from ssd_desktop.annotation.box import Box
from ssd_desktop.annotation.data_entries import DataEntry, DataFolder
from ssd_desktop.annotation.data_folder import open_data_folder
from ssd_desktop.annotation.formats.annotation_file import AnnotationFile
from ssd_desktop.data.types import Dataset, DatasetReport, Sample
from ssd_desktop.errors import AnnotationError, DataError, MediaError
from ssd_desktop.media.image_file import ImageSize, read_image_size

BACKGROUND = "background"
"""The name of class 0; no object may bear it."""


@dataclass(frozen=True)
class _LabelledImage:
    """An image whose header and annotation file read; ``skipped`` counts the objects that could not be used."""

    entry: DataEntry
    annotation_path: Path
    size: ImageSize
    objects: tuple[AnnotatedObject, ...]
    skipped: int
    verified: bool


@dataclass
class _Findings:
    """What the report will say, as it is found."""

    unlabelled: int = 0
    rejected: int = 0
    unreadable: list[str] = field(default_factory=list)
    problems: list[AnnotationProblem] = field(default_factory=list)


def load_dataset(
    folder: str | PathLike[str],
    *,
    split: str | None = None,
    classes: Sequence[str] | None = None,
    one_based: bool = False,
    missing_is_background: bool = False,
    between: Callable[[], None] = lambda: None,
) -> Dataset:
    """Reads a data folder of any format (``open_data_folder``).

    Args:
        folder: Pascal VOC, YOLO, COCO, Create ML or labelme.
        split: Name of a split, or of several with commas between; None takes every image.
        classes: Foreground names in order; objects of other names are left out and reported. None takes those of the
            folder's class list or ``data.yaml``, else the names found, sorted.
        one_based: VOC: whether coordinates count from 1; else they are taken verbatim.
        missing_is_background: YOLO: whether an image without a txt has no objects; else it is unlabelled.
        between: Called before each image; may wait, or raise to give it up.

    Returns:
        The labelled images in the order of the split, else of their names. Boxes are clipped to the upright image;
        degenerate ones are left out and reported, with their image where it has no other object. An annotation file
        without objects makes a background image; an image without annotation file is counted, not taken.

    Raises:
        DataError: The folder cannot be read, the split does not exist, nothing is labelled, or the class list is empty,
            has a name twice or names the background.
    """
    if classes is not None:
        classes = check_classes(classes)
    name = Path(folder).resolve().name + (f" ({split})" if split else "")
    try:
        data = open_data_folder(folder, one_based=one_based, missing_is_background=missing_is_background)
        entries, problems = _listed(data, split)
    except AnnotationError as error:
        raise DataError(str(error)) from error
    findings = _Findings(problems=problems)
    images = list(_labelled_images(entries, findings, between))
    if not images:
        raise DataError(_nothing_labelled(name, findings))
    if classes is None:
        found = _names_found(images)
        classes = tuple(label for label in data.class_order if not _is_background(label)) or found
        if not found:
            raise DataError(f"None of the {len(images)} labelled images of {name} has an object; label some first.")
    found_samples = [_sample(image, classes, findings.problems) for image in images]
    samples = tuple(sample for sample in found_samples if sample is not None)
    if not samples:
        raise DataError(f"No object in {name} can be used; the first reason: {findings.problems[0]}")
    report = DatasetReport(
        images=len(samples),
        background=sum(not len(sample.labels) for sample in samples),
        unlabelled=findings.unlabelled,
        unreadable=tuple(findings.unreadable),
        problems=tuple(findings.problems),
        labels_elsewhere=tuple(dict.fromkeys(data.labels_elsewhere.values())),
    )
    return Dataset(name, samples, classes, report)


def split_names(split: str) -> tuple[str, ...]:
    """Returns the splits that ``load_dataset`` takes for a text: ``train,extra`` are two."""
    return tuple(name.strip() for name in split.split(",") if name.strip())


def _listed(data: DataFolder, split: str | None) -> tuple[list[DataEntry], list[AnnotationProblem]]:
    """Returns the images of one or several splits, each once, and what is wrong with the lists."""
    if split is None or "," not in split:
        return data.entries(split), list(data.problems(split))
    names = split_names(split)
    entries = {entry.image_path: entry for name in names for entry in data.entries(name)}
    return list(entries.values()), list(dict.fromkeys(problem for name in names for problem in data.problems(name)))


def sample_from_file(
    image_path: Path, annotation_path: Path, file: AnnotationFile, size: ImageSize, classes: tuple[str, ...]
) -> tuple[Sample | None, tuple[AnnotationProblem, ...]]:
    """Returns one image as ``load_dataset`` would, and what is wrong with its objects.

    Args:
        image_path: The image file.
        annotation_path: Where ``file`` was read.
        file: What it says.
        size: Of the upright image, pixels.
        classes: Foreground names in order; objects of other names are left out.

    Returns:
        None as the sample where every object there was is damaged.
    """
    problems = list(file.problems)
    entry = DataEntry(image_path, None)
    image = _labelled(entry, annotation_path, file, size)
    return _sample(image, classes, problems), tuple(problems)


def check_classes(classes: Sequence[str]) -> tuple[str, ...]:
    """Returns the class list as a tuple.

    Raises:
        DataError: It is empty, has a name twice or names the background, which is always class 0.
    """
    if not classes:
        raise DataError("The class list is empty; it needs at least one name.")
    twice = [name for name, count in Counter(classes).items() if count > 1]
    if twice:
        raise DataError(f"The class list names {twice[0]!r} twice; leave one of them out.")
    if any(_is_background(name) for name in classes):
        raise DataError("The class list names the background; leave it out, since class 0 is always the background.")
    return tuple(classes)


def _labelled_images(
    entries: Sequence[DataEntry], findings: _Findings, between: Callable[[], None]
) -> Iterator[_LabelledImage]:
    for entry in entries:
        between()
        if entry.labels is None:
            findings.unlabelled += 1
            continue
        try:
            size = read_image_size(entry.image_path)
        except MediaError as error:
            findings.unreadable.append(str(error))
            continue
        try:
            file = entry.labels.read(size)
        except AnnotationError as error:
            text = f"{error} The image was left out."
            findings.problems.append(AnnotationProblem(str(entry.labels.path), 0, text))
            findings.rejected += 1
            continue
        findings.problems.extend(file.problems)
        yield _labelled(entry, entry.labels.path, file, size)


def _labelled(entry: DataEntry, annotation_path: Path, file: AnnotationFile, size: ImageSize) -> _LabelledImage:
    annotation = file.annotation
    return _LabelledImage(entry, annotation_path, size, annotation.objects, file.skipped, annotation.verified)


def _names_found(images: Sequence[_LabelledImage]) -> tuple[str, ...]:
    names = {item.label for image in images for item in image.objects}
    return tuple(sorted(name for name in names if not _is_background(name)))


def _is_background(name: str) -> bool:
    return name.strip().lower() in (BACKGROUND, "__background__")


def _why_left_out(item: AnnotatedObject, classes: tuple[str, ...], width: int, height: int) -> str | None:
    return unusable_reason(item, width, height) if item.label in classes else "is not in the class list"


def _sample(image: _LabelledImage, classes: tuple[str, ...], problems: list[AnnotationProblem]) -> Sample | None:
    """Returns the image with the objects that can be trained on; the others are added to ``problems``.

    None where every object there was is damaged: without them the image would be trained on as background.
    """
    width, height = image.size.width, image.size.height
    left_out: Counter[tuple[str, str]] = Counter()
    damaged = image.skipped
    taken: list[AnnotatedObject] = []
    for item in image.objects:
        if reason := _why_left_out(item, classes, width, height):
            left_out[item.label, reason] += 1
            damaged += item.label in classes
        else:
            taken.append(item)
    for (label, reason), count in left_out.items():
        text = f"{label!r} {reason}; it was left out."
        if count > 1:
            text = f"{label!r} {reason}; it was left out ({count} objects)."
        problems.append(AnnotationProblem(str(image.annotation_path), 0, text))
    if damaged and not taken:
        text = "None of its objects can be used; the image was left out, since it would be trained on as background."
        problems.append(AnnotationProblem(str(image.annotation_path), 0, text))
        return None
    boxes = [item.box.clipped(width, height).xyxy() for item in taken]
    return Sample(
        image_path=image.entry.image_path,
        annotation_path=image.annotation_path,
        width=width,
        height=height,
        boxes_xyxy=np.array(boxes, np.float32).reshape(-1, 4),
        labels=np.array([classes.index(item.label) + 1 for item in taken], np.int64),
        difficult=np.array([item.difficult for item in taken], bool),
        ignore=np.array([item.ignore for item in taken], bool),
        crowd=np.array([item.ignore and item.crowd for item in taken], bool),
        verified=image.verified,
    )


def unusable_reason(item: AnnotatedObject, width: int, height: int) -> str | None:
    """Returns why an object cannot be trained on in a picture of so many pixels, or None."""
    return item.box.problem(width, height) or _lost_in_rounding(item.box, width, height)


def _lost_in_rounding(box: Box, width: int, height: int) -> str | None:
    """Returns why a box that has an area has none as the network's float32 fractions, or None."""
    edges = np.array(box.clipped(width, height).xyxy(), np.float32) / np.array([width, height] * 2, np.float32)
    return None if (edges[2:] > edges[:2]).all() else "is too thin to be trained on"


def _nothing_labelled(name: str, findings: _Findings) -> str:
    unlabelled, rejected, unreadable = findings.unlabelled, findings.rejected, len(findings.unreadable)
    if not (unlabelled or rejected or unreadable):
        return f"There are no images in {name}; give a folder of images with annotation files."
    return (
        f"Nothing is labelled in {name}: {unlabelled} of its images have no annotation file, {rejected} one that "
        f"cannot be read, and {unreadable} cannot be read themselves; label some first."
    )
