"""What training would make of a picture, as plain data: matching and loss. The conventions are those of ``types.py``.

No torch here.
"""

import math
from dataclasses import dataclass
from enum import Enum
from itertools import islice

Edges = tuple[float, float, float, float]
"""x0, y0, x1, y1 in pixels."""


@dataclass(frozen=True)
class MatchedBox:
    """A default box and its IoU with the ground truth it is listed under."""

    default_box: int
    iou: float


class RemedyKind(Enum):
    """What can bring an object within reach of a default box."""

    PLAN = "plan"
    NETWORK = "network"
    TILES = "tiles"


@dataclass(frozen=True)
class Remedy:
    """What would overlap an object better.

    Attributes:
        kind: Another plan of this network, a plan of another network, or tiles.
        name: Of the plan; of tiles their side in pixels.
        network: Whose plan it is.
        iou: Highest IoU of the object with a default box then.
        reaches: Whether that is enough for a positive.
    """

    kind: RemedyKind
    name: str
    network: str
    iou: float
    reaches: bool


@dataclass(frozen=True)
class ObjectMatch:
    """The default boxes of a ground truth.

    Attributes:
        position: Among the ground truths of the picture.
        label: 1 to C - 1.
        name: Of the class.
        box_xyxy: Pixels.
        ignored: Neither object nor background: nothing is matched to it.
        crowd: It is ignored because it is a group.
        best: The default box with the highest IoU, whatever else it learns; None where none touches it.
        reached: Whether that IoU is enough for a positive.
        positives: What learns it, highest IoU first.
        forced: The one of ``positives`` that the one-to-one step gave it; None where none was left or it is ignored.
        band: What is in neither loss because of it, highest IoU first.
        per_map: Number of positives on each feature map.
        if_last_wins: Positives it would have if a later ground truth could take its best default box.
        taken_by: The ground truth that would have its best default box then; None where no other one would.
        remedies: Where no default box reaches it: what would overlap it better, highest IoU first.
    """

    position: int
    label: int
    name: str
    box_xyxy: Edges
    ignored: bool
    crowd: bool
    best: MatchedBox | None
    reached: bool
    positives: tuple[MatchedBox, ...]
    forced: MatchedBox | None
    band: tuple[MatchedBox, ...]
    per_map: tuple[int, ...]
    if_last_wins: int
    taken_by: int | None
    remedies: tuple[Remedy, ...]

    @property
    def lost_if_last_wins(self) -> bool:
        """Whether one-to-one matching saved it: nothing would learn it otherwise."""
        return bool(self.positives) and self.if_last_wins == 0


@dataclass(frozen=True)
class MatchingTrace:
    """The matching of a picture.

    Attributes:
        plan: Name of the box plan.
        positive_iou: Threshold of a positive.
        negative_iou: Below it with every ground truth a default box is negative.
        positives: N, default boxes that learn an object.
        ignored: Default boxes in neither loss.
        negatives: The others.
        per_map: Positives on each feature map.
        objects: The ground truths in their order.
    """

    plan: str
    positive_iou: float
    negative_iou: float
    positives: int
    ignored: int
    negatives: int
    per_map: tuple[int, ...]
    objects: tuple[ObjectMatch, ...]

    @property
    def saved(self) -> tuple[ObjectMatch, ...]:
        """The ground truths that nothing would learn if the last one won."""
        return tuple(one for one in self.objects if one.lost_if_last_wins)


class Role(Enum):
    """What a default box is in the loss of a picture."""

    POSITIVE = "positive"
    MINED = "mined negative"
    DROPPED = "dropped negative"


@dataclass(frozen=True)
class LossTerm:
    """What a default box adds to the loss, before the division by N.

    Attributes:
        default_box: Index.
        role: A dropped negative adds nothing; its loss says how near it was to being mined.
        label: The class it learns, 0 is background.
        ground_truth: Position of the object it learns; -1 for negatives.
        confidence: Its confidence loss.
        localisation: Its localisation loss; 0 for negatives.
        score: Softmax probability of ``label``.
        predicted: The class it gives the highest probability, 0 is background.
        predicted_score: That probability.
    """

    default_box: int
    role: Role
    label: int
    ground_truth: int
    confidence: float
    localisation: float
    score: float
    predicted: int
    predicted_score: float


@dataclass(frozen=True)
class ObjectLoss:
    """What a ground truth costs.

    Attributes:
        position: Among the ground truths of the picture.
        positives: Default boxes that learn it.
        confidence: Sum of their confidence losses, before the division by N.
        localisation: Sum of their localisation losses, likewise.
        share: Of the loss of the picture, 0 to 1; the rest is the background's.
    """

    position: int
    positives: int
    confidence: float
    localisation: float
    share: float


@dataclass(frozen=True)
class LossTrace:
    """The loss of a picture.

    Attributes:
        total: L = (L_conf + alpha L_loc) / N.
        confidence: L_conf / N.
        localisation: L_loc / N.
        positives: N.
        mined: Negatives in the loss: all of them with the focal loss.
        negatives: Negatives there are.
        terms: Positives and mined negatives, highest confidence loss first, then the hardest dropped negatives.
        objects: The ground truths that are trained, most costly first.
        background_share: Share of the mined negatives in the loss, 0 to 1.
    """

    total: float
    confidence: float
    localisation: float
    positives: int
    mined: int
    negatives: int
    terms: tuple[LossTerm, ...]
    objects: tuple[ObjectLoss, ...]
    background_share: float

    @property
    def background_confidence(self) -> float:
        """Sum of the confidence losses of the mined negatives, before the division by N."""
        return math.fsum(one.confidence for one in self.terms if one.role is Role.MINED)

    def hardest(self, role: Role, count: int) -> tuple[LossTerm, ...]:
        """Returns the terms of a role with the highest confidence losses, at most ``count``."""
        return tuple(islice((one for one in self.terms if one.role is role), count))

    def count(self, role: Role) -> int:
        """Returns how many terms of a role are listed; of dropped negatives these are the hardest only."""
        return sum(one.role is role for one in self.terms)
