"""The focal loss: every default box counts, the easy ones hardly, in place of hard negative mining.

Source: Lin et al., "Focal Loss for Dense Object Detection" (arXiv 1708.02002): the modulating factor (1 - p_t)^gamma
and the balance alpha of section 3, the start of section 3.3 ("class imbalance and model initialization"), the sum over
all boxes divided by the positives of section 4.1. Theirs is on sigmoids; here p_t is the softmax probability of the
true class, since a detection's score is one too.
"""

import math

import torch
from torch import Tensor

from ssd_desktop.ssd.matching import IGNORED
from ssd_desktop.ssd.model import SSD
from ssd_desktop.ssd.row_sums import picks_rows

FOREGROUND_WEIGHT = 0.25
"""alpha: weight of positives, 1 - alpha that of negatives. Positives are the few, yet their share of the loss grows
with gamma, because the factor makes most negatives vanish; 0.25 is Lin et al.'s best for gamma from 1 to 5 (table 1b).
"""

START_FOREGROUND = 0.01
"""pi: probability of all object classes together that every default box starts with."""

_LEAST_DOUBT = 1e-8  # Where 1 - p_t is 0, its power has no finite slope for gamma below 1.


def focal_confidence_loss(logits: Tensor, match_labels: Tensor, *, gamma: float, label_smoothing: float) -> Tensor:
    """Returns the sum of the focal losses of all default boxes that are not ignored: float32 scalar with gradient.

    Args:
        logits: float ``[B, K, C]``, before the softmax; column 0 is background.
        match_labels: int64 ``[B, K]``, above 0 positive, 0 negative, -1 ignored.
        gamma: As of ``focal_losses``.
        label_smoothing: Likewise.
    """
    counted = match_labels != IGNORED
    if picks_rows(logits.device):
        return focal_losses(logits[counted], match_labels[counted], gamma=gamma, label_smoothing=label_smoothing).sum()
    labels = match_labels.clamp(min=0).flatten()
    losses = focal_losses(logits.flatten(0, 1), labels, gamma=gamma, label_smoothing=label_smoothing)
    return torch.where(counted.flatten(), losses, 0.0).sum()


def focal_losses(logits: Tensor, labels: Tensor, *, gamma: float, label_smoothing: float) -> Tensor:
    """Returns the focal loss of each of some default boxes.

    -w (1 - p_t)^gamma sum_c q_c ln p_c, with w = alpha for a positive and 1 - alpha for a negative, and q the target: 1
    for the true class, or with label smoothing e 1 - e for it and e / C more for every class.

    Args:
        logits: float ``[M, C]``, before the softmax; column 0 is background.
        labels: int64 ``[M]``, above 0 positive, 0 negative.
        gamma: Above 0; the higher, the less the easy ones count.
        label_smoothing: e, 0 to below 1.

    Returns:
        float32 ``[M]`` with gradient.
    """
    logs = logits.float().log_softmax(dim=-1)  # [M, C]
    true_logs = logs.gather(1, labels[:, None])[:, 0]
    doubt = (-torch.expm1(true_logs)).clamp(min=_LEAST_DOUBT)  # 1 - p_t
    entropy = -(1 - label_smoothing) * true_logs
    if label_smoothing:
        entropy = entropy - label_smoothing * logs.mean(dim=-1)
    weight = torch.where(labels > 0, FOREGROUND_WEIGHT, 1 - FOREGROUND_WEIGHT)
    return weight * doubt**gamma * entropy


@torch.no_grad()
def expect_background(model: SSD) -> None:
    """Sets the biases of fresh class scores so that every default box starts as background, but for 1 %.

    Without it 8,700 undecided negatives an image drown the few positives in the first steps.

    Args:
        model: Its heads are new, with biases of 0; changed in place.
    """
    classes = model.heads.class_count
    background = math.log((classes - 1) * (1 - START_FOREGROUND) / START_FOREGROUND)
    for name, bias in model.heads.class_scores.named_parameters():
        if name.endswith("bias"):
            bias.view(-1, classes)[:, 0] = background
