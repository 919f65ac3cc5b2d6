"""The few key frames that tell where an object was in many: so that a tracked object can be corrected by hand.

Ramer 1972, Douglas and Peucker 1973, with time as the axis and all four edges at once: the farthest frame is kept as
long as it is off by more than the tolerance.
"""

import numpy as np
import numpy.typing as npt


def key_positions(frames: npt.NDArray[np.int64], boxes_xyxy: npt.NDArray[np.float64], *, tolerance: float) -> list[int]:
    """Returns which frames to keep so that straight lines between them miss no edge by more than the tolerance.

    Args:
        frames: ``[N]``, rising numbers of frames.
        boxes_xyxy: ``[N, 4]``, pixels.
        tolerance: Pixels that an edge may be off.

    Returns:
        Rising positions in ``frames``; the first and the last are among them.
    """
    if not len(frames):
        return []
    kept, open_spans = {0, len(frames) - 1}, [(0, len(frames) - 1)]
    while open_spans:
        first, last = open_spans.pop()
        errors = _errors(frames[first : last + 1], boxes_xyxy[first : last + 1])
        worst = int(np.argmax(errors))
        if errors[worst] > tolerance:
            kept.add(first + worst)
            open_spans += [(first, first + worst), (first + worst, last)]
    return sorted(kept)


def _errors(frames: npt.NDArray[np.int64], boxes: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Returns ``[N]``, by how many pixels the worst edge of each frame is off the line from first to last."""
    way = ((frames - frames[0]) / max(int(frames[-1] - frames[0]), 1))[:, None]
    error: npt.NDArray[np.float64] = np.abs(boxes - (boxes[0] * (1 - way) + boxes[-1] * way)).max(axis=1)
    error[[0, -1]] = 0.0
    return error
