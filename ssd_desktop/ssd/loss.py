"""The multibox loss: confidence and localisation over positives and mined negatives (SSD equations 1 to 3)."""

from dataclasses import dataclass

import torch
from torch import Tensor

from ssd_desktop.errors import DataError
from ssd_desktop.ssd.config import LossConfig
from ssd_desktop.ssd.focal_loss import focal_confidence_loss
from ssd_desktop.ssd.hard_negative_mining import mine_hard_negatives
from ssd_desktop.ssd.matching import Matches
from ssd_desktop.ssd.row_sums import (
    masked_cross_entropy,
    masked_smooth_l1,
    picked_cross_entropy,
    picked_smooth_l1,
    picks_rows,
)
from ssd_desktop.ssd.targets import Targets


@dataclass(frozen=True, eq=False)
class MultiboxLoss:
    """The loss of a batch or micro-batch, already divided by N.

    Attributes:
        total: float32 scalar with gradient: confidence + alpha * localisation.
        confidence: float32 scalar: softmax cross-entropy over positives and mined negatives, or the focal loss.
        localisation: float32 scalar: smooth L1 over the offsets of positives.
        positives: int64 scalar: positives of these images, whatever the normaliser was.
    """

    total: Tensor
    confidence: Tensor
    localisation: Tensor
    positives: Tensor


def multibox_loss(
    offsets: Tensor,
    logits: Tensor,
    matches: Matches,
    targets: Targets,
    default_boxes_cxcywh: Tensor,
    config: LossConfig,
    *,
    normaliser: Tensor | None = None,
) -> MultiboxLoss:
    """Returns (L_conf + alpha * L_loc) / max(N, 1), all images at once, in float32 also under autocast.

    Without positives and mined negatives it is exactly 0, with gradients of 0 for both inputs. On a GPU the program
    never waits for it, so whoever trains there checks the labels before they are sent (``check_labels``).

    Args:
        offsets: float ``[B, K, 4]``, predicted offsets of centre x, centre y, width, height.
        logits: float ``[B, K, C]``, class scores before the softmax; class 0 is background.
        matches: Of the same images.
        targets: Of the same images.
        default_boxes_cxcywh: float32 ``[K, 4]``, 0..1.
        config: alpha, the mining or the focal loss, and label smoothing.
        normaliser: N to divide by, an int scalar tensor; None takes the positives of these images. Micro-batches
            pass the positives of the whole batch, so that their gradients add up to the batch's.

    Raises:
        DataError: A label is not among the C classes; told on a processor only.
    """
    if picks_rows(logits.device):
        check_labels(matches.labels, logits.shape[-1])
    with torch.autocast(offsets.device.type, enabled=False):
        confidence = _confidence_loss(logits, matches.labels, config)
        smooth_l1 = picked_smooth_l1 if picks_rows(offsets.device) else masked_smooth_l1
        localisation = smooth_l1(offsets, matches, targets, default_boxes_cxcywh)
        positives = matches.positives()
        divisor = (positives if normaliser is None else normaliser).clamp(min=1)
        confidence, localisation = confidence / divisor, localisation / divisor
        total = confidence + config.alpha * localisation
    return MultiboxLoss(total, confidence, localisation, positives)


def check_labels(labels: Tensor, class_count: int) -> None:
    """Stops labels that the network has no class for; on a GPU they would kill the device.

    Args:
        labels: int64 of any shape, on the processor.
        class_count: C, background included.

    Raises:
        DataError: A label is not among the C classes.
    """
    highest = int(labels.max()) if labels.numel() else 0
    if highest >= class_count:
        raise DataError(
            f"An object has label {highest}, but the network's last class is {class_count - 1}; "
            "train with the class list of the data."
        )


def _confidence_loss(logits: Tensor, match_labels: Tensor, config: LossConfig) -> Tensor:
    """Sum of the cross-entropies of positives and mined negatives, or of the focal losses of all that count."""
    if config.focal_gamma:
        return focal_confidence_loss(
            logits, match_labels, gamma=config.focal_gamma, label_smoothing=config.label_smoothing
        )
    used = (match_labels > 0) | mine_hard_negatives(background_losses(logits), match_labels, config)
    summed = picked_cross_entropy if picks_rows(logits.device) else masked_cross_entropy
    return summed(logits, match_labels, used, label_smoothing=config.label_smoothing)


@torch.no_grad()
def background_losses(logits: Tensor) -> Tensor:
    """Returns the confidence loss of each default box as background, by which negatives are mined.

    Never smoothed: that would rank the surest background among the hard.

    Args:
        logits: float ``[B, K, C]``, before the softmax.

    Returns:
        float32 ``[B, K]``, without gradient.
    """
    # In half the time of logsumexp, whose passes over the classes are not fused.
    return -logits.float().log_softmax(dim=-1)[..., 0]
