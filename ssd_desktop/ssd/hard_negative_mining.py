"""Hard negative mining: which negatives take part in the confidence loss (SSD section 2.2).

Nearly all of the 8,732 default boxes see background; trained on all of them, "background everywhere" wins. So only
the negatives with the highest confidence loss are kept, 3 for each positive of the same image.
"""

from collections.abc import Callable

import torch
from torch import Tensor

from ssd_desktop.ssd.config import LossConfig
from ssd_desktop.ssd.matching import NEGATIVE


@torch.no_grad()
def mine_hard_negatives(confidence_loss: Tensor, match_labels: Tensor, config: LossConfig) -> Tensor:
    """Returns the negatives that are kept, all images at once.

    An image with P positives keeps ``negatives_per_positive`` x P, one without keeps ``min_negatives``, so that
    background images teach something; never more than it has. Equal losses go to the lower index.

    Args:
        confidence_loss: float ``[B, K]``, each default box's loss as background.
        match_labels: int64 ``[B, K]``, above 0 positive, 0 negative, -1 ignored; only negatives are kept.
        config: How many.

    Returns:
        bool ``[B, K]``, True for the kept negatives; positives are not in it.
    """
    negative = match_labels == NEGATIVE
    positives = (match_labels > 0).sum(dim=1)
    wanted = torch.where(positives > 0, positives * config.negatives_per_positive, config.min_negatives)
    # A loss that is no number must show: it counts as the highest.
    losses = confidence_loss.masked_fill(confidence_loss.isnan(), torch.inf).masked_fill_(~negative, -torch.inf)
    on_cpu = losses.device.type == "cpu"
    return highest(losses, wanted, ranked=select_ranked if on_cpu else sort_ranked) & negative


def select_ranked(values: Tensor, wanted: Tensor) -> Tensor:
    """Returns each row of ``[B, K]``, highest first, as far as the row goes that wants most: fast on a processor."""
    return values.topk(int(wanted.max()) if wanted.numel() else 0).values


def sort_ranked(values: Tensor, wanted: Tensor) -> Tensor:
    """Returns each row of ``[B, K]``, highest first: a GPU sorts faster than it tells how far to go."""
    return values.sort(dim=1, descending=True).values


def highest(values: Tensor, wanted: Tensor, *, ranked: Callable[[Tensor, Tensor], Tensor]) -> Tensor:
    """Returns which are the highest ``wanted[b]`` of each row, bool ``[B, K]``; equal values go to the lower index.

    The lowest value that is wanted is found and compared with: no index is sorted or scattered.

    Args:
        values: float ``[B, K]``, no NaN.
        wanted: int64 ``[B]``; more than K takes all.
        ranked: Gives the values of each row, highest first, at least as many as are wanted.
    """
    wanted = wanted.clamp(max=values.shape[1])
    order = ranked(values, wanted)
    if order.shape[1] == 0:
        return torch.zeros_like(values, dtype=torch.bool)
    lowest = order.gather(1, (wanted - 1).clamp_(min=0)[:, None])  # [B, 1]
    above, equal = values > lowest, values == lowest
    room = wanted[:, None] - above.sum(dim=1, keepdim=True)
    return above | (equal & (equal.cumsum(dim=1, dtype=torch.int32) <= room))
