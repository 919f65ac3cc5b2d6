"""The networks there are: input side, base, layers after it, feature maps, box plans made for them. No torch here.

Sources: Liu et al., "SSD: Single Shot MultiBox Detector" (arXiv 1512.02325), figure 2 and section 3.4; the authors'
``examples/ssd/ssd_pascal.py`` (``AddExtraLayers``) and, for SSD512, ``ssd_pascal_512`` of their model zoo. Their
conv6_1 to conv10_2 are called conv8_1 to conv12_2 here, as in the paper. torchvision's ``highres`` option is another
network: its maps are 64, 32, 16, 8, 6, 4, 1. SSDlite: Sandler et al., "MobileNetV2" (arXiv 1801.04381), section 6.2.
"""

import functools
from dataclasses import dataclass

from ssd_desktop.errors import ConfigError
from ssd_desktop.ssd.bases import EFFICIENTNET_LITE0, VGG16, Base
from ssd_desktop.ssd.layers import Convolution, Pooling


@dataclass(frozen=True)
class NetworkDescription:
    """What tells one network from another; everything else is the same code.

    Attributes:
        name: As checkpoints and the command line name it.
        image_size: Side of the square input, pixels.
        base: The pretrained layers that it begins with.
        new_layers: The convolutions after the base, in order of the forward pass; ImageNet weights do not cover them.
        map_names: The layers that predict, finest first.
        boxes_per_cell: Default boxes in a cell of each feature map.
        plans: The shipped box plans that a training may choose from.
        published_plan: That of the published mAP; the one to start from where none is published.
        normalised_map: The layer whose map passes an L2 normalisation; empty: none.
        separable_heads: Whether a head is a depthwise 3 x 3 and a pointwise convolution (SSDlite), or one 3 x 3.
        fine_tune_rate: Learning rate, for a batch of 32, of a training that leaves it to the network
            (docs/fine_tuning.md).
    """

    name: str
    image_size: int
    base: Base
    new_layers: tuple[Convolution, ...]
    map_names: tuple[str, ...]
    boxes_per_cell: tuple[int, ...]
    plans: tuple[str, ...]
    published_plan: str
    normalised_map: str = ""
    separable_heads: bool = False
    fine_tune_rate: float = 4e-3

    @property
    def layers(self) -> tuple[Convolution, ...]:
        """All layers before the heads, in order of the forward pass."""
        return self.base.layers + self.new_layers

    @property
    def is_depthwise(self) -> bool:
        """Whether its base is made of depthwise convolutions, which move more numbers than they multiply."""
        return any(layer.depthwise for layer in self.base.layers)

    @property
    def map_channels(self) -> tuple[int, ...]:
        """Channels of each feature map."""
        return tuple(layer.channels for layer in self.layers if layer.name in self.map_names)

    @property
    def map_strides(self) -> tuple[int, ...]:
        """Input pixels between neighbouring cells of each feature map."""
        strides, stride = [], 1
        for layer in self.layers:
            stride *= layer.total_stride
            if layer.name in self.map_names:
                strides.append(stride)
        return tuple(strides)

    @property
    def map_sizes(self) -> tuple[int, ...]:
        """Cells along a side of each feature map."""
        return self.map_sizes_at(self.image_size)

    @property
    def box_count(self) -> int:
        """K, the number of default boxes of every plan."""
        return sum(f * f * k for f, k in zip(self.map_sizes, self.boxes_per_cell, strict=True))

    def map_sizes_at(self, side: int) -> tuple[int, ...]:
        """Returns the cells along a side of each map for an input of ``side`` pixels; 0 for a map that is gone."""
        sizes, size = [], side
        for layer in self.layers:
            size = layer.output_size(size)
            if layer.name in self.map_names:
                sizes.append(size)
        return tuple(sizes)

    def check_freeze(self, stage: str) -> None:
        """Does nothing where the base may be frozen up to this layer.

        Raises:
            ConfigError: Its base has no such stage.
        """
        if stage not in self.base.freeze_stages:
            raise ConfigError(
                f"freeze is {stage!r}, and {self.name} begins with {self.base.title}; use one of "
                f"{', '.join(self.base.freeze_stages)}."
            )


_CONV6_TO_9 = (
    Convolution("conv6", 1024, 3, padding=6, dilation=6, pooling=Pooling(3, stride=1, padding=1)),
    Convolution("conv7", 1024),
    Convolution("conv8_1", 256),
    Convolution("conv8_2", 512, 3, stride=2, padding=1),
    Convolution("conv9_1", 128),
    Convolution("conv9_2", 256, 3, stride=2, padding=1),
)

SSD300 = NetworkDescription(
    name="ssd300-vgg16",
    image_size=300,
    base=VGG16,
    new_layers=(
        *_CONV6_TO_9,
        Convolution("conv10_1", 128),
        Convolution("conv10_2", 256, 3),
        Convolution("conv11_1", 128),
        Convolution("conv11_2", 256, 3),
    ),
    map_names=("conv4_3", "conv7", "conv8_2", "conv9_2", "conv10_2", "conv11_2"),
    boxes_per_cell=(4, 6, 6, 6, 4, 4),
    plans=("paper", "caffe-voc", "caffe-coco"),
    published_plan="caffe-voc",
    normalised_map="conv4_3",
)

SSD512 = NetworkDescription(
    name="ssd512-vgg16",
    image_size=512,
    base=VGG16,
    new_layers=(
        *_CONV6_TO_9,
        Convolution("conv10_1", 128),
        Convolution("conv10_2", 256, 3, stride=2, padding=1),
        Convolution("conv11_1", 128),
        Convolution("conv11_2", 256, 3, stride=2, padding=1),
        Convolution("conv12_1", 128),
        Convolution("conv12_2", 256, 4, padding=1),
    ),
    map_names=("conv4_3", "conv7", "conv8_2", "conv9_2", "conv10_2", "conv11_2", "conv12_2"),
    boxes_per_cell=(4, 6, 6, 6, 6, 4, 4),
    plans=("ssd512-voc", "ssd512-coco"),
    published_plan="ssd512-voc",
    normalised_map="conv4_3",
)


def _light_stage(name: str, *, narrow: int, channels: int, stride: int) -> tuple[Convolution, ...]:
    """Returns an auxiliary stage: 1 x 1, depthwise 3 x 3, 1 x 1; with stride 1 it has no padding, as in SSD300."""
    padding = 1 if stride == 2 else 0
    return (
        Convolution(f"{name}_1", narrow, activation="relu6"),
        Convolution(f"{name}_2", narrow, 3, stride=stride, padding=padding, depthwise=True, activation="relu6"),
        Convolution(f"{name}_3", channels, activation="relu6"),
    )


SSDLITE320 = NetworkDescription(
    name="ssdlite320-efficientnet-lite0",
    image_size=320,
    base=EFFICIENTNET_LITE0,
    new_layers=(
        *_light_stage("extra1", narrow=256, channels=512, stride=2),
        *_light_stage("extra2", narrow=128, channels=256, stride=1),
        *_light_stage("extra3", narrow=128, channels=256, stride=1),
    ),
    map_names=("block6_expand", "block12_expand", "top", "extra1_3", "extra2_3", "extra3_3"),
    boxes_per_cell=(4, 6, 6, 6, 4, 4),
    plans=("ssdlite320-paper", "ssdlite320-voc", "ssdlite320-coco"),
    published_plan="ssdlite320-voc",
    separable_heads=True,
    fine_tune_rate=8e-3,
)

_DESCRIPTIONS = (SSD300, SSD512, SSDLITE320)

NETWORKS = tuple(network.name for network in _DESCRIPTIONS)
"""The networks by name; the first is the default."""


def network_by_name(name: str) -> NetworkDescription:
    """Returns the description of a network.

    Raises:
        ConfigError: No network has this name.
    """
    found = next((network for network in _DESCRIPTIONS if network.name == name), None)
    if found is None:
        raise ConfigError(f"There is no network {name!r}; this version has {', '.join(NETWORKS)}.")
    return found


def network_of_base(base: Base) -> NetworkDescription:
    """Returns the usual network that begins with a base."""
    return next(network for network in _DESCRIPTIONS if network.base == base)


@functools.lru_cache(maxsize=64)
def network_of_maps(image_size: int, map_sizes: tuple[int, ...]) -> NetworkDescription | None:
    """Returns the network with this input side and these feature maps; None where none has them."""
    return next((n for n in _DESCRIPTIONS if (n.image_size, n.map_sizes) == (image_size, map_sizes)), None)
