"""Why a detector missed an object, worked out by plain loops from what its network put out.

It shares nothing with the program: no import, no vectorised step. ``explain_misses`` holds the program's own answer
against it. Boxes are x0, y0, x1, y1 as fractions of the picture unless a name says pixels; class 0 is background.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

Box = tuple[float, float, float, float]

CENTRE_VARIANCE, SIZE_VARIANCE = 0.1, 0.2
LEAST_SCORE, MOST_OF_A_CLASS, NMS_IOU, MOST_OF_A_PICTURE = 0.01, 400, 0.45, 200
ON_IOU, NEAR_IOU, POSITIVE_IOU = 0.5, 0.1, 0.5


@dataclass(frozen=True)
class Truth:
    """A labelled object.

    Attributes:
        label: 1 to C - 1.
        box: In pixels.
        ignored: Whether no detection may count for it.
    """

    label: int
    box: Box
    ignored: bool = False


@dataclass
class Candidate:
    """A score above 0.01.

    Attributes:
        label: 1 to C - 1.
        default_box: Its index.
        score: Of the label.
        box: Decoded, in pixels, inside the picture.
        suppressor: What removed it.
        suppressor_iou: With that.
        detected: Whether it is left in the end.
    """

    label: int
    default_box: int
    score: float
    box: Box
    suppressor: "Candidate | None" = None
    suppressor_iou: float = 0.0
    detected: bool = False


@dataclass(frozen=True)
class Miss:
    """What became of an object.

    Attributes:
        stage: In the words of ``docs/explanation.md``.
        culprit: The detection that found it, took its place, suppressed it, has another class or lies badly.
        witness: Default box whose prediction of the class is the surest of those that lie on the object; None: none.
        witness_score: Its score.
        best_default_box: The default box that overlaps the object most.
        best_iou: How much.
        best_score: Its score for the object's class.
        decoded_iou: How much the box that it predicts overlaps the object.
    """

    stage: str
    culprit: Candidate | None
    witness: int | None
    witness_score: float
    best_default_box: int
    best_iou: float
    best_score: float
    decoded_iou: float


class Scene:
    """One picture: what the network put out, and what follows from it.

    Args:
        logits: ``[K][C]``.
        offsets: ``[K][4]``, of centre x, centre y, width, height.
        default_boxes: ``[K][4]``, centre x, centre y, width, height.
        width: Pixels of the picture.
        height: Likewise.
    """

    def __init__(
        self,
        logits: Sequence[Sequence[float]],
        offsets: Sequence[Sequence[float]],
        default_boxes: Sequence[Sequence[float]],
        *,
        width: int,
        height: int,
    ) -> None:
        self.width, self.height = width, height
        self.scores = [softmax(row) for row in logits]
        self.default_boxes = [self.pixels(corners(one)) for one in default_boxes]
        self.boxes = [
            self.pixels(clipped(decoded(offset, box))) for offset, box in zip(offsets, default_boxes, strict=True)
        ]
        self.candidates = self._candidates()

    def pixels(self, box: Box) -> Box:
        """Returns a box in pixels."""
        return box[0] * self.width, box[1] * self.height, box[2] * self.width, box[3] * self.height

    def misses(self, truths: Sequence[Truth], score: float) -> list[Miss]:
        """Returns what became of each object where detections are shown from a score on."""
        return [self._miss(truths, position, score) for position in range(len(truths))]

    def _candidates(self) -> list[Candidate]:
        """Returns all candidates with their fate, the best first."""
        found: list[Candidate] = []
        stayed: list[Candidate] = []
        for label in range(1, len(self.scores[0])):
            of_class = [
                Candidate(label, index, scores[label], self.boxes[index])
                for index, scores in enumerate(self.scores)
                if scores[label] > LEAST_SCORE
            ]
            of_class.sort(key=lambda one: (-one.score, one.default_box))
            stayed += suppress(of_class[:MOST_OF_A_CLASS])
            found += of_class
        for one in sorted(stayed, key=_rank)[:MOST_OF_A_PICTURE]:
            one.detected = True
        return sorted(found, key=_rank)

    def _miss(self, truths: Sequence[Truth], position: int, score: float) -> Miss:
        truth = truths[position]
        stage, culprit = self._stage(truths, position, score)
        on_it = [index for index, box in enumerate(self.boxes) if iou(box, truth.box) >= ON_IOU]
        witness = max(on_it, key=lambda index: self.scores[index][truth.label], default=None)
        ious = [iou(box, truth.box) for box in self.default_boxes]
        best = max(range(len(ious)), key=lambda index: ious[index])
        return Miss(
            stage=stage,
            culprit=culprit,
            witness=witness,
            witness_score=0.0 if witness is None else self.scores[witness][truth.label],
            best_default_box=best,
            best_iou=ious[best],
            best_score=self.scores[best][truth.label],
            decoded_iou=iou(self.boxes[best], truth.box),
        )

    def _stage(self, truths: Sequence[Truth], position: int, score: float) -> tuple[str, Candidate | None]:
        """Goes through the stages in their order; the first that applies is the answer."""
        truth = truths[position]
        shown = [one for one in self.candidates if one.detected and one.score >= score]
        own = [one for one in shown if one.label == truth.label and counts_for(one, truths) == position]
        for one in own:
            if iou(one.box, truth.box) >= ON_IOU:
                return "found", one
        for one in self.candidates:
            if one.label == truth.label and one.score >= score and iou(one.box, truth.box) >= ON_IOU:
                if one.detected:
                    return "counts for another object", one
                return ("outranked", None) if one.suppressor is None else ("suppressed", one.suppressor)
        for one in shown:
            if one.label != truth.label and iou(one.box, truth.box) >= ON_IOU:
                return "other class", one
        near = [one for one in own if iou(one.box, truth.box) >= NEAR_IOU]
        if near:
            return "badly placed", max(near, key=lambda one: iou(one.box, truth.box))
        reached = max(iou(box, truth.box) for box in self.default_boxes) >= POSITIVE_IOU
        return ("score" if reached else "no default box"), None


def suppress(candidates: list[Candidate]) -> list[Candidate]:
    """Goes down the candidates of a class: each removes what overlaps it too much. Returns what stays."""
    stayed: list[Candidate] = []
    for one in candidates:
        for better in stayed:
            overlap = iou(one.box, better.box)
            if overlap > NMS_IOU:
                one.suppressor, one.suppressor_iou = better, overlap
                break
        else:
            stayed.append(one)
    return stayed


def counts_for(one: Candidate, truths: Sequence[Truth]) -> int | None:
    """Returns the position of the object of its class that a candidate overlaps most; None where it overlaps none."""
    best, most = None, 0.0
    for position, truth in enumerate(truths):
        overlap = iou(one.box, truth.box)
        if truth.label == one.label and not truth.ignored and overlap > most:
            best, most = position, overlap
    return best


def softmax(logits: Sequence[float]) -> list[float]:
    """Returns probabilities."""
    highest = max(logits)
    powers = [math.exp(one - highest) for one in logits]
    return [one / sum(powers) for one in powers]


def decoded(offset: Sequence[float], default_box: Sequence[float]) -> Box:
    """Returns the box that offsets make of a default box (centre and size), as corners."""
    cx, cy, w, h = default_box
    cx += offset[0] * CENTRE_VARIANCE * w
    cy += offset[1] * CENTRE_VARIANCE * h
    w *= math.exp(offset[2] * SIZE_VARIANCE)
    h *= math.exp(offset[3] * SIZE_VARIANCE)
    return corners((cx, cy, w, h))


def corners(box: Sequence[float]) -> Box:
    """Returns the corners of a box given by centre and size."""
    cx, cy, w, h = box
    return cx - w / 2, cy - h / 2, cx + w / 2, cy + h / 2


def clipped(box: Box) -> Box:
    """Returns what of a box is in the picture."""
    x0, y0, x1, y1 = (min(max(edge, 0.0), 1.0) for edge in box)
    return x0, y0, x1, y1


def iou(one: Box, other: Box) -> float:
    """Returns intersection over union."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    if width <= 0 or height <= 0:
        return 0.0
    both = width * height
    return both / (_area(one) + _area(other) - both)


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _rank(one: Candidate) -> tuple[float, int, int]:
    return -one.score, one.label, one.default_box
