"""The box plans of other people's detectors that are none of ours: their own scales, and what they clip. No torch here.

They come into a checkpoint with every number, as a fitted plan does; none is offered to a training from the base.
"""

from dataclasses import replace

from ssd_desktop.checkpoints.plan_file import find_plan
from ssd_desktop.errors import ConfigError
from ssd_desktop.ssd.config import PLANS, BoxPlan, is_plan_file

_SGRVINOD_SCALES = (0.1, 0.2, 0.375, 0.55, 0.725, 0.9, 1 / 0.9)
"""The second square of the last map has scale 1; 1 / 0.9 makes ``sqrt(s * s')`` of it."""

_SSD512_VOC_SCALES = tuple(v / 512 for v in (35.84, 76.8, 153.6, 230.4, 307.2, 384.0, 460.8, 537.65))

FOREIGN_PLANS: dict[str, BoxPlan] = {
    plan.name: plan
    for plan in (
        replace(PLANS["caffe-voc"], name="amdegroot-voc", clip="cxcywh"),
        replace(PLANS["caffe-coco"], name="amdegroot-coco", clip="cxcywh"),
        replace(PLANS["ssd512-voc"], name="lufficc-512-voc", scales=_SSD512_VOC_SCALES, clip="cxcywh"),
        replace(PLANS["ssd512-coco"], name="lufficc-512-coco", clip="cxcywh"),
        replace(PLANS["paper"], name="sgrvinod", scales=_SGRVINOD_SCALES, clip="cxcywh"),
    )
}
"""Box plans by name: amdegroot and lufficc clip centres and sizes to 0..1, sgrvinod has scales of its own."""


def plan_for_import(name: str) -> BoxPlan:
    """Returns a shipped or a foreign box plan by its name, or the plan in a file (``plan.json`` of a run).

    Raises:
        ConfigError: No plan has this name, or the file holds none.
    """
    if name in FOREIGN_PLANS:
        return FOREIGN_PLANS[name]
    if name in PLANS or is_plan_file(name):
        return find_plan(name)
    known = ", ".join((*PLANS, *FOREIGN_PLANS))
    raise ConfigError(f"There is no box plan {name!r}; the plans of imported detectors are {known}.")
