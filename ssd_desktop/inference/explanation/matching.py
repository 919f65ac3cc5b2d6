"""Which default boxes learn which ground truth of a picture, and why; no network is needed for it."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from ssd_desktop.data.types import Sample
from ssd_desktop.inference.explanation.default_box_info import edges
from ssd_desktop.inference.explanation.ground_truths import check_labels, targets_of
from ssd_desktop.inference.explanation.last_one_wins import last_one_wins
from ssd_desktop.inference.explanation.remedies import remedies
from ssd_desktop.inference.explanation.training_types import MatchedBox, MatchingTrace, ObjectMatch, Remedy
from ssd_desktop.ssd.config import MatchConfig
from ssd_desktop.ssd.default_boxes import DefaultBoxes
from ssd_desktop.ssd.matching import IGNORED, NEGATIVE, MatchResult, match, near_ignored
from ssd_desktop.ssd.overlaps import pairwise_iou
from ssd_desktop.ssd.targets import Targets

_BoolArray = npt.NDArray[np.bool_]
_FloatArray = npt.NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class _Scene:
    """Everything that is asked for every ground truth.

    Attributes:
        sample: The ground truths.
        classes: Foreground names.
        default_boxes: Of the plan.
        positive_iou: Threshold of a positive.
        result: The matching, of one image.
        ious: float32 ``[G, K]``.
        bands: For each ground truth what is in neither loss because of it, bool ``[K]``.
        if_last_wins: Positives without the one-to-one step, by position; trained ground truths only.
        takers: Who would have the best default box then, by position; where that is somebody else.
        remedies: What would help, by position; those out of reach only.
    """

    sample: Sample
    classes: tuple[str, ...]
    default_boxes: DefaultBoxes
    positive_iou: float
    result: MatchResult
    ious: _FloatArray
    bands: list[_BoolArray]
    if_last_wins: dict[int, int]
    takers: dict[int, int]
    remedies: dict[int, tuple[Remedy, ...]]


class PictureMatching:
    """The matching of one picture under any thresholds: what does not depend on them is computed once.

    Args:
        default_boxes: Of any plan, that of a detector or another to compare with.
        sample: The ground truths in pixels. What is marked difficult counts as trained; mark it ``ignore`` where the
            training does not.
        classes: Foreground names; label i is ``classes[i - 1]``.

    Raises:
        DataError: A label is not among the classes.
    """

    def __init__(self, default_boxes: DefaultBoxes, sample: Sample, classes: tuple[str, ...]) -> None:
        check_labels(sample, classes)
        self._default_boxes = default_boxes
        self._sample = sample
        self._classes = classes
        self._targets = targets_of(sample)
        self._boxes_xyxy = torch.from_numpy(default_boxes.xyxy.copy())
        self._ious: _FloatArray = pairwise_iou(self._targets.boxes_xyxy[0], self._boxes_xyxy).numpy()  # [G, K]
        self._trained = np.flatnonzero(~sample.ignore)
        self._remedies: dict[int, tuple[Remedy, ...]] = {}

    def explain(self, config: MatchConfig) -> MatchingTrace:
        """Returns the matching, ground truth by ground truth.

        Raises:
            DataError: A box has no area.
        """
        scene = self._scene(config)
        labels = scene.result.labels[0].numpy()
        return MatchingTrace(
            plan=self._default_boxes.plan.name,
            positive_iou=config.positive_iou,
            negative_iou=config.negative_iou,
            positives=int((labels > 0).sum()),
            ignored=int((labels == IGNORED).sum()),
            negatives=int((labels == NEGATIVE).sum()),
            per_map=tuple(int((labels[part] > 0).sum()) for part in self._default_boxes.map_slices),
            objects=tuple(_object(scene, position) for position in range(len(self._sample.labels))),
        )

    def _scene(self, config: MatchConfig) -> _Scene:
        result, ious = match(self._boxes_xyxy, self._targets, config), self._ious
        trained = self._trained.tolist()
        last_wins = last_one_wins(ious[self._trained], positive_iou=config.positive_iou)
        takers = [trained[taker] for taker in last_wins.takers.tolist()]
        return _Scene(
            sample=self._sample,
            classes=self._classes,
            default_boxes=self._default_boxes,
            positive_iou=config.positive_iou,
            result=result,
            ious=ious,
            bands=_bands(result, self._targets, ious, self._boxes_xyxy, negative_iou=config.negative_iou),
            if_last_wins=dict(zip(trained, last_wins.positives.tolist(), strict=True)),
            takers={one: taker for one, taker in zip(trained, takers, strict=True) if taker != one},
            remedies=self._remedies_at(config.positive_iou),
        )

    def _remedies_at(self, positive_iou: float) -> dict[int, tuple[Remedy, ...]]:
        """Returns what would help each trained ground truth that no default box reaches; each is measured once."""
        far = self._trained[(self._ious[self._trained] < positive_iou).all(axis=1)]
        unknown = np.array([one for one in far.tolist() if one not in self._remedies], np.int64)
        if len(unknown):
            found = remedies(self._sample.take(unknown), self._default_boxes.plan, positive_iou=positive_iou)
            self._remedies.update(zip(unknown.tolist(), found, strict=True))
        return {
            one: tuple(replace(help_, reaches=help_.iou >= positive_iou) for help_ in self._remedies[one])
            for one in far.tolist()
        }


def explain_matching(
    default_boxes: DefaultBoxes, sample: Sample, classes: tuple[str, ...], config: MatchConfig
) -> MatchingTrace:
    """Returns the matching of a picture under one pair of thresholds; see ``PictureMatching``.

    Raises:
        DataError: A box has no area, or a label is not among the classes.
    """
    return PictureMatching(default_boxes, sample, classes).explain(config)


def _object(scene: _Scene, position: int) -> ObjectMatch:
    label, ious = int(scene.sample.labels[position]), scene.ious[position]
    own = (scene.result.ground_truth[0] == position).numpy()
    forced = _ranked(own & scene.result.forced[0].numpy(), ious)
    best = int(ious.argmax())
    return ObjectMatch(
        position=position,
        label=label,
        name=scene.classes[label - 1],
        box_xyxy=edges(scene.sample.boxes_xyxy[position]),
        ignored=bool(scene.sample.ignore[position]),
        crowd=bool(scene.sample.crowd[position]),
        best=MatchedBox(best, float(ious[best])) if ious[best] > 0 else None,
        reached=bool(ious[best] >= scene.positive_iou),
        positives=_ranked(own, ious),
        forced=forced[0] if forced else None,
        band=_ranked(scene.bands[position], ious),
        per_map=tuple(int(own[part].sum()) for part in scene.default_boxes.map_slices),
        if_last_wins=scene.if_last_wins.get(position, 0),
        taken_by=scene.takers.get(position),
        remedies=scene.remedies.get(position, ()),
    )


def _ranked(which: _BoolArray, ious: _FloatArray) -> tuple[MatchedBox, ...]:
    """Returns some default boxes, highest IoU first; equal ones by index."""
    chosen = np.flatnonzero(which)
    order = chosen[np.argsort(-ious[chosen], kind="stable")]
    return tuple(MatchedBox(int(index), float(ious[index])) for index in order)


def _bands(
    result: MatchResult, targets: Targets, ious: _FloatArray, default_boxes_xyxy: Tensor, *, negative_iou: float
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


def _lies_on(position: int, targets: Targets, default_boxes_xyxy: Tensor) -> _BoolArray:
    """Returns which default boxes lie on one ignored ground truth, bool ``[K]``."""
    one = slice(position, position + 1)
    alone = Targets(targets.boxes_xyxy[:, one], targets.labels[:, one], targets.ignore[:, one], targets.crowd[:, one])
    lies: _BoolArray = near_ignored(alone, default_boxes_xyxy)[0].numpy()
    return lies
