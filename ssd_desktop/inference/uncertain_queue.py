"""The images of a folder, those first of which the detector is the least sure."""

from collections.abc import Callable
from pathlib import Path

from ssd_desktop.annotation.natural_order import natural_key
from ssd_desktop.inference.uncertainty import Uncertainty


class UncertainQueue:
    """Images with how unsure a detector is of them.

    Args:
        is_open: Whether an image still waits for a label; one that got it is passed over, until it loses it.
    """

    def __init__(self, is_open: Callable[[Path], bool]) -> None:
        self._is_open = is_open
        self._known: dict[Path, Uncertainty] = {}

    def clear(self) -> None:
        """Begins anew."""
        self._known.clear()

    def add(self, image: Path, uncertainty: Uncertainty) -> None:
        """Takes an image, or what is now known of it."""
        self._known[image] = uncertainty

    def __contains__(self, image: Path) -> bool:
        return image in self._known

    def rows(self) -> list[tuple[Path, Uncertainty]]:
        """Returns the images that wait for a label, the least sure first; equal ones in natural order."""
        waiting = [row for row in self._known.items() if self._is_open(row[0])]
        return sorted(waiting, key=lambda row: (-row[1].score, natural_key(row[0].name), str(row[0])))

    def next_after(self, image: Path | None) -> Path | None:
        """Returns the image behind another one; the first behind the last and behind one that does not wait.

        None where no other image waits.
        """
        waiting = [path for path, _ in self.rows()]
        if image in waiting:
            at = waiting.index(image)
            waiting = waiting[at + 1 :] + waiting[:at]
        return waiting[0] if waiting else None
