"""What the detector thought of a picture, as plain data: every number that the views, the report and the JSON show.

Default boxes are named by their index; ``DefaultBoxes.locate`` and ``default_box_info`` say where each lies. Boxes are
x0, y0, x1, y1 in pixels of the picture that the network was shown, a whole one or a tile. No torch here.
"""

from dataclasses import dataclass, field
from enum import Enum

from ssd_desktop.errors import ConfigError
from ssd_desktop.inference.explanation.training_types import Edges, LossTrace, MatchingTrace
from ssd_desktop.ssd.config import LossConfig, MatchConfig, PostprocessConfig


@dataclass(frozen=True)
class ExplanationSettings:
    """The thresholds of an explanation; the sliders of the window change them.

    Attributes:
        score: Detections from this score on are shown; 0 to 1.
        postprocess: Thresholds of detection.
        match: Thresholds of matching.
        loss: Mining and weights of the loss.
        dropped: Of the negatives that were not mined so many are listed, the hardest.

    Raises:
        ConfigError: A number is out of its range.
    """

    score: float = 0.5
    postprocess: PostprocessConfig = field(default_factory=PostprocessConfig)
    match: MatchConfig = field(default_factory=MatchConfig)
    loss: LossConfig = field(default_factory=LossConfig)
    dropped: int = 20

    def __post_init__(self) -> None:
        if not 0 <= self.score <= 1 or self.dropped < 0:
            raise ConfigError("The score of an explanation must lie in [0, 1], and dropped must be at least 0.")


@dataclass(frozen=True)
class DefaultBoxInfo:
    """Where a default box lies.

    Attributes:
        index: 0 to K - 1.
        feature_map: 0 is the finest.
        map_name: Such as ``conv4_3``.
        map_size: Cells along a side of the map.
        row: Cell row, from the top.
        column: Cell column, from the left.
        shape: 0 is the square of scale s, 1 that of s', then a and 1 / a for each aspect ratio.
        box_xyxy: Pixels; may reach beyond the picture.
    """

    index: int
    feature_map: int
    map_name: str
    map_size: int
    row: int
    column: int
    shape: int
    box_xyxy: Edges


class Step(Enum):
    """A step of the way from a default box to a detection."""

    DEFAULT_BOX = "default box"
    CENTRE_SHIFTED = "centre shifted"
    SIZE_SCALED = "size scaled"
    CLIPPED = "clipped to the picture"


@dataclass(frozen=True)
class DecodingStep:
    """The box after a step, in pixels."""

    step: Step
    box_xyxy: Edges


@dataclass(frozen=True)
class Rival:
    """A candidate that a detection suppressed.

    Attributes:
        default_box: Index of the default box that made it.
        score: Of the same class as the detection, lower than its.
        iou: With the detection.
        box_xyxy: Pixels.
    """

    default_box: int
    score: float
    iou: float
    box_xyxy: Edges


@dataclass(frozen=True)
class DetectionTrace:
    """How a detection came about.

    Attributes:
        label: 1 to C - 1.
        name: Of the class.
        score: Softmax probability of the class.
        box_xyxy: Pixels, inside the picture.
        default_box: Index of the default box that made it.
        offsets: Predicted offsets of centre x, centre y, width, height.
        centre_shift: Pixels along x and y that the offsets move the default box.
        size_factors: What they multiply its width and height by.
        steps: From the default box to the detection.
        logits: Of every class, background first.
        scores: Softmax probabilities, likewise.
        place_in_class: Among the candidates of the class; the best one has 1.
        candidates_of_class: How many there are.
        place_in_picture: Among the detections of the picture; the best one has 1.
        rivals: What it suppressed, best first.
    """

    label: int
    name: str
    score: float
    box_xyxy: Edges
    default_box: int
    offsets: Edges
    centre_shift: tuple[float, float]
    size_factors: tuple[float, float]
    steps: tuple[DecodingStep, ...]
    logits: tuple[float, ...]
    scores: tuple[float, ...]
    place_in_class: int
    candidates_of_class: int
    place_in_picture: int
    rivals: tuple[Rival, ...]


@dataclass(frozen=True)
class CountAt:
    """How many detections a threshold leaves.

    Attributes:
        threshold: Score or IoU, 0 to 1.
        count: Detections shown.
    """

    threshold: float
    count: int


@dataclass(frozen=True)
class ThresholdCurves:
    """What other thresholds would let through.

    Attributes:
        by_score: Detections of at least this score.
        by_nms_iou: Detections of at least the score of the settings, were suppression to start above this IoU.
    """

    by_score: tuple[CountAt, ...]
    by_nms_iou: tuple[CountAt, ...]


class Stage(Enum):
    """Where an object was lost, the first that applies."""

    FOUND = "found"
    OTHER_OBJECT = "counts for another object"
    SUPPRESSED = "suppressed"
    TOP_K = "outranked"
    OTHER_CLASS = "other class"
    BADLY_PLACED = "badly placed"
    NO_DEFAULT_BOX = "no default box"
    SCORE = "score"


class Fate(Enum):
    """What became of a prediction."""

    DETECTED = "detected"
    BELOW_SCORE = "below the score"
    SUPPRESSED = "suppressed"
    OUTRANKED = "outranked"


@dataclass(frozen=True)
class Prediction:
    """What a default box said of an object.

    Attributes:
        default_box: Index.
        default_iou: IoU of the default box itself with the object.
        score: Softmax probability of the object's class.
        best_label: The foreground class with the highest probability.
        best_score: That probability.
        scores: Of every class, background first.
        box_xyxy: Decoded, inside the picture, pixels.
        iou: Of the decoded box with the object.
        fate: Of the prediction of the object's class.
        suppressor: The default box of the detection that suppressed it; None where none did.
        suppressor_iou: IoU with that detection; 0 where there is none.
    """

    default_box: int
    default_iou: float
    score: float
    best_label: int
    best_score: float
    scores: tuple[float, ...]
    box_xyxy: Edges
    iou: float
    fate: Fate
    suppressor: int | None
    suppressor_iou: float


@dataclass(frozen=True)
class Answer:
    """A detection that has to do with an object.

    Attributes:
        default_box: Index of the default box that made it.
        label: 1 to C - 1.
        score: Its score.
        box_xyxy: Pixels.
        iou: With the object.
    """

    default_box: int
    label: int
    score: float
    box_xyxy: Edges
    iou: float


@dataclass(frozen=True)
class ObjectTrace:
    """What became of a labelled object.

    Attributes:
        position: Among the ground truths of the picture.
        label: 1 to C - 1.
        name: Of the class.
        box_xyxy: Pixels.
        difficult: An evaluation does not ask for it.
        stage: Where it was lost, or that it was found.
        answer: The detection that found it, took its place, suppressed it, has another class or lies badly; None where
            nothing was shown there.
        witness: The best prediction of its class that lies on it by IoU 0.5; None where none does.
        should_have: What its positives predicted, the best default box first.
    """

    position: int
    label: int
    name: str
    box_xyxy: Edges
    difficult: bool
    stage: Stage
    answer: Answer | None
    witness: Prediction | None
    should_have: tuple[Prediction, ...]


@dataclass(frozen=True)
class PictureExplanation:
    """Everything about a picture.

    Attributes:
        detector: Name of the detector.
        network: Of its network.
        plan: Of its box plan.
        classes: Foreground names; label i is ``classes[i - 1]``.
        width: Pixels of the picture.
        height: Likewise.
        settings: The thresholds used.
        detections: Those of at least the score of the settings, best first.
        curves: What other thresholds would show.
        matching: None without ground truth; so the next two.
        loss: Of this picture alone.
        objects: What became of each ground truth that is not ignored.
    """

    detector: str
    network: str
    plan: str
    classes: tuple[str, ...]
    width: int
    height: int
    settings: ExplanationSettings
    detections: tuple[DetectionTrace, ...]
    curves: ThresholdCurves
    matching: MatchingTrace | None
    loss: LossTrace | None
    objects: tuple[ObjectTrace, ...] | None
