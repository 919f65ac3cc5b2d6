"""Chooses the box plan of a training: the shipped plan that reaches most boxes, or one fitted to them. Numpy only.

A plan that is fitted to boxes always reaches them well. So what it gains is measured on boxes that it was not fitted
to, image by image: the images are parted into four, and each quarter is measured with a plan fitted to the others.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ssd_desktop.data.plan_fitting import LEAST_BOXES, fit_plan, fitted_from
from ssd_desktop.data.plan_recall import AllBoxes, PlanRecall, best_default_box_iou, gather_boxes, measure
from ssd_desktop.data.types import Dataset
from ssd_desktop.ssd.config import BoxPlan, MatchConfig, plan_by_name
from ssd_desktop.ssd.networks import SSD300, NetworkDescription

MARGIN = 0.01
"""Share of held-back boxes that a fitted plan has to reach more than the best shipped one, to be taken by ``auto``."""

_QUARTERS = 4


@dataclass(frozen=True)
class FittedGain:
    """What fitting gains over the best shipped plan on boxes that were held back.

    Attributes:
        gain: Share of boxes that are reached more, -1 to 1.
        error: Its standard error.
    """

    gain: float
    error: float

    @property
    def is_sure(self) -> bool:
        """Whether ``auto`` takes the fitted plan: at least ``MARGIN``, and twice the standard error."""
        return self.gain >= MARGIN and self.gain >= 2 * self.error


@dataclass(frozen=True)
class PlanChoice:
    """The plan to train with, and how it was chosen.

    Attributes:
        chosen: It, and what it reaches.
        recalls: What each shipped plan of the network reaches, and then ``fitted``, where there are boxes enough.
        fitted_gain: None where it was not measured: too few boxes or images, or no gain even on the boxes themselves.
        note: One sentence on the fitted plan.
    """

    chosen: PlanRecall
    recalls: tuple[PlanRecall, ...]
    fitted_gain: FittedGain | None
    note: str


def choose_plan(
    dataset: Dataset,
    network: NetworkDescription = SSD300,
    *,
    seed: int = 0,
    between: Callable[[], None] = lambda: None,
) -> PlanChoice:
    """Returns the plan of a network that reaches most of a data set's boxes.

    Equal recalls go to the plan of the published mAP, then to the higher mean best IoU. The fitted plan is taken if
    its gain on held-back boxes is sure (``FittedGain``).

    Args:
        dataset: With boxes in pixels of each image.
        network: Whose plans.
        seed: Decides the quarters, and which boxes are looked at where there are many.
        between: Called between steps of measuring and fitting; may wait, or raise to give it up.

    Raises:
        DataError: The data set has no boxes.
    """
    boxes = gather_boxes(dataset)
    recalls = []
    for name in network.plans:
        between()
        recalls.append(measure(plan_by_name(name), boxes, dataset.classes))
    best = max(recalls, key=lambda r: (r.recall, r.plan.name == network.published_plan, r.mean_best_iou))
    if len(boxes.labels) < LEAST_BOXES:
        note = f"No plan is fitted: {len(boxes.labels)} boxes are fewer than {LEAST_BOXES}."
        return PlanChoice(best, tuple(recalls), None, note)
    fitted = measure(fit_plan(boxes.boxes_xyxy, network, seed=seed, between=between), boxes, dataset.classes)
    worth = fitted.recall - best.recall >= MARGIN
    gain = fitted_gain(boxes, best.plan, seed=seed, between=between) if worth else None
    chosen = fitted if gain is not None and gain.is_sure else best
    return PlanChoice(chosen, (*recalls, fitted), gain, _note(fitted, best, gain))


def fitted_gain(
    boxes: AllBoxes, shipped: BoxPlan, *, seed: int = 0, between: Callable[[], None] = lambda: None
) -> FittedGain | None:
    """Returns what fitting gains over a shipped plan on held-back boxes; None with fewer than four images.

    Args:
        boxes: Of a data set.
        shipped: The plan to beat, from which the search starts.
        seed: Decides the quarters.
        between: As for ``choose_plan``.
    """
    images = np.unique(boxes.sample)
    if len(images) < _QUARTERS:
        return None
    quarter_of = np.zeros(int(images.max()) + 1, np.int64)
    quarter_of[np.random.default_rng(seed).permutation(images)] = np.arange(len(images)) % _QUARTERS
    quarters = quarter_of[boxes.sample]
    gains = np.zeros(len(quarters))
    for quarter in range(_QUARTERS):
        held_back = quarters == quarter
        plan = fitted_from([shipped], boxes.boxes_xyxy[~held_back], seed=seed, between=between)
        gains[held_back] = _reached(plan, boxes.boxes_xyxy[held_back])
    gains -= _reached(shipped, boxes.boxes_xyxy)
    return FittedGain(float(gains.mean()), float(gains.std() / np.sqrt(len(gains))))


def _reached(plan: BoxPlan, boxes_xyxy: npt.NDArray[np.floating]) -> npt.NDArray[np.float64]:
    return np.asarray(best_default_box_iou(plan, boxes_xyxy) >= MatchConfig().positive_iou, np.float64)


def _note(fitted: PlanRecall, best: PlanRecall, gain: FittedGain | None) -> str:
    if gain is None:
        return (
            f"The fitted plan reaches {fitted.recall:.1%} of the boxes, {best.plan.name} {best.recall:.1%}: auto keeps "
            f"a shipped plan unless fitting gains at least {MARGIN:.0%} on held-back boxes."
        )
    if gain.is_sure:
        return (
            f"On held-back boxes a fitted plan reaches {gain.gain:+.1%} (standard error {gain.error:.1%}) against "
            f"{best.plan.name}; auto takes it."
        )
    return (
        f"On held-back boxes a fitted plan reaches {gain.gain:+.1%} (standard error {gain.error:.1%}) against "
        f"{best.plan.name}; auto asks for {MARGIN:.0%} and twice the error."
    )
