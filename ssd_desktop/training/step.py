"""One optimiser step: a batch as micro-batches whose gradients add up to the batch's."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

from ssd_desktop.data.loader import Batch
from ssd_desktop.errors import TrainingError
from ssd_desktop.ssd.loss import multibox_loss
from ssd_desktop.ssd.matching import MatchResult, match
from ssd_desktop.ssd.model import SSD
from ssd_desktop.ssd.targets import Targets
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.divergence import EXPLODING_NORM, DivergenceError
from ssd_desktop.training.optimizer import set_learning_rate

CPU_MICRO_BATCH = 4
"""Images at once on a CPU: more gain little speed, and a pause or stop waits for the micro-batch."""


@dataclass(frozen=True)
class StepLosses:
    """The losses of a step, over the whole batch.

    Attributes:
        total: L = (L_conf + alpha * L_loc) / N.
        confidence: L_conf / N.
        localisation: L_loc / N.
    """

    total: float
    confidence: float
    localisation: float


class OptimiserStep:
    """Trains the model on one batch a call.

    Args:
        model: On ``device``, frozen as wanted.
        optimizer: Over its trained parameters (``make_optimizer``).
        config: Thresholds, loss, clipping and micro-batches.
        device: Where the model is.
        bfloat16: Whether the network computes in bfloat16 (the loss never does).
        channels_last: Whether pictures are laid out channels last; the model then must be too.
    """

    def __init__(
        self,
        model: SSD,
        optimizer: torch.optim.Optimizer,
        *,
        config: TrainingConfig,
        device: torch.device,
        bfloat16: bool,
        channels_last: bool,
    ) -> None:
        self._model = model
        self._optimizer = optimizer
        self._config = config
        self._device = device
        self._bfloat16 = bfloat16
        self._layout = torch.channels_last if channels_last else torch.contiguous_format
        self._parameters = [value for group in optimizer.param_groups for value in group["params"]]

    def __call__(self, batch: Batch, *, step: int, learning_rate: float, between: Callable[[], None]) -> StepLosses:
        """Trains on a batch and returns its losses; the weights change only when all of it went through.

        Args:
            batch: Pictures, ground truths and where they came from.
            step: Number of this step, from 1, for messages.
            learning_rate: Of the weights' group.
            between: Called before each micro-batch; may wait, or raise to give the step up.

        Raises:
            DivergenceError: The loss is not finite or the gradients explode; the weights are as before.
            TrainingError: The memory of the device is not enough.
        """
        self._optimizer.zero_grad(set_to_none=True)
        try:
            sums = self._accumulate(batch, between)
        except torch.OutOfMemoryError as error:
            raise TrainingError(
                f"The device has not enough memory for {self._micro_batch(len(batch.samples))} images at once; "
                f"lower micro_batch or batch_size, or free its memory."
            ) from error
        norm = self._clip_gradients()
        total, confidence, localisation, norm_value = torch.stack([*sums, norm]).tolist()
        if not (math.isfinite(total) and math.isfinite(norm_value) and norm_value < EXPLODING_NORM):
            raise DivergenceError(
                batch.samples, step=step, learning_rate=learning_rate, loss=total, gradient_norm=norm_value
            )
        set_learning_rate(self._optimizer, learning_rate)
        self._optimizer.step()
        return StepLosses(total, confidence, localisation)

    def _accumulate(self, batch: Batch, between: Callable[[], None]) -> list[Tensor]:
        targets = batch.targets.to(self._device)
        matches = match(
            self._model.default_boxes_xyxy, targets.boxes_xyxy, targets.labels, targets.ignore, self._config.match
        )
        # N of the whole batch comes first: dividing each part by its own positives is another loss.
        normaliser = matches.positives()
        size = self._micro_batch(len(targets))
        sums = [torch.zeros((), device=self._device) for _ in range(3)]
        for start in range(0, len(targets), size):
            between()
            part = slice(start, start + size)
            losses = self._backward(batch.images[part], matches[part], targets[part], normaliser)
            sums = [total + loss for total, loss in zip(sums, losses, strict=True)]
        return sums

    def _backward(
        self, images: Tensor, matches: MatchResult, targets: Targets, normaliser: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        pictures = images.to(self._device, memory_format=self._layout, non_blocking=True)
        with torch.autocast(self._device.type, dtype=torch.bfloat16, enabled=self._bfloat16):
            offsets, logits = self._model(pictures)
        loss = multibox_loss(
            offsets,
            logits,
            matches,
            targets,
            self._model.default_boxes_cxcywh,
            self._config.loss,
            normaliser=normaliser,
        )
        loss.total.backward()  # type: ignore[no-untyped-call]
        return loss.total.detach(), loss.confidence.detach(), loss.localisation.detach()

    def _micro_batch(self, images: int) -> int:
        default = CPU_MICRO_BATCH if self._device.type == "cpu" else images
        return max(1, min(self._config.micro_batch or default, images))

    def _clip_gradients(self) -> Tensor:
        limit = self._config.gradient_clip or math.inf
        return torch.nn.utils.clip_grad_norm_(self._parameters, limit).detach().float()
