"""Fits the scales and aspect ratios of a box plan to boxes. Numpy only.

A plan has few numbers (16 for SSD300), and what each of them does to every box is cheap to compute, because only the
nearest centre counts (``plan_recall``). So the figure that matters is searched directly, one number at a time;
k-means over sizes (YOLOv2) would leave open which map a size belongs to and where the centres of its cells lie.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from ssd_desktop.data.plan_recall import best_default_box_iou, box_sizes, centre_distances, shape_ious
from ssd_desktop.errors import DataError
from ssd_desktop.ssd.boxes import FloatArray
from ssd_desktop.ssd.config import FITTED_PLAN, BoxPlan, MatchConfig, plan_by_name
from ssd_desktop.ssd.default_boxes import map_shapes
from ssd_desktop.ssd.networks import SSD300, NetworkDescription

LEAST_BOXES = 50
"""Fewer boxes say too little about those to come: 16 numbers would be fitted to them."""

MOST_BOXES = 2000
"""Of more boxes so many are looked at; the others hardly move the numbers."""

_FACTORS = (0.75, 0.85, 0.92, 0.97, 1.03, 1.08, 1.18, 1.33)
_SWEEPS = 12
_LEAST_GAIN = 1e-4
_LEAST_GAIN_OF_SWEEP = 1e-3
_SCALE_ROOM = (0.5, 1.5)
_RATIO_LIMITS = (1.1, 5.0)
_RAMP = (0.4, 0.6)
_WEIGHT_OF_MEAN = 0.3
_PRICE_OF_LOSS = 10.0


def fit_plan(
    boxes_xyxy: FloatArray,
    network: NetworkDescription = SSD300,
    *,
    seed: int = 0,
    between: Callable[[], None] = lambda: None,
) -> BoxPlan:
    """Returns the plan ``fitted``: maps, centres and boxes a cell of a network, scales and ratios of the boxes.

    It reaches at least as many of the boxes as the best shipped plan. A scale stays between half the smallest and one
    and a half times the largest that a shipped plan has on that map: a layer judges no box that it cannot see
    (conv4_3 sees 92 pixels).

    Args:
        boxes_xyxy: float ``[N, 4]``, x0, y0, x1, y1, 0..1, as the network sees them.
        network: Which maps to fit.
        seed: Decides which boxes are looked at where there are more than ``MOST_BOXES``.
        between: Called between steps of the search; may wait, or raise to give it up.

    Raises:
        DataError: There are fewer than ``LEAST_BOXES``.
    """
    if len(boxes_xyxy) < LEAST_BOXES:
        raise DataError(
            f"A box plan cannot be fitted to {len(boxes_xyxy)} boxes; label at least {LEAST_BOXES}, or take the plan "
            "auto."
        )
    return fitted_from(_shipped(network), boxes_xyxy, seed=seed, between=between)


def fitted_from(
    starts: Sequence[BoxPlan],
    boxes_xyxy: FloatArray,
    *,
    seed: int = 0,
    between: Callable[[], None] = lambda: None,
) -> BoxPlan:
    """Returns the best plan that a search from any of some plans of one network finds, however few boxes there are.

    Args:
        starts: At least one plan; the result reaches no fewer boxes than the best of them.
        boxes_xyxy: float ``[N, 4]``, x0, y0, x1, y1, 0..1; at least one.
        seed: As for ``fit_plan``.
        between: Likewise.
    """
    chosen = np.sort(np.random.default_rng(seed).permutation(len(boxes_xyxy))[:MOST_BOXES])
    search = _Search(starts, boxes_xyxy[chosen])
    found = max((search.improved(plan, between) for plan in starts), key=search.value)
    best = max(starts, key=lambda plan: share_reached(plan, boxes_xyxy))
    # Only boxes that were not looked at can bring it below.
    return found if share_reached(found, boxes_xyxy) >= share_reached(best, boxes_xyxy) else _named_fitted(best)


def share_reached(plan: BoxPlan, boxes_xyxy: FloatArray) -> float:
    """Returns the share of boxes ``[N, 4]``, 0..1, that some default box reaches with IoU 0.5."""
    return float((best_default_box_iou(plan, boxes_xyxy) >= MatchConfig().positive_iou).mean())


def _named_fitted(plan: BoxPlan) -> BoxPlan:
    return replace(plan, name=FITTED_PLAN)


def _shipped(network: NetworkDescription) -> list[BoxPlan]:
    return [plan_by_name(name) for name in network.plans]


class _Search:
    """Changes the numbers of a plan, one at a time, as long as that raises its value for some boxes.

    The value is the share of boxes reached, with a ramp from IoU 0.4 to 0.6 in place of the threshold (boxes to come
    fall on either side of it), plus a part of the mean best IoU. Whatever lowers the share below that of the best
    start costs more than it can gain.

    Args:
        starts: Plans of one network; the first gives the maps, their scales bound the search.
        boxes_xyxy: float ``[N, 4]``, 0..1.
    """

    def __init__(self, starts: Sequence[BoxPlan], boxes_xyxy: FloatArray) -> None:
        self._sizes = box_sizes(boxes_xyxy)
        self._boxes_xyxy = boxes_xyxy
        self._floor = max(share_reached(plan, boxes_xyxy) for plan in starts)
        shipped = _shipped(starts[0].network or SSD300)
        scales = np.array([plan.scales for plan in shipped])
        self._least = (_SCALE_ROOM[0] * scales.min(axis=0)).tolist()
        self._most = (_SCALE_ROOM[1] * scales.max(axis=0)).tolist()

    def value(self, plan: BoxPlan) -> float:
        """Returns what the search raises."""
        return self._value(self._ious_of(plan, range(len(plan.map_sizes))))

    def improved(self, start: BoxPlan, between: Callable[[], None]) -> BoxPlan:
        """Returns the plan that the search finds from ``start``; calls ``between`` before each number it tries."""
        plan = _named_fitted(start)
        ious = self._ious_of(plan, range(len(plan.map_sizes)))
        value = self._value(ious)
        for _ in range(_SWEEPS):
            before = value
            for place in self._places(plan):
                between()
                tried = [self._tried(candidate, maps, ious) for candidate, maps in self._candidates(plan, place)]
                best_value, best_plan, best_ious = max(tried, key=lambda result: result[0])
                if best_value > value + _LEAST_GAIN:
                    value, plan, ious = best_value, best_plan, best_ious
            if value - before < _LEAST_GAIN_OF_SWEEP:
                break
        return plan

    def _tried(self, plan: BoxPlan, maps: Iterable[int], ious: FloatArray) -> tuple[float, BoxPlan, FloatArray]:
        """Returns the value of a plan that differs on some maps only from the one that ``ious`` belong to."""
        changed = ious.copy()
        maps = list(maps)
        changed[maps] = self._ious_of(plan, maps)
        return self._value(changed), plan, changed

    def _ious_of(self, plan: BoxPlan, maps: Iterable[int]) -> FloatArray:
        """Returns the best IoU of each box with the default boxes of each map, ``[maps, N]``."""
        rows = []
        for feature_map in maps:
            distances = centre_distances(plan, feature_map, self._boxes_xyxy)
            rows.append(shape_ious(self._sizes, distances, map_shapes(plan, feature_map)).max(axis=1))
        return np.stack(rows)

    def _value(self, ious: FloatArray) -> float:
        best = ious.max(axis=0)
        low, high = _RAMP
        near = np.clip((best - low) / (high - low), 0.0, 1.0).mean()
        lost = max(0.0, self._floor - float((best >= MatchConfig().positive_iou).mean()))
        return float(near + _WEIGHT_OF_MEAN * best.mean()) - _PRICE_OF_LOSS * lost

    @staticmethod
    def _places(plan: BoxPlan) -> list[tuple[int, int | None]]:
        """Returns every number of a plan: (scale, None), then (map, ratio)."""
        scales: list[tuple[int, int | None]] = [(index, None) for index in range(len(plan.scales))]
        ratios = plan.aspect_ratios
        return scales + [(index, ratio) for index, row in enumerate(ratios) for ratio in range(len(row))]

    def _candidates(self, plan: BoxPlan, place: tuple[int, int | None]) -> Iterator[tuple[BoxPlan, list[int]]]:
        """Yields plans with another value of one number, and the maps that it changes."""
        index, ratio = place
        for factor in _FACTORS:
            if ratio is None:
                scale = min(max(plan.scales[index] * factor, self._least[index]), self._most[index])
                # The square s' of the map before ends at this scale.
                maps = [feature_map for feature_map in (index - 1, index) if 0 <= feature_map < len(plan.map_sizes)]
                yield replace(plan, scales=_with(plan.scales, index, scale)), maps
            else:
                row = plan.aspect_ratios[index]
                value = min(max(row[ratio] * factor, _RATIO_LIMITS[0]), _RATIO_LIMITS[1])
                changed = (*plan.aspect_ratios[:index], _with(row, ratio, value), *plan.aspect_ratios[index + 1 :])
                yield replace(plan, aspect_ratios=changed), [index]


def _with(values: tuple[float, ...], index: int, value: float) -> tuple[float, ...]:
    return (*values[:index], value, *values[index + 1 :])
