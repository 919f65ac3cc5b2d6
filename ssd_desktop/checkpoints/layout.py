"""What tells one layout of weights from another: how its keys are called, and what its numbers are relative to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from torch import Tensor

from ssd_desktop.ssd.backbone import BASE_LAYERS
from ssd_desktop.ssd.config import BoxPlan
from ssd_desktop.ssd.networks import NetworkDescription

_SAME = (1.0, 1.0, 1.0)

VGG_POSITIONS: dict[str, int] = dict(
    zip((*BASE_LAYERS, "conv6", "conv7"), (0, 2, 5, 7, 10, 12, 14, 17, 19, 21, 24, 26, 28, 31, 33), strict=True)
)
"""Positions of the convolutions in a list of convolutions, ReLUs and poolings, as torchvision and ssd.pytorch have."""


@dataclass(frozen=True)
class Layout:
    """A layout of SSD weights that can be imported.

    Attributes:
        name: What the user reads.
        source: Repository and version that was read to learn it.
        licence: Of that repository.
        network: The network it is.
        keys: Their key of every key of ours.
        plan_of: The box plan for a number of foreground classes, where the user names none.
        class_lists: Names for a number of foreground classes.
        means_rgb: Subtracted from the picture, RGB in 0..255.
        divisors_rgb: The picture is divided by them after that.
        may_be_bgr: Whether files of it are around that expect BGR, to be told by their first layer.
        own_shapes: Shapes of theirs that differ from ours, by their key.
        adapt: Turns the state under our keys into one for our order of default boxes.
        trained_on: Data by the number of foreground classes, for the card.
    """

    name: str
    source: str
    licence: str
    network: NetworkDescription
    keys: Mapping[str, str]
    plan_of: Callable[[int], BoxPlan]
    class_lists: Mapping[int, tuple[str, ...]]
    means_rgb: tuple[float, float, float]
    divisors_rgb: tuple[float, float, float] = _SAME
    may_be_bgr: bool = False
    own_shapes: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    adapt: Callable[[dict[str, Tensor]], dict[str, Tensor]] = dict
    trained_on: Mapping[int, str] = field(default_factory=dict)


def with_kinds(layers: Mapping[str, str]) -> dict[str, str]:
    """Returns their key of ours for the weight and bias of each layer, from their name of each layer of ours."""
    return {f"{ours}.{kind}": f"{theirs}.{kind}" for ours, theirs in layers.items() for kind in ("weight", "bias")}


def list_layers(
    network: NetworkDescription, *, base: str, extras: str, offsets: str, class_scores: str
) -> dict[str, str]:
    """Returns their name of every layer of ours, where they keep layers in lists, as ssd.pytorch does.

    Args:
        network: Whose layers.
        base: Their list of VGG16, conv6 and conv7.
        extras: Their list of the convolutions after that.
        offsets: Their list of the heads for offsets.
        class_scores: Likewise for classes.
    """
    after = [layer.name for layer in network.new_layers if layer.name not in VGG_POSITIONS]
    layers = {f"backbone.{layer}": f"{base}.{position}" for layer, position in VGG_POSITIONS.items()}
    layers |= {f"backbone.{layer}": f"{extras}.{position}" for position, layer in enumerate(after)}
    for index in range(len(network.map_names)):
        layers[f"heads.offsets.{index}"] = f"{offsets}.{index}"
        layers[f"heads.class_scores.{index}"] = f"{class_scores}.{index}"
    return layers
