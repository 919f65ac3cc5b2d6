"""The base network: VGG16 up to conv5_3, conv6 and conv7 in place of fc6 and fc7, auxiliary layers.

Source: Liu et al., "SSD: Single Shot MultiBox Detector" (arXiv 1512.02325), section 3 and figure 2; the
authors' ``examples/ssd/ssd_pascal.py`` for what follows conv7; "ParseNet" (arXiv 1506.04579) for the L2
normalisation of conv4_3.
"""

import contextlib

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ssd_desktop.ssd.config import FREEZE_STAGES, Freeze
from ssd_desktop.ssd.networks import SSD300, VGG16_BLOCKS, NetworkDescription

BASE_LAYERS: tuple[str, ...] = tuple(
    f"conv{block}_{layer}" for block, (_, layers) in enumerate(VGG16_BLOCKS, start=1) for layer in range(1, layers + 1)
)
"""The 13 VGG16 convolutions by name, in order of the forward pass: conv1_1 to conv5_3."""

_LAYER_OF_FREEZE = {stage: BASE_LAYERS.index(stage) + 1 if stage in BASE_LAYERS else 0 for stage in FREEZE_STAGES}


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
    """VGG16 with conv6 and what follows; gives the feature maps of a network.

    Layers are attributes named as in the paper (``conv4_3``, ``conv8_2``), so that a checkpoint's keys read
    like it. pool3 rounds up (75 -> 38), pool5 is 3x3 with stride 1, conv6 has dilation 6.

    Args:
        network: Which layers follow the base, and which of them predict.
    """

    def __init__(self, network: NetworkDescription = SSD300) -> None:
        super().__init__()
        self.network = network
        channels = 3
        for block, (width, layers) in enumerate(VGG16_BLOCKS, start=1):
            for layer in range(1, layers + 1):
                self.add_module(f"conv{block}_{layer}", nn.Conv2d(channels, width, 3, padding=1))
                channels = width
        self.conv4_3_norm = L2Norm(512)
        for new in network.new_layers:
            shape = (new.kernel, new.stride, new.padding, new.dilation)
            self.add_module(new.name, nn.Conv2d(channels, new.channels, *shape))
            channels = new.channels
        self._frozen_layers = 0

    def freeze(self, upto: Freeze) -> None:
        """Keeps the weights of the base up to and including layer ``upto``; ``none`` frees all of them.

        Frozen layers also run without recording a graph, which saves their memory and half their time.
        """
        self._frozen_layers = _LAYER_OF_FREEZE[upto]
        for position, name in enumerate(BASE_LAYERS):
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
            The output of the last frozen layer, before it that of conv4_3 where that is frozen too and not the last;
            ``x`` itself where nothing is frozen. The network computes each picture of a batch on its own.
        """
        kept: list[Tensor] = []
        with torch.no_grad() if self._frozen_layers else contextlib.nullcontext():
            for name in BASE_LAYERS[: self._frozen_layers]:
                x = self._base_layer(name, x)
                if name == "conv4_3":
                    kept.append(x)
        return tuple(kept) if kept and kept[-1] is x else (*kept, x)

    def trained_maps(self, features: tuple[Tensor, ...]) -> list[Tensor]:
        """Returns the feature maps (``forward``) from what ``frozen_features`` gave."""
        x, predicting = features[-1], self.network.map_names
        maps: list[Tensor] = []
        if self._frozen_layers > BASE_LAYERS.index("conv4_3"):
            maps.append(self.conv4_3_norm(features[0]))
        for name in BASE_LAYERS[self._frozen_layers :]:
            x = self._base_layer(name, x)
            if name == "conv4_3":
                maps.append(self.conv4_3_norm(x))
        x = F.max_pool2d(x, 3, stride=1, padding=1)  # pool5
        for layer in self.network.new_layers:
            x = F.relu(self.get_submodule(layer.name)(x), inplace=True)
            if layer.name in predicting:
                maps.append(x)
        return maps

    def _base_layer(self, name: str, x: Tensor) -> Tensor:
        """Runs one VGG16 convolution and its ReLU, after the pooling of the block before where one begins."""
        if name.endswith("_1") and name != "conv1_1":
            # Rounding up in pool3 alone gives the paper's 38 x 38 cells; rounding down loses 644 boxes.
            x = F.max_pool2d(x, 2, ceil_mode=name == "conv4_1")
        return F.relu(self.get_submodule(name)(x), inplace=True)
