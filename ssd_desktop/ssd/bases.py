"""The bases: networks that learned to classify ImageNet and whose features a detector starts from. No torch here.

Sources: Simonyan and Zisserman, "Very Deep Convolutional Networks" (arXiv 1409.1556), configuration D. Tan and Le,
"EfficientNet" (arXiv 1905.11946), table 1, and its "lite" variant (github.com/tensorflow/tpu,
``models/official/efficientnet/lite``): no squeeze-and-excitation, ReLU6 in place of swish, pictures as
(RGB - 127) / 128. Their batch normalisation lies in the convolutions (docs/adr/0010).
"""

from dataclasses import dataclass

from ssd_desktop.ssd.layers import Activation, Convolution, Pooling


@dataclass(frozen=True)
class Base:
    """A base.

    Attributes:
        name: As training settings and start weights name it.
        title: What the user reads.
        layers: In order of the forward pass.
        freeze_stages: How far it may keep its weights: ``none``, then the last layers of some stages, ever deeper.
        processor_stages: Of them the one that a training on a processor usually keeps, and the one before it that a
            long training keeps.
        layers_after: Layers of the detectors after it that start weights may hold too, made of its classifier.
    """

    name: str
    title: str
    layers: tuple[Convolution, ...]
    freeze_stages: tuple[str, ...]
    processor_stages: tuple[str, str]
    layers_after: tuple[str, ...] = ()

    @property
    def layer_names(self) -> tuple[str, ...]:
        """Names of its layers in order of the forward pass."""
        return tuple(layer.name for layer in self.layers)

    def stage_like(self, stage: str) -> str:
        """Returns its own freeze stage that goes as deep as ``stage`` of any base."""
        depths = {name: depth for base in BASES for depth, name in enumerate(base.freeze_stages)}
        return self.freeze_stages[depths[stage]]


_VGG16_BLOCKS = ((64, 2), (128, 2), (256, 3), (512, 3), (512, 3))
"""Output channels and number of convolutions of the five blocks."""


def _vgg16_layers() -> tuple[Convolution, ...]:
    """Rounding up in pool3 alone gives the 38 x 38 cells of SSD300; rounding down loses 644 default boxes."""
    poolings = (None, Pooling(), Pooling(), Pooling(rounds_up=True), Pooling())
    return tuple(
        Convolution(f"conv{block}_{layer}", width, 3, padding=1, pooling=pooling if layer == 1 else None)
        for block, ((width, count), pooling) in enumerate(zip(_VGG16_BLOCKS, poolings, strict=True), start=1)
        for layer in range(1, count + 1)
    )


VGG16 = Base(
    name="vgg16",
    title="VGG16",
    layers=_vgg16_layers(),
    freeze_stages=("none", "conv2_2", "conv3_3", "conv4_3", "conv5_3"),
    processor_stages=("conv4_3", "conv3_3"),
    layers_after=("conv6", "conv7"),
)
"""The 13 convolutions, conv1_1 to conv5_3; its classifier can become conv6 and conv7."""

_LITE0_STAGES = (
    (1, 3, 1, 1, 16),
    (2, 3, 2, 6, 24),
    (2, 5, 2, 6, 40),
    (3, 3, 2, 6, 80),
    (3, 5, 1, 6, 112),
    (4, 5, 2, 6, 192),
    (1, 3, 1, 6, 320),
)
"""Blocks, kernel, stride of the first block, expansion and output channels of the seven stages."""

_STEM_CHANNELS, _TOP_CHANNELS = 32, 1280
_INPUT_DIVISOR = 128.0


def _lite0_layers() -> tuple[Convolution, ...]:
    layers = [_same("stem", _STEM_CHANNELS, 3, stride=2, input_divisor=_INPUT_DIVISOR)]
    number, channels = 0, _STEM_CHANNELS
    for count, kernel, first_stride, expansion, width in _LITE0_STAGES:
        for position in range(count):
            number += 1
            stride = first_stride if position == 0 else 1
            wide = channels * expansion
            if expansion > 1:
                layers.append(_same(f"block{number}_expand", wide))
            layers.append(_same(f"block{number}_depthwise", wide, kernel, stride=stride, depthwise=True))
            adds = f"block{number - 1}_project" if position else ""
            layers.append(_same(f"block{number}_project", width, activation="none", adds=adds))
            channels = width
    return (*layers, _same("top", _TOP_CHANNELS))


def _same(
    name: str,
    channels: int,
    kernel: int = 1,
    *,
    stride: int = 1,
    depthwise: bool = False,
    activation: Activation = "relu6",
    adds: str = "",
    input_divisor: float = 1.0,
) -> Convolution:
    """Returns a layer with TensorFlow's padding "SAME" for an even side: with stride 2 one cell more at the end."""
    total = kernel - stride if stride > 1 else kernel - 1
    return Convolution(
        name,
        channels,
        kernel,
        stride,
        padding=total // 2,
        padding_after=total - total // 2,
        depthwise=depthwise,
        activation=activation,
        adds=adds,
        input_divisor=input_divisor,
    )


EFFICIENTNET_LITE0 = Base(
    name="efficientnet-lite0",
    title="EfficientNet-Lite0",
    layers=_lite0_layers(),
    freeze_stages=("none", "block3_project", "block5_project", "block11_project", "top"),
    processor_stages=("block5_project", "block3_project"),
)
"""A stem, 16 inverted bottlenecks of up to three layers each, and the last 1 x 1 layer before its classifier."""

BASES = (VGG16, EFFICIENTNET_LITE0)
"""The bases there are."""

BASE_LAYER_NAMES = frozenset(name for base in BASES for name in base.layer_names)
"""The layers of all bases; no layer after a base has such a name."""

FREEZE_STAGES = tuple(dict.fromkeys(stage for base in BASES for stage in base.freeze_stages))
"""The stages of all bases; which of them a network has, its base says."""
