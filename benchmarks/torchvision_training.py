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

CPU = torch.device("cpu")

_FROZEN_LAYERS = {"none": 0, "conv2_2": 9, "conv3_3": 16, "conv4_3": 23}
"""Layers of torchvision's ``backbone.features`` that a stage freezes."""


class TorchvisionTraining:
    """torchvision's network, ready to train on batches drawn from a data set.

    Args:
        start: Weights, box plan and classes to start from.
        dataset: Training images.
        batch_size: Images of a step.
        freeze: Stage up to which the base keeps its weights.
        seed: Order and augmentation.
        device: Where it trains.
    """

    def __init__(
        self, start: SSD, dataset: Dataset, *, batch_size: int, freeze: str, seed: int, device: torch.device = CPU
    ) -> None:
        torch.manual_seed(seed)
        self._rng = np.random.default_rng(seed)
        self._dataset, self._batch_size, self._device = dataset, batch_size, device
        checkpoint = Checkpoint(start.config, dict(start.state_dict()))
        self.model = build_torchvision_model(checkpoint).train().to(device)
        for position, layer in enumerate(self.model.backbone.features):
            layer.requires_grad_(position >= _FROZEN_LAYERS[freeze])
        trained = [value for value in self.model.parameters() if value.requires_grad]
        self._optimizer = torch.optim.SGD(trained, lr=0.0, momentum=0.9, weight_decay=5e-4)
        self._transform = _preset()

    def step(self, learning_rate: float) -> float:
        """Trains on the next batch; returns the loss."""
        for group in self._optimizer.param_groups:
            group["lr"] = learning_rate
        count = len(self._dataset)
        chosen = self._rng.choice(count, self._batch_size, replace=count < self._batch_size)
        examples = [_example(self._dataset.samples[index], self._transform) for index in chosen]
        pictures = [picture.to(self._device) for picture, _ in examples]
        targets = [{name: value.to(self._device) for name, value in target.items()} for _, target in examples]
        with torch.autocast(self._device.type, dtype=torch.bfloat16):
            loss = sum(self.model(pictures, targets).values())
        self._optimizer.zero_grad(set_to_none=True)
        loss.backward()
        self._optimizer.step()
        return float(loss.detach())


def train_torchvision(
    start: SSD, dataset: Dataset, *, steps: int, batch_size: int, learning_rate: float, freeze: str, seed: int,
    tell: Callable[[str], None],
) -> SSD:  # fmt: skip
    """Trains torchvision's network for ``steps`` (``TorchvisionTraining``); returns the result as our network.

    ``learning_rate`` is that of the steps after warm-up, as it is; ``tell`` gets a line of progress now and then.
    """
    training = TorchvisionTraining(start, dataset, batch_size=batch_size, freeze=freeze, seed=seed)
    for step in range(steps):
        loss = training.step(learning_rate * _factor(step, steps))
        if step % 25 == 0:
            tell(f"torchvision step {step}: loss {loss:.2f}")
    result = SSD(start.config)
    result.load_state_dict(from_torchvision_state(training.model.state_dict()))
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
