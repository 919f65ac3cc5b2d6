"""Augmented views that come again: what they showed is remembered, so that known ones need no loading."""

from collections.abc import Callable
from dataclasses import dataclass, field

from ssd_desktop.data.labelled_picture import LabelledPicture
from ssd_desktop.data.types import ViewKey


@dataclass
class RepeatedViews:
    """Which views a pass shows, and the ground truths of those that were shown.

    Attributes:
        count: Views of an image that come in turn; 0: each pass shows a new one.
        is_known: Whether the pixels of a view are no longer needed; called by the loader's threads.
    """

    count: int = 0
    is_known: Callable[[ViewKey], bool] = lambda key: False
    _truths: dict[ViewKey, LabelledPicture] = field(default_factory=dict)

    def view_of(self, number: int) -> int:
        """Returns the number of the view that pass ``number`` (from 0) over the images shows."""
        return number % self.count if self.count else number

    def remember(self, key: ViewKey, picture: LabelledPicture) -> None:
        """Keeps the ground truths of a view, with zeros for its pixels, where views come again."""
        if self.count:
            self._truths[key] = picture.without_pixels()

    def remembered(self, key: ViewKey) -> LabelledPicture | None:
        """Returns the ground truths of a known view; None where its pixels are needed."""
        truth = self._truths.get(key)
        return truth if truth is not None and self.is_known(key) else None
