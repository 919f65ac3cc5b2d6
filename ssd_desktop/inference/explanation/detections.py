"""How detections came about: default box, offsets, decoding, class scores, rivals, and what thresholds let through."""

from dataclasses import replace

import numpy as np
import torch

from ssd_desktop.inference.explanation.default_box_info import edges, in_pixels
from ssd_desktop.inference.explanation.training_types import Edges
from ssd_desktop.inference.explanation.types import (
    CountAt,
    DecodingStep,
    DetectionTrace,
    ExplanationSettings,
    Rival,
    Step,
    ThresholdCurves,
)
from ssd_desktop.inference.seen_picture import SeenPicture
from ssd_desktop.ssd.box_coder import decode
from ssd_desktop.ssd.boxes import iou_matrix
from ssd_desktop.ssd.candidate_fates import CandidateFates, candidate_fates
from ssd_desktop.ssd.postprocess import find_candidates, postprocess, suppress

_SCORES = tuple(step / 20 for step in range(1, 20))
_NMS_IOUS = tuple(step / 20 for step in range(2, 20))


def fates_in(seen: SeenPicture, settings: ExplanationSettings) -> CandidateFates:
    """Returns what became of every candidate; scores that are shown are candidates in any case."""
    config = settings.postprocess
    config = replace(config, score_threshold=min(config.score_threshold, settings.score))
    return candidate_fates(seen.offsets, seen.logits, seen.default_boxes_cxcywh, config)


def explain_detections(
    seen: SeenPicture, fates: CandidateFates, settings: ExplanationSettings
) -> tuple[DetectionTrace, ...]:
    """Returns how each detection of at least the score of the settings came about, best first."""
    shown = np.flatnonzero(fates.detected & (fates.scores >= settings.score))
    return tuple(explain_candidate(seen, fates, int(position)) for position in shown)


def explain_candidate(seen: SeenPicture, fates: CandidateFates, position: int) -> DetectionTrace:
    """Returns how one detection came about.

    Args:
        seen: What the network put out.
        fates: Of the same picture (``fates_in``).
        position: Of a detection among the candidates (``CandidateFates.position`` finds it).
    """
    label, default_box = int(fates.labels[position]), int(fates.default_boxes[position])
    steps = _decoding_steps(seen, default_box)
    start, moved, scaled = (_centre_and_size(one.box_xyxy) for one in steps[:3])
    return DetectionTrace(
        label=label,
        name=seen.config.classes[label - 1],
        score=float(fates.scores[position]),
        box_xyxy=steps[-1].box_xyxy,
        default_box=default_box,
        offsets=edges(seen.offsets[default_box].numpy()),
        centre_shift=(moved[0] - start[0], moved[1] - start[1]),
        size_factors=(scaled[2] / start[2], scaled[3] / start[3]),
        steps=steps,
        logits=tuple(seen.logits[default_box].tolist()),
        scores=tuple(seen.scores[default_box].tolist()),
        place_in_class=int(fates.places[position]) + 1,
        candidates_of_class=int((fates.labels == label).sum()),
        place_in_picture=int(fates.detected[: position + 1].sum()),
        rivals=_rivals(seen, fates, position),
    )


def _decoding_steps(seen: SeenPicture, default_box: int) -> tuple[DecodingStep, ...]:
    """Returns the box after each step: without offsets, with those of the centre, with all, inside the picture."""
    offsets = seen.offsets[default_box]
    none = torch.zeros(4)
    moved = torch.cat((offsets[:2], none[2:]))
    boxes = decode(torch.stack((none, moved, offsets, offsets)), seen.default_boxes_cxcywh[default_box])
    boxes[3].clamp_(0, 1)
    pixels = in_pixels(boxes.numpy(), width=seen.width, height=seen.height)
    return tuple(DecodingStep(step, edges(box)) for step, box in zip(Step, pixels, strict=True))


def _centre_and_size(box_xyxy: Edges) -> Edges:
    x0, y0, x1, y1 = box_xyxy
    return (x0 + x1) / 2, (y0 + y1) / 2, x1 - x0, y1 - y0


def _rivals(seen: SeenPicture, fates: CandidateFates, position: int) -> tuple[Rival, ...]:
    """Returns what a detection suppressed, best first."""
    removed = np.flatnonzero(fates.suppressors == position)
    boxes = in_pixels(fates.boxes_xyxy[removed], width=seen.width, height=seen.height)
    ious = iou_matrix(fates.boxes_xyxy[removed], fates.boxes_xyxy[position : position + 1])[:, 0]
    return tuple(
        Rival(int(fates.default_boxes[one]), float(fates.scores[one]), float(iou), edges(box))
        for one, iou, box in zip(removed, ious, boxes, strict=True)
    )


def threshold_curves(seen: SeenPicture, settings: ExplanationSettings) -> ThresholdCurves:
    """Returns how many detections other thresholds would show.

    Args:
        seen: What the network put out.
        settings: The thresholds that stay as they are.
    """
    return ThresholdCurves(_by_score(seen, settings), _by_nms_iou(seen, settings))


def _by_score(seen: SeenPicture, settings: ExplanationSettings) -> tuple[CountAt, ...]:
    config = replace(settings.postprocess, score_threshold=min(settings.postprocess.score_threshold, settings.score))
    found = postprocess(seen.offsets[None], seen.logits[None], seen.default_boxes_cxcywh, config)[0]
    return tuple(CountAt(one, int((found.scores >= one).sum())) for one in _SCORES)


def _by_nms_iou(seen: SeenPicture, settings: ExplanationSettings) -> tuple[CountAt, ...]:
    # What is below the score is not counted and removes nothing that is above it: it need not be looked at.
    reaching = find_candidates(seen.logits[None], _just_below(settings.score))

    def count(iou: float) -> int:
        config = replace(settings.postprocess, nms_iou=iou)
        survivors, _ = suppress(reaching, seen.offsets[None], seen.default_boxes_cxcywh, config)
        return len(survivors.label[: config.detections_per_image])

    return tuple(CountAt(one, count(one)) for one in _NMS_IOUS)


def _just_below(score: float) -> float:
    """Returns the threshold that scores of float32 exceed if they are at least ``score``."""
    return float(np.nextafter(np.float32(score), np.float32(-1)))
