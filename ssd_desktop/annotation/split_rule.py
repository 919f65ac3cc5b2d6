"""Rules by which a data set is split: at random, by class, or with images that belong together in the same part.

Frames of a video are nearly the same picture: split at random, a detector is measured on what it was trained on.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from ssd_desktop.annotation.split import split_by_ratio
from ssd_desktop.annotation.stratified_split import stratified_split
from ssd_desktop.errors import UsageError

RANDOM = "random"
CLASS = "class"
FRAMES = "frames"
FOLDER = "folder"
RULES = (RANDOM, CLASS, FRAMES, FOLDER)
"""The rules with a name; anything else is a regular expression."""

FRAME_GAP = 30
"""Frames whose numbers differ by at most this much, about a second, belong together: sets are often thinned."""

_LAST_NUMBER = re.compile(r"\d+(?=\D*$)", re.ASCII)
_MOST_DIGITS = 18


@dataclass(frozen=True)
class SplittableImage:
    """What a split needs to know of an image.

    Attributes:
        path: The image file.
        classes: Names of the classes it shows; none for background.
    """

    path: Path
    classes: Collection[str]


def split_images(
    images: Sequence[SplittableImage], ratio: float, *, by: str, seed: int = 0
) -> tuple[list[int], list[int]]:
    """Splits images by a rule; the same seed gives the same split on every machine.

    Args:
        images: In an order that does not change between calls.
        ratio: Share of the first part, 0 to 1.
        by: ``random``; ``class``: each class has the same share in both parts; ``frames``: likewise, and files whose
            names differ only in their last number, by at most ``FRAME_GAP`` from one to the next, stay together;
            ``folder``: those of a folder stay together; else a regular expression, searched in the file name without
            its ending: those with the same first group (without a group, the same match) stay together, those it does
            not match stay alone.
        seed: Not negative.

    Returns:
        The positions of the images of both parts, in rising order.

    Raises:
        UsageError: The rule is no regular expression, or puts all images into one group.
        ValueError: The ratio is not from 0 to 1.
    """
    if by == RANDOM:
        return split_by_ratio(range(len(images)), ratio, seed)
    groups = groups_of(images, ratio, by=by)
    if groups is not None and len(images) > 1 and len(set(groups)) == 1:
        raise UsageError(f"All {len(images)} images belong to one group by {by!r}; split them by another rule.")
    return stratified_split([image.classes for image in images], ratio, seed, groups=groups)


def groups_of(images: Sequence[SplittableImage], ratio: float, *, by: str) -> list[str] | None:
    """Returns the name of the group of each image; None by a rule that splits every image by itself.

    Args:
        images: As ``split_images`` takes them.
        ratio: Share of the first part, 0 to 1; a group of frames is no larger than the smaller part.
        by: As ``split_images`` takes it.

    Raises:
        UsageError: The rule is no regular expression.
    """
    if by == FRAMES:
        return _frame_groups([image.path for image in images], longest=_smaller_part(len(images), ratio))
    if by == FOLDER:
        return [str(image.path.parent) for image in images]
    return None if by in (RANDOM, CLASS) else _matched_groups([image.path for image in images], by)


def _smaller_part(count: int, ratio: float) -> int:
    return max(1, int(min(ratio, 1 - ratio) * count))


def _frame_groups(paths: Sequence[Path], *, longest: int) -> list[str]:
    """Groups runs of consecutive numbers; a run of more than ``longest`` images is cut into blocks of that many.

    Without the cuts one long video could not be split at all; at a cut two frames resemble each other.
    """
    videos: dict[str, list[tuple[int, int]]] = {}
    groups = [str(path) for path in paths]
    for position, path in enumerate(paths):
        match = _LAST_NUMBER.search(path.stem)
        if match is not None and len(match[0]) <= _MOST_DIGITS:
            around = f"{path.parent}/{path.stem[: match.start()]}#{path.stem[match.end() :]}"
            videos.setdefault(around, []).append((int(match[0]), position))
    for around, frames in videos.items():
        start = before = min(frames)[0]
        length = 0
        for number, position in sorted(frames):
            if number - before > FRAME_GAP or length == longest:
                start, length = number, 0
            groups[position] = f"{around}{start}"
            before, length = number, length + 1
    return groups


def _matched_groups(paths: Sequence[Path], expression: str) -> list[str]:
    try:
        pattern = re.compile(expression)
    except (re.error, OverflowError, RecursionError) as error:
        raise UsageError(
            f"{expression!r} is neither {', '.join(RULES)} nor a regular expression ({error}); correct it."
        ) from error
    return [_matched(pattern, path) for path in paths]


def _matched(pattern: re.Pattern[str], path: Path) -> str:
    match = pattern.search(path.stem)
    if match is None:
        return f"alone: {path}"
    return f"group: {(match[1] if pattern.groups else match[0]) or ''}"
