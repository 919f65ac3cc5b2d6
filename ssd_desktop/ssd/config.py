"""The numbers of SSD: box plans, network and the thresholds of matching and detection. No torch here.

Sources: Liu et al., "SSD: Single Shot MultiBox Detector" (arXiv 1512.02325); the authors' Caffe branch
(``examples/ssd/ssd_pascal.py``, ``ssd_coco.py``); torchvision ``models/detection/ssd.py``.
"""

import math
from dataclasses import dataclass, replace
from typing import Literal

from ssd_desktop.errors import ConfigError
from ssd_desktop.ssd.networks import SSD300, SSD512, SSDLITE320, NetworkDescription, network_by_name, network_of_maps

Centres = Literal["cell", "steps"]
Clip = Literal["none", "size", "cxcywh", "corners"]


@dataclass(frozen=True)
class BoxPlan:
    """A box plan: which default boxes lie on which feature map.

    Attributes:
        name: The name shown wherever boxes are shown, and stored in checkpoints.
        image_size: Side of the square network input, pixels.
        map_sizes: Cells along a side of each feature map.
        scales: ``len(map_sizes) + 1`` fractions of the input side; map k uses ``scales[k]`` for all its
            shapes and ``sqrt(scales[k] * scales[k + 1])`` for its second square.
        aspect_ratios: Per map, the ratios a > 1; each gives two boxes, a and 1 / a.
        centres: ``cell`` puts centres at (i + 0.5) / map size (paper); ``steps`` at
            (i + 0.5) * step / image_size (Caffe, torchvision).
        steps: Pixels between neighbouring centres, per map; used by ``steps`` only.
        clip: ``none`` (Caffe's default), ``size`` (width and height at most 1: torchvision), ``cxcywh``
            (all four values to 0..1: amdegroot), ``corners`` (Caffe's option).

    Raises:
        ConfigError: The lists do not fit each other or a number is out of range.
    """

    name: str
    image_size: int
    map_sizes: tuple[int, ...]
    scales: tuple[float, ...]
    aspect_ratios: tuple[tuple[float, ...], ...]
    centres: Centres = "cell"
    steps: tuple[float, ...] = ()
    clip: Clip = "none"

    def __post_init__(self) -> None:
        maps = len(self.map_sizes)
        if len(self.scales) != maps + 1:
            raise ConfigError(f"Box plan {self.name} needs {maps + 1} scales for {maps} feature maps.")
        if len(self.aspect_ratios) != maps:
            raise ConfigError(f"Box plan {self.name} needs one list of aspect ratios for each of {maps} maps.")
        if self.centres not in ("cell", "steps"):
            raise ConfigError(f"Box plan {self.name} has centres {self.centres!r}; use cell or steps.")
        if self.centres == "steps" and len(self.steps) != maps:
            raise ConfigError(f"Box plan {self.name} needs one step for each of {maps} maps.")
        if self.clip not in ("none", "size", "cxcywh", "corners"):
            raise ConfigError(f"Box plan {self.name} has clip {self.clip!r}; use none, size, cxcywh or corners.")
        numbers = (self.image_size, *self.map_sizes, *self.scales, *self.steps, *sum(self.aspect_ratios, ()))
        if not all(math.isfinite(number) and number > 0 for number in numbers):
            raise ConfigError(f"Box plan {self.name} has a size, scale, step or ratio that is not above 0.")

    @property
    def boxes_per_cell(self) -> tuple[int, ...]:
        """Default boxes in one cell of each feature map: two squares and two per aspect ratio."""
        return tuple(2 + 2 * len(ratios) for ratios in self.aspect_ratios)

    @property
    def boxes_per_map(self) -> tuple[int, ...]:
        return tuple(f * f * k for f, k in zip(self.map_sizes, self.boxes_per_cell, strict=True))

    @property
    def box_count(self) -> int:
        """K, the number of default boxes: 8,732 for every SSD300 plan, 24,564 for SSD512, 9,590 for SSDlite320."""
        return sum(self.boxes_per_map)

    @property
    def network(self) -> NetworkDescription | None:
        """The network whose input and feature maps it describes; None where no network has these."""
        return network_of_maps(self.image_size, self.map_sizes)

    def cell_shapes(self, feature_map: int) -> tuple[tuple[float, float], ...]:
        """Returns (width, height) of the boxes of a cell, fractions of the input side, before clipping.

        The order is s, s', then a and 1 / a for each aspect ratio a (the authors' ``prior_box_layer.cpp``).
        """
        scale = self.scales[feature_map]
        second = math.sqrt(scale * self.scales[feature_map + 1])
        shapes = [(scale, scale), (second, second)]
        for ratio in self.aspect_ratios[feature_map]:
            root = math.sqrt(ratio)
            shapes += [(scale * root, scale / root), (scale / root, scale * root)]
        return tuple(shapes)

    def resized(self, side: int) -> "BoxPlan":
        """Returns the plan of the same network for an input of ``side`` pixels.

        Boxes keep their fractions of the side; maps have the cells that the network gives them then. A step that is
        the stride of its map stays as many pixels; the others, which part the side evenly, do so again.

        Raises:
            ConfigError: No network has these maps, or one of its maps is gone at this side.
        """
        network = self.network
        if network is None:
            raise ConfigError(f"Box plan {self.name} is of no network of this version and cannot be resized.")
        sizes = network.map_sizes_at(side)
        if min(sizes) == 0:
            raise ConfigError(f"{network.name} has no cells left on its last feature map at {side} pixels a side.")
        strides = network.map_strides if self.steps else ()
        steps = tuple(
            float(stride) if step == stride else step * self.map_sizes[index] / self.image_size * side / sizes[index]
            for index, (step, stride) in enumerate(zip(self.steps, strides, strict=True))
        )
        return replace(self, image_size=side, map_sizes=sizes, steps=steps)


_RATIOS_300 = ((2.0,), (2.0, 3.0), (2.0, 3.0), (2.0, 3.0), (2.0,), (2.0,))
_STEPS_300 = (8.0, 16.0, 32.0, 64.0, 100.0, 300.0)
_SCALES_COCO = (0.07, 0.15, 0.33, 0.51, 0.69, 0.87, 1.05)
_RATIOS_512 = ((2.0,), (2.0, 3.0), (2.0, 3.0), (2.0, 3.0), (2.0, 3.0), (2.0,), (2.0,))
_STEPS_512 = (8.0, 16.0, 32.0, 64.0, 128.0, 256.0, 512.0)


def _plan_300(name: str, scales: tuple[float, ...], *, centres: Centres, clip: Clip = "none") -> BoxPlan:
    steps = _STEPS_300 if centres == "steps" else ()
    side, maps = SSD300.image_size, SSD300.map_sizes
    return BoxPlan(name, side, maps, scales, _RATIOS_300, centres=centres, steps=steps, clip=clip)


def _plan_512(name: str, scales: tuple[float, ...]) -> BoxPlan:
    side, maps = SSD512.image_size, SSD512.map_sizes
    return BoxPlan(name, side, maps, scales, _RATIOS_512, centres="steps", steps=_STEPS_512)


def _plan_lite(name: str, plan: BoxPlan) -> BoxPlan:
    """Returns an SSD300 plan for the maps of SSDlite320: the same shapes as shares of the picture, cell by cell."""
    side, maps = SSDLITE320.image_size, SSDLITE320.map_sizes
    steps = tuple(side / size for size in maps) if plan.steps else ()
    return replace(plan, name=name, image_size=side, map_sizes=maps, steps=steps)


_PAPER = _plan_300("paper", (0.2, 0.34, 0.48, 0.62, 0.76, 0.9, 1.04), centres="cell")
_CAFFE_VOC = _plan_300("caffe-voc", tuple(v / 300 for v in (30, 60, 111, 162, 213, 264, 315)), centres="steps")
_CAFFE_COCO = _plan_300("caffe-coco", _SCALES_COCO, centres="steps")

PLANS: dict[str, BoxPlan] = {
    plan.name: plan
    for plan in (
        _PAPER,
        _CAFFE_VOC,
        _CAFFE_COCO,
        _plan_300("torchvision", _SCALES_COCO, centres="steps", clip="size"),
        _plan_512("ssd512-voc", tuple(v / 512 for v in (35.84, 76.8, 153.6, 230.4, 307.2, 384, 460.8, 537.6))),
        _plan_512("ssd512-coco", (0.04, 0.1, 0.26, 0.42, 0.58, 0.74, 0.9, 1.06)),
        _plan_lite("ssdlite320-paper", _PAPER),
        _plan_lite("ssdlite320-voc", _CAFFE_VOC),
        _plan_lite("ssdlite320-coco", _CAFFE_COCO),
    )
}
"""The shipped box plans by name."""


FITTED_PLAN = "fitted"
"""The name of a plan whose scales and ratios are fitted to the user's own boxes (``data/plan_fitting.py``)."""

EDITED_PLAN = "edited"
"""The name of a plan whose numbers the user has changed (``ssd/plan_editing.py``)."""


def is_plan_file(name: str) -> bool:
    """Returns whether a plan is given as the path of a JSON file (``checkpoints/plan_file.py``), not by its name."""
    return name.lower().endswith(".json")


def plan_by_name(name: str) -> BoxPlan:
    """Returns a shipped box plan.

    Raises:
        ConfigError: No plan has this name.
    """
    try:
        return PLANS[name]
    except KeyError:
        known = ", ".join(PLANS)
        raise ConfigError(f"There is no box plan {name!r}; the plans are {known}, fitted and auto.") from None


OFFSET_VARIANCES = (0.1, 0.2)
"""Divisors of the centre offsets and of the size logarithms (SSD, Caffe ``prior_variance``)."""


@dataclass(frozen=True)
class MatchConfig:
    """Thresholds of matching, IoU.

    Attributes:
        positive_iou: A default box at or above it with some ground truth is positive.
        negative_iou: A default box below it with every ground truth is negative; between the two it is
            ignored. Equal thresholds leave no ignored band (Caffe's 0.5/0.5).
    """

    positive_iou: float = 0.5
    negative_iou: float = 0.4

    def __post_init__(self) -> None:
        if not 0 < self.negative_iou <= self.positive_iou <= 1:
            raise ConfigError(
                f"Matching thresholds must satisfy 0 < negative <= positive <= 1, not "
                f"{self.negative_iou} and {self.positive_iou}."
            )


@dataclass(frozen=True)
class LossConfig:
    """Weights of the multibox loss.

    Attributes:
        alpha: Weight of the localisation loss against the confidence loss.
        negatives_per_positive: Hard negatives kept for each positive of an image.
        min_negatives: Negatives kept for an image without positives (0 in recipe ``paper``).
        label_smoothing: Share of each target probability spread evenly over all classes, the background too.
        focal_gamma: Above 0: the focal loss with this exponent over all default boxes, in place of mining.
    """

    alpha: float = 1.0
    negatives_per_positive: int = 3
    min_negatives: int = 3
    label_smoothing: float = 0.0
    focal_gamma: float = 0.0

    def __post_init__(self) -> None:
        if not (0 <= self.label_smoothing < 1 and 0 <= self.focal_gamma < math.inf):
            raise ConfigError("label_smoothing must lie in [0, 1) and focal_gamma must be at least 0.")
        if not 0 <= self.alpha < math.inf or self.negatives_per_positive < 0 or self.min_negatives < 0:
            raise ConfigError("alpha, negatives_per_positive and min_negatives must be numbers of at least 0.")


@dataclass(frozen=True)
class PostprocessConfig:
    """Thresholds of detection.

    Attributes:
        score_threshold: Scores strictly above it are candidates.
        candidates_per_class: Candidates of a class that enter non-maximum suppression, highest first.
        nms_iou: A detection whose IoU with a kept one of its class is above it is suppressed.
        detections_per_image: Detections kept of an image, highest first.
    """

    score_threshold: float = 0.01
    candidates_per_class: int = 400
    nms_iou: float = 0.45
    detections_per_image: int = 200

    def __post_init__(self) -> None:
        if not (0 <= self.score_threshold < 1 and 0 < self.nms_iou <= 1):
            raise ConfigError("score_threshold must lie in [0, 1) and nms_iou in (0, 1].")
        if self.candidates_per_class < 1 or self.detections_per_image < 1:
            raise ConfigError("candidates_per_class and detections_per_image must be at least 1.")


VGG_MEANS_RGB = (123.68, 116.779, 103.939)
"""Subtracted from RGB 0..255 (the VGG model card); the shipped base was trained with them."""

TORCHVISION_MEANS_RGB = (0.48235 * 255, 0.45882 * 255, 0.40784 * 255)
"""What torchvision's ``ssd300_vgg16`` subtracts."""


@dataclass(frozen=True)
class NetworkConfig:
    """A detector's network as a checkpoint names it.

    Attributes:
        network: One of ``NETWORKS``.
        plan: The box plan the offsets are relative to.
        classes: Foreground class names; label i is ``classes[i - 1]``, label 0 is background.
        means_rgb: Subtracted from the RGB input in 0..255.
    """

    network: str
    plan: BoxPlan
    classes: tuple[str, ...]
    means_rgb: tuple[float, float, float] = VGG_MEANS_RGB

    def __post_init__(self) -> None:
        network = network_by_name(self.network)
        if self.plan.network != network or self.plan.boxes_per_cell != network.boxes_per_cell:
            raise ConfigError(
                f"The box plan {self.plan.name} is not for the feature maps of {network.name}; use one of its plans, "
                f"{', '.join(network.plans)}."
            )
        if not self.classes:
            raise ConfigError("A detector needs at least one class besides the background.")
        if len(set(self.classes)) != len(self.classes):
            raise ConfigError("A class name appears twice in the class list.")

    @property
    def class_count(self) -> int:
        """C: foreground classes and background."""
        return len(self.classes) + 1

    @property
    def description(self) -> NetworkDescription:
        """Layers and feature maps of the network."""
        return network_by_name(self.network)
