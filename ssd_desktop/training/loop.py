"""The loop of a training: epochs, steps, pauses and stops, events, and when a checkpoint is written."""

from collections.abc import Callable, Generator
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from ssd_desktop.data.loader import Batch
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.control import TrainingControl
from ssd_desktop.training.disk_full import DiskFullError
from ssd_desktop.training.divergence import DivergenceError
from ssd_desktop.training.early_stopping import has_stalled, stalled_message
from ssd_desktop.training.events import (
    EpochFinished,
    TrainingEvent,
    TrainingProgress,
    TrainingStopping,
)
from ssd_desktop.training.interruption import Interruption, StopRequestedError
from ssd_desktop.training.metrics_log import MetricsLog
from ssd_desktop.training.optimizer import base_learning_rate, learning_rate_factor
from ssd_desktop.training.progress import ProgressMeter
from ssd_desktop.training.recovery import Position
from ssd_desktop.training.step import StepLosses


@dataclass(frozen=True)
class RunLength:
    """How long a run is.

    Attributes:
        steps: Optimiser steps of the whole run.
        steps_per_epoch: Of an epoch.
    """

    steps: int
    steps_per_epoch: int

    @classmethod
    def of(cls, config: TrainingConfig, steps_per_epoch: int) -> "RunLength":
        """Returns the length that ``config`` asks for: ``steps``, or ``epochs`` where that is 0."""
        return cls(config.steps or config.epochs * steps_per_epoch, steps_per_epoch)

    @property
    def epochs(self) -> int:
        """Epochs begun; the last one may be cut short by ``steps``."""
        return -(-self.steps // self.steps_per_epoch)


class Batches(Protocol):
    """What the loop needs of a ``TrainingLoader``."""

    @property
    def batch_size(self) -> int: ...

    def epoch(self, number: int, start_batch: int = 0) -> Generator[Batch, None, None]: ...


class Step(Protocol):
    """What the loop needs of an ``OptimiserStep``."""

    def __call__(self, batch: Batch, *, step: int, learning_rate: float, between: Callable[[], None]) -> StepLosses: ...


Evaluate = Callable[[Callable[[], bool]], float]
"""Returns AP50 (0..1) on the validation set; what it is given says whether to end early, and may wait."""

Save = Callable[[Position, float | None], Path]
"""Writes the state at a position, with the mean loss of its epoch; returns the path of the checkpoint."""


class TrainingLoop:
    """Runs the steps of a training from a position to its end, or to a stop.

    Args:
        config: Learning rate, schedule and when to evaluate.
        length: Steps of the run and of an epoch.
        batches: What each step trains on.
        step: Trains on one batch.
        evaluate: None without a validation set.
        save: Writes the state.
        metrics: Gets a line for each step and each epoch.
        emit: Gets the events.
        control: Read between micro-batches.
        meter: Measures speed.
        memory: Returns bytes used and bytes there are, where the training computes.
    """

    def __init__(
        self,
        config: TrainingConfig,
        length: RunLength,
        *,
        batches: Batches,
        step: Step,
        evaluate: Evaluate | None,
        save: Save,
        metrics: MetricsLog,
        emit: Callable[[TrainingEvent], None],
        control: TrainingControl,
        meter: ProgressMeter,
        memory: Callable[[], tuple[int, int]] = lambda: (0, 0),
    ) -> None:
        self._config = config
        self._length = length
        self._batches = batches
        self._step = step
        self._evaluate = evaluate
        self._save = save
        self._metrics = metrics
        self._emit = emit
        self._control = control
        self._interruption = Interruption(control, emit)
        self._meter = meter
        self._memory = memory
        self._learning_rate = base_learning_rate(config, batches.batch_size)
        self.position = Position()

    def run(self, position: Position) -> str:
        """Trains from ``position``; afterwards ``self.position`` says how far it came.

        Returns:
            ``finished``, ``stopped`` (the state is saved) or ``discarded`` (nothing is saved). What ends it otherwise
            is raised, after the state was saved; after a divergence the state before stays.
        """
        self.position = position
        try:
            while not self._is_done():
                self._train_epoch()
                self._finish_epoch()
        except StopRequestedError:
            return self._stopped()
        except (DivergenceError, DiskFullError):
            raise
        except Exception:
            self._keep_what_is_done(position)
            raise
        if has_stalled(self.position, self._config):
            self._emit(stalled_message(self.position, steps=self._length.steps))
        return "finished"

    def _is_done(self) -> bool:
        if self.position.batch > 0:
            return False
        return self.position.step >= self._length.steps or has_stalled(self.position, self._config)

    def _train_epoch(self) -> None:
        # Left early, the loader's threads must be joined now, not when the garbage collector comes by.
        with closing(self._batches.epoch(self.position.epoch, start_batch=self.position.batch)) as epoch:
            self._meter.restart()
            while self.position.step < self._length.steps and (batch := next(epoch, None)) is not None:
                self._train_batch(batch)

    def _train_batch(self, batch: Batch) -> None:
        factor = learning_rate_factor(self.position.step, steps=self._length.steps, config=self._config)
        rate = self._learning_rate * factor
        step = self.position.step + 1
        losses = self._step(batch, step=step, learning_rate=rate, between=self._read_control)
        self.position = replace(
            self.position,
            step=step,
            batch=self.position.batch + 1,
            loss_sum=self.position.loss_sum + losses.total,
            ap50=None,
        )
        self._meter.step_done(self._batches.batch_size)
        self._report(losses, rate)

    def _report(self, losses: StepLosses, learning_rate: float) -> None:
        values = {
            "step": self.position.step,
            "epoch": self.position.epoch + 1,
            "loss": losses.total,
            "confidence_loss": losses.confidence,
            "localisation_loss": losses.localisation,
            "learning_rate": learning_rate,
        }
        self._metrics.append(values)
        if self._meter.event_due() or self.position.step == self._length.steps:
            self._emit(self._progress(losses, learning_rate))

    def _progress(self, losses: StepLosses, learning_rate: float) -> TrainingProgress:
        coming = range(self.position.epoch, self._length.epochs)
        memory_bytes, memory_total = self._memory()
        return TrainingProgress(
            step=self.position.step,
            steps=self._length.steps,
            epoch=self.position.epoch + 1,
            loss=losses.total,
            confidence_loss=losses.confidence,
            localisation_loss=losses.localisation,
            learning_rate=learning_rate,
            images_per_second=self._meter.images_per_second(),
            seconds_left=self._meter.seconds_left(
                steps=self._length.steps - self.position.step,
                evaluations=sum(self._evaluates_after(epoch) for epoch in coming),
            ),
            memory_bytes=memory_bytes,
            memory_total=memory_total,
        )

    def _finish_epoch(self) -> None:
        since = self._meter.now()
        done = self.position
        mean_loss = done.loss_sum / max(done.batch, 1)
        ap50 = self._ap50_after(done.epoch)
        is_best = ap50 is not None and (done.best_ap50 is None or ap50 > done.best_ap50)
        after = replace(done, epoch=done.epoch + 1, batch=0, loss_sum=0.0, ap50=ap50)
        if is_best:
            after = replace(after, best_ap50=ap50, best_step=done.step, stale_evaluations=0)
        elif ap50 is not None:
            after = replace(after, stale_evaluations=done.stale_evaluations + 1)
        self._metrics.append({"step": done.step, "epoch": done.epoch + 1, "mean_loss": mean_loss, "ap50": ap50})
        checkpoint = self._save(after, mean_loss)
        self.position = after
        if ap50 is not None:
            self._meter.evaluation_done(since)
        # A run that was made longer after its last step began another epoch than the length knows of.
        epochs = max(self._length.epochs, after.epoch)
        self._emit(EpochFinished(after.epoch, epochs, mean_loss, ap50, str(checkpoint), is_best))

    def _ap50_after(self, epoch: int) -> float | None:
        if self._evaluate is None or not self._evaluates_after(epoch):
            return None
        ap50 = self._evaluate(self._should_stop)
        # A stop ends the evaluation early; half its images are no figure.
        self._read_control()
        return ap50

    def _evaluates_after(self, epoch: int) -> bool:
        if self._evaluate is None:
            return False
        every = self._config.evaluate_every
        return epoch + 1 >= self._length.epochs or (every > 0 and (epoch + 1) % every == 0)

    def _read_control(self) -> None:
        if self._should_stop():
            raise StopRequestedError

    def _should_stop(self) -> bool:
        """Waits while paused; returns whether to stop."""
        paused, since = self._control.paused, self._meter.now()
        stop = self._interruption.should_stop()
        if paused:
            self._meter.exclude(since)
        return stop

    def _stopped(self) -> str:
        self._emit(TrainingStopping(keep=self._control.keep))
        if not self._control.keep:
            return "discarded"
        self._save_here()
        return "stopped"

    def _keep_what_is_done(self, first: Position) -> None:
        """Saves the steps since ``first`` before an error ends the training; that error is the one to be told."""
        if self.position.step > first.step and self.position.batch:
            with suppress(Exception):
                self._save_here()

    def _save_here(self) -> None:
        done = self.position
        self._save(done, done.loss_sum / done.batch if done.batch else None)
