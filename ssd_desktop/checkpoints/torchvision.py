"""Weights of torchvision's ``ssd300_vgg16`` under our names, and ours under theirs.

Both networks are the same; so are the order of channels in the heads and the scaling of offsets. Only the box
plan (``torchvision``) and the means have to be the importer's.
"""

from collections.abc import Mapping

from torch import Tensor
from torchvision.models.detection.anchor_utils import DefaultBoxGenerator
from torchvision.models.detection.ssd import SSD as TorchvisionSSD
from torchvision.models.detection.ssd import ssd300_vgg16

from ssd_desktop.checkpoints.checkpoint import Checkpoint
from ssd_desktop.checkpoints.class_lists import coco_classes_with_gaps
from ssd_desktop.checkpoints.layout import Layout
from ssd_desktop.errors import CheckpointError
from ssd_desktop.ssd.config import PLANS, TORCHVISION_MEANS_RGB
from ssd_desktop.ssd.networks import SSD300

#: Positions in ``backbone.features`` up to conv4_3, and in ``backbone.extra.0`` after it.
_FEATURES = {
    "conv1_1": 0, "conv1_2": 2, "conv2_1": 5, "conv2_2": 7, "conv3_1": 10, "conv3_2": 12, "conv3_3": 14,
    "conv4_1": 17, "conv4_2": 19, "conv4_3": 21,
}  # fmt: skip
_EXTRA_0 = {"conv5_1": "1", "conv5_2": "3", "conv5_3": "5", "conv6": "7.1", "conv7": "7.3"}
_HEADS = {"offsets": "regression_head", "class_scores": "classification_head"}
_MAPS = 6


def _layer_names() -> dict[str, str]:
    """Returns torchvision's name of every layer by ours, without ``.weight`` and ``.bias``."""
    names = {f"backbone.{layer}": f"backbone.features.{position}" for layer, position in _FEATURES.items()}
    names |= {f"backbone.{layer}": f"backbone.extra.0.{position}" for layer, position in _EXTRA_0.items()}
    for block in range(1, 5):
        names[f"backbone.conv{block + 7}_1"] = f"backbone.extra.{block}.0"
        names[f"backbone.conv{block + 7}_2"] = f"backbone.extra.{block}.2"
    for ours, theirs in _HEADS.items():
        names |= {f"heads.{ours}.{k}": f"head.{theirs}.module_list.{k}" for k in range(_MAPS)}
    return names


def _key_map() -> dict[str, str]:
    keys = {
        f"{ours}.{kind}": f"{theirs}.{kind}" for ours, theirs in _layer_names().items() for kind in ("weight", "bias")
    }
    return keys | {"backbone.conv4_3_norm.scale": "backbone.scale_weight"}


TORCHVISION_KEYS: dict[str, str] = _key_map()
"""torchvision's key of every entry of our state."""

_COCO = coco_classes_with_gaps()

TORCHVISION_300 = Layout(
    name="torchvision ssd300_vgg16",
    source="torchvision 0.24, models/detection/ssd.py",
    licence="BSD-3-Clause",
    network=SSD300,
    keys=TORCHVISION_KEYS,
    plan_of=lambda classes: PLANS["torchvision"],
    class_lists={len(_COCO): _COCO},
    means_rgb=TORCHVISION_MEANS_RGB,
    trained_on={len(_COCO): "COCO train2017"},
)


def to_torchvision_state(state: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Returns our complete SSD300 state under torchvision's keys, for ``build_torchvision_model`` or an own copy of it.

    A plain ``ssd300_vgg16`` also takes it, but its default boxes are right for the plan ``torchvision`` only.
    """
    return {TORCHVISION_KEYS[key]: tensor for key, tensor in state.items()}


def from_torchvision_state(state: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Returns the state of torchvision's ``ssd300_vgg16`` under our keys.

    Raises:
        CheckpointError: A key is missing or unknown.
    """
    missing = sorted(set(TORCHVISION_KEYS.values()) - set(state))
    if missing:
        raise CheckpointError(f"These are no weights of torchvision's ssd300_vgg16, because {missing[0]} is missing.")
    unknown = sorted(set(state) - set(TORCHVISION_KEYS.values()))
    if unknown:
        raise CheckpointError(f"These are no weights of torchvision's ssd300_vgg16, because {unknown[0]} is unknown.")
    return {ours: state[theirs] for ours, theirs in TORCHVISION_KEYS.items()}


def build_torchvision_model(checkpoint: Checkpoint) -> TorchvisionSSD:
    """Returns torchvision's SSD with the checkpoint's weights, default boxes and means, in evaluation mode.

    It takes pictures as float ``[3, H, W]`` in 0..1, and finds the same objects.

    Raises:
        CheckpointError: The network is none of torchvision's, or the box plan clips in a way that torchvision cannot.
    """
    config = checkpoint.config
    if config.network != SSD300.name:
        raise CheckpointError(f"torchvision has no {config.network}; only {SSD300.name} can be used there.")
    plan = config.plan
    if plan.clip not in ("none", "size"):
        raise CheckpointError(
            f"The box plan {plan.name} clips {plan.clip}, which torchvision cannot; "
            "only plans that clip nothing or the size can be used there."
        )
    model: TorchvisionSSD = ssd300_vgg16(
        weights=None,
        weights_backbone=None,
        num_classes=config.class_count,
        image_mean=[mean / 255 for mean in config.means_rgb],
    )
    model.anchor_generator = DefaultBoxGenerator(
        [list(ratios) for ratios in plan.aspect_ratios],
        scales=list(plan.scales),
        steps=list(plan.steps) or None,
        clip=plan.clip == "size",
    )
    model.load_state_dict(to_torchvision_state(checkpoint.state))
    return model.eval()
