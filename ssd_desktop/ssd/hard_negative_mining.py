"""Hard negative mining: which negatives take part in the confidence loss (SSD section 2.2).

Nearly all of the 8,732 default boxes see background; trained on all of them, "background everywhere" wins. So only
the negatives with the highest confidence loss are kept, 3 for each positive of the same image.
"""

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
    hardest_first = confidence_loss.masked_fill(~negative, -torch.inf).sort(dim=1, descending=True, stable=True)
    kept_ranks = torch.arange(match_labels.shape[1], device=match_labels.device) < wanted[:, None]
    kept = torch.zeros_like(negative).scatter_(1, hardest_first.indices, kept_ranks)
    return kept & negative
