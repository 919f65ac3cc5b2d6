"""What became of every candidate of a picture: detected, outranked, suppressed and by which other one.

``postprocess`` answers with what is left; this asks the same functions and keeps what they dropped, for the views and
reports that explain a detection or a missed object.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from ssd_desktop.ssd.box_coder import decode
from ssd_desktop.ssd.boxes import iou_matrix
from ssd_desktop.ssd.config import PostprocessConfig
from ssd_desktop.ssd.postprocess import Candidates, find_candidates, place_in_run, suppress

NO_CANDIDATE = -1

_ABOVE_EVERY_IOU = 2.0


@dataclass(frozen=True, eq=False)
class CandidateFates:
    """Every candidate of one picture, by falling score; equal scores by class, then by default box.

    Attributes:
        labels: int64 ``[N]``, 1 to C - 1.
        default_boxes: int64 ``[N]``, indices.
        scores: float32 ``[N]``, softmax probability of the label.
        boxes_xyxy: float32 ``[N, 4]``, x0, y0, x1, y1, decoded and clipped to 0..1.
        places: int64 ``[N]``, how many candidates of the class are better; the best one has 0.
        entered: bool ``[N]``, whether it was among the best of its class and so took part in the suppression.
        suppressors: int64 ``[N]``, position of the candidate that removed it: the best one that stayed and overlaps it
            too much; -1 for what was not removed.
        suppressor_ious: float32 ``[N]``, IoU with that one; 0 where there is none.
        detected: bool ``[N]``, whether it is a detection of the picture.
    """

    labels: npt.NDArray[np.int64]
    default_boxes: npt.NDArray[np.int64]
    scores: npt.NDArray[np.float32]
    boxes_xyxy: npt.NDArray[np.float32]
    places: npt.NDArray[np.int64]
    entered: npt.NDArray[np.bool_]
    suppressors: npt.NDArray[np.int64]
    suppressor_ious: npt.NDArray[np.float32]
    detected: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.scores)

    @property
    def suppressed(self) -> npt.NDArray[np.bool_]:
        """Which were removed by another one, bool ``[N]``."""
        removed: npt.NDArray[np.bool_] = self.suppressors != NO_CANDIDATE
        return removed

    def position(self, default_box: int, label: int) -> int:
        """Returns the position of a candidate; -1 where a default box is no candidate for a class."""
        found = np.flatnonzero((self.default_boxes == default_box) & (self.labels == label))
        return int(found[0]) if len(found) else NO_CANDIDATE


def candidate_fates(
    offsets: Tensor, logits: Tensor, default_boxes_cxcywh: Tensor, config: PostprocessConfig
) -> CandidateFates:
    """Returns what became of every candidate; ``detected`` are the detections of ``postprocess``, in their order.

    Args:
        offsets: float ``[K, 4]``, offsets of centre x, centre y, width, height of one picture.
        logits: float ``[K, C]``, class scores before the softmax; class 0 is background.
        default_boxes_cxcywh: float32 ``[K, 4]``, 0..1.
        config: Thresholds and numbers kept.
    """
    with torch.no_grad(), torch.autocast(offsets.device.type, enabled=False):
        every = find_candidates(logits[None].float(), config.score_threshold)
        survivors, _ = suppress(every, offsets[None], default_boxes_cxcywh, config)
        boxes = decode(offsets[every.default_box].float(), default_boxes_cxcywh[every.default_box]).clamp_(0, 1)
    labels, default_boxes, boxes_xyxy = (one.cpu().numpy() for one in (every.label, every.default_box, boxes))
    places = _class_places(every.label).cpu().numpy()
    entered = places < config.candidates_per_class
    survived = np.isin(_keys(every, len(logits)), _keys(survivors, len(logits)))
    suppressors, ious = _suppressors(boxes_xyxy, labels, entered=entered, survived=survived, iou=config.nms_iou)
    return CandidateFates(
        labels=labels,
        default_boxes=default_boxes,
        scores=every.score.cpu().numpy(),
        boxes_xyxy=boxes_xyxy,
        places=places,
        entered=entered,
        suppressors=suppressors,
        suppressor_ious=ious,
        detected=survived & (survived.cumsum() <= config.detections_per_image),
    )


def _class_places(labels: Tensor) -> Tensor:
    """Returns for each candidate how many of its class stand before it, int64 ``[N]``."""
    by_class = labels.argsort(stable=True)
    places = torch.empty_like(labels)
    places[by_class] = place_in_run(labels[by_class])
    return places


def _keys(candidates: Candidates, count: int) -> npt.NDArray[np.int64]:
    """Returns a number for each pair of class and default box, of which there are ``count``."""
    keys: npt.NDArray[np.int64] = (candidates.label * count + candidates.default_box).cpu().numpy()
    return keys


def _suppressors(
    boxes_xyxy: npt.NDArray[np.float32],
    labels: npt.NDArray[np.int64],
    *,
    entered: npt.NDArray[np.bool_],
    survived: npt.NDArray[np.bool_],
    iou: float,
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
    """Returns who removed each candidate, and their IoU."""
    suppressors = np.full(len(labels), NO_CANDIDATE)
    ious = np.zeros(len(labels), np.float32)
    removed = entered & ~survived
    for label in np.unique(labels[removed]):
        losers = np.flatnonzero(removed & (labels == label))
        winners = np.flatnonzero(survived & (labels == label))
        overlaps = iou_matrix(boxes_xyxy[losers], boxes_xyxy[winners])
        better = winners[None] < losers[:, None]
        # The first above the threshold; where suppression rounded otherwise and there is none, the closest.
        rank = np.where(better, np.where(overlaps > iou, _ABOVE_EVERY_IOU, overlaps), NO_CANDIDATE)
        chosen = rank.argmax(axis=1)
        suppressors[losers] = winners[chosen]
        ious[losers] = overlaps[np.arange(len(losers)), chosen]
    return suppressors, ious
