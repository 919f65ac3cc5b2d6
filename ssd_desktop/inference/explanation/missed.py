"""What became of each labelled object: found, or the stage at which it was lost."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch

from ssd_desktop.data.types import Sample
from ssd_desktop.inference.explanation.default_box_info import edges, in_pixels
from ssd_desktop.inference.explanation.ground_truths import unit_boxes
from ssd_desktop.inference.explanation.training_types import MatchingTrace, ObjectMatch
from ssd_desktop.inference.explanation.types import Answer, ExplanationSettings, Fate, ObjectTrace, Prediction, Stage
from ssd_desktop.inference.seen_picture import SeenPicture
from ssd_desktop.ssd.box_coder import decode
from ssd_desktop.ssd.boxes import iou_matrix
from ssd_desktop.ssd.candidate_fates import NO_CANDIDATE, CandidateFates
from ssd_desktop.ssd.overlaps import pairwise_iou

ON_IOU = 0.5
"""A detection is on an object from this IoU on, as in the evaluation."""

NEAR_IOU = 0.1
"""From this IoU on, a detection of an object's class that is not on it is a badly placed one, as in the evaluation."""

_NOBODY = -1


@dataclass(frozen=True, eq=False)
class _Scene:
    """Everything that is asked for every object.

    Attributes:
        seen: What the network put out.
        fates: Of its candidates.
        score: Detections from it on are shown.
        candidate_ious: float32 ``[G, N]``, of the objects with the candidates.
        shown: bool ``[N]``, which candidates are detections that are shown.
        owners: int64 ``[N]``, the object of its own class that each candidate overlaps most; -1 where it overlaps none.
        boxes_xyxy: float32 ``[K, 4]``, what every default box predicts, pixels, inside the picture.
        ious: float32 ``[G, K]``, of the objects with these.
        default_ious: float32 ``[G, K]``, of the objects with the default boxes themselves.
    """

    seen: SeenPicture
    fates: CandidateFates
    score: float
    candidate_ious: npt.NDArray[np.float32]
    shown: npt.NDArray[np.bool_]
    owners: npt.NDArray[np.int64]
    boxes_xyxy: npt.NDArray[np.float32]
    ious: npt.NDArray[np.float32]
    default_ious: npt.NDArray[np.float32]


def explain_objects(
    seen: SeenPicture,
    fates: CandidateFates,
    sample: Sample,
    matching: MatchingTrace,
    settings: ExplanationSettings,
) -> tuple[ObjectTrace, ...]:
    """Returns what became of each object that is not ignored.

    An object is found when a detection that is shown has its class, lies on it by IoU 0.5, and overlaps no other object
    of the class more.

    Args:
        seen: What the network put out.
        fates: Of the same picture (``fates_in``).
        sample: Its ground truths in pixels.
        matching: Of the same ground truths with the default boxes of the network.
        settings: From which score on detections are shown.
    """
    scene = _scene(seen, fates, sample, settings.score)
    wanted = (one for one in matching.objects if not one.ignored)
    return tuple(_trace(scene, one, difficult=bool(sample.difficult[one.position])) for one in wanted)


def _scene(seen: SeenPicture, fates: CandidateFates, sample: Sample, score: float) -> _Scene:
    boxes = decode(seen.offsets, seen.default_boxes_cxcywh).clamp_(0, 1).numpy()
    boxes_px, candidates_px = (
        in_pixels(one, width=seen.width, height=seen.height) for one in (boxes, fates.boxes_xyxy)
    )
    default_boxes_xyxy = torch.from_numpy(seen.default_boxes.xyxy.copy())
    candidate_ious = iou_matrix(sample.boxes_xyxy, candidates_px)
    return _Scene(
        seen=seen,
        fates=fates,
        score=score,
        candidate_ious=candidate_ious,
        shown=fates.detected & (fates.scores >= score),
        owners=_owners(candidate_ious, sample, fates),
        boxes_xyxy=boxes_px,
        ious=iou_matrix(sample.boxes_xyxy, boxes_px),
        default_ious=pairwise_iou(torch.from_numpy(unit_boxes(sample)), default_boxes_xyxy).numpy(),
    )


def _owners(ious: npt.NDArray[np.float32], sample: Sample, fates: CandidateFates) -> npt.NDArray[np.int64]:
    if not len(sample.labels):
        return np.full(len(fates), _NOBODY)
    possible = (sample.labels[:, None] == fates.labels) & ~sample.ignore[:, None]
    own = np.where(possible, ious, 0.0)
    owners: npt.NDArray[np.int64] = np.where(own.max(axis=0) > 0, own.argmax(axis=0), _NOBODY)
    return owners


def _trace(scene: _Scene, match: ObjectMatch, *, difficult: bool) -> ObjectTrace:
    stage, answer = _stage(scene, match)
    return ObjectTrace(
        position=match.position,
        label=match.label,
        name=match.name,
        box_xyxy=match.box_xyxy,
        difficult=difficult,
        stage=stage,
        answer=None if answer == NO_CANDIDATE else _answer(scene, match.position, answer),
        witness=_witness(scene, match),
        should_have=tuple(_prediction(scene, match, one.default_box) for one in match.positives),
    )


def _stage(scene: _Scene, match: ObjectMatch) -> tuple[Stage, int]:
    """Returns the first stage that applies, and the candidate that answers for it."""
    fates, ious = scene.fates, scene.candidate_ious[match.position]
    of_class, on_it = fates.labels == match.label, ious >= ON_IOU
    own = scene.shown & of_class & (scene.owners == match.position)
    if (found := _first(own & on_it)) != NO_CANDIDATE:
        return Stage.FOUND, found
    if (best := _first(of_class & on_it & (fates.scores >= scene.score))) != NO_CANDIDATE:
        if scene.shown[best]:
            return Stage.OTHER_OBJECT, best
        suppressor = int(fates.suppressors[best])
        return (Stage.TOP_K if suppressor == NO_CANDIDATE else Stage.SUPPRESSED), suppressor
    if (other := _first(scene.shown & ~of_class & on_it)) != NO_CANDIDATE:
        return Stage.OTHER_CLASS, other
    near = own & (ious >= NEAR_IOU)
    if near.any():
        return Stage.BADLY_PLACED, int(np.where(near, ious, -1.0).argmax())
    return (Stage.SCORE if match.reached else Stage.NO_DEFAULT_BOX), NO_CANDIDATE


def _first(which: npt.NDArray[np.bool_]) -> int:
    """Returns the best candidate of some, bool ``[N]``; they come by falling score."""
    found = np.flatnonzero(which)
    return int(found[0]) if len(found) else NO_CANDIDATE


def _answer(scene: _Scene, position: int, candidate: int) -> Answer:
    fates = scene.fates
    box = in_pixels(fates.boxes_xyxy[candidate], width=scene.seen.width, height=scene.seen.height)
    return Answer(
        default_box=int(fates.default_boxes[candidate]),
        label=int(fates.labels[candidate]),
        score=float(fates.scores[candidate]),
        box_xyxy=edges(box),
        iou=float(scene.candidate_ious[position, candidate]),
    )


def _witness(scene: _Scene, match: ObjectMatch) -> Prediction | None:
    """Returns the prediction of the object's class with the highest score that lies on it."""
    on_it = scene.ious[match.position] >= ON_IOU
    if not on_it.any():
        return None
    return _prediction(scene, match, int(np.where(on_it, scene.seen.scores[:, match.label], -1.0).argmax()))


def _prediction(scene: _Scene, match: ObjectMatch, default_box: int) -> Prediction:
    seen, fates = scene.seen, scene.fates
    scores = seen.scores[default_box]
    best = 1 + int(scores[1:].argmax())
    candidate = fates.position(default_box, match.label)
    suppressor = NO_CANDIDATE if candidate == NO_CANDIDATE else int(fates.suppressors[candidate])
    removed = suppressor != NO_CANDIDATE
    return Prediction(
        default_box=default_box,
        default_iou=float(scene.default_ious[match.position, default_box]),
        score=float(scores[match.label]),
        best_label=best,
        best_score=float(scores[best]),
        scores=tuple(scores.tolist()),
        box_xyxy=edges(scene.boxes_xyxy[default_box]),
        iou=float(scene.ious[match.position, default_box]),
        fate=_fate(scene, candidate),
        suppressor=int(fates.default_boxes[suppressor]) if removed else None,
        suppressor_iou=float(fates.suppressor_ious[candidate]) if removed else 0.0,
    )


def _fate(scene: _Scene, candidate: int) -> Fate:
    fates = scene.fates
    if candidate == NO_CANDIDATE or fates.scores[candidate] < scene.score:
        return Fate.BELOW_SCORE
    if fates.detected[candidate]:
        return Fate.DETECTED
    return Fate.SUPPRESSED if fates.suppressors[candidate] != NO_CANDIDATE else Fate.OUTRANKED
