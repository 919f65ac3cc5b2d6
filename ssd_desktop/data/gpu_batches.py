"""Batches for a GPU: pictures in bytes, and everything at hand that it would otherwise be waited for.

The loader's threads leave the colours to the GPU (``device_colours``), and match ground truths and default boxes, which
needs no network and on a GPU one answer after the other. What travels lies in memory that the system keeps in place
("pinned"), from which a GPU fetches it while the program goes on.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from ssd_desktop.data.device_colours import STEPS, Colours, steps_of
from ssd_desktop.data.labelled_picture import LabelledPicture
from ssd_desktop.errors import reason_of
from ssd_desktop.ssd.config import MatchConfig
from ssd_desktop.ssd.matching import Matches, match
from ssd_desktop.ssd.targets import Targets

_log = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class PackedPicture:
    """One picture as it travels.

    Attributes:
        layers: uint8 ``[L, S, S, 4]``, 2 layers for a blend: R, G, B and the number of the piece (``PendingColours``);
            network input, float32 ``[S, S, 3]``, where the colours stay as they are.
        matches: int32 ``[2, K]``: labels and ground truths (``Matches``); None where they are found later.
        steps: For each layer float32 ``[pieces, 6]`` (``steps_of``); none for network input.
        shares: For each layer its share of the blend.
    """

    layers: npt.NDArray[np.uint8] | npt.NDArray[np.float32]
    matches: Tensor | None
    steps: tuple[npt.NDArray[np.float32], ...] = ()
    shares: tuple[float, ...] = ()


class GpuBatches:
    """Packs pictures in the loader's threads and batches of them in the thread that trains.

    Args:
        means_rgb: Subtracted from the pixels.
        default_boxes_xyxy: float32 ``[K, 4]``, x0, y0, x1, y1, 0..1, on the processor; None leaves the matching to the
            training, whose default boxes change from step to step.
        match_config: Thresholds.
        pinned: Whether to take pinned memory, which there is only beside a GPU.
    """

    def __init__(
        self,
        *,
        means_rgb: tuple[float, float, float],
        default_boxes_xyxy: Tensor | None,
        match_config: MatchConfig,
        pinned: bool = True,
    ) -> None:
        self._means_rgb = torch.tensor(means_rgb)
        self._default_boxes_xyxy = default_boxes_xyxy
        self._match_config = match_config
        self._pinned = pinned

    def pack(self, picture: LabelledPicture) -> PackedPicture:
        """Returns a picture as it travels.

        Args:
            picture: Its colours still to be changed, or network input where nothing is augmented.

        Raises:
            DataError: A box has no area.
        """
        if picture.pending is None:
            return PackedPicture(picture.pixels_rgb, self._matched(picture))
        parts = [(picture.pixels_rgb, picture.pending, 1.0 if picture.under is None else picture.under.share)]
        if (under := picture.under) is not None:
            parts.append((under.pixels_rgb, under.pending, 1 - under.share))
        layers = np.empty((len(parts), *picture.pending.pieces.shape, 4), np.uint8)
        for layer, (pixels_rgb, pending, _) in zip(layers, parts, strict=True):
            layer[..., :3] = pixels_rgb  # whole numbers but on the canvas, whose colour is not looked at
            layer[..., 3] = pending.pieces
        steps = tuple(steps_of(pending.distortions) for _, pending, _ in parts)
        return PackedPicture(layers, self._matched(picture), steps, tuple(share for *_, share in parts))

    def images(self, pictures: Sequence[PackedPicture]) -> tuple[Tensor, Colours | None]:
        """Returns the pictures of a batch as ``Batch`` has them, and what makes network input of those in bytes."""
        if not pictures[0].shares:
            pixels = self._empty(len(pictures), *pictures[0].layers.shape)  # [B, S, S, 3]
            for place, picture in enumerate(pictures):
                pixels[place] = torch.from_numpy(np.ascontiguousarray(picture.layers))
            return pixels.permute(0, 3, 1, 2), None
        most = max(len(picture.layers) for picture in pictures)
        pieces = max(len(steps) for picture in pictures for steps in picture.steps)
        layers = self._empty(len(pictures), most, *pictures[0].layers.shape[1:], dtype=torch.uint8)
        steps = self._empty(len(pictures), most, pieces + 1, STEPS).zero_()
        shares = self._empty(len(pictures), most).zero_()
        for place, picture in enumerate(pictures):
            layers[place, : len(picture.layers)] = torch.from_numpy(picture.layers)
            layers[place, len(picture.layers) :] = 0
            shares[place, : len(picture.shares)] = torch.tensor(picture.shares)
            for layer, rows in enumerate(picture.steps):
                steps[place, layer, 1 : len(rows) + 1] = torch.from_numpy(rows)
        return layers, Colours(steps, shares, self._means_rgb)

    def matches(self, pictures: Sequence[PackedPicture]) -> Matches | None:
        """Returns the matches of a batch in int32, half as many bytes to travel; None where they are found later."""
        found = [picture.matches for picture in pictures if picture.matches is not None]
        if not found:
            return None
        together = self._empty(2, len(found), found[0].shape[-1], dtype=torch.int32)
        torch.stack(found, dim=1, out=together)
        return Matches(*together.unbind())

    def _matched(self, picture: LabelledPicture) -> Tensor | None:
        if self._default_boxes_xyxy is None:
            return None
        targets = Targets.from_images([picture.boxes_xyxy], [picture.labels], [picture.ignore], [picture.crowd])
        found = match(self._default_boxes_xyxy, targets, self._match_config)
        return torch.cat((found.labels, found.ground_truth)).int()

    def _empty(self, *shape: int, dtype: torch.dtype = torch.float32) -> Tensor:
        try:
            return torch.empty(shape, dtype=dtype, pin_memory=self._pinned)
        except RuntimeError as error:
            if not self._pinned:
                raise
            # A container may allow little of it; what travels from other memory only takes longer.
            _log.info("Pictures travel from memory that is not pinned: %s", reason_of(error))
            self._pinned = False
            return torch.empty(shape, dtype=dtype)
