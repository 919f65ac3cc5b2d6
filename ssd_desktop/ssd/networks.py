"""The networks there are: input side, layers after VGG16, feature maps, and the box plans made for them. No torch here.

Sources: Liu et al., "SSD: Single Shot MultiBox Detector" (arXiv 1512.02325), figure 2 and section 3.4; the authors'
``examples/ssd/ssd_pascal.py`` (``AddExtraLayers``) and, for SSD512, ``ssd_pascal_512`` of their model zoo. Their
conv6_1 to conv10_2 are called conv8_1 to conv12_2 here, as in the paper. torchvision's ``highres`` option is another
network: its maps are 64, 32, 16, 8, 6, 4, 1.
"""

import functools
from dataclasses import dataclass

from ssd_desktop.errors import ConfigError

VGG16_BLOCKS = ((64, 2), (128, 2), (256, 3), (512, 3), (512, 3))
"""Output channels and number of convolutions (3 x 3, padding 1) of the five VGG16 blocks (configuration D)."""

_BASE_MAPS = (("conv4_3", 512, 8), ("conv7", 1024, 16))
"""Name, channels and stride in pixels of the two maps before the auxiliary layers."""


@dataclass(frozen=True)
class Convolution:
    """A convolution after the VGG16 base.

    Attributes:
        name: As the paper numbers it.
        channels: Outputs.
        kernel: Side of the kernel.
        stride: Cells between two outputs.
        padding: Cells of zeros around the input.
        dilation: Cells between two elements of the kernel.
    """

    name: str
    channels: int
    kernel: int = 1
    stride: int = 1
    padding: int = 0
    dilation: int = 1

    def output_size(self, size: int) -> int:
        """Returns the side of the output for an input of ``size`` cells a side; 0 where nothing is left."""
        reach = self.dilation * (self.kernel - 1) + 1
        return max(0, (size + 2 * self.padding - reach) // self.stride + 1)


@dataclass(frozen=True)
class NetworkDescription:
    """What tells one network from another; everything else is the same code.

    Attributes:
        name: As checkpoints and the command line name it.
        image_size: Side of the square input, pixels.
        new_layers: The convolutions after conv5_3, in order of the forward pass; ImageNet weights do not cover them.
        boxes_per_cell: Default boxes in a cell of each feature map.
        plans: The shipped box plans that a training may choose from.
        published_plan: That of the published mAP.
    """

    name: str
    image_size: int
    new_layers: tuple[Convolution, ...]
    boxes_per_cell: tuple[int, ...]
    plans: tuple[str, ...]
    published_plan: str

    @property
    def map_names(self) -> tuple[str, ...]:
        """The layers that predict, finest first."""
        return (*(name for name, _, _ in _BASE_MAPS), *(layer.name for layer in self._map_layers))

    @property
    def map_channels(self) -> tuple[int, ...]:
        """Channels of each feature map."""
        return (*(channels for _, channels, _ in _BASE_MAPS), *(layer.channels for layer in self._map_layers))

    @property
    def map_strides(self) -> tuple[int, ...]:
        """Input pixels between neighbouring cells of each feature map."""
        strides = [stride for _, _, stride in _BASE_MAPS]
        for layer in self._map_layers:
            strides.append(strides[-1] * layer.stride)
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
        """Returns the cells along a side of each feature map for an input of ``side`` pixels; 0 for a map that is gone.

        pool1, pool2 and pool4 round down, pool3 rounds up (75 -> 38), pool5 keeps the size.
        """
        conv4_3 = -(-(side // 4) // 2)
        sizes, size = [conv4_3], conv4_3 // 2
        for layer in self.new_layers:
            size = layer.output_size(size) if size else 0
            if layer.name in self.map_names:
                sizes.append(size)
        return tuple(sizes)

    @property
    def _map_layers(self) -> tuple[Convolution, ...]:
        return tuple(layer for layer in self.new_layers if layer.name.endswith("_2"))


_CONV6_TO_9 = (
    Convolution("conv6", 1024, 3, padding=6, dilation=6),
    Convolution("conv7", 1024),
    Convolution("conv8_1", 256),
    Convolution("conv8_2", 512, 3, stride=2, padding=1),
    Convolution("conv9_1", 128),
    Convolution("conv9_2", 256, 3, stride=2, padding=1),
)

SSD300 = NetworkDescription(
    name="ssd300-vgg16",
    image_size=300,
    new_layers=(
        *_CONV6_TO_9,
        Convolution("conv10_1", 128),
        Convolution("conv10_2", 256, 3),
        Convolution("conv11_1", 128),
        Convolution("conv11_2", 256, 3),
    ),
    boxes_per_cell=(4, 6, 6, 6, 4, 4),
    plans=("paper", "caffe-voc", "caffe-coco"),
    published_plan="caffe-voc",
)

SSD512 = NetworkDescription(
    name="ssd512-vgg16",
    image_size=512,
    new_layers=(
        *_CONV6_TO_9,
        Convolution("conv10_1", 128),
        Convolution("conv10_2", 256, 3, stride=2, padding=1),
        Convolution("conv11_1", 128),
        Convolution("conv11_2", 256, 3, stride=2, padding=1),
        Convolution("conv12_1", 128),
        Convolution("conv12_2", 256, 4, padding=1),
    ),
    boxes_per_cell=(4, 6, 6, 6, 6, 4, 4),
    plans=("ssd512-voc", "ssd512-coco"),
    published_plan="ssd512-voc",
)

_DESCRIPTIONS = (SSD300, SSD512)

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


@functools.lru_cache(maxsize=64)
def network_of_maps(image_size: int, map_sizes: tuple[int, ...]) -> NetworkDescription | None:
    """Returns the network with this input side and these feature maps; None where none has them."""
    return next((n for n in _DESCRIPTIONS if (n.image_size, n.map_sizes) == (image_size, map_sizes)), None)
