"""When a frame of a video must be shown, and how sure that is."""

import numpy as np
import numpy.typing as npt

# Times are fractions that a container rounds to its own ticks.
_EXACT_MS = 0.5


class FrameClock:
    """What is known of the times of a video's frames.

    Best are the times of frames that were read in order, then the file's index if these agree with it, then the rate if
    these agree with that.
    """

    def __init__(self, fps: float, index_ms: npt.NDArray[np.float64] | None = None) -> None:
        """Starts with what the file says of itself.

        Args:
            fps: Frames a second.
            index_ms: float64 ``[N]``, milliseconds from the first frame; None where the file has no index.
        """
        self._fps = fps
        self._index_ms = index_ms
        self._seen_ms: list[float] = []
        self._has_rate = True
        self._rises = True

    def observe(self, number: int, time_ms: float) -> None:
        """Takes the time of a frame; only the one after the last that was taken counts.

        Args:
            number: Of a frame that was reached by reading in order from the start.
            time_ms: Its time as the decoder gives it.
        """
        if number != len(self._seen_ms):
            return
        self._seen_ms.append(time_ms)
        since_ms = self.since_start(time_ms)
        self._rises = self._rises and (number == 0 or time_ms > self._seen_ms[-2])
        self._has_rate = self._has_rate and abs(since_ms - self._by_rate(number)) < self._half_frame_ms
        index = self._index_ms
        if index is not None and (number >= len(index) or abs(since_ms - index[number]) > _EXACT_MS):
            self._index_ms = None

    def since_start(self, time_ms: float) -> float:
        """Returns milliseconds from the first frame."""
        return time_ms - self._seen_ms[0] if self._seen_ms else 0.0

    def expected(self, number: int) -> tuple[float, float] | None:
        """Returns when a frame must be shown.

        Args:
            number: Of the frame, from 0.

        Returns:
            Milliseconds from the first frame, and how far off is still this frame; None where nothing tells.
        """
        if not self._rises:
            return None
        if number < len(self._seen_ms):
            return self.since_start(self._seen_ms[number]), _EXACT_MS
        if self._index_ms is not None:
            return (float(self._index_ms[number]), _EXACT_MS) if number < len(self._index_ms) else None
        return (self._by_rate(number), self._half_frame_ms) if self._has_rate else None

    @property
    def _half_frame_ms(self) -> float:
        return 500 / self._fps

    def _by_rate(self, number: int) -> float:
        return number * 1000 / self._fps
