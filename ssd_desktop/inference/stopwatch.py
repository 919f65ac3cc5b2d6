"""How long the parts of a detection take. No torch here."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields


@dataclass(frozen=True)
class PartTimes:
    """Milliseconds of the parts of a detection.

    A GPU computes beside the program: there the network's time counts where its result is first needed.

    Attributes:
        preprocess: Squeezing pictures into the network's square.
        network: Of the engine.
        postprocess: Softmax, decoding and suppression.
    """

    preprocess: float = 0.0
    network: float = 0.0
    postprocess: float = 0.0


NOTHING_TIMED = PartTimes()


class Stopwatch:
    """Adds up the times of the parts, for each thread by itself.

    Args:
        clock: Seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self._clock = clock
        self._sums = threading.local()

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """Times what is done inside as a part, the name of a field of ``PartTimes``."""
        begin = self._clock()
        try:
            yield
        finally:
            sums = self._sums.__dict__
            sums[name] = sums.get(name, 0.0) + (self._clock() - begin) * 1000

    def take(self) -> PartTimes:
        """Returns what this thread spent since it last asked."""
        sums = self._sums.__dict__
        taken = PartTimes(**{field.name: sums.get(field.name, 0.0) for field in fields(PartTimes)})
        sums.clear()
        return taken
