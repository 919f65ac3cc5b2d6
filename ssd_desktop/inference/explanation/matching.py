"""Which default boxes learn which ground truth of a picture, and why; no network is needed for it."""

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import torch

from ssd_desktop.data.types import Sample
from ssd_desktop.inference.explanation.default_box_info import edges
from ssd_desktop.inference.explanation.ground_truths import check_labels, targets_of
from ssd_desktop.inference.explanation.last_one_wins import positives_if_last_wins
from ssd_desktop.inference.explanation.remedies import remedies
from ssd_desktop.inference.explanation.types import MatchedBox, MatchingTrace, ObjectMatch, Remedy
from ssd_desktop.ssd.config import BoxPlan, MatchConfig
from ssd_desktop.ssd.default_boxes import DefaultBoxes
from ssd_desktop.ssd.matching import IGNORED, NEGATIVE, MatchResult, match, near_ignored, pairwise_iou
from ssd_desktop.ssd.targets import Targets

_BoolArray = npt.NDArray[np.bool_]


def explain_matching(
    default_boxes: DefaultBoxes, sample: Sample, classes: tuple[str, ...], config: MatchConfig
) -> MatchingTrace:
    """Returns the matching of a picture, ground truth by ground truth.

    Args:
        default_boxes: Of any plan, that of a detector or another to compare with.
        sample: The ground truths in pixels. What is marked difficult counts as trained; mark it ``ignore`` where the
            training does not.
        classes: Foreground names; label i is ``classes[i - 1]``.
        config: The thresholds.

    Raises:
        DataError: A box has no area, or a label is not among the classes.
    """
    check_labels(sample, classes)
    targets = targets_of(sample)
    default_boxes_xyxy = torch.from_numpy(default_boxes.xyxy.copy())
    result = match(default_boxes_xyxy, targets, config)
    ious = pairwise_iou(targets.boxes_xyxy[0], default_boxes_xyxy).numpy()  # [G, K]
    bands = _bands(result, targets, ious, default_boxes_xyxy, config.negative_iou)
    labels = result.labels[0].numpy()
    objects = tuple(
        _object(
            position, sample, classes, default_boxes,
            result=result, ious=ious[position], band=band, positive_iou=config.positive_iou,
        )  # fmt: skip
        for position, band in enumerate(bands)
    )
    return MatchingTrace(
        plan=default_boxes.plan.name,
        positive_iou=config.positive_iou,
        negative_iou=config.negative_iou,
        positives=int((labels > 0).sum()),
        ignored=int((labels == IGNORED).sum()),
        negatives=int((labels == NEGATIVE).sum()),
        objects=_with_alternatives(objects, sample, default_boxes.plan, ious=ious, config=config),
    )


def _object(
    position: int,
    sample: Sample,
    classes: tuple[str, ...],
    default_boxes: DefaultBoxes,
    *,
    result: MatchResult,
    ious: npt.NDArray[np.float32],
    band: _BoolArray,
    positive_iou: float,
) -> ObjectMatch:
    """Returns a ground truth with its default boxes; ``_with_alternatives`` fills in the rest."""
    label = int(sample.labels[position])
    own = (result.ground_truth[0] == position).numpy()
    positives = _ranked(own, ious)
    forced = _ranked(own & result.forced[0].numpy(), ious)
    best = int(ious.argmax())
    return ObjectMatch(
        position=position,
        label=label,
        name=classes[label - 1],
        box_xyxy=edges(sample.boxes_xyxy[position]),
        ignored=bool(sample.ignore[position]),
        crowd=bool(sample.crowd[position]),
        best=MatchedBox(best, float(ious[best])) if ious[best] > 0 else None,
        reached=bool(ious[best] >= positive_iou),
        positives=positives,
        forced=forced[0] if forced else None,
        band=_ranked(band, ious),
        per_map=tuple(int(own[part].sum()) for part in default_boxes.map_slices),
        if_last_wins=0,
        remedies=(),
    )


def _ranked(which: _BoolArray, ious: npt.NDArray[np.float32]) -> tuple[MatchedBox, ...]:
    """Returns some default boxes, highest IoU first; equal ones by index."""
    chosen = np.flatnonzero(which)
    order = chosen[np.argsort(-ious[chosen], kind="stable")]
    return tuple(MatchedBox(int(index), float(ious[index])) for index in order)


def _bands(
    result: MatchResult,
    targets: Targets,
    ious: npt.NDArray[np.float32],
    default_boxes_xyxy: torch.Tensor,
    negative_iou: float,
) -> list[_BoolArray]:
    """Returns for each ground truth what is in neither loss because of it, bool ``[K]`` each.

    That is what lies on an ignored one, and of the trained ones what overlaps it most and is too near for a negative.
    """
    in_neither = (result.labels[0] == IGNORED).numpy()
    near = in_neither & (result.iou[0] >= negative_iou).numpy()
    ignored = targets.ignore[0].numpy()
    nearest = np.where(ignored[:, None], -1.0, ious).argmax(axis=0) if len(ignored) else np.zeros(0)
    return [
        in_neither & _lies_on(position, targets, default_boxes_xyxy) if is_ignored else near & (nearest == position)
        for position, is_ignored in enumerate(ignored)
    ]


def _lies_on(position: int, targets: Targets, default_boxes_xyxy: torch.Tensor) -> _BoolArray:
    """Returns which default boxes lie on one ignored ground truth, bool ``[K]``."""
    one = slice(position, position + 1)
    alone = Targets(targets.boxes_xyxy[:, one], targets.labels[:, one], targets.ignore[:, one], targets.crowd[:, one])
    lies: _BoolArray = near_ignored(alone, default_boxes_xyxy)[0].numpy()
    return lies


def _with_alternatives(
    objects: tuple[ObjectMatch, ...],
    sample: Sample,
    plan: BoxPlan,
    *,
    ious: npt.NDArray[np.float32],
    config: MatchConfig,
) -> tuple[ObjectMatch, ...]:
    """Fills in what another matching would give each trained object, and what would help those out of reach."""
    trained = np.flatnonzero(~sample.ignore)
    last_wins = positives_if_last_wins(ious[trained], positive_iou=config.positive_iou)
    counts = dict(zip(trained.tolist(), last_wins.tolist(), strict=True))
    far = np.array([one for one in trained if not objects[one].reached], np.int64)
    found = remedies(sample.take(far), plan, positive_iou=config.positive_iou) if len(far) else []
    helps: dict[int, tuple[Remedy, ...]] = dict(zip(far.tolist(), found, strict=True))
    return tuple(
        replace(one, if_last_wins=counts.get(one.position, 0), remedies=helps.get(one.position, ())) for one in objects
    )
