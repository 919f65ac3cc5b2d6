"""SGD as SSD is trained, and the learning rate as a pure function of the step.

Sources: the authors' Caffe solver and layer settings (``examples/ssd/ssd_pascal.py``: SGD, momentum 0.9, decay
5e-4, ``lr_mult`` 2 and ``decay_mult`` 0 for biases, steps at 2/3 and 5/6 of the run).
"""

import math

import torch
from torch import nn

from ssd_desktop.ssd.bases import BASE_LAYER_NAMES
from ssd_desktop.training.config import TrainingConfig

REFERENCE_BATCH = 32
"""The batch size a configured learning rate is meant for."""

_WARMUP_START = 0.01
_BIAS_LEARNING_RATE_FACTOR = 2.0


def base_learning_rate(config: TrainingConfig, batch_size: int) -> float:
    """Returns the learning rate after warm-up, scaled linearly to the images of a step.

    Args:
        config: ``learning_rate`` is meant for a batch of 32.
        batch_size: Images of a step; a small data set has fewer than ``config.batch_size``.
    """
    return config.learning_rate * batch_size / REFERENCE_BATCH


def learning_rate_factor(step: int, *, steps: int, config: TrainingConfig) -> float:
    """Returns what the base learning rate is multiplied with at a step: above 0, at most 1.

    A function of the step alone, so that a resumed run needs no state of a scheduler.

    Args:
        step: Optimiser steps done before this one, from 0.
        steps: Of the whole run.
        config: ``schedule`` and ``warmup_steps``.
    """
    warmup = min(config.warmup_steps, steps // 10)
    if step < warmup:
        return _WARMUP_START + (1 - _WARMUP_START) * step / warmup
    if config.schedule == "step":
        return 0.1 ** ((3 * step >= 2 * steps) + (6 * step >= 5 * steps))
    return 0.5 * (1 + math.cos(math.pi * (step - warmup) / (steps - warmup)))


def make_optimizer(model: nn.Module, config: TrainingConfig) -> torch.optim.SGD:
    """Returns SGD over what trains: biases with twice the learning rate and no decay, L2 scales without decay.

    The base learns with ``base_rate_factor`` of the rate of the layers after it: its features are nearly right
    already, those of the new layers are not (Howard and Ruder, arXiv 1801.06146, discriminative fine-tuning). The
    learning rate is 0 until ``set_learning_rate``. On CUDA one kernel a group updates everything (``fused``); elsewhere
    it is as PyTorch does it by itself.

    Args:
        model: On its device; parameters with ``requires_grad`` False (frozen layers) are left out.
        config: ``momentum``, ``weight_decay`` and ``base_rate_factor``.
    """
    groups: dict[tuple[float, float], list[nn.Parameter]] = {}
    for name, value in model.named_parameters():
        if value.requires_grad:
            bias = name.endswith("bias")
            decay = 0.0 if bias or value.ndim < 2 else config.weight_decay
            factor = _BIAS_LEARNING_RATE_FACTOR if bias else 1.0
            factor *= config.base_rate_factor if is_base_parameter(name) else 1.0
            groups.setdefault((decay, factor), []).append(value)
    return torch.optim.SGD(
        [{"params": values, "weight_decay": decay, "factor": factor} for (decay, factor), values in groups.items()],
        lr=0.0,
        momentum=config.momentum,
        fused=True if all(value.is_cuda for values in groups.values() for value in values) else None,
    )


def is_base_parameter(name: str) -> bool:
    """Returns whether a parameter, by its name in the model, belongs to the base, such as conv1_1 to conv5_3."""
    return any(part in BASE_LAYER_NAMES for part in name.split("."))


def set_learning_rate(optimizer: torch.optim.Optimizer, learning_rate: float) -> None:
    """Sets the learning rate of the weights after the base; every group keeps its own factor of it."""
    for group in optimizer.param_groups:
        group["lr"] = learning_rate * group["factor"]


def momentum_state(model: nn.Module, optimizer: torch.optim.Optimizer) -> dict[str, torch.Tensor]:
    """Returns the momentum buffers by parameter name, on the CPU; none before the first step."""
    buffers = {}
    for name, value in model.named_parameters():
        buffer = optimizer.state.get(value, {}).get("momentum_buffer")
        if buffer is not None:
            buffers[name] = buffer.detach().cpu().contiguous()
    return buffers


def load_momentum(model: nn.Module, optimizer: torch.optim.Optimizer, buffers: dict[str, torch.Tensor]) -> None:
    """Puts momentum buffers back, by parameter name; a parameter without one starts from rest."""
    for name, value in model.named_parameters():
        if value.requires_grad and buffers:
            # All or none of a group: one kernel cannot begin some of its weights and go on with others.
            buffer = torch.zeros_like(value)
            optimizer.state[value]["momentum_buffer"] = buffer.copy_(buffers[name]) if name in buffers else buffer
