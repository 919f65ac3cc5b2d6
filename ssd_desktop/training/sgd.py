"""Stochastic gradient descent with momentum and weight decay, as ``torch.optim.SGD`` without its compiler.

Making any optimiser of PyTorch imports ``torch._dynamo`` and sympy: two seconds of a processor and a hundred megabytes
at the start of every training, for a compiler that nothing here calls.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import torch
from torch import Tensor, nn


@dataclass(frozen=True, eq=False)
class ParameterGroup:
    """Parameters that learn by one rule.

    Attributes:
        parameters: On one device.
        weight_decay: Share of each weight that is added to its gradient.
        rate_factor: Of the learning rate of a step.
    """

    parameters: tuple[nn.Parameter, ...]
    weight_decay: float
    rate_factor: float


class SGD:
    """Moves parameters against a running sum of their gradients: v = momentum v + g + decay w, w = w - rate v.

    The first v of a parameter is its gradient, as in PyTorch, to whose SGD every step is equal bit for bit.

    Args:
        groups: What trains; every parameter in one group.
        momentum: What is kept of v at each step, 0 to 1.

    Attributes:
        groups: As given.
        momentum_buffers: v of each parameter that had a gradient before, shaped as it.
    """

    def __init__(self, groups: Iterable[ParameterGroup], *, momentum: float) -> None:
        self.groups = tuple(groups)
        self.momentum_buffers: dict[nn.Parameter, Tensor] = {}
        self._momentum = momentum

    @property
    def parameters(self) -> list[nn.Parameter]:
        """All that trains, group after group."""
        return [value for group in self.groups for value in group.parameters]

    def drop_gradients(self) -> None:
        """Frees the gradients; the next ones begin from nothing."""
        for value in self.parameters:
            value.grad = None

    def step(self, learning_rate: float) -> None:
        """Moves every parameter that has a gradient.

        The gradients are used up: the decay is added to them in place, which needs no second copy of them.

        Args:
            learning_rate: What each group takes its factor of.
        """
        with torch.no_grad():
            for group in self.groups:
                moved = [value for value in group.parameters if value.grad is not None]
                if moved:
                    self._move(moved, group.weight_decay, learning_rate * group.rate_factor)

    def _move(self, moved: list[nn.Parameter], weight_decay: float, learning_rate: float) -> None:
        values: list[Tensor] = [*moved]
        gradients = [value.grad for value in moved if value.grad is not None]
        if weight_decay:
            torch._foreach_add_(gradients, values, alpha=weight_decay)
        self._add_to_momentum(moved, gradients)
        torch._foreach_add_(values, [self.momentum_buffers[value] for value in moved], alpha=-learning_rate)

    def _add_to_momentum(self, moved: list[nn.Parameter], gradients: list[Tensor]) -> None:
        buffers, added = [], []
        for value, gradient in zip(moved, gradients, strict=True):
            if value in self.momentum_buffers:
                buffers.append(self.momentum_buffers[value])
                added.append(gradient)
            else:
                self.momentum_buffers[value] = gradient.clone()
        if buffers:
            torch._foreach_mul_(buffers, self._momentum)
            torch._foreach_add_(buffers, added)
