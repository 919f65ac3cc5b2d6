"""Several processes that train one detector: each takes its share of every batch, the gradients are added up.

Started by ``torchrun``, which sets the environment of each process; PyTorch's own collectives do the rest (gloo between
processors, nccl between GPUs). The gradients are added explicitly after the last micro-batch instead of inside a
``DistributedDataParallel``: that one averages over the processes and knows one forward pass of the whole model, where
the loss here is divided by the positives of all of them and frozen features may come from a cache (ADR 0005).
"""

import math
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar, cast

import torch
import torch.distributed as dist
from torch import Tensor, nn

from ssd_desktop.errors import TrainingError
from ssd_desktop.training.divergence import EXPLODING_NORM

PATIENCE = timedelta(minutes=30)
"""How long a process waits for another one that is alive but silent; one that ended is noticed at once."""

_T = TypeVar("_T")


@dataclass(frozen=True)
class Ranks:
    """This process among those that train together; every method but the properties is called by all of them.

    Attributes:
        rank: Number of this process, from 0.
        size: How many there are; with 1 every method answers for itself, without any communication.
        local_rank: Number of this process on its machine.
    """

    rank: int = 0
    size: int = 1
    local_rank: int = 0

    @property
    def is_first(self) -> bool:
        """Whether this process writes, prints and tells; exactly one does."""
        return self.rank == 0

    def device_name(self, device: str) -> str:
        """Returns the device of this process: with several a GPU of its own, or the processor.

        Args:
            device: ``TrainingConfig.device``.

        Raises:
            TrainingError: Several processes cannot share the device that is named, or there are too few GPUs.
        """
        if self.size == 1 or device == "cpu":
            return device
        if device not in ("auto", "cuda"):
            raise TrainingError(f"Several processes cannot train on {device}; use --device auto, cuda or cpu.")
        if device == "auto" and not torch.cuda.is_available():
            return "cpu"
        gpus = torch.cuda.device_count()
        if self.local_rank >= gpus:
            raise TrainingError(
                f"This machine has {gpus} GPUs, too few for its processes; start torchrun with --nproc-per-node={gpus} "
                f"or train with --device cpu."
            )
        return f"cuda:{self.local_rank}"

    def check_same(self, facts: dict[str, str]) -> None:
        """Checks that all processes were started for the same training.

        Args:
            facts: What must be equal, by the name that the message uses.

        Raises:
            TrainingError: A process differs from the first; raised in all of them.
        """
        first, *others = self.gather(facts)
        for rank, other in enumerate(others, start=1):
            for name, value in first.items():
                if other[name] != value:
                    raise TrainingError(
                        f"Process {rank} was started with other {name} than process 0; give all of them the same "
                        f"command, data and run folder."
                    )

    def gather(self, value: _T) -> list[_T]:
        """Returns the value of each process, in their order; values must pickle."""
        if self.size == 1:
            return [value]
        values: list[_T | None] = [None] * self.size
        with _with_the_others():
            dist.all_gather_object(values, value)
        return cast("list[_T]", values)

    def agreed_batch(self, measured: int) -> int:
        """Returns the batch size that all take: the smallest one measured, in equal shares of at least one image.

        Args:
            measured: What this process found that its memory holds.
        """
        return max(min(self.gather(measured)) // self.size, 1) * self.size

    def sum(self, value: Tensor) -> Tensor:
        """Returns the sum of a tensor over all processes; ``value`` itself stays as it is."""
        if self.size == 1:
            return value
        total = value.clone()
        with _with_the_others():
            dist.all_reduce(total)
        return total

    def copy_first(self, model: nn.Module) -> None:
        """Gives the model the weights of the first process, bit for bit."""
        if self.size == 1:
            return
        with _with_the_others(), torch.no_grad():
            for value in (*model.parameters(), *model.buffers()):
                whole = value.contiguous()
                dist.broadcast(whole, src=0)
                value.copy_(whole)

    def once(self, between: Callable[[], None]) -> Callable[[], None]:
        """Returns what is called between the micro-batches of a step.

        With several processes the control is read once, now: that is an agreement of all of them, and after memory ran
        out they may have different numbers of micro-batches.
        """
        if self.size == 1:
            return between
        between()
        return _nothing

    def sum_gradients(self, parameters: Sequence[nn.Parameter], sums: Sequence[Tensor]) -> list[Tensor]:
        """Adds up the gradients over all processes, in place; all processes get the same bits.

        Args:
            parameters: Those that train.
            sums: Losses of this process' share, float32 scalars, divided by the positives of all processes.

        Returns:
            The losses of the whole batch.
        """
        if self.size == 1:
            return list(sums)
        gradients = [torch.zeros_like(value) if value.grad is None else value.grad for value in parameters]
        # One message: many small ones would each wait for the slowest process.
        flat = torch.cat([gradient.reshape(-1) for gradient in gradients] + [loss.reshape(1) for loss in sums])
        with _with_the_others():
            dist.all_reduce(flat)
        sizes = [gradient.numel() for gradient in gradients]
        *parts, totals = torch.split(flat, [*sizes, len(sums)])
        for value, part in zip(parameters, parts, strict=True):
            # The layout of the weight, so that the optimiser rounds as it does alone.
            value.grad = torch.empty_like(value).copy_(part.view_as(value))
        return list(totals.unbind())

    def concerned(self, mine: Sequence[_T], *, sound: bool) -> tuple[_T, ...]:
        """Returns whose images a divergence comes from.

        Args:
            mine: The images of this process' share.
            sound: Whether this process' own loss and gradients were usable.

        Returns:
            The images of the processes that were not; where each was sound by itself, those of all.
        """
        shares = self.gather((sound, tuple(mine)))
        all_sound = all(fine for fine, _ in shares)
        return tuple(image for fine, images in shares if all_sound or not fine for image in images)


ALONE = Ranks()
"""The only process there is."""


def gradients_are_sound(parameters: Sequence[nn.Parameter], losses: Sequence[Tensor]) -> bool:
    """Returns whether losses are finite and gradients of a usable size, before they are added up."""
    gradients = [value.grad for value in parameters if value.grad is not None]
    norm = float(torch.nn.utils.get_total_norm(gradients))
    return math.isfinite(float(sum(losses, torch.zeros(())))) and norm < EXPLODING_NORM


@contextmanager
def joined(device: str) -> Iterator[Ranks]:
    """Joins the processes that ``torchrun`` started; without it this process is alone.

    Args:
        device: ``TrainingConfig.device``.

    Yields:
        This process among them; after the block it leaves.

    Raises:
        TrainingError: The processes do not find each other, or cannot have devices of their own.
    """
    names = ("RANK", "WORLD_SIZE", "LOCAL_RANK")
    rank, size, local_rank = (int(os.environ[name]) if name in os.environ else 0 for name in names)
    if size < 2:
        yield ALONE
        return
    ranks = Ranks(rank, size, local_rank)
    name = ranks.device_name(device)
    backend = "cpu:gloo,cuda:nccl" if name.startswith("cuda") else "gloo"
    if name.startswith("cuda"):
        torch.cuda.set_device(name)
    with _with_the_others():
        dist.init_process_group(backend, timeout=PATIENCE)
    try:
        yield ranks
    finally:
        dist.destroy_process_group()


@contextmanager
def _with_the_others() -> Iterator[None]:
    """Turns what gloo and nccl say of a process that is gone into one sentence."""
    try:
        yield
    except RuntimeError as error:
        raise TrainingError(
            "Another process of this training ended or no longer answers; its own message says why. What was saved "
            "before is kept: start all of them again with --resume."
        ) from error


def _nothing() -> None:
    """Is called between micro-batches where there is nothing to ask."""
