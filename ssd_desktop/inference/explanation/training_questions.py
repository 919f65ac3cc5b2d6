"""What a view asks about a picture as training sees it, and the answer: plain data, no torch here."""

from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ssd_desktop.annotation.annotation import AnnotatedObject
from ssd_desktop.inference.explanation.training_types import LossTrace, MatchingTrace
from ssd_desktop.ssd.config import BoxPlan, LossConfig, MatchConfig
from ssd_desktop.ssd.default_boxes import DefaultBoxes


@dataclass(frozen=True, eq=False)
class TrainingQuestion:
    """Everything that matching and loss of a picture depend on but the detector.

    Attributes:
        image: Names the picture in messages.
        pixels_rgb: uint8 ``[H, W, 3]``, RGB, upright. The same array is the same picture: it is not looked at twice.
        objects: Its ground truths as they are labelled now.
        plan: Box plan of the matching; the loss has that of the detector.
        match: Thresholds of matching, for both.
        loss: Mining and weights of the loss.
        view: Number of an augmented view, from 0; None: the picture as it is.
        wants_loss: Whether to compute the loss, which takes a pass of the network where the picture is new.
    """

    image: Path
    pixels_rgb: npt.NDArray[np.uint8]
    objects: tuple[AnnotatedObject, ...]
    plan: BoxPlan
    match: MatchConfig = field(default_factory=MatchConfig)
    loss: LossConfig = field(default_factory=LossConfig)
    view: int | None = None
    wants_loss: bool = False


class NoLoss(Enum):
    """Why there is no loss."""

    NOT_ASKED = "not asked"
    NO_DETECTOR = "no detector"
    TILES = "tiles"
    UNKNOWN_CLASSES = "unknown classes"


@dataclass(frozen=True)
class PictureLoss:
    """The loss of a picture, and what the usual ratio of negatives would make of it.

    Attributes:
        trace: With the settings asked for; ground truths are numbered as in the matching.
        usual: With the ratio of ``LossConfig``; the same object where that was asked for.
        ratio: Negatives for each positive that were asked for.
        usual_ratio: That of ``LossConfig``.
        default_boxes: Those of the detector.
        left_out: Names of labelled classes that the detector does not have; their objects are not in the loss.
    """

    trace: LossTrace
    usual: LossTrace
    ratio: int
    usual_ratio: int
    default_boxes: DefaultBoxes
    left_out: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class TrainingExplained:
    """The answer to a question.

    Attributes:
        view: As asked.
        view_rgb: Pixels of the augmented view to look at, uint8 ``[S, S, 3]``; None for the picture itself.
        width: Pixels of the picture or view; boxes are in these.
        height: Likewise.
        classes: Foreground names; label i is ``classes[i - 1]``. Those of the detector, if any, come first.
        default_boxes: Of the plan of the matching.
        kept: Of a picture, which of the labelled objects each ground truth is; () for an augmented view.
        matching: Always there.
        loss: None where there is none.
        no_loss: Why not; None where there is one.
    """

    view: int | None
    view_rgb: npt.NDArray[np.uint8] | None
    width: int
    height: int
    classes: tuple[str, ...]
    default_boxes: DefaultBoxes
    kept: tuple[int, ...]
    matching: MatchingTrace
    loss: PictureLoss | None
    no_loss: NoLoss | None
