"""Plans fitted to boxes: what they keep of the network, what they reach, and when there are too few boxes."""

import dataclasses

import pytest

from ssd_desktop.data import plan_fitting
from ssd_desktop.data.plan_fitting import LEAST_BOXES, fit_plan, share_reached
from ssd_desktop.errors import DataError
from ssd_desktop.ssd.config import PLANS
from ssd_desktop.ssd.networks import SSD300, SSD512
from tests.unit.data.made_data import made_boxes


@pytest.mark.parametrize("network", [SSD300, SSD512], ids=lambda network: network.name)
def test_a_fitted_plan_reaches_more_of_unusual_boxes_also_of_those_it_never_saw(network):
    seen, unseen = made_boxes(300), made_boxes(300, seed=1)
    fitted = fit_plan(seen, network)
    for boxes in (seen, unseen):
        best = max(share_reached(PLANS[name], boxes) for name in network.plans)
        assert share_reached(fitted, boxes) > best + 0.05


@pytest.mark.parametrize("seed", range(3))
def test_a_fitted_plan_never_reaches_less_than_the_best_shipped_one(seed):
    boxes = made_boxes(60, seed=seed, side=(0.05, 0.9), ratio=(0.7, 1.5))
    assert share_reached(fit_plan(boxes), boxes) >= max(share_reached(PLANS[name], boxes) for name in SSD300.plans)


def test_a_fitted_plan_keeps_maps_and_boxes_a_cell_and_scales_that_the_maps_can_see():
    plan = fit_plan(made_boxes(200, side=(0.4, 0.55)))
    assert plan.name == "fitted"
    assert plan.network is SSD300
    assert (plan.box_count, plan.boxes_per_cell) == (8732, SSD300.boxes_per_cell)
    assert plan.scales[0] <= 0.3  # conv4_3 sees 92 pixels of 300
    assert all(1.1 <= ratio <= 5 for ratios in plan.aspect_ratios for ratio in ratios)


def test_the_same_boxes_and_seed_give_the_same_plan(monkeypatch):
    monkeypatch.setattr(plan_fitting, "MOST_BOXES", 80)
    boxes = made_boxes(200)
    assert fit_plan(boxes, seed=3) == fit_plan(boxes, seed=3) != fit_plan(boxes, seed=4)


def test_boxes_that_were_not_looked_at_cannot_bring_it_below_the_shipped_plans(monkeypatch):
    monkeypatch.setattr(plan_fitting, "MOST_BOXES", 1)
    boxes = made_boxes(100, side=(0.05, 0.9), ratio=(0.7, 1.5))
    plan = fit_plan(boxes)
    best = max((PLANS[name] for name in SSD300.plans), key=lambda plan: share_reached(plan, boxes))
    assert plan == dataclasses.replace(best, name="fitted")


def test_too_few_boxes_are_refused_with_what_to_do():
    with pytest.raises(DataError, match="cannot be fitted to 49 boxes; label at least 50, or take the plan auto"):
        fit_plan(made_boxes(LEAST_BOXES - 1))
