"""What the network put out for one picture, kept whole: the material of every explanation."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from ssd_desktop.ssd.config import NetworkConfig
from ssd_desktop.ssd.default_boxes import DefaultBoxes
from ssd_desktop.ssd.model import SSD
from ssd_desktop.ssd.preprocess import preprocess

_Run = Callable[[Tensor], tuple[Tensor, Tensor]]


@dataclass(frozen=True, eq=False)
class SeenPicture:
    """One pass of the network over one picture; everything on the processor.

    Attributes:
        detector: Name of the detector.
        config: Network, box plan, classes and means.
        default_boxes: The default boxes of the plan.
        width: Pixels of the picture.
        height: Likewise.
        offsets: float32 ``[K, 4]``, offsets of centre x, centre y, width, height.
        logits: float32 ``[K, C]``, class scores before the softmax; class 0 is background.
        feature_maps: float32 ``[channels, f, f]`` each, finest first, as the heads see them.
    """

    detector: str
    config: NetworkConfig
    default_boxes: DefaultBoxes
    width: int
    height: int
    offsets: Tensor
    logits: Tensor
    feature_maps: tuple[Tensor, ...]

    @cached_property
    def scores(self) -> npt.NDArray[np.float32]:
        """Softmax probabilities, float32 ``[K, C]``; class 0 is background."""
        scores: npt.NDArray[np.float32] = self.logits.softmax(dim=-1).numpy()
        return scores

    @cached_property
    def default_boxes_cxcywh(self) -> Tensor:
        """The default boxes, float32 ``[K, 4]``, centre x, centre y, width, height, 0..1."""
        return torch.from_numpy(self.default_boxes.cxcywh.copy())


def see_picture(
    model: SSD,
    pixels_rgb: npt.NDArray[np.uint8],
    *,
    device: torch.device,
    detector: str = "detector",
    run: _Run | None = None,
) -> SeenPicture:
    """Shows a picture to the network; the model's weights and mode are not changed.

    Args:
        model: On ``device``.
        pixels_rgb: uint8 ``[H, W, 3]``, RGB, of any size.
        device: Where the model is.
        detector: What the user reads.
        run: Gives the offsets and logits where another engine than the model does (``Engine.run``), so that what is
            explained is what was detected; the feature maps are the model's.
    """
    config = model.config
    batch = preprocess([pixels_rgb], size=config.plan.image_size, means_rgb=config.means_rgb, device=device)
    height, width = pixels_rgb.shape[:2]
    return _see(model, batch, width=int(width), height=int(height), detector=detector, run=run)


def see_view(
    model: SSD, pixels_rgb: npt.NDArray[np.float32], *, device: torch.device, detector: str = "detector"
) -> SeenPicture:
    """Shows an augmented view to the network exactly as a training does, without rounding it to whole grey levels.

    Args:
        model: On ``device``.
        pixels_rgb: float32 ``[S, S, 3]``, RGB, 0 to 255, S the side of the network's input.
        device: Where the model is.
        detector: What the user reads.
    """
    shifted = pixels_rgb - np.asarray(model.config.means_rgb, np.float32)
    batch = torch.from_numpy(shifted)[None].to(device).permute(0, 3, 1, 2)
    height, width = pixels_rgb.shape[:2]
    return _see(model, batch, width=int(width), height=int(height), detector=detector)


def _see(model: SSD, batch: Tensor, *, width: int, height: int, detector: str, run: _Run | None = None) -> SeenPicture:
    with torch.no_grad():
        maps = model.feature_maps(batch)
        offsets, logits = model.heads(maps) if run is None else run(batch)
    return SeenPicture(
        detector=detector,
        config=model.config,
        default_boxes=model.default_boxes,
        width=width,
        height=height,
        offsets=offsets[0].float().cpu(),
        logits=logits[0].float().cpu(),
        feature_maps=tuple(one[0].float().cpu() for one in maps),
    )
