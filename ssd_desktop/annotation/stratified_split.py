"""A split in which every class has its share in both parts, and images that belong together stay together.

Source: iterative stratification, Sechidis et al., "On the Stratification of Multi-Label Data" (2011), algorithm 1,
for two parts and with groups of images in the place of single ones.
"""

from collections import Counter
from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass, field

import numpy as np


@dataclass(eq=False)
class _Group:
    """Images that stay together: their positions, and how many of them show each class."""

    positions: list[int] = field(default_factory=list)
    classes: Counter[str] = field(default_factory=Counter)


@dataclass(eq=False)
class _Part:
    """One part of the split, as it fills: how many images of each class and in all it still lacks."""

    wanted: dict[str, float]
    room: float
    groups: list[_Group] = field(default_factory=list)

    def take(self, group: _Group) -> None:
        for name, count in group.classes.items():
            self.wanted[name] -= count
        self.room -= len(group.positions)
        self.groups.append(group)


def stratified_split(
    classes: Sequence[Collection[str]], ratio: float, seed: int, *, groups: Sequence[Hashable] | None = None
) -> tuple[list[int], list[int]]:
    """Splits images so that each class has about the share ``ratio`` of its images in the first part.

    The rarest class is dealt out first, since later ones can make up for what it did to the others. The same seed gives
    the same split on every machine.

    Args:
        classes: For each image the classes it shows; none for background.
        ratio: Share of the first part, 0 to 1. Where there are two groups or more and the ratio lies between 0 and 1,
            neither part is empty.
        seed: Not negative.
        groups: For each image the group it belongs to; a group is never divided. None: every image is its own.

    Returns:
        The positions of the images of both parts, in rising order.

    Raises:
        ValueError: The ratio is not from 0 to 1, or there is not one group for each image.
    """
    if not 0 <= ratio <= 1:
        raise ValueError(f"the ratio of a split is from 0 to 1, not {ratio}")
    open_groups = _gather(classes, range(len(classes)) if groups is None else groups)
    shuffled = np.random.default_rng(seed).permutation(len(open_groups)).tolist()
    # Large groups first: the small ones level out what they leave.
    waiting = sorted((open_groups[number] for number in shuffled), key=lambda group: -len(group.positions))
    totals = Counter(name for group in waiting for name in group.classes.elements())
    parts = [
        _Part({name: share * count for name, count in totals.items()}, share * len(classes))
        for share in (ratio, 1 - ratio)
    ]
    while waiting:
        waiting = _deal_rarest(waiting, parts)
    if 0 < ratio < 1:
        _leave_none_empty(parts)
    first, second = (sorted(position for group in part.groups for position in group.positions) for part in parts)
    return first, second


def _gather(classes: Sequence[Collection[str]], groups: Sequence[Hashable]) -> list[_Group]:
    gathered: dict[Hashable, _Group] = {}
    for position, (names, key) in enumerate(zip(classes, groups, strict=True)):
        group = gathered.setdefault(key, _Group())
        group.positions.append(position)
        group.classes.update(set(names))
    return list(gathered.values())


def _deal_rarest(waiting: list[_Group], parts: list[_Part]) -> list[_Group]:
    """Deals out the groups with the class that the fewest waiting images show; returns the others."""
    left = Counter(name for group in waiting for name in group.classes.elements())
    if not left:
        for group in waiting:
            max(parts, key=lambda part: part.room).take(group)
        return []
    rarest = min(left, key=lambda name: (left[name], name))
    others = []
    for group in waiting:
        if rarest in group.classes:
            max(parts, key=lambda part: (part.wanted[rarest], part.room)).take(group)
        else:
            others.append(group)
    return others


def _leave_none_empty(parts: list[_Part]) -> None:
    for empty, full in ((parts[0], parts[1]), (parts[1], parts[0])):
        if not empty.groups and len(full.groups) > 1:
            smallest = min(full.groups, key=lambda group: len(group.positions))
            full.groups.remove(smallest)
            empty.groups.append(smallest)
