"""The backbone: base, auxiliary layers, and the feature maps that some of them give.

Sources: Liu et al., "SSD: Single Shot MultiBox Detector" (arXiv 1512.02325), section 3 and figure 2; the authors'
``examples/ssd/ssd_pascal.py`` for what follows conv7; "ParseNet" (arXiv 1506.04579) for the L2 normalisation of
conv4_3; Sandler et al., "MobileNetV2" (arXiv 1801.04381), section 6.2, for maps from within an inverted bottleneck.
"""

import contextlib

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ssd_desktop.ssd.bases import VGG16
from ssd_desktop.ssd.layers import Convolution
from ssd_desktop.ssd.networks import SSD300, NetworkDescription

BASE_LAYERS: tuple[str, ...] = VGG16.layer_names
"""The 13 VGG16 convolutions by name, in order of the forward pass: conv1_1 to conv5_3."""


class L2Norm(nn.Module):
    """L2 normalisation over channels with a learned scale per channel, initially 20 (ParseNet).

    Computed in float32 also under mixed precision: a float16 sum of squares overflows and gives NaN.
    """

    def __init__(self, channels: int, *, initial_scale: float = 20.0) -> None:
        super().__init__()
        self.scale = nn.Parameter(torch.full((channels,), initial_scale))

    def forward(self, x: Tensor) -> Tensor:
        """Returns float32 ``[B, channels, H, W]`` for ``x`` of that shape and any floating type."""
        with torch.autocast(x.device.type, enabled=False):
            return self.scale.float().view(1, -1, 1, 1) * F.normalize(x.float(), dim=1)


class Backbone(nn.Module):
    """A base with what follows it; gives the feature maps of a network.

    Layers are attributes named as in the description (``conv4_3``, ``conv8_2``), so that a checkpoint's keys read
    like it. It holds no batch normalisation: a batch of one trains like any other.

    Args:
        network: Its layers, and which of them predict.
    """

    def __init__(self, network: NetworkDescription = SSD300) -> None:
        super().__init__()
        self.network = network
        channels = 3
        for layer in network.base.layers:
            channels = self._add(layer, channels)
        if network.normalised_map:
            width = next(layer.channels for layer in network.layers if layer.name == network.normalised_map)
            self.add_module(f"{network.normalised_map}_norm", L2Norm(width))
        for layer in network.new_layers:
            channels = self._add(layer, channels)
        self._by_name = {layer.name: layer for layer in network.layers}
        self._added_later = frozenset(layer.adds for layer in network.layers if layer.adds)
        self._frozen_layers = 0

    def freeze(self, upto: str) -> None:
        """Keeps the weights of the base up to and including layer ``upto``; ``none`` frees all of them.

        Frozen layers also run without recording a graph, which saves their memory and half their time.

        Raises:
            ConfigError: The base has no such stage.
        """
        self.network.check_freeze(upto)
        names = self.network.base.layer_names
        self._frozen_layers = names.index(upto) + 1 if upto in names else 0
        for position, name in enumerate(names):
            self.get_submodule(name).requires_grad_(position >= self._frozen_layers)

    def forward(self, x: Tensor) -> list[Tensor]:
        """Returns the feature maps of ``x``, float ``[B, 3, S, S]``, RGB 0..255 minus the means.

        Returns:
            ``[B, network.map_channels[k], f, f]`` each with f = ``network.map_sizes_at(S)[k]``. For SSD300:
            ``[B, 512, 38, 38]``, ``[B, 1024, 19, 19]``, ``[B, 512, 10, 10]``, ``[B, 256, 5, 5]``,
            ``[B, 256, 3, 3]``, ``[B, 256, 1, 1]``.
        """
        return self.trained_maps(self.frozen_features(x))

    def frozen_features(self, x: Tensor) -> tuple[Tensor, ...]:
        """Returns all that the trained layers need of the frozen ones; it never changes during a training.

        Args:
            x: As for ``forward``.

        Returns:
            The output of the last frozen layer, before it those of the layers that predict where they are frozen too
            and not the last; ``x`` itself where nothing is frozen. The network computes each picture of a batch on its
            own.
        """
        kept: list[Tensor] = []
        earlier: dict[str, Tensor] = {}
        with torch.no_grad() if self._frozen_layers else contextlib.nullcontext():
            for layer in self.network.layers[: self._frozen_layers]:
                x = self._base_layer(layer.name, x, earlier)
                if layer.name in self.network.map_names:
                    kept.append(x)
        return tuple(kept) if kept and kept[-1] is x else (*kept, x)

    def trained_maps(self, features: tuple[Tensor, ...]) -> list[Tensor]:
        """Returns the feature maps (``forward``) from what ``frozen_features`` gave."""
        x, predicting = features[-1], self.network.map_names
        frozen, trained = self.network.layers[: self._frozen_layers], self.network.layers[self._frozen_layers :]
        frozen_maps = [layer.name for layer in frozen if layer.name in predicting]
        maps = [self._map(name, feature) for name, feature in zip(frozen_maps, features, strict=False)]
        # A stage ends with a block, so no later layer adds the output of a frozen one but the last.
        earlier = {frozen[-1].name: x} if frozen else {}
        for layer in trained:
            x = self._base_layer(layer.name, x, earlier)
            if layer.name in predicting:
                maps.append(self._map(layer.name, x))
        return maps

    def _add(self, layer: Convolution, channels: int) -> int:
        """Makes a layer for an input of some channels; returns its outputs."""
        before, after = layer.paddings
        groups = channels if layer.depthwise else 1
        padding = before if before == after else 0  # else the zeros are put around the input
        module = nn.Conv2d(
            channels, layer.channels, layer.kernel, layer.stride, padding, dilation=layer.dilation, groups=groups
        )
        self.add_module(layer.name, module)
        return layer.channels

    def _map(self, name: str, x: Tensor) -> Tensor:
        """Returns the output of a layer as the heads see it."""
        if name != self.network.normalised_map:
            return x
        normalised: Tensor = self.get_submodule(f"{name}_norm")(x)
        return normalised

    def _base_layer(self, name: str, x: Tensor, earlier: dict[str, Tensor] | None = None) -> Tensor:
        """Runs one layer: pooling before it, convolution, addition, activation.

        Args:
            name: Of the layer.
            x: Output of the layer before it.
            earlier: Outputs that later layers add, by name; one that is added is taken out, an own one put in.
        """
        layer, earlier = self._by_name[name], {} if earlier is None else earlier
        if layer.input_divisor != 1:
            x = x / layer.input_divisor
        if (pool := layer.pooling) is not None:
            x = F.max_pool2d(x, pool.kernel, stride=pool.stride, padding=pool.padding, ceil_mode=pool.rounds_up)
        before, after = layer.paddings
        if before != after:
            x = F.pad(x, (before, after, before, after))
        x = self.get_submodule(name)(x)
        if layer.adds:
            x = x + earlier.pop(layer.adds)
        if layer.activation != "none":
            x = F.relu(x, inplace=True) if layer.activation == "relu" else F.relu6(x, inplace=True)
        if name in self._added_later:
            earlier[name] = x
        return x
