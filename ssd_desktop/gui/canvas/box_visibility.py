"""Which boxes are hidden for now, and which are locked against the hand. No Qt."""

from pathlib import Path


class BoxVisibility:
    """Entries of boxes out of the way: hidden until the next picture, locked as long as the program runs.

    Attributes:
        hidden: Entries that are neither drawn nor hit.
    """

    def __init__(self) -> None:
        self.hidden: frozenset[int] = frozenset()
        self._locked: dict[Path, frozenset[int]] = {}

    def show_all(self) -> None:
        """Hides nothing any more."""
        self.hidden = frozenset()

    def hide(self, selected: frozenset[int], every: frozenset[int]) -> None:
        """Hides the selected boxes; with none selected every box, or shows them again."""
        if selected:
            self.hidden |= selected
        else:
            self.hidden = frozenset() if self.hidden else every

    def isolate(self, selected: frozenset[int], every: frozenset[int]) -> None:
        """Hides all but the selected boxes."""
        self.hidden = every - selected

    def lock(self, image: Path, selected: frozenset[int]) -> None:
        """Locks the selected boxes of an image; with none selected frees all of them."""
        self._locked[image] = self.locked(image) | selected if selected else frozenset()

    def locked(self, image: Path | None) -> frozenset[int]:
        """Returns the entries that are locked in an image."""
        return frozenset() if image is None else self._locked.get(image, frozenset())
