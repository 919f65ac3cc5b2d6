"""Noticing a camera that gives its last picture over and over."""

from typing import Any

import numpy as np
import numpy.typing as npt

_STEP = 4


class FrozenPicture:
    """Tells how long a source has been giving the very same picture.

    A sensor has noise, so two pictures of a live camera are never equal to the last bit; drawn pictures may be.
    """

    def __init__(self) -> None:
        self._previous: npt.NDArray[Any] | None = None
        self._since = 0.0

    def seconds(self, picture: npt.NDArray[Any], now_s: float) -> float:
        """Takes the next picture.

        Args:
            picture: uint8 ``[H, W, 3]``; every fourth pixel of every fourth row is kept and compared.
            now_s: When it came, by a clock that never goes back.

        Returns:
            Seconds since the first picture equal to it; 0 if it differs from the one before.
        """
        sample = picture[::_STEP, ::_STEP].copy()
        if self._previous is None or not np.array_equal(sample, self._previous):
            self._previous, self._since = sample, now_s
        return now_s - self._since
