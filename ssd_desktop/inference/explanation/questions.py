"""What a view asks about a picture, and the answer: plain data that may go from thread to thread. No torch here."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import numpy as np
import numpy.typing as npt

from ssd_desktop.annotation.annotation import AnnotatedObject
from ssd_desktop.inference.explanation.types import ExplanationSettings, PictureExplanation
from ssd_desktop.ssd.default_boxes import DefaultBoxes

Pooling = Literal["mean", "max"]


@dataclass(frozen=True)
class ScoreHeat:
    """How sure the detector is of a class, wanted for each cell of a feature map.

    Attributes:
        feature_map: 0 is the finest.
        label: 1 to C - 1, or 0 for background.
    """

    feature_map: int
    label: int


@dataclass(frozen=True)
class ActivationHeat:
    """How strongly a feature map responds, wanted for each of its cells.

    Attributes:
        feature_map: 0 is the finest.
        pooling: Over the channels; a number is that channel alone, the last one where there are fewer.
    """

    feature_map: int
    pooling: Pooling | int = "mean"


HeatWish = ScoreHeat | ActivationHeat


@dataclass(frozen=True, eq=False)
class HeatMap:
    """What was wanted of a feature map.

    Attributes:
        wish: What it shows; a channel is one that the map has.
        values: float32 ``[f, f]``, rows, then columns.
    """

    wish: HeatWish
    values: npt.NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Question:
    """Everything that an explanation depends on but the detector.

    Attributes:
        image: Names the picture in messages.
        pixels_rgb: uint8 ``[H, W, 3]``, RGB, upright. The same array is the same picture: it is not looked at twice.
        objects: Its ground truths as they are labelled now; None where it is not labelled.
        settings: All thresholds.
        heat: What is wanted of the feature maps; None: nothing.
    """

    image: Path
    pixels_rgb: npt.NDArray[np.uint8]
    objects: tuple[AnnotatedObject, ...] | None = None
    settings: ExplanationSettings = field(default_factory=ExplanationSettings)
    heat: HeatWish | None = None


@dataclass(frozen=True, eq=False)
class Explained:
    """The answer to a question.

    Attributes:
        explanation: Without matching, loss and objects where no ground truth can be used. The same object as in the
            answer before where nothing but the heat was asked anew.
        default_boxes: Those of the detector; they say where an index lies.
        channels: Of each feature map.
        labelled: Whether the picture is labelled.
        unknown_classes: Names of labelled objects that the detector does not have; these objects are left out.
        heat: None where none was asked for.
    """

    explanation: PictureExplanation
    default_boxes: DefaultBoxes
    channels: tuple[int, ...]
    labelled: bool
    unknown_classes: tuple[str, ...]
    heat: HeatMap | None = None
