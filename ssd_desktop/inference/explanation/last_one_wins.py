"""What matching would be without the one-to-one step: a later object takes the best default box of an earlier one.

So amdegroot/ssd.pytorch (#354) and torchvision match; nothing is trained this way here. It shows what one-to-one saves.
"""

import numpy as np
import numpy.typing as npt


def positives_if_last_wins(ious: npt.NDArray[np.float32], *, positive_iou: float) -> npt.NDArray[np.int64]:
    """Returns the number of positives of each ground truth, int64 ``[G]``.

    Each default box is given to its best ground truth; then each ground truth in turn takes its best default box,
    whoever had it; equal IoUs go to the lower index.

    Args:
        ious: float32 ``[G, K]``, of trained ground truths with default boxes.
        positive_iou: Threshold of a positive that nobody took.
    """
    if not ious.size:
        return np.zeros(len(ious), np.int64)
    owner, overlap = ious.argmax(axis=0), ious.max(axis=0)
    for ground_truth, default_box in enumerate(ious.argmax(axis=1).tolist()):
        if ious[ground_truth, default_box] > 0:
            owner[default_box], overlap[default_box] = ground_truth, 1.0
    counts: npt.NDArray[np.int64] = np.bincount(owner[overlap >= positive_iou], minlength=len(ious))
    return counts
