"""An explanation of a picture as text for people."""

from ssd_desktop.cli.missed_text import object_lines
from ssd_desktop.cli.table import format_table, percent
from ssd_desktop.inference.explanation.default_box_info import default_box_info
from ssd_desktop.inference.explanation.training_types import Edges, LossTrace, MatchingTrace
from ssd_desktop.inference.explanation.types import CountAt, DetectionTrace, PictureExplanation, ThresholdCurves
from ssd_desktop.ssd.config import OFFSET_VARIANCES
from ssd_desktop.ssd.default_boxes import DefaultBoxes

_SHOWN_RIVALS = 3
_SHOWN_CLASSES = 4
_SHOWN_TERMS = 5


def report(image: str, explanation: PictureExplanation, default_boxes: DefaultBoxes) -> str:
    """Returns the report: detections, thresholds and, where the picture is labelled, matching, loss and objects.

    Args:
        image: The file, as the user named it.
        explanation: Of the picture.
        default_boxes: Of the detector's plan.
    """
    count, score = len(explanation.detections), explanation.settings.score
    heading = (
        f"{image}: {explanation.width} x {explanation.height}, {count} "
        f"{'detection' if count == 1 else 'detections'} from score {score:.2f} up; {explanation.detector} "
        f"({explanation.network}, box plan {explanation.plan})"
    )
    parts = [heading]
    parts += [_detection(one, explanation, default_boxes) for one in explanation.detections]
    parts.append(_curves(explanation.curves, score))
    if explanation.matching is not None:
        parts.append(_matching(explanation.matching))
    if explanation.loss is not None and explanation.matching is not None:
        parts.append(_loss(explanation.loss, explanation))
    if explanation.objects is not None and explanation.matching is not None and explanation.objects:
        parts.append("\n".join(["Objects", *object_lines(explanation, explanation.objects, explanation.matching)]))
    return "\n\n".join(parts)


def _detection(one: DetectionTrace, explanation: PictureExplanation, default_boxes: DefaultBoxes) -> str:
    info = default_box_info(default_boxes, one.default_box, width=explanation.width, height=explanation.height)
    offsets, (centre, size) = " ".join(f"{value:+.2f}" for value in one.offsets), OFFSET_VARIANCES
    (dx, dy), (across, down) = one.centre_shift, one.size_factors
    return "\n".join([
        f"{one.place_in_picture}. {one.name} {one.score:.3f} at {_box(one.box_xyxy)}",
        f"   default box {info.index}: {info.map_name} ({info.map_size} x {info.map_size}), row {info.row}, column "
        f"{info.column}, shape {info.shape}; {_box(info.box_xyxy)}",
        f"   offsets {offsets} (variances {centre:g} and {size:g}): centre {dx:+.1f}, {dy:+.1f} px; "
        f"width x {across:.2f}, height x {down:.2f}",
        f"   classes: {_classes(one, explanation.classes)}",
        f"   number {one.place_in_class} of {one.candidates_of_class} candidates of its class; {_rivals(one)}",
    ])  # fmt: skip


def _box(box_xyxy: Edges) -> str:
    return ", ".join(f"{edge:.0f}" for edge in box_xyxy)


def _classes(one: DetectionTrace, classes: tuple[str, ...]) -> str:
    names = ("background", *classes)
    best = sorted(range(len(names)), key=lambda label: -one.scores[label])[:_SHOWN_CLASSES]
    return ", ".join(f"{names[label]} {one.scores[label]:.3f}" for label in best)


def _rivals(one: DetectionTrace) -> str:
    if not one.rivals:
        return "suppresses nothing"
    shown = [
        f"{rival.score:.3f} by default box {rival.default_box} (IoU {rival.iou:.2f})"
        for rival in one.rivals[:_SHOWN_RIVALS]
    ]
    more = " ..." if len(one.rivals) > _SHOWN_RIVALS else ""
    return f"suppresses {len(one.rivals)}: {', '.join(shown)}{more}"


def _curves(curves: ThresholdCurves, score: float) -> str:
    return "\n".join([
        f"Detections from a score up: {_points(curves.by_score)}",
        f"Detections from score {score:.2f} up, were suppression above an IoU: {_points(curves.by_nms_iou)}",
    ])  # fmt: skip


def _points(curve: tuple[CountAt, ...]) -> str:
    """Returns the points at full tenths."""
    return ", ".join(f"{one.threshold:.1f}: {one.count}" for one in curve if round(one.threshold * 20) % 2 == 0)


def _matching(matching: MatchingTrace) -> str:
    rows = [["object", "best IoU", "positives", "ignored band", "one-to-one", "if the last one wins"]]
    for one in matching.objects:
        forced = "–" if one.forced is None else f"{one.forced.default_box}"
        best = "–" if one.best is None else f"{one.best.iou:.2f}"
        positives = "ignored" if one.ignored else f"{len(one.positives)}"
        name = f"{one.position + 1} {one.name}"
        rows.append([name, best, positives, f"{len(one.band)}", forced, f"{one.if_last_wins}"])
    return (
        f"Matching (positive from IoU {matching.positive_iou:g}, negative below {matching.negative_iou:g}): "
        f"{matching.positives:,} positives, {matching.ignored:,} ignored, {matching.negatives:,} negatives\n"
        + format_table(rows)
    )


def _loss(loss: LossTrace, explanation: PictureExplanation) -> str:
    names = ("background", *explanation.classes)
    lines = [
        f"Loss {loss.total:.3f}: confidence {loss.confidence:.3f}, localisation {loss.localisation:.3f}; "
        f"N = {loss.positives}, {loss.mined:,} of {loss.negatives:,} negatives",
        ", ".join(
            [f"object {one.position + 1} {percent(one.share)} %" for one in loss.objects]
            + [f"background {percent(loss.background_share)} %"]
        ),
    ]
    for one in loss.terms[: min(_SHOWN_TERMS, loss.positives + loss.mined)]:
        lines.append(
            f"   {one.confidence:.2f}: default box {one.default_box}, {one.role.value}, should say {names[one.label]} "
            f"and says {names[one.predicted]} {one.predicted_score:.2f}"
        )
    return "\n".join(lines)
