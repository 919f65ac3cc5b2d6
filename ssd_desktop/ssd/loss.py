"""The multibox loss: confidence and localisation over positives and mined negatives (SSD equations 1 to 3)."""

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from ssd_desktop.errors import DataError
from ssd_desktop.ssd.box_coder import encode
from ssd_desktop.ssd.config import LossConfig
from ssd_desktop.ssd.focal_loss import focal_confidence_loss
from ssd_desktop.ssd.hard_negative_mining import mine_hard_negatives
from ssd_desktop.ssd.matching import MatchResult
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
    matches: MatchResult,
    targets: Targets,
    default_boxes_cxcywh: Tensor,
    config: LossConfig,
    *,
    normaliser: Tensor | None = None,
) -> MultiboxLoss:
    """Returns (L_conf + alpha * L_loc) / max(N, 1), all images at once, in float32 also under autocast.

    Without positives and mined negatives it is exactly 0, with gradients of 0 for both inputs. On a GPU the program
    waits for it three times: to check the labels, and for the number of rows of each of the two losses.

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
        DataError: A label is not among the C classes (on a GPU it would kill the device instead).
    """
    _check_labels(matches.labels, logits.shape[-1])
    with torch.autocast(offsets.device.type, enabled=False):
        confidence = _confidence_loss(logits, matches.labels, config)
        localisation = _localisation_loss(offsets, matches, targets, default_boxes_cxcywh)
        positives = matches.positives()
        divisor = (positives if normaliser is None else normaliser).clamp(min=1)
        confidence, localisation = confidence / divisor, localisation / divisor
        total = confidence + config.alpha * localisation
    return MultiboxLoss(total, confidence, localisation, positives)


def _check_labels(match_labels: Tensor, class_count: int) -> None:
    highest = int(match_labels.max()) if match_labels.numel() else 0
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
    # Gradients flow through the few rows that count, not through all B x 8,732.
    return functional.cross_entropy(
        logits[used].float(), match_labels[used], reduction="sum", label_smoothing=config.label_smoothing
    )


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


def _localisation_loss(offsets: Tensor, matches: MatchResult, targets: Targets, default_boxes_cxcywh: Tensor) -> Tensor:
    """Sum of the smooth L1 losses (beta 1) of the positives' four offsets."""
    image, default_box = (matches.labels > 0).nonzero(as_tuple=True)
    boxes_xyxy = targets.boxes_xyxy[image, matches.ground_truth[image, default_box]].float()  # [N, 4]
    wanted = encode(boxes_xyxy, default_boxes_cxcywh[default_box])
    return functional.smooth_l1_loss(offsets[image, default_box].float(), wanted, reduction="sum", beta=1.0)
