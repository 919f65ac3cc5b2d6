"""torchvision's SSD trained by torchvision's own recipe, the peer of ``compare_fine_tune.py``.

Its network, its matching and loss, its augmentation preset ``ssd`` (``references/detection/presets.py``: photometric
distortion, zoom-out on the mean colour, IoU crop, mirroring), SGD 0.9 / 5e-4, 200 warm-up steps at most a tenth of
the run, decay to a tenth at 2/3 and 11/12. It starts from the same weights as ours, layer-sequential unit variance
included: from torchvision's own start it reaches an AP50 of 0 to 1.5 on such data.
"""

from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor
from torchvision import tv_tensors
from torchvision.transforms import v2

from ssd_desktop.checkpoints.checkpoint import Checkpoint
from ssd_desktop.checkpoints.torchvision import build_torchvision_model, from_torchvision_state
from ssd_desktop.data.sample_pixels import read_pixels
from ssd_desktop.data.types import Dataset, Sample
from ssd_desktop.ssd.config import VGG_MEANS_RGB
from ssd_desktop.ssd.model import SSD

_FROZEN_LAYERS = {"none": 0, "conv2_2": 9, "conv3_3": 16, "conv4_3": 23}
"""Layers of torchvision's ``backbone.features`` that a stage freezes."""


def train_torchvision(
    start: SSD, dataset: Dataset, *, steps: int, batch_size: int, learning_rate: float, freeze: str, seed: int,
    tell: Callable[[str], None],
) -> SSD:  # fmt: skip
    """Trains torchvision's network from the weights of ``start``; returns the result as our network.

    Args:
        start: Weights, box plan and classes to start from.
        dataset: Training images.
        steps: Optimiser steps.
        batch_size: Images of a step.
        learning_rate: Of a step, as it is.
        freeze: Stage up to which the base keeps its weights.
        seed: Order and augmentation.
        tell: Gets a line of progress now and then.
    """
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    model = build_torchvision_model(Checkpoint(start.config, dict(start.state_dict()))).train()
    for position, layer in enumerate(model.backbone.features):
        layer.requires_grad_(position >= _FROZEN_LAYERS[freeze])
    trained = [value for value in model.parameters() if value.requires_grad]
    optimizer = torch.optim.SGD(trained, lr=learning_rate, momentum=0.9, weight_decay=5e-4)
    transform = _preset()
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate * _factor(step, steps)
        chosen = rng.choice(len(dataset), batch_size, replace=len(dataset) < batch_size)
        pictures, targets = zip(*(_example(dataset.samples[index], transform) for index in chosen), strict=True)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            losses = model(list(pictures), list(targets))
            loss = sum(losses.values())
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        if step % 25 == 0:
            tell(f"torchvision step {step}: loss {float(loss):.2f}")
    result = SSD(start.config)
    result.load_state_dict(from_torchvision_state(model.state_dict()))
    return result.eval()


def _factor(step: int, steps: int) -> float:
    warmup = min(200, steps // 10)
    if step < warmup:
        return (step + 1) / warmup
    return 0.1 ** ((3 * step >= 2 * steps) + (12 * step >= 11 * steps))


def _preset() -> v2.Compose:
    fill = {tv_tensors.Image: [mean / 255 for mean in VGG_MEANS_RGB]}
    return v2.Compose(
        [
            v2.ToDtype(torch.float32, scale=True),
            v2.RandomPhotometricDistort(),
            v2.RandomZoomOut(fill=fill),
            v2.RandomIoUCrop(),
            v2.RandomHorizontalFlip(p=0.5),
            v2.SanitizeBoundingBoxes(),
        ]
    )


def _example(sample: Sample, transform: v2.Compose) -> tuple[Tensor, dict[str, Tensor]]:
    picture = tv_tensors.Image(torch.from_numpy(read_pixels(sample).copy()).permute(2, 0, 1))
    boxes = tv_tensors.BoundingBoxes(
        torch.from_numpy(sample.boxes_xyxy), format="XYXY", canvas_size=(sample.height, sample.width)
    )
    picture, target = transform(picture, {"boxes": boxes, "labels": torch.from_numpy(sample.labels)})
    return picture.as_subclass(Tensor), {
        "boxes": target["boxes"].as_subclass(Tensor),
        "labels": target["labels"],
    }
