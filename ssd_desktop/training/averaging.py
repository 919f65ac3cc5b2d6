"""The moving average of the weights: what is evaluated and saved in place of the last step's weights.

The last steps of SGD jump around a good place; their mean lies in it. Source: Polyak and Juditsky, "Acceleration of
Stochastic Approximation by Averaging" (1992); the exponential average and its ramp for the first steps as in
TensorFlow's ``ExponentialMovingAverage``.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import torch
from torch import Tensor, nn


def ramped_decay(decay: float, step: int) -> float:
    """Returns how much of the average stays at a step: less in the first ones, so that the start is soon forgotten.

    Args:
        decay: Of a long run, at least 0 and below 1.
        step: Number of the step, from 1.
    """
    return min(decay, (1 + step) / (10 + step))


class WeightAverage:
    """The average of the weights that train; frozen ones do not change and are their own average.

    Args:
        model: Its trained parameters, as they are now, are the first average.
        decay: Of a long run, above 0 and below 1.
    """

    def __init__(self, model: nn.Module, decay: float) -> None:
        self._decay = decay
        self._weights = {name: value for name, value in model.named_parameters() if value.requires_grad}
        self._average = {name: value.detach().clone() for name, value in self._weights.items()}

    @torch.no_grad()
    def update(self, step: int) -> None:
        """Takes the weights after step ``step`` (from 1) into the average."""
        share = 1 - ramped_decay(self._decay, step)
        torch._foreach_lerp_(list(self._average.values()), list(self._weights.values()), share)

    @contextmanager
    def in_model(self) -> Iterator[dict[str, Tensor]]:
        """Puts the average into the model for the block; nothing is copied.

        Yields:
            The weights themselves by parameter name, on their device.
        """
        self._exchange()
        try:
            yield self._average
        finally:
            self._exchange()

    def _exchange(self) -> None:
        for name, weight in self._weights.items():
            weight.data, self._average[name] = self._average[name], weight.data


@torch.no_grad()
def load_weights(model: nn.Module, weights: Mapping[str, Tensor]) -> None:
    """Puts weights back by parameter name; a parameter without one stays as it is."""
    for name, value in model.named_parameters():
        if name in weights:
            value.copy_(weights[name])
