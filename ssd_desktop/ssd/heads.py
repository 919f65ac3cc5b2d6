"""The heads: one 3x3 convolution a feature map for offsets and one for class scores.

Source: Liu et al. (arXiv 1512.02325), section 2.1; torchvision ``models/detection/ssd.py``, ``SSDScoringHead``,
whose channel order (shape, then value) is the same.
"""

from collections.abc import Sequence

import torch
from torch import Tensor, nn


class Heads(nn.Module):
    """Offsets and class scores of every default box.

    Args:
        channels: Channels of each feature map.
        boxes_per_cell: Default boxes in a cell of each feature map.
        class_count: C, background included.
    """

    def __init__(self, channels: Sequence[int], boxes_per_cell: Sequence[int], *, class_count: int) -> None:
        super().__init__()
        self.class_count = class_count
        pairs = tuple(zip(channels, boxes_per_cell, strict=True))
        self.offsets = nn.ModuleList(nn.Conv2d(width, k * 4, 3, padding=1) for width, k in pairs)
        self.class_scores = nn.ModuleList(nn.Conv2d(width, k * class_count, 3, padding=1) for width, k in pairs)

    def forward(self, maps: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
        """Returns offsets ``[B, K, 4]`` and logits ``[B, K, C]``, default boxes in the order of their index.

        Args:
            maps: Feature maps, ``[B, channels, f, f]`` each.
        """
        offsets = [_rows(head(x), 4) for head, x in zip(self.offsets, maps, strict=True)]
        logits = [_rows(head(x), self.class_count) for head, x in zip(self.class_scores, maps, strict=True)]
        return torch.cat(offsets, dim=1), torch.cat(logits, dim=1)


def _rows(x: Tensor, values: int) -> Tensor:
    """Returns ``x [B, k * values, f, f]`` as ``[B, f * f * k, values]``: row, column, shape."""
    return x.permute(0, 2, 3, 1).reshape(x.shape[0], -1, values)
