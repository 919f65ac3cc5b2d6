"""The values of a curve over the steps of a run: smoothed, thinned, and no more than a screen can show. No Qt."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

#: More points than any screen has columns; beyond it every second one is dropped.
_MOST_POINTS = 4000
_SMOOTHING = 0.05


@dataclass(frozen=True)
class Point:
    """A value at a step."""

    step: int
    value: float


class LossHistory:
    """Losses of a run at rising steps, thinned where there are too many, and smoothed.

    Args:
        smoothing: Weight of a new value against the mean of those before; 1 smooths nothing.
    """

    def __init__(self, smoothing: float = _SMOOTHING) -> None:
        self.smoothed: list[Point] = []
        self._smoothing = smoothing
        self._mean = 0.0
        self._count = 0
        self._every = 1

    def add(self, step: int, loss: float) -> None:
        """Takes one loss; a loss that is no number is left out."""
        if not math.isfinite(loss):
            return
        self._count += 1
        # The first losses weigh alike, so that the curve does not start at one chance value.
        weight = max(self._smoothing, 1 / self._count)
        self._mean += weight * (loss - self._mean)
        if self._count % self._every:
            return
        self.smoothed.append(Point(step, self._mean))
        if len(self.smoothed) > _MOST_POINTS:
            self.smoothed = self.smoothed[::2]
            self._every *= 2

    def cut(self, step: int) -> None:
        """Forgets what came after a step."""
        self.smoothed = [point for point in self.smoothed if point.step <= step]
        self._mean = self.smoothed[-1].value if self.smoothed else 0.0
        self._count = self._count if self.smoothed else 0


def for_columns(points: Sequence[Point], columns: int) -> list[Point]:
    """Returns what a drawing of so many columns of pixels shows of a curve.

    Of the points that fall on one column the lowest and the highest are kept, in their order, so that no peak is lost;
    first and last stay.

    Args:
        points: At rising steps.
        columns: At least 1.

    Returns:
        At most ``2 * columns + 2`` points.
    """
    if len(points) <= 2 * columns:
        return list(points)
    first, last = points[0], points[-1]
    width = max(1e-9, (last.step - first.step) / columns)
    by_column: dict[int, list[Point]] = {}
    for point in points[1:-1]:
        by_column.setdefault(min(columns - 1, int((point.step - first.step) / width)), []).append(point)
    kept = [first]
    for column in sorted(by_column):
        low = min(by_column[column], key=lambda point: point.value)
        high = max(by_column[column], key=lambda point: point.value)
        kept += sorted({low, high}, key=lambda point: point.step)
    return [*kept, last]
