"""The detector as one module from pixels to boxes: what is exported, in every format.

Only operators that every format has. Its oracle is ``Predictor``: the same boxes, scores and default boxes.
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ssd_desktop.export.config import ExportOptions
from ssd_desktop.ssd.box_coder import decode
from ssd_desktop.ssd.config import PostprocessConfig
from ssd_desktop.ssd.model import SSD

_APART = 2.0
"""Boxes of different groups are moved apart by more than the picture, so that one suppression serves all."""


class ExportedDetector(nn.Module):
    """Pixels to boxes.

    Args:
        model: In evaluation mode.
        options: What is inside.
        config: Thresholds of the suppression.
    """

    def __init__(self, model: SSD, options: ExportOptions, config: PostprocessConfig) -> None:
        super().__init__()
        self.before = Squeeze(model) if options.preprocess else nn.Identity()
        self.network = model
        self.after = Decode(model)
        self.last = Suppress(model.config.class_count, config) if options.nms else None

    def forward(self, pixels: Tensor) -> tuple[Tensor, ...]:
        """Returns what ``Decode`` or, with suppression, ``Suppress`` returns.

        Args:
            pixels: As ``Squeeze`` takes them, or without preprocessing as the network does.
        """
        decoded = self.after(*self.network(self.before(pixels)))
        return decoded if self.last is None else self.last(*decoded)  # type: ignore[no-any-return]


class Squeeze(nn.Module):
    """Preprocessing: any pictures of one size to the network's square (``ssd.preprocess``).

    Args:
        model: Whose side and means are taken.
    """

    means: Tensor

    def __init__(self, model: SSD) -> None:
        super().__init__()
        self.side = model.config.plan.image_size
        self.register_buffer("means", torch.tensor(model.config.means_rgb).view(1, 3, 1, 1))

    def forward(self, pixels: Tensor) -> Tensor:
        """Returns float32 ``[B, 3, S, S]``, RGB in 0..255 minus the means.

        Args:
            pixels: uint8 ``[B, H, W, 3]``, RGB.
        """
        planes = pixels.permute(0, 3, 1, 2).float()  # [B, 3, H, W]
        return F.interpolate(planes, size=(self.side, self.side), mode="bilinear", align_corners=False) - self.means


class Decode(nn.Module):
    """Network output to boxes and scores of every default box.

    Args:
        model: Whose default boxes are taken.
    """

    default_boxes: Tensor

    def __init__(self, model: SSD) -> None:
        super().__init__()
        self.register_buffer("default_boxes", model.default_boxes_cxcywh.clone())

    def forward(self, offsets: Tensor, logits: Tensor) -> tuple[Tensor, Tensor]:
        """Returns boxes ``[B, K, 4]``, x0, y0, x1, y1 in 0..1, and scores ``[B, K, C]``; column 0 is background.

        Args:
            offsets: float32 ``[B, K, 4]``.
            logits: float32 ``[B, K, C]``.
        """
        return decode(offsets, self.default_boxes).clamp(0, 1), logits.softmax(dim=-1)


class Suppress(nn.Module):
    """Non-maximum suppression per class and the best of each image, in tensors of a fixed size.

    Args:
        class_count: C, background included.
        config: Thresholds and numbers kept.
    """

    def __init__(self, class_count: int, config: PostprocessConfig) -> None:
        super().__init__()
        import torchvision  # noqa: F401 - registers what the exporters know of its suppression

        self.classes = class_count - 1
        self.config = config

    def forward(self, boxes_xyxy: Tensor, scores: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Returns the detections of each image, highest score first, and rows of zeros after them.

        Args:
            boxes_xyxy: ``[B, K, 4]``, 0..1.
            scores: ``[B, K, C]``.

        Returns:
            Boxes ``[B, D, 4]``, labels int64 ``[B, D]`` (1 to C - 1; 0 in the rows after), scores ``[B, D]`` and
            default boxes int64 ``[B, D]``, D = ``detections_per_image``.
        """
        config = self.config
        # TopK must not ask for more than there is (traps.md).
        best, places = scores[..., 1:].transpose(1, 2).topk(min(config.candidates_per_class, scores.shape[1]))
        default_boxes = places.flatten(1)  # [B, (C - 1) * M]
        boxes = boxes_xyxy.gather(1, default_boxes[..., None].expand(-1, -1, 4))
        candidates = torch.where(best > config.score_threshold, best, 0.0)  # [B, C - 1, M]
        kept = self._kept(boxes, candidates)
        chosen, positions = kept.topk(min(config.detections_per_image, kept.shape[1]))  # [B, D]
        labels = torch.where(chosen > 0, positions // candidates.shape[2] + 1, 0)
        found = (chosen > 0)[..., None]
        picked = torch.where(found, boxes.gather(1, positions[..., None].expand(-1, -1, 4)), 0.0)
        return picked, labels, chosen, torch.where(chosen > 0, default_boxes.gather(1, positions), 0)

    def _kept(self, boxes: Tensor, candidates: Tensor) -> Tensor:
        """Returns the scores ``[B, (C - 1) * M]`` of the candidates that survive, 0 of the others."""
        batch, classes, most = candidates.shape
        groups = torch.arange(batch * classes, device=boxes.device).view(batch, classes, 1).expand(-1, -1, most)
        away = _APART * (groups.reshape(-1, 1).to(boxes.dtype) + 1)
        scores = candidates.reshape(-1)
        # What is no candidate goes to one place: one of them suppresses the others at once.
        nowhere = torch.tensor([0.0, 0.0, 1.0, 1.0], device=boxes.device)
        apart = torch.where((scores > 0)[:, None], boxes.reshape(-1, 4) + away, nowhere)
        survivors = torch.ops.torchvision.nms(apart, scores, self.config.nms_iou)
        is_kept = torch.zeros_like(scores).scatter(0, survivors, 1.0)
        return (scores * is_kept).reshape(batch, -1)
