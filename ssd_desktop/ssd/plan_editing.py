"""Changing the numbers of a box plan: the paper's line of scales, ratios as a person writes them. No torch here."""

import math
import re
from collections.abc import Iterable
from dataclasses import replace

from ssd_desktop.errors import ConfigError
from ssd_desktop.ssd.config import EDITED_PLAN, BoxPlan, Centres, plan_by_name

MOST_RATIO = 10.0
MOST_RATIOS = 3
"""Of a feature map: eight boxes a cell, two more than any network here has."""

SCALE_LIMITS = (0.01, 1.5)
"""Fractions of the input side; a box of more than that holds nothing that the picture shows."""


def line_scales(s_min: float, s_max: float, *, maps: int) -> tuple[float, ...]:
    """Returns the scales of the paper's equation 4, and one more that continues the line (SSD, section 2.2).

    Args:
        s_min: Scale of the finest feature map, fraction of the input side.
        s_max: Scale of the coarsest one.
        maps: Feature maps, at least 2.

    Returns:
        ``maps + 1`` scales, s_k = s_min + (s_max - s_min) / (maps - 1) * k for k from 0.

    Raises:
        ConfigError: ``s_max`` is not above ``s_min``, or one of them is out of range.
    """
    low, high = SCALE_LIMITS
    for name, scale in (("s_min", s_min), ("s_max", s_max)):
        if not low <= scale <= high:
            raise ConfigError(f"{name} is {scale:g}; give it a value from {low:g} to {high:g}.")
    if s_max <= s_min:
        raise ConfigError(
            f"s_max is {s_max:g}, not above s_min, {s_min:g}: coarser maps need larger boxes; raise s_max."
        )
    pitch = (s_max - s_min) / (maps - 1)
    # Rounded, so that 0.2 to 0.9 gives the paper's own numbers and not 0.33999999999999997.
    return tuple(round(s_min + pitch * k, 9) for k in range(maps + 1))


def is_on_line(plan: BoxPlan) -> bool:
    """Returns whether the scales of a plan are those of ``line_scales`` between its first and its last map."""
    ends = plan.scales[0], plan.scales[-2]
    if len(plan.map_sizes) < 2 or not SCALE_LIMITS[0] <= ends[0] < ends[1] <= SCALE_LIMITS[1]:
        return False
    line = line_scales(*ends, maps=len(plan.map_sizes))
    return all(math.isclose(a, b, abs_tol=1e-6) for a, b in zip(plan.scales, line, strict=True))


def parse_ratios(text: str) -> tuple[float, ...]:
    """Returns the aspect ratios that a text names, such as ``2, 3``; an empty text names none.

    Raises:
        ConfigError: Something in it is no number above 1, is there twice, or there are too many.
    """
    ratios: list[float] = []
    for word in (part for part in re.split(r"[\s,;]+", text) if part):
        ratio = _ratio_of(word)
        if any(math.isclose(ratio, other) for other in ratios):
            raise ConfigError(f"The ratio {ratio:g} is there twice; leave one of them out.")
        ratios.append(ratio)
    if len(ratios) > MOST_RATIOS:
        raise ConfigError(f"There are {len(ratios)} ratios; leave at most {MOST_RATIOS}.")
    return tuple(ratios)


def _ratio_of(word: str) -> float:
    try:
        ratio = float(word)
    except ValueError:
        ratio = math.nan
    if not math.isfinite(ratio) or ratio <= 0:
        raise ConfigError(f"{word!r} is no ratio; write numbers above 1, such as 2, 3.")
    if ratio == 1:
        raise ConfigError("The ratio 1 is there as the two squares; leave it out.")
    if ratio < 1:
        raise ConfigError(f"The ratio {ratio:g} comes with its inverse; write {1 / ratio:.4g} instead.")
    if ratio > MOST_RATIO:
        raise ConfigError(f"The ratio {ratio:g} is above {MOST_RATIO:g}; no object is that long, so write less.")
    return ratio


def ratios_text(ratios: Iterable[float]) -> str:
    """Returns ratios as ``parse_ratios`` reads them, at most four digits each."""
    return ", ".join(f"{ratio:.4g}" for ratio in ratios)


def with_centres(plan: BoxPlan, centres: Centres) -> BoxPlan:
    """Returns the plan with another centre convention; steps are those of the network's published plan.

    Raises:
        ConfigError: The plan has no steps and is of no network that could tell them.
    """
    if centres == "cell":
        return replace(plan, centres=centres, steps=())
    if plan.steps:
        return replace(plan, centres=centres)
    if plan.network is None:
        raise ConfigError(f"Box plan {plan.name} is of no network, so its steps are not known; use centres of cells.")
    return replace(plan, centres=centres, steps=plan_by_name(plan.network.published_plan).steps)


def as_edited(plan: BoxPlan, known: Iterable[BoxPlan]) -> BoxPlan:
    """Returns the known plan that has the same numbers; else the plan under the name ``edited``."""
    named = replace(plan, name=EDITED_PLAN)
    return next((other for other in known if replace(other, name=EDITED_PLAN) == named), named)


def training_obstacle(plan: BoxPlan) -> str | None:
    """Returns why no network of this version can be trained with a plan, and what to do; None where one can."""
    network = plan.network
    if network is None:
        return "No network has these feature maps; choose one of the shipped plans to start from."
    for name, ours, theirs in zip(network.map_names, plan.boxes_per_cell, network.boxes_per_cell, strict=True):
        if ours != theirs:
            ratios = (theirs - 2) // 2
            return (
                f"{name} has {ours} boxes a cell, and the network predicts {theirs}; to train with this plan, set its "
                f"number of ratios to {ratios}."
            )
    return None
