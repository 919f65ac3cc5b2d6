"""An axis-parallel box in pixels of the upright image."""

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Box:
    """A box by its edges: x0, y0, x1, y1 in pixels, floats, 0 to width and 0 to height.

    A box may be degenerate or lie outside its image while it is being read; ``problem`` says so.
    """

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    @property
    def area(self) -> float:
        """Square pixels; 0 for a degenerate box."""
        return max(self.width, 0.0) * max(self.height, 0.0)

    def xyxy(self) -> tuple[float, float, float, float]:
        return (self.x0, self.y0, self.x1, self.y1)

    def clipped(self, width: float, height: float) -> "Box":
        """Returns the part inside an image of ``width`` x ``height`` pixels (possibly degenerate)."""
        return Box(
            min(max(self.x0, 0.0), width),
            min(max(self.y0, 0.0), height),
            min(max(self.x1, 0.0), width),
            min(max(self.y1, 0.0), height),
        )

    def problem(self, width: float, height: float) -> str | None:
        """Returns why this box cannot be trained on in an image of this size, or None.

        Not finite, reversed or empty edges, or no overlap with the image. A box that only sticks out is fine
        (it is clipped).
        """
        if not all(math.isfinite(edge) for edge in self.xyxy()):
            return "has an edge that is not a number"
        if self.x1 < self.x0 or self.y1 < self.y0:
            return "has its edges reversed"
        if self.x1 == self.x0 or self.y1 == self.y0:
            return "has no area"
        inside = self.clipped(width, height)
        if inside.area <= 0:
            return f"lies outside the {width:g} x {height:g} image"
        return None
