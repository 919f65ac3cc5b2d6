"""The boxes on the canvas as the tools and overlays need them: plain and frozen. No Qt."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from ssd_desktop.annotation.annotation import AnnotatedObject
from ssd_desktop.annotation.box import Box


@dataclass(frozen=True)
class BoxScene:
    """The labelled objects of the picture.

    Attributes:
        objects: In the order of painting, the last on top.
        selected: Entries of those that are selected.
        hidden: Entries of those that are neither drawn nor hit.
        locked: Entries of those that are drawn but never hit.
        guessed: Entries of those that nobody has put there, drawn dashed: between two key frames of a video.
        carried: Entries of those that are no labels here, drawn dashed and named so: after their last key frame.
    """

    objects: tuple[AnnotatedObject, ...] = ()
    selected: frozenset[int] = field(default=frozenset())
    hidden: frozenset[int] = field(default=frozenset())
    locked: frozenset[int] = field(default=frozenset())
    guessed: frozenset[int] = field(default=frozenset())
    carried: frozenset[int] = field(default=frozenset())

    @cached_property
    def shown(self) -> tuple[AnnotatedObject, ...]:
        """The objects that are drawn."""
        return tuple(item for item in self.objects if item.entry not in self.hidden)

    @cached_property
    def touchable(self) -> tuple[AnnotatedObject, ...]:
        """The objects that can be hit."""
        return tuple(item for item in self.shown if item.entry not in self.locked)

    @cached_property
    def touchable_xyxy(self) -> npt.NDArray[np.float64]:
        """``[N, 4]``, the boxes of ``touchable``, picture pixels."""
        return np.array([item.box.xyxy() for item in self.touchable], np.float64).reshape(-1, 4)

    @cached_property
    def selection(self) -> tuple[AnnotatedObject, ...]:
        """The selected objects that can be hit, in their order."""
        return tuple(item for item in self.touchable if item.entry in self.selected)

    def boxes(self, entries: frozenset[int]) -> dict[int, Box]:
        """Returns the boxes of some objects by entry."""
        return {item.entry: item.box for item in self.objects if item.entry in entries}
