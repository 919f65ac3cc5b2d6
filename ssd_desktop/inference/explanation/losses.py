"""What a picture costs in training: which default boxes are in the loss, what each adds, which object costs most."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor
from torch.nn import functional

from ssd_desktop.data.types import Sample
from ssd_desktop.inference.explanation.ground_truths import check_labels, targets_of
from ssd_desktop.inference.explanation.training_types import LossTerm, LossTrace, ObjectLoss, Role
from ssd_desktop.inference.explanation.types import ExplanationSettings
from ssd_desktop.inference.seen_picture import SeenPicture
from ssd_desktop.ssd.box_coder import encode
from ssd_desktop.ssd.config import LossConfig
from ssd_desktop.ssd.focal_loss import focal_losses
from ssd_desktop.ssd.hard_negative_mining import mine_hard_negatives
from ssd_desktop.ssd.loss import background_losses, multibox_loss
from ssd_desktop.ssd.matching import IGNORED, NEGATIVE, MatchResult, match
from ssd_desktop.ssd.targets import Targets


@dataclass(frozen=True, eq=False)
class _Costs:
    """What each default box costs, before the division by N; ``[K]`` each.

    Attributes:
        labels: int64: above 0 positive, 0 negative, -1 ignored.
        ground_truth: int64, position of the object of a positive; -1 for the others.
        mined: bool, the negatives in the loss.
        confidence: float32, as positive or as background; 0 for ignored ones.
        localisation: float32; 0 but for positives.
    """

    labels: npt.NDArray[np.int64]
    ground_truth: npt.NDArray[np.int64]
    mined: npt.NDArray[np.bool_]
    confidence: npt.NDArray[np.float32]
    localisation: npt.NDArray[np.float32]


def explain_loss(seen: SeenPicture, sample: Sample, settings: ExplanationSettings) -> LossTrace:
    """Returns the loss of one picture, as a batch of one, default box by default box.

    Args:
        seen: What the network put out for the picture, or for an augmented view of it.
        sample: The ground truths in pixels of the same picture or view.
        settings: Thresholds of matching, mining and weights; how many dropped negatives are listed.

    Raises:
        DataError: A box has no area, or the detector has no such class.
    """
    check_labels(sample, seen.config.classes)
    targets = targets_of(sample)
    with torch.no_grad():
        matches = match(torch.from_numpy(seen.default_boxes.xyxy.copy()), targets, settings.match)
        offsets, logits = seen.offsets[None], seen.logits[None]
        loss = multibox_loss(offsets, logits, matches, targets, seen.default_boxes_cxcywh, settings.loss)
        costs = _costs(seen, matches, targets, settings.loss)
    objects, background_share = _shares(costs, sample, settings.loss.alpha)
    return LossTrace(
        total=float(loss.total),
        confidence=float(loss.confidence),
        localisation=float(loss.localisation),
        positives=int(loss.positives),
        mined=int(costs.mined.sum()),
        negatives=int((costs.labels == NEGATIVE).sum()),
        terms=_terms(seen, costs, settings.dropped),
        objects=objects,
        background_share=background_share,
    )


def _costs(seen: SeenPicture, matches: MatchResult, targets: Targets, config: LossConfig) -> _Costs:
    labels = matches.labels[0]
    if config.focal_gamma:
        mined = labels == NEGATIVE
    else:
        mined = mine_hard_negatives(background_losses(seen.logits[None]), matches.labels, config)[0]
    return _Costs(
        labels=labels.numpy(),
        ground_truth=matches.ground_truth[0].numpy(),
        mined=mined.numpy(),
        confidence=_confidence(seen.logits, labels, config).numpy(),
        localisation=_localisation(seen, matches, targets).numpy(),
    )


def _confidence(logits: Tensor, labels: Tensor, config: LossConfig) -> Tensor:
    """Returns the confidence loss of each default box, float32 ``[K]``; 0 for ignored ones."""
    smoothing, gamma = config.label_smoothing, config.focal_gamma
    wanted = labels.clamp(min=NEGATIVE)
    if gamma:
        losses = focal_losses(logits, wanted, gamma=gamma, label_smoothing=smoothing)
    else:
        losses = functional.cross_entropy(logits, wanted, reduction="none", label_smoothing=smoothing)
    return losses.masked_fill(labels == IGNORED, 0.0)


def _localisation(seen: SeenPicture, matches: MatchResult, targets: Targets) -> Tensor:
    """Returns the localisation loss of each default box, float32 ``[K]``; 0 but for positives."""
    positives = (matches.labels[0] > 0).nonzero()[:, 0]
    boxes_xyxy = targets.boxes_xyxy[0, matches.ground_truth[0, positives]]
    wanted = encode(boxes_xyxy, seen.default_boxes_cxcywh[positives])
    losses = torch.zeros(len(seen.offsets))
    losses[positives] = functional.smooth_l1_loss(seen.offsets[positives], wanted, reduction="none").sum(dim=1)
    return losses


def _terms(seen: SeenPicture, costs: _Costs, dropped: int) -> tuple[LossTerm, ...]:
    """Returns what is in the loss, costly first, and the hardest that is not."""
    counted = (costs.labels > 0) | costs.mined
    left_out = (costs.labels == NEGATIVE) & ~costs.mined
    ranked = [*_by_falling_loss(costs, counted), *_by_falling_loss(costs, left_out)[:dropped]]
    return tuple(_term(seen, costs, index) for index in ranked)


def _by_falling_loss(costs: _Costs, which: npt.NDArray[np.bool_]) -> list[int]:
    chosen = np.flatnonzero(which)
    ranked: list[int] = chosen[np.argsort(-costs.confidence[chosen], kind="stable")].tolist()
    return ranked


def _term(seen: SeenPicture, costs: _Costs, index: int) -> LossTerm:
    label, scores = int(costs.labels[index]), seen.scores[index]
    predicted = int(scores.argmax())
    role = Role.POSITIVE if label > 0 else Role.MINED if costs.mined[index] else Role.DROPPED
    return LossTerm(
        default_box=index,
        role=role,
        label=label,
        ground_truth=int(costs.ground_truth[index]),
        confidence=float(costs.confidence[index]),
        localisation=float(costs.localisation[index]),
        score=float(scores[label]),
        predicted=predicted,
        predicted_score=float(scores[predicted]),
    )


def _shares(costs: _Costs, sample: Sample, alpha: float) -> tuple[tuple[ObjectLoss, ...], float]:
    """Returns what each trained object costs, the most costly first, and the background's share."""
    background = float(costs.confidence[costs.mined].sum(dtype=np.float64))
    sums = []
    for position in np.flatnonzero(~sample.ignore).tolist():
        own = costs.ground_truth == position
        confidence, localisation = (
            float(values[own].sum(dtype=np.float64)) for values in (costs.confidence, costs.localisation)
        )
        sums.append((position, int(own.sum()), confidence, localisation))
    total = background + sum(confidence + alpha * localisation for _, _, confidence, localisation in sums)
    whole = total or 1.0
    objects = [ObjectLoss(*one, share=(one[2] + alpha * one[3]) / whole) for one in sums]
    return tuple(sorted(objects, key=lambda one: -one.share)), background / whole
