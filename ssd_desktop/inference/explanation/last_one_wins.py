"""What matching would be without the one-to-one step: a later object takes the best default box of an earlier one.

So amdegroot/ssd.pytorch (#354) and torchvision match; nothing is trained this way here. It shows what one-to-one saves.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

IntArray = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class LastWins:
    """What each of G ground truths would keep.

    Attributes:
        positives: int64 ``[G]``, default boxes that would learn it.
        takers: int64 ``[G]``, the ground truth that would have its best default box in the end; itself where none takes
            it.
    """

    positives: IntArray
    takers: IntArray


def last_one_wins(ious: npt.NDArray[np.float32], *, positive_iou: float) -> LastWins:
    """Matches without the one-to-one step.

    Each default box is given to its best ground truth; then each ground truth in turn takes its best default box,
    whoever had it; equal IoUs go to the lower index.

    Args:
        ious: float32 ``[G, K]``, of trained ground truths with default boxes.
        positive_iou: Threshold of a positive that nobody took.
    """
    if not ious.size:
        return LastWins(np.zeros(len(ious), np.int64), np.arange(len(ious)))
    owner, overlap, best = ious.argmax(axis=0), ious.max(axis=0), ious.argmax(axis=1)
    touching = ious.max(axis=1) > 0
    for ground_truth in np.flatnonzero(touching).tolist():
        owner[best[ground_truth]], overlap[best[ground_truth]] = ground_truth, 1.0
    positives: IntArray = np.bincount(owner[overlap >= positive_iou], minlength=len(ious))
    takers: IntArray = np.where(touching, owner[best], np.arange(len(ious)))
    return LastWins(positives, takers)
