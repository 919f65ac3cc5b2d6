"""Training from data to checkpoint: puts the parts together. No Qt: the window and the command line both call it."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import torch

from ssd_desktop.checkpoints.checkpoint import Checkpoint, current_versions
from ssd_desktop.data.loader import TrainingLoader
from ssd_desktop.data.rehearsal import RehearsalData, RehearsalMix
from ssd_desktop.data.types import Dataset
from ssd_desktop.errors import TrainingError
from ssd_desktop.evaluation.evaluator import evaluate
from ssd_desktop.inference.devices import device_label
from ssd_desktop.inference.predictor import Predictor
from ssd_desktop.ssd.config import VGG_MEANS_RGB
from ssd_desktop.training.agreed_control import AgreedControl
from ssd_desktop.training.batch_size import with_batch_size
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.config_file import config_to_toml
from ssd_desktop.training.control import TrainingControl
from ssd_desktop.training.disk_full import DiskFullError, DiskGuard
from ssd_desktop.training.distributed import ALONE, Ranks
from ssd_desktop.training.divergence import DivergenceError
from ssd_desktop.training.events import (
    TrainingDiverged,
    TrainingEvent,
    TrainingMessage,
    TrainingResult,
    TrainingStarted,
)
from ssd_desktop.training.feature_cache import keeping_features
from ssd_desktop.training.follower_folder import open_run_folder
from ssd_desktop.training.interruption import Interruption, StopRequestedError
from ssd_desktop.training.loop import RunLength, TrainingLoop
from ssd_desktop.training.metrics_log import MetricsLog
from ssd_desktop.training.optimizer import momentum_state
from ssd_desktop.training.preparation import Machine, Network, chosen_plan, data_messages, plan_messages, start_detector
from ssd_desktop.training.progress import ProgressMeter
from ssd_desktop.training.recipes import recipe_text
from ssd_desktop.training.recovery import Position, SavedState, StateStore, check_resumable, data_fingerprint
from ssd_desktop.training.rehearsal import Rehearsal, summary
from ssd_desktop.training.rehearsal_preparation import RehearsalPreparation
from ssd_desktop.training.run_folder import START, RunFolder, saving_to
from ssd_desktop.training.run_records import RunRecords
from ssd_desktop.training.sample_sheet import VIEWS
from ssd_desktop.training.shared_evaluation import evaluate_together
from ssd_desktop.training.split_check import split_messages
from ssd_desktop.training.stopped_start import stopped_before_it_began
from ssd_desktop.training.training_tiles import TrainingTiles
from ssd_desktop.training.unreadable import ReadableBatches

Emit = Callable[[TrainingEvent], None]


@dataclass(frozen=True, eq=False)
class TrainingData:
    """What is trained on and measured on.

    Attributes:
        train: Training images.
        validation: Images of the same classes that choose the best checkpoint; None: the last one counts.
        command: The command line that repeats the run (``repeat_command``), kept in the run folder; may be empty.
        rehearsal: What keeps the classes of the start detector; they are the first of ``train``'s. None: nothing.

    Raises:
        TrainingError: There is nothing to train on, or the validation images have other classes or no object.
    """

    train: Dataset
    validation: Dataset | None = None
    command: str = ""
    rehearsal: RehearsalData | None = None

    def __post_init__(self) -> None:
        if not len(self.train):
            raise TrainingError(f"There are no labelled images in {self.train.name} to train on.")
        if self.validation is not None and self.validation.classes != self.train.classes:
            raise TrainingError(
                f"{self.validation.name} has other classes than {self.train.name}; read both with the same class list."
            )
        if self.validation is not None and not self.validation.is_measurable:
            raise TrainingError(f"{self.validation.name} holds no object to measure on; name other validation images.")


def train(
    config: TrainingConfig,
    data: TrainingData,
    *,
    run_folder: Path,
    emit: Emit,
    control: TrainingControl | None = None,
    resume: bool = False,
    ranks: Ranks = ALONE,
) -> TrainingResult:
    """Trains a detector and leaves its checkpoints in a run folder.

    Args:
        config: All settings.
        data: Training and validation images.
        run_folder: A new or empty folder; with ``resume`` the folder of the run to go on with.
        emit: Gets every event, in the calling thread; what it raises ends the training.
        control: Pauses and stops from other threads.
        resume: Go on from the last saved state; a run that has none yet starts over.
        ranks: The processes that train together; each calls this, and only the first writes and emits.

    Returns:
        How it ended and which checkpoint to use; also the last event.

    Raises:
        TrainingError: It cannot start, go on or save, or it diverged (``DivergenceError``).
        CheckpointError: The start weights cannot be used.
        DataError: The data cannot be trained on.
        InferenceError: The device is absent.
    """
    control = control or TrainingControl()
    emit = emit if ranks.is_first else _no_one
    with open_run_folder(run_folder, resume=resume, ranks=ranks) as folder:
        return _train_in(folder, config, data, emit=emit, control=control, resume=resume, ranks=ranks)


def _no_one(_: TrainingEvent) -> None:
    """Gets the events of the processes that are not the first."""


def _train_in(
    folder: RunFolder,
    config: TrainingConfig,
    data: TrainingData,
    *,
    emit: Emit,
    control: TrainingControl,
    resume: bool,
    ranks: Ranks,
) -> TrainingResult:
    try:
        data, rehearsal = _with_rehearsal(config, data, folder, emit=emit, control=control, resume=resume)
        run = _Run(config, data, folder, emit=emit, control=control, resume=resume, rehearsal=rehearsal, ranks=ranks)
    except StopRequestedError:
        return stopped_before_it_began(folder, emit=emit, control=control, resume=resume)
    except BaseException:
        if not resume:
            folder.discard()
        raise
    try:
        outcome = run.train()
    finally:
        run.close()
    result = run.finish(outcome)
    emit(result)
    return result


def _with_rehearsal(
    config: TrainingConfig,
    data: TrainingData,
    folder: RunFolder,
    *,
    emit: Emit,
    control: TrainingControl,
    resume: bool,
) -> tuple[TrainingData, Rehearsal | None]:
    """Returns the data with what keeps the old classes in it."""
    if data.rehearsal is None:
        return data, None
    if not resume:
        # The mark of a run: killed while the start detector looks, it can be resumed.
        folder.write_start(config_toml=config_to_toml(config), versions=current_versions(), command=data.command)
    preparation = RehearsalPreparation(config, folder, emit=emit, interruption=Interruption(control, emit))
    rehearsal = preparation.prepare(data.rehearsal, data.train, data.validation)
    return replace(data, train=rehearsal.train, validation=rehearsal.validation), rehearsal


class _Run:
    """One call of ``train``: everything built, from the folder to the loop."""

    def __init__(
        self,
        config: TrainingConfig,
        data: TrainingData,
        folder: RunFolder,
        *,
        emit: Emit,
        control: TrainingControl,
        resume: bool,
        rehearsal: Rehearsal | None = None,
        ranks: Ranks = ALONE,
    ) -> None:
        self._config, self._data, self._folder = config, data, folder
        self._rehearsal, self._ranks = rehearsal, ranks
        self._emit, self._control = emit, control
        self._interruption = Interruption(control, emit)
        self._store = StateStore(folder.state)
        self._fingerprint = data_fingerprint(data.train, data.validation)
        self._meter = ProgressMeter()
        self._on_disk = DiskGuard(folder.path, emit=emit, control=control, meter=self._meter)
        self._metrics = MetricsLog(folder.metrics, guard=self._on_disk)
        self._saved = self._load_state() if resume else None
        self._machine = Machine.choose(replace(config, device=ranks.device_name(config.device)))
        self._check_same()
        start = start_detector(config, self._saved)
        recall = chosen_plan(config, data.train, start)
        self._tiles = TrainingTiles.choose(config, data.train, recall, resumed=self._saved)
        self._recall = self._tiles.recall
        config, self._batch_messages = with_batch_size(
            config,
            self._recall.plan,
            data.train.classes,
            images=len(self._tiles.dataset),
            machine=self._machine,
            saved=self._saved,
        )
        if not self._config.batch_size:
            config = replace(config, batch_size=ranks.agreed_batch(config.batch_size))
        self._config = config
        self._means_rgb = start.means_rgb if start else VGG_MEANS_RGB
        mix = self._tiles.mix(rehearsal.mix) if rehearsal is not None else None
        self._loader = self._make_loader(config, mix=mix, share=(ranks.rank, ranks.size))
        self._batches = ReadableBatches(self._loader, data.train)
        self._length = RunLength.of(config, len(self._loader))
        self._records = RunRecords(folder, steps=self._length.steps)
        self._interruption()
        self._write_start()
        self._tell_start()
        self._network = self._build()
        self._loop = self._make_loop()
        if config.tensorboard:
            self._records.open_tensorboard(self._metrics, first_step=self._start_position.step)

    def _check_same(self) -> None:
        """Checks that every process was started for the same training and reads the same state of it."""
        config = replace(self._config, device="auto", workers=0)
        settings = f"{config_to_toml(config)} {self._machine.precision} {self._machine.device.type}"
        facts = {"settings": settings, "images": self._fingerprint, "saved progress": repr(self._start_position)}
        self._ranks.check_same(facts)

    def _make_loader(
        self, config: TrainingConfig, *, mix: RehearsalMix | None = None, share: tuple[int, int] = (0, 1)
    ) -> TrainingLoader:
        size = self._recall.plan.image_size
        return _loader(config, self._tiles.dataset, size=size, means_rgb=self._means_rgb, mix=mix, share=share)

    def train(self) -> str:
        """Runs the loop; returns its outcome."""
        try:
            with keeping_features(self._config, self._network, self._loader, self._length, self._folder) as message:
                if message is not None:
                    self._emit(message)
                outcome = self._loop.run(self._start_position)
        except DivergenceError as error:
            # The disk may be full as well; the divergence is what the user must hear of.
            with suppress(TrainingError):
                self._folder.write(self._folder.diverged.name, error.report())
            self._emit(self._diverged(error))
            raise
        except DiskFullError as error:
            self._emit(TrainingMessage("error", str(error)))
            saved = self._store.load()
            self._loop.position = saved.position if saved else Position()
            return "stopped" if self._control.keep else "discarded"
        elsewhere = [reason for found in self._ranks.gather(self._loader.unreadable) for reason in found.values()]
        if (skipped := self._batches.message(elsewhere)) is not None:
            self._emit(skipped)
        return outcome

    def close(self) -> None:
        """Closes files that stay open while the run trains."""
        self._records.close()

    def _diverged(self, error: DivergenceError) -> TrainingDiverged:
        saved, checkpoint = self._store.load(), self._folder.best_or_last()
        return TrainingDiverged(
            run_folder=str(self._folder.path),
            step=error.step,
            learning_rate=self._config.learning_rate / 2,
            first_step=saved.position.step if saved else 0,
            checkpoint=None if checkpoint is None else str(checkpoint),
        )

    def finish(self, outcome: str) -> TrainingResult:
        """Returns the result of a run that ended with ``outcome``, after a discarded one is removed."""
        position = self._loop.position
        run_folder = str(self._folder.path)
        if outcome == "discarded":
            self._discard()
            return TrainingResult(run_folder, None, outcome, position.step)
        checkpoint = self._folder.best_or_last()
        metrics = {} if position.best_ap50 is None else {"best_step": float(position.best_step)}
        if checkpoint is not None and outcome == "finished":
            metrics |= self._measure_rehearsal(checkpoint)
        return TrainingResult(
            run_folder,
            None if checkpoint is None else str(checkpoint),
            outcome,
            position.step,
            ap50=position.best_ap50,
            metrics=metrics,
        )

    def _measure_rehearsal(self, checkpoint: Path) -> dict[str, float]:
        if self._rehearsal is None:
            return {}
        figures = self._rehearsal.measure(checkpoint, self._folder, device=self._config.device)
        self._emit(TrainingMessage("info", summary(figures)))
        return figures

    @property
    def _start_position(self) -> Position:
        return self._saved.position if self._saved else Position()

    def _load_state(self) -> SavedState | None:
        saved = self._store.load()
        if saved is not None:
            diverged = self._folder.diverged.exists()
            check_resumable(saved, self._config, fingerprint=self._fingerprint, diverged=diverged)
        return saved

    def _write_start(self) -> None:
        self._folder.write_start(
            config_toml=config_to_toml(self._config), versions=current_versions(), command=self._data.command
        )
        self._folder.write_detector(self._data.train.classes, self._recall.plan, recall=self._recall.recall)
        self._metrics.truncate(self._start_position.step)
        if self._folder.diverged.exists():
            rate = self._config.learning_rate
            event = f"goes on after a divergence, learning rate {rate:g}"
            self._metrics.append_once({"step": self._start_position.step, "event": event, "learning_rate": rate})
        if self._saved is None and self._ranks.is_first:
            self._records.write_split(self._data.train, self._data.validation)
            self._write_samples()

    def _write_samples(self) -> None:
        config = replace(self._config, batch_size=VIEWS)
        self._records.write_samples(
            # Its own: what the training's keeps in memory stays as it is.
            self._make_loader(config),
            self._recall.plan,
            classes=self._data.train.classes,
            match_config=config.match,
            means_rgb=self._means_rgb,
        )

    def _tell_start(self) -> None:
        validation = self._data.validation
        self._emit(
            TrainingStarted(
                run_folder=str(self._folder.path),
                classes=self._data.train.classes,
                plan=self._recall.plan.name,
                plan_recall=self._recall.recall,
                device=device_label(self._machine.device),
                precision=self._machine.precision,
                images=len(self._data.train),
                validation_images=len(validation) if validation else 0,
                steps=self._length.steps,
                steps_per_epoch=self._length.steps_per_epoch,
                first_step=self._start_position.step,
            )
        )
        self._emit(TrainingMessage("info", f"Recipe {self._recipe_text()}."))
        train = self._data.train
        for message in (
            *self._batch_messages,
            *self._tiles.messages,
            *plan_messages(self._recall),
            *data_messages(train, validation),
            *split_messages(train, validation),
        ):
            self._emit(message)

    def _build(self) -> Network:
        if self._saved is None:
            torch.manual_seed(self._config.seed)
            network = Network.new(
                self._config,
                self._data.train.classes,
                self._recall.plan,
                singles=self._make_loader(replace(self._config, batch_size=1)),
                machine=self._machine,
                tell=self._emit,
                between=self._interruption,
            )
            if network.start is not None:
                self._folder.write(START, network.start.to_json())
        else:
            network = Network.resumed(self._config, self._saved, machine=self._machine, tell=self._emit)
            # A kill may have come between the state and the checkpoints that show it.
            if self._ranks.is_first:
                self._publish(self._saved.checkpoint, self._saved.position)
        self._ranks.copy_first(network.model)
        network.step.ranks = self._ranks
        for message in network.messages:
            self._emit(message)
        return network

    def _make_loop(self) -> TrainingLoop:
        return TrainingLoop(
            self._config,
            self._length,
            batches=self._batches,
            step=self._network.step,
            evaluate=self._evaluate if self._data.validation else None,
            save=self._save,
            metrics=self._metrics,
            emit=self._emit,
            control=self._control if self._ranks.size == 1 else AgreedControl(self._control, self._ranks),
            meter=self._meter,
        )

    def _evaluate(self, should_stop: Callable[[], bool]) -> float:
        if self._data.validation is None:
            raise TypeError("There is no validation set to evaluate on.")
        predictor = self._tiles.detector(Predictor(self._network.model, self._machine.device))
        with self._network.averaged():
            measure = evaluate if self._ranks.size == 1 else partial(evaluate_together, ranks=self._ranks)
            result = measure(predictor, self._data.validation, metric="voc", should_stop=should_stop)
        return result.map if self._rehearsal is None else self._rehearsal.balanced_ap50(result)

    def _save(self, position: Position, mean_loss: float | None) -> Path:
        if not self._ranks.is_first:
            return self._folder.last
        path = self._on_disk(lambda: self._write_state(position, mean_loss))
        self._on_disk(lambda: self._publish(path, position))
        self._on_disk(self._folder.retire_divergence)
        self._on_disk(self._records.draw_curves)
        return self._folder.last

    def _write_state(self, position: Position, mean_loss: float | None) -> Path:
        with saving_to(self._folder.path), self._network.averaged() as weights:
            return self._store.save(
                self._checkpoint(position, mean_loss),
                replace(position, micro_batch=self._network.micro_batch.limit),
                config=self._config,
                fingerprint=self._fingerprint,
                momentum=momentum_state(self._network.model, self._network.optimizer),
                weights={name: value.cpu().contiguous() for name, value in weights.items()},
            )

    def _publish(self, checkpoint: Path, position: Position) -> None:
        self._folder.publish(checkpoint, self._folder.last)
        if position.best_ap50 is not None and position.best_step == position.step:
            self._folder.publish(checkpoint, self._folder.best)

    def _checkpoint(self, position: Position, mean_loss: float | None) -> Checkpoint:
        figures: dict[str, float | str] = {"images": float(len(self._data.train)), "steps": float(position.step)}
        if mean_loss is not None:
            figures["loss"] = mean_loss
        if position.ap50 is not None:
            figures |= {"ap50": position.ap50, "map": position.ap50, "metric": "voc"}
        card = {
            "data": self._data.train.name,
            "start": self._config.init,
            "recipe": self._recipe_text(),
        }
        if self._data.validation is not None:
            card["validation"] = self._data.validation.name
        state = {name: value.detach().cpu() for name, value in self._network.model.state_dict().items()}
        return Checkpoint(self._network.model.config, state, figures=figures, card=card, tiling=self._tiles.tiling)

    def _recipe_text(self) -> str:
        return recipe_text(self._config, steps=self._length.steps, precision=self._machine.precision)

    def _discard(self) -> None:
        """Removes a new run; of a resumed one what was saved stays, only the curve after it goes."""
        if self._saved is None:
            self._folder.discard()
            return
        saved = self._store.load() or self._saved
        self._metrics.truncate(saved.position.step)
        self._emit(TrainingMessage("info", f"The run is kept as it was saved at step {saved.position.step}."))


def _loader(
    config: TrainingConfig,
    dataset: Dataset,
    *,
    size: int,
    means_rgb: tuple[float, float, float],
    mix: RehearsalMix | None,
    share: tuple[int, int],
) -> TrainingLoader:
    return TrainingLoader(
        dataset,
        batch_size=config.batch_size,
        size=size,
        seed=config.seed,
        augment=config.augment,
        workers=config.workers,
        means_rgb=means_rgb,
        train_difficult=config.train_difficult,
        mosaic=config.mosaic,
        mixup=config.mixup,
        class_balance=config.class_balance,
        mix=mix,
        share=share,
    )
