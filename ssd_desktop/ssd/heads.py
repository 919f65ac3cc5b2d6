"""The heads: offsets and class scores from each feature map, by one 3x3 convolution or, in SSDlite, by its two halves.

Sources: Liu et al. (arXiv 1512.02325), section 2.1; torchvision ``models/detection/ssd.py``, ``SSDScoringHead``, whose
channel order (shape, then value) is the same. SSDlite: Sandler et al., "MobileNetV2" (arXiv 1801.04381), section 6.2.
"""

from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor, nn


class Heads(nn.Module):
    """Offsets and class scores of every default box.

    Args:
        channels: Channels of each feature map.
        boxes_per_cell: Default boxes in a cell of each feature map.
        class_count: C, background included.
        separable: Whether a head is a depthwise 3x3 convolution, ReLU6 and a 1x1 convolution: an eighth of the work.
    """

    def __init__(
        self, channels: Sequence[int], boxes_per_cell: Sequence[int], *, class_count: int, separable: bool = False
    ) -> None:
        super().__init__()
        self.class_count = class_count
        pairs = tuple(zip(channels, boxes_per_cell, strict=True))
        kernel = 1 if separable else 3
        # Named apart from the class scores, whose rows alone belong to classes.
        self.offsets_depthwise = _depthwise(channels if separable else ())
        self.class_depthwise = _depthwise(channels if separable else ())
        self.offsets = nn.ModuleList(nn.Conv2d(width, k * 4, kernel, padding=kernel // 2) for width, k in pairs)
        self.class_scores = nn.ModuleList(
            nn.Conv2d(width, k * class_count, kernel, padding=kernel // 2) for width, k in pairs
        )

    def forward(self, maps: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
        """Returns offsets ``[B, K, 4]`` and logits ``[B, K, C]``, default boxes in the order of their index.

        Args:
            maps: Feature maps, ``[B, channels, f, f]`` each.
        """
        seen, scored = _through(self.offsets_depthwise, maps), _through(self.class_depthwise, maps)
        offsets = [_rows(head(x), 4) for head, x in zip(self.offsets, seen, strict=True)]
        logits = [_rows(head(x), self.class_count) for head, x in zip(self.class_scores, scored, strict=True)]
        return torch.cat(offsets, dim=1), torch.cat(logits, dim=1)


def _depthwise(channels: Sequence[int]) -> nn.ModuleList:
    return nn.ModuleList(nn.Conv2d(width, width, 3, padding=1, groups=width) for width in channels)


def _through(layers: nn.ModuleList, maps: Sequence[Tensor]) -> Sequence[Tensor]:
    """Returns the maps after the depthwise halves of the heads, where there are such."""
    if not len(layers):
        return maps
    return [F.relu6(layer(x), inplace=True) for layer, x in zip(layers, maps, strict=True)]


def _rows(x: Tensor, values: int) -> Tensor:
    """Returns ``x [B, k * values, f, f]`` as ``[B, f * f * k, values]``: row, column, shape."""
    return x.permute(0, 2, 3, 1).reshape(x.shape[0], -1, values)
