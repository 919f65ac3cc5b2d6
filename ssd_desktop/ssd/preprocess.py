"""Pictures to network input: squeezed to a square, float32, means subtracted. The one place that does this.

Bilinear with half-pixel centres and without antialiasing, computed in float32, as torchvision's
``GeneralizedRCNNTransform`` and ``torch.nn.functional.interpolate(align_corners=False)``.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from ssd_desktop.ssd.device_preprocess import squeeze_on
from ssd_desktop.ssd.pixel_neighbours import neighbours


def preprocess(
    images: Sequence[npt.NDArray[np.uint8]],
    *,
    size: int,
    means_rgb: tuple[float, float, float],
    device: torch.device | str = "cpu",
) -> Tensor:
    """Returns network input, float32 ``[B, 3, size, size]``, RGB in 0..255 minus the means.

    Args:
        images: Pictures, uint8 ``[H, W, 3]``, RGB, each of its own size.
        size: Side of the network's square input, pixels; the aspect ratio is not kept.
        means_rgb: Subtracted from R, G and B.
        device: Where the result lies; other devices than the processor squeeze the pictures themselves.

    Raises:
        ValueError: A picture is not uint8 ``[H, W, 3]`` or has no pixels, or there is no picture.
    """
    _check(images)
    target = torch.device(device)
    if target.type != "cpu":
        return (squeeze_on(target, images, size) - torch.tensor(means_rgb, device=target)).permute(0, 3, 1, 2)
    squares = np.stack([_squeeze(image, size) for image in images])  # [B, size, size, 3]
    squares -= np.asarray(means_rgb, np.float32)
    return torch.from_numpy(squares).permute(0, 3, 1, 2)


def _check(images: Sequence[npt.NDArray[np.uint8]]) -> None:
    if not images:
        raise ValueError("There is no picture to make network input of.")
    for image in images:
        if image.dtype != np.uint8 or image.ndim != 3 or image.shape[2] != 3 or 0 in image.shape:
            raise ValueError(f"A picture must be uint8 [height, width, 3], not {image.dtype} {list(image.shape)}.")


def _squeeze(image: npt.NDArray[np.uint8], size: int) -> npt.NDArray[np.float32]:
    """Returns ``image`` resized to float32 ``[size, size, 3]``.

    Only the four pixels that each output pixel lies between are read, so that the cost does not grow with
    the picture.
    """
    above, below, down = neighbours(image.shape[0], size)
    left, right, across = neighbours(image.shape[1], size)
    # Whole rows, then numbers of a row in one run of indices: three times as quick as picking pixels by row and column.
    before, after, share = _in_rows(left), _in_rows(right), np.repeat(across, 3)
    upper, lower = (
        _blend(rows.take(before, axis=1), rows.take(after, axis=1), share)  # [size, size * 3]
        for rows in (image[above].reshape(size, -1), image[below].reshape(size, -1))
    )
    return _blend(upper, lower, down[:, None]).reshape(size, size, 3)


def _in_rows(columns: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Returns where the numbers of the pixels in ``columns`` ``[size]`` lie in a row of R, G, B, ``[size * 3]``."""
    return (columns[:, None] * 3 + np.arange(3)).ravel()


def _blend(
    first: npt.NDArray[Any], second: npt.NDArray[Any], weight: npt.NDArray[np.float32]
) -> npt.NDArray[np.float32]:
    """Returns ``first * (1 - weight) + second * weight`` in float32."""
    blended: npt.NDArray[np.float32] = first * (1 - weight)
    blended += second * weight
    return blended
