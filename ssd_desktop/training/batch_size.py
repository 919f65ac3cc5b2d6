"""Batch size 0: as many images of a step as the measured memory of the device holds and as training still gains from.

On CUDA real steps on made pictures grow by powers of two. Elsewhere the memory is reckoned from what the steps were
measured to need, because a processor's memory cannot be overdrawn on trial.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

import torch

from ssd_desktop.data.loader import Batch
from ssd_desktop.ssd.config import BoxPlan
from ssd_desktop.ssd.targets import Targets
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.divergence import DivergenceError
from ssd_desktop.training.events import TrainingMessage
from ssd_desktop.training.memory import available_memory
from ssd_desktop.training.micro_batch import default_micro_batch
from ssd_desktop.training.preparation import Machine, Network
from ssd_desktop.training.recovery import SavedState

_SHARE = 0.8
"""Of the free memory: what is left is for evaluation, for larger crowds of objects and for other programs."""

_MOST_ON_GPU = 64  # More are hardly faster and leave fewer steps.
_MOST_ON_CPU = 8  # The speed of a processor does not grow with the batch.
_FEWEST_STEPS = 16  # Of an epoch, as long as that leaves a batch of 8.
_USUAL = 8

_FIXED_BYTES = 350e6
_BYTES_PER_PIXEL = 1800.0
"""Of a step in float32 on a processor with nothing frozen: 140 MB an image of 300 x 300 and 430 MB of 512 x 512 beside
250 MB of gradients and momentum were measured (Linux, torch 2.9)."""

_MADE_OBJECTS = 20


def with_batch_size(
    config: TrainingConfig,
    plan: BoxPlan,
    classes: tuple[str, ...],
    *,
    images: int,
    machine: Machine,
    saved: SavedState | None,
    agree: Callable[[int], int] = lambda size: size,
) -> tuple[TrainingConfig, tuple[TrainingMessage, ...]]:
    """Returns the settings with a batch size that is a number, and what the user is told of it.

    Args:
        config: All settings; a batch size that is not 0 stays.
        plan: Box plan; it says which network.
        classes: Foreground classes.
        images: Training images.
        machine: Where it trains.
        saved: What is gone on from; its number stands.
        agree: Returns the size that all processes take, given what this one found.
    """
    if config.batch_size:
        return config, ()
    if saved is not None:
        return replace(config, batch_size=saved.config.batch_size), ()
    on_gpu = machine.device.type == "cuda"
    most = sensible_limit(images, most=_MOST_ON_GPU if on_gpu else _MOST_ON_CPU)
    free = torch.cuda.mem_get_info(machine.device)[0] if on_gpu else available_memory()
    need = _cuda_need(config, plan, classes, machine) if on_gpu else _reckoned_need(config, plan, machine)
    # An input side that varies needs most where it is largest.
    budget = float("inf") if free is None else _SHARE * free / (1 + config.multi_scale) ** 2
    size = agree(largest_batch(need, most=most, budget=budget))
    del need
    if on_gpu:
        torch.cuda.empty_cache()
    return replace(config, batch_size=size), (_message(size, most=most, free=free),)


def _message(size: int, *, most: int, free: int | None) -> TrainingMessage:
    if free is None:
        text = (
            f"The batch size is {size}, chosen automatically: how much memory is free is not known, and more than "
            f"{most} images gain nothing here."
        )
    else:
        text = (
            f"The batch size is {size}, chosen automatically: {free / 1e9:.1f} GB of memory are free, and more than "
            f"{most} images gain nothing here."
        )
    return TrainingMessage("info", text)


def sensible_limit(images: int, *, most: int) -> int:
    """Returns the largest batch that leaves an epoch of ``images`` images its steps, at least 1.

    Args:
        images: Training images.
        most: Limit of the device.
    """
    return max(1, min(images, most, max(_USUAL, images // _FEWEST_STEPS)))


def largest_batch(need: Callable[[int], float], *, most: int, budget: float) -> int:
    """Returns the largest power of two up to ``most`` whose need is within the budget; 1 where none is.

    Args:
        need: Bytes that a step of so many images takes; asked for 1, 2, 4... until one is too large.
        most: At least 1.
        budget: Bytes.
    """
    size = 1
    while size * 2 <= most and need(size * 2) <= budget:
        size *= 2
    return size


def _reckoned_need(config: TrainingConfig, plan: BoxPlan, machine: Machine) -> Callable[[int], float]:
    def need(images: int) -> float:
        at_once = default_micro_batch(images, config.micro_batch, machine.device.type)
        return _FIXED_BYTES + at_once * _BYTES_PER_PIXEL * plan.image_size**2

    return need


class _TooLargeError(Exception):
    """The memory ended during a step on trial."""


def _cuda_need(
    config: TrainingConfig, plan: BoxPlan, classes: tuple[str, ...], machine: Machine
) -> Callable[[int], float]:
    """Returns what measures a step of so many images on the GPU; infinite where the memory ends."""

    def too_large(message: TrainingMessage) -> None:
        raise _TooLargeError

    device = machine.device
    before = torch.cuda.memory_reserved(device)
    network = Network.untrained(config, plan, classes, machine=machine, tell=too_large)

    def need(images: int) -> float:
        torch.cuda.empty_cache()
        torch.cuda.reset_peak_memory_stats(device)
        try:
            # What the made pictures teach is of no matter, only what it takes.
            with suppress(DivergenceError):
                network.step(made_batch(images, plan.image_size), step=1, learning_rate=0.0, between=lambda: None)
            torch.cuda.synchronize(device)
            return torch.cuda.max_memory_reserved(device) - before
        except _TooLargeError:
            return float("inf")

    return need


def made_batch(images: int, side: int) -> Batch:
    """Returns a batch of noise with objects in it, always the same one.

    Args:
        images: B.
        side: S, pixels.
    """
    generator = torch.Generator().manual_seed(0)
    low = torch.rand(images, _MADE_OBJECTS, 2, generator=generator) * 0.5
    boxes_xyxy = torch.cat((low, low + 0.1 + 0.4 * torch.rand(low.shape, generator=generator)), dim=-1)
    shape = (images, _MADE_OBJECTS)
    nothing = torch.zeros(shape, dtype=torch.bool)
    targets = Targets(boxes_xyxy, torch.ones(shape, dtype=torch.int64), ignore=nothing, crowd=nothing)
    return Batch(torch.randn(images, 3, side, side, generator=generator) * 50, targets, ())
