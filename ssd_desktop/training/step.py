"""One optimiser step: a batch as micro-batches whose gradients add up to the batch's."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

from ssd_desktop.data.loader import Batch
from ssd_desktop.ssd.loss import check_labels, multibox_loss
from ssd_desktop.ssd.matching import Matches, match
from ssd_desktop.ssd.model import SSD
from ssd_desktop.ssd.targets import Targets
from ssd_desktop.training.averaging import WeightAverage
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.distributed import ALONE, Ranks, gradients_are_sound
from ssd_desktop.training.divergence import EXPLODING_NORM, DivergenceError
from ssd_desktop.training.feature_store import FeatureStore
from ssd_desktop.training.micro_batch import MicroBatch, is_out_of_memory
from ssd_desktop.training.multi_scale import InputScale, MultiScale
from ssd_desktop.training.optimizer import set_learning_rate


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
        config: Thresholds, loss and clipping.
        micro_batch: How many images go through the network at once.
        device: Where the model is.
        bfloat16: Whether the network computes in bfloat16 (the loss never does).
        channels_last: Whether pictures are laid out channels last; the model then must be too.
        average: Gets the weights after each step, where one is kept.
        multi_scale: Draws the input side of each step; None: always the network's own.

    Attributes:
        kept_features: Where the frozen layers' output is kept between epochs; None computes it each time.
        ranks: The processes that share each batch.
    """

    kept_features: FeatureStore | None = None
    ranks: Ranks = ALONE

    def __init__(
        self,
        model: SSD,
        optimizer: torch.optim.Optimizer,
        *,
        config: TrainingConfig,
        micro_batch: MicroBatch,
        device: torch.device,
        bfloat16: bool,
        channels_last: bool,
        average: WeightAverage | None = None,
        multi_scale: MultiScale | None = None,
    ) -> None:
        self._model = model
        self._optimizer = optimizer
        self._config = config
        self._micro_batch = micro_batch
        self._device = device
        self._bfloat16 = bfloat16
        self._layout = torch.channels_last if channels_last else torch.contiguous_format
        self._average = average
        self._multi_scale = multi_scale
        self._normaliser: Tensor | None = None
        self._parameters = [value for group in optimizer.param_groups for value in group["params"]]

    def __call__(self, batch: Batch, *, step: int, learning_rate: float, between: Callable[[], None]) -> StepLosses:
        """Trains on a batch and returns its losses; the weights change only when all of it went through.

        Args:
            batch: Pictures, ground truths and where they came from; of several processes this one's share.
            step: Number of this step, from 1.
            learning_rate: Of the weights' group.
            between: Called before each micro-batch; may wait, or raise to give the step up.

        Raises:
            DivergenceError: The loss is not finite or the gradients explode; the weights are as before.
            TrainingError: The memory of the device is not enough for one image at a time.
        """
        scale = self._multi_scale.at(step) if self._multi_scale is not None else InputScale.own(self._model)
        self._normaliser = None
        sums = self._gradients(batch, scale, self.ranks.once(between))
        sound = self.ranks.size == 1 or gradients_are_sound(self._parameters, sums)
        sums = self.ranks.sum_gradients(self._parameters, sums)
        norm = self._clip_gradients()
        total, confidence, localisation, norm_value = torch.stack([*sums, norm]).tolist()
        if not (math.isfinite(total) and math.isfinite(norm_value) and norm_value < EXPLODING_NORM):
            shown = self.ranks.concerned((*batch.samples, *batch.joined), sound=sound)
            raise DivergenceError(shown, step=step, learning_rate=learning_rate, loss=total, gradient_norm=norm_value)
        set_learning_rate(self._optimizer, learning_rate)
        self._optimizer.step()
        if self._average is not None:
            self._average.update(step)
        return StepLosses(total, confidence, localisation)

    def _gradients(self, batch: Batch, scale: InputScale, between: Callable[[], None]) -> list[Tensor]:
        """Leaves the gradients of the whole batch in the parameters and returns its losses, in parts that fit."""
        while True:
            self._optimizer.zero_grad(set_to_none=True)
            try:
                return self._accumulate(batch, scale, between)
            except RuntimeError as error:
                if not is_out_of_memory(error):
                    raise
            # Not in the except block: there the error keeps the tensors of the failed attempt alive.
            self._micro_batch.halve(len(batch.samples))

    def _accumulate(self, batch: Batch, scale: InputScale, between: Callable[[], None]) -> list[Tensor]:
        targets = batch.targets.to(self._device, non_blocking=True)
        matches = self._matches(batch, targets, scale)
        # N of the whole batch comes first: dividing each part by its own positives is another loss. Asked for once a
        # step: the other processes do not know that memory ran out here.
        if self._normaliser is None:
            self._normaliser = self.ranks.sum(matches.positives())
        normaliser = self._normaliser
        size = self._micro_batch.size(len(targets))
        sums = [torch.zeros((), device=self._device) for _ in range(3)]
        for start in range(0, len(targets), size):
            between()
            part = slice(start, start + size)
            losses = self._backward(batch.part(part), matches[part], targets[part], normaliser, scale=scale)
            sums = [total + loss for total, loss in zip(sums, losses, strict=True)]
        return sums

    def _matches(self, batch: Batch, targets: Targets, scale: InputScale) -> Matches:
        if batch.matches is not None and scale.side is None:
            return batch.matches.to(self._device)
        return match(scale.default_boxes_xyxy, targets, self._config.match)

    def _backward(
        self, part: Batch, matches: Matches, targets: Targets, normaliser: Tensor, *, scale: InputScale
    ) -> tuple[Tensor, Tensor, Tensor]:
        with torch.autocast(self._device.type, dtype=torch.bfloat16, enabled=self._bfloat16):
            offsets, logits = self._predictions(part, scale)
        check_labels(part.targets.labels, logits.shape[-1])
        loss = multibox_loss(
            offsets,
            logits,
            matches,
            targets,
            scale.default_boxes_cxcywh,
            self._config.loss,
            normaliser=normaliser,
        )
        loss.total.backward()  # type: ignore[no-untyped-call]
        return loss.total.detach(), loss.confidence.detach(), loss.localisation.detach()

    def _predictions(self, part: Batch, scale: InputScale) -> tuple[Tensor, Tensor]:
        if self.kept_features is None:
            offsets, logits = self._model(scale.resize(self._network_input(part)))
            return offsets, logits
        features = self.kept_features.features(
            part.views,
            lambda place: self._model.frozen_features(self._network_input(part.part(slice(place, place + 1)))),
        )
        return self._model.forward_from(features)

    def _network_input(self, part: Batch) -> Tensor:
        return part.network_input(self._device, self._layout)

    def _clip_gradients(self) -> Tensor:
        limit = self._config.gradient_clip or math.inf
        return torch.nn.utils.clip_grad_norm_(self._parameters, limit).detach().float()
