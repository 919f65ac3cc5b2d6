"""The layout of sgrvinod/a-PyTorch-Tutorial-to-Object-Detection.

Learned from the repository at 5d5b759 (``model.py``, ``utils.py``, ``detect.py``), whose checkpoints are whole pickled
models: only their ``state_dict``, saved on its own, can be read without running code.

- Pictures are RGB in 0..1, minus the ImageNet means, divided by the ImageNet deviations.
- The shapes of a cell are s, s', 2, 3, 1/2, 1/3; ours are s, s', 2, 1/2, 3, 1/3: rows of the heads change places.
- Its last ratio is .333, not 1/3. The plan has 1/3, and the head of that shape makes up for it: offsets are relative to
  a box's own size, so that ``offset * old / new`` for centres and ``offset + ln(old / new) / variance`` for sizes give
  the same boxes to the last bits.
"""

import math

import torch
from torch import Tensor

from ssd_desktop.checkpoints.class_lists import VOC_CLASSES
from ssd_desktop.checkpoints.foreign_plans import FOREIGN_PLANS
from ssd_desktop.checkpoints.layout import Layout, with_kinds
from ssd_desktop.ssd.backbone import BASE_LAYERS
from ssd_desktop.ssd.config import OFFSET_VARIANCES
from ssd_desktop.ssd.networks import SSD300

_MEANS_RGB = (0.485 * 255, 0.456 * 255, 0.406 * 255)
_DEVIATIONS_RGB = (0.229 * 255, 0.224 * 255, 0.225 * 255)

_ORDER = (0, 1, 2, 4, 3, 5)
"""Their shape at the place of each of ours, in cells of six default boxes; cells of four have the same order."""

_LAST_SHAPE = 5
_WIDER = math.sqrt(0.333 * 3)
"""Width of their box of ratio .333 over that of ratio 1/3; the height is as much the other way round."""


def _layers() -> dict[str, str]:
    base = (*BASE_LAYERS, "conv6", "conv7")
    layers = {f"backbone.{layer}": f"base.{layer}" for layer in base}
    after = [layer.name for layer in SSD300.new_layers if layer.name not in base]
    layers |= {f"backbone.{layer}": f"aux_convs.{layer}" for layer in after}
    for index, name in enumerate(SSD300.map_names):
        layers[f"heads.offsets.{index}"] = f"pred_convs.loc_{name}"
        layers[f"heads.class_scores.{index}"] = f"pred_convs.cl_{name}"
    return layers


def _adapt(state: dict[str, Tensor]) -> dict[str, Tensor]:
    """Returns the state with the heads in our order of shapes, for ratios of exactly 1/3."""
    scale = "backbone.conv4_3_norm.scale"
    adapted = state | {scale: state[scale].flatten()}
    for index, boxes in enumerate(SSD300.boxes_per_cell):
        if boxes != len(_ORDER):
            continue
        for kind in ("weight", "bias"):
            for head in ("offsets", "class_scores"):
                key = f"heads.{head}.{index}.{kind}"
                adapted[key] = _reordered(adapted[key])
            key = f"heads.offsets.{index}.{kind}"
            adapted[key] = _for_a_third(adapted[key], is_bias=kind == "bias")
    return adapted


def _reordered(rows: Tensor) -> Tensor:
    """Returns head rows ``[6 * values, ...]`` with the shapes of a cell in our order."""
    by_shape = torch.unflatten(rows, 0, (len(_ORDER), -1))
    return by_shape[list(_ORDER)].flatten(0, 1)


def _for_a_third(rows: Tensor, *, is_bias: bool) -> Tensor:
    """Returns offset rows ``[24, ...]`` whose last shape is relative to the ratio 1/3 instead of .333."""
    changed = torch.unflatten(rows.to(torch.float64), 0, (len(_ORDER), 4)).clone()  # [6, 4, ...]
    changed[_LAST_SHAPE, 0] *= _WIDER
    changed[_LAST_SHAPE, 1] /= _WIDER
    if is_bias:
        changed[_LAST_SHAPE, 2] += math.log(_WIDER) / OFFSET_VARIANCES[1]
        changed[_LAST_SHAPE, 3] -= math.log(_WIDER) / OFFSET_VARIANCES[1]
    return changed.flatten(0, 1).to(rows.dtype)


SGRVINOD_300 = Layout(
    name="sgrvinod's tutorial SSD300",
    source="github.com/sgrvinod/a-PyTorch-Tutorial-to-Object-Detection at 5d5b759",
    licence="MIT (the code; the weights came without a licence of their own)",
    network=SSD300,
    keys=with_kinds(_layers()) | {"backbone.conv4_3_norm.scale": "rescale_factors"},
    plan_of=lambda classes: FOREIGN_PLANS["sgrvinod"],
    class_lists={len(VOC_CLASSES): VOC_CLASSES},
    means_rgb=_MEANS_RGB,
    divisors_rgb=_DEVIATIONS_RGB,
    own_shapes={"rescale_factors": (1, 512, 1, 1)},
    adapt=_adapt,
    trained_on={len(VOC_CLASSES): "Pascal VOC 2007 and 2012 trainval"},
)
