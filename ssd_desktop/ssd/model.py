"""The detector network: base, heads, and the default boxes their outputs are relative to.

Source: Liu et al., "SSD: Single Shot MultiBox Detector" (arXiv 1512.02325), section 2.1.
"""

import torch
from torch import Tensor, nn

from ssd_desktop.ssd.backbone import Backbone
from ssd_desktop.ssd.config import NetworkConfig
from ssd_desktop.ssd.default_boxes import DefaultBoxes, make_default_boxes
from ssd_desktop.ssd.heads import Heads


class SSD(nn.Module):
    """SSD on its base: a batch of pictures in, offsets and logits of every default box out.

    A new instance has random weights; ``initialise_new_layers`` or a checkpoint gives it useful ones.

    Attributes:
        config: Network, box plan, classes and means.
        default_boxes: The default boxes of the plan.
        default_boxes_cxcywh: float32 ``[K, 4]``, 0..1, on the model's device; no part of the state.
        default_boxes_xyxy: float32 ``[K, 4]``, 0..1, likewise.
    """

    default_boxes_cxcywh: Tensor
    default_boxes_xyxy: Tensor

    def __init__(self, config: NetworkConfig) -> None:
        super().__init__()
        self.config = config
        self.default_boxes: DefaultBoxes = make_default_boxes(config.plan)
        network = config.description
        self.backbone = Backbone(network)
        self.heads = Heads(
            network.map_channels,
            config.plan.boxes_per_cell,
            class_count=config.class_count,
            separable=network.separable_heads,
        )
        for name in ("cxcywh", "xyxy"):
            boxes = torch.from_numpy(getattr(self.default_boxes, name).copy())
            self.register_buffer(f"default_boxes_{name}", boxes, persistent=False)
        # A fifth to a third faster on a processor, and what bfloat16 on a GPU wants.
        self.to(memory_format=torch.channels_last)

    def feature_maps(self, x: Tensor) -> list[Tensor]:
        """Returns the feature maps of ``x`` as the heads see them (``Backbone.forward``)."""
        maps: list[Tensor] = self.backbone(x)
        return maps

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Returns offsets ``[B, K, 4]`` and logits ``[B, K, C]`` (column 0 is background).

        Args:
            x: float ``[B, 3, S, S]``, RGB in 0..255 minus ``config.means_rgb`` (``preprocess``); S is the
                plan's ``image_size``, or another side, whose default boxes are those of ``plan.resized(S)``.
        """
        offsets, logits = self.heads(self.feature_maps(x))
        return offsets, logits

    def frozen_features(self, x: Tensor) -> tuple[Tensor, ...]:
        """Returns what the frozen layers make of ``x`` (``Backbone.frozen_features``), without a graph."""
        return self.backbone.frozen_features(x)

    def forward_from(self, features: tuple[Tensor, ...]) -> tuple[Tensor, Tensor]:
        """Returns what ``forward`` returns, from the output of ``frozen_features``."""
        offsets, logits = self.heads(self.backbone.trained_maps(features))
        return offsets, logits

    def freeze(self, upto: str) -> None:
        """Keeps the weights of the base up to and including layer ``upto``; ``none`` frees all of them.

        Raises:
            ConfigError: The base has no such stage.
        """
        self.backbone.freeze(upto)
