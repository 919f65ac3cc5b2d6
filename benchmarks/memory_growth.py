"""How much memory grew once it had settled, told by samples of equal work and not of equal time.

On a crowded machine the same time holds less work, and a warm-up by the clock would end while caches still fill.
"""

import itertools
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

_WINDOWS = 20
_SETTLED = 0.005
"""Growth from one window to the next, as a share, that is no filling of caches any more."""


@dataclass(frozen=True)
class MemoryGrowth:
    """What the samples tell.

    Attributes:
        start_mb: Median of the window in which memory had settled, MB.
        end_mb: Median of the last window, MB.
        warm_up: Share of the work before it had settled, 0..1.
        settled: False: it still grew in the middle of the work, from where the growth is taken then.
    """

    start_mb: float
    end_mb: float
    warm_up: float
    settled: bool

    @property
    def percent(self) -> float:
        """Growth after the warm-up."""
        return 100 * (self.end_mb / self.start_mb - 1)


def memory_growth(megabytes: Sequence[float]) -> MemoryGrowth:
    """Returns the growth from where, of twenty windows, none up to the middle is above the one before any more.

    Args:
        megabytes: Resident memory after each piece of work, in order; at least one.
    """
    medians = [statistics.median(part) for part in _windows(megabytes)]
    middle = len(medians) // 2
    grown = [place for place in range(1, middle + 1) if medians[place] > (1 + _SETTLED) * medians[place - 1]]
    start = grown[-1] if grown else 0
    return MemoryGrowth(medians[start], medians[-1], start / len(medians), start < middle or not middle)


def _windows(values: Sequence[float]) -> list[Sequence[float]]:
    count = min(_WINDOWS, len(values))
    edges = [len(values) * place // count for place in range(count + 1)]
    return [values[low:high] for low, high in itertools.pairwise(edges)]
