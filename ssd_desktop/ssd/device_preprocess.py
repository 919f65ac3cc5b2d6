"""Network input made on a GPU: only the rows that are looked at travel there, as bytes.

The same numbers as ``preprocess`` up to the last digit of float32. A processor takes about a millisecond a picture,
which a GPU would wait for.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from ssd_desktop.ssd.pixel_neighbours import neighbours


def squeeze_on(device: torch.device, images: Sequence[npt.NDArray[np.uint8]], size: int) -> Tensor:
    """Returns pictures squeezed to squares, float32 ``[B, size, size, 3]``, RGB, 0 to 255, on ``device``.

    Pictures of one size that follow one another travel and are squeezed together.

    Args:
        device: Where they are squeezed and stay.
        images: uint8 ``[H, W, 3]``, RGB, each of its own size.
        size: Side of the squares, pixels.
    """
    return torch.cat(list(_squares(device, images, size)))


def _squares(device: torch.device, images: Sequence[npt.NDArray[np.uint8]], size: int) -> Iterator[Tensor]:
    for (height, width, _), alike in groupby(images, key=lambda image: image.shape):
        above, below, down = neighbours(height, size)
        left, right, across = neighbours(width, size)
        lines = np.concatenate([above, below])
        rows = torch.from_numpy(np.stack([image[lines] for image in alike])).to(device)  # [N, 2 * size, W, 3]
        wide = _blend(rows[:, :, _on(device, left)], rows[:, :, _on(device, right)], _on(device, across)[:, None])
        yield _blend(wide[:, :size], wide[:, size:], _on(device, down)[:, None, None])


def _blend(first: Tensor, second: Tensor, weight: Tensor) -> Tensor:
    return first * (1 - weight) + second * weight


def _on(device: torch.device, numbers: npt.NDArray[np.generic]) -> Tensor:
    return torch.from_numpy(numbers).to(device)
