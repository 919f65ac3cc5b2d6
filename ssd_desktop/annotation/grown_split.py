"""Splitting images some of which were split before: each of those stays in its part, only new ones are dealt out.

A detector that goes on from an earlier one is else measured on images that the earlier one was trained on, and before
and after are measured on different images.
"""

from collections.abc import Collection, Sequence

from ssd_desktop.annotation.split import split_by_ratio
from ssd_desktop.annotation.split_rule import RANDOM, SplittableImage, groups_of
from ssd_desktop.annotation.stratified_split import stratified_split

MOST_OF_NEW = 0.5
"""At most this part of the new images goes into the first part, however much that lacks: labels are made to learn."""


def split_grown(
    images: Sequence[SplittableImage],
    ratio: float,
    *,
    by: str,
    first: Collection[int],
    second: Collection[int],
    seed: int = 0,
) -> tuple[list[int], list[int]]:
    """Splits images around those whose part is known; the same seed gives the same split on every machine.

    A new image follows the known ones of its group, into the second part where they lie in both. Of the others as many
    go into the first part as it lacks, none where it is full.

    Args:
        images: In an order that does not change between calls.
        ratio: Share of the first part, 0 to 1.
        by: As ``split_images`` takes it.
        first: Positions of the images that stay in the first part.
        second: Of those that stay in the second part; none of them is in ``first``.
        seed: Not negative.

    Returns:
        The positions of the images of both parts, in rising order.

    Raises:
        UsageError: The rule is no regular expression.
        ValueError: The ratio is not from 0 to 1.
    """
    groups = groups_of(images, ratio, by=by) or [str(position) for position in range(len(images))]
    to_first, to_second = ({groups[position] for position in part} for part in (first, second))
    chosen, new = set(first), []
    for position, group in enumerate(groups):
        if position in chosen or group in to_second or position in second:
            continue
        if group in to_first:
            chosen.add(position)
        else:
            new.append(position)
    chosen.update(_drawn(images, new, groups, wanted=ratio * len(images) - len(chosen), by=by, seed=seed))
    return sorted(chosen), [position for position in range(len(images)) if position not in chosen]


def _drawn(
    images: Sequence[SplittableImage], new: Sequence[int], groups: Sequence[str], *, wanted: float, by: str, seed: int
) -> list[int]:
    """Draws about ``wanted`` of the new images; none where they cannot be divided."""
    share = min(wanted / len(new), MOST_OF_NEW) if new else 0.0
    if round(share * len(new)) < 1 or len({groups[position] for position in new}) < 2:
        return []
    if by == RANDOM:
        drawn, _ = split_by_ratio(range(len(new)), share, seed)
    else:
        # The groups of all images: blocks of frames that were cut from the new ones alone would divide some of them.
        drawn, _ = stratified_split(
            [images[position].classes for position in new], share, seed, groups=[groups[position] for position in new]
        )
    return [new[place] for place in drawn]
