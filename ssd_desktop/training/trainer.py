"""Training from data to checkpoint: puts the parts together. No Qt: the window and the command line both call it."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

import torch

from ssd_desktop.checkpoints.checkpoint import current_versions
from ssd_desktop.data.types import Dataset
from ssd_desktop.errors import TrainingError
from ssd_desktop.evaluation.collection import Detector
from ssd_desktop.evaluation.evaluator import evaluate
from ssd_desktop.inference.device_use import GPU_USE
from ssd_desktop.inference.predictor import Predictor
from ssd_desktop.training.agreed_control import AgreedControl
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.config_file import config_to_toml
from ssd_desktop.training.control import TrainingControl
from ssd_desktop.training.disk_full import DiskFullError, DiskGuard
from ssd_desktop.training.distributed import ALONE, Ranks
from ssd_desktop.training.divergence import DivergenceError
from ssd_desktop.training.earlier_split import keep_earlier_split
from ssd_desktop.training.events import (
    PreviewsDrawn,
    TrainingDiverged,
    TrainingEvent,
    TrainingMessage,
    TrainingResult,
)
from ssd_desktop.training.feature_cache import keeping_features
from ssd_desktop.training.follower_folder import open_run_folder
from ssd_desktop.training.interruption import Interruption, StopRequestedError
from ssd_desktop.training.kept_labels import keep_labels
from ssd_desktop.training.loop import TrainingLoop
from ssd_desktop.training.metrics_log import MetricsLog, class_row
from ssd_desktop.training.preparation import Network
from ssd_desktop.training.preview import Previews
from ssd_desktop.training.progress import ProgressMeter
from ssd_desktop.training.recovery import Position, SavedState, StateStore, check_resumable, data_fingerprint
from ssd_desktop.training.rehearsal import Rehearsal, summary
from ssd_desktop.training.rehearsal_preparation import RehearsalPreparation
from ssd_desktop.training.run_folder import START, RunFolder
from ssd_desktop.training.run_keeper import RunKeeper
from ssd_desktop.training.run_setup import RunSetup
from ssd_desktop.training.run_status import recording_status
from ssd_desktop.training.shared_evaluation import evaluate_together
from ssd_desktop.training.stopped_start import stopped_before_it_began
from ssd_desktop.training.training_data import TrainingData
from ssd_desktop.training.unreadable import ReadableBatches
from ssd_desktop.training.used_memory import used_memory

Emit = Callable[[TrainingEvent], None]


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
    with (
        GPU_USE.using(),
        open_run_folder(run_folder, resume=resume, ranks=ranks) as folder,
        recording_status(folder.path, emit, writes=ranks.is_first) as recorded,
    ):
        return _train_in(folder, config, data, emit=recorded, control=control, resume=resume, ranks=ranks)


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
    given = data
    try:
        if ranks.is_first and not resume:
            keep_earlier_split(folder, data.earlier)
        data, rehearsal = _with_rehearsal(config, data, folder, emit=emit, control=control, resume=resume)
        run = _Run(config, data, folder, emit=emit, control=control, resume=resume, rehearsal=rehearsal, ranks=ranks)
        if ranks.is_first:
            keep_labels(folder, given, goes_on=run.goes_on)
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
        self._folder, self._rehearsal, self._ranks = folder, rehearsal, ranks
        self._emit, self._control = emit, control
        self._interruption = Interruption(control, emit)
        self._store = StateStore(folder.state)
        self._meter = ProgressMeter()
        on_disk = DiskGuard(folder.path, emit=emit, control=control, meter=self._meter)
        self._metrics = MetricsLog(folder.metrics, guard=on_disk)
        fingerprint = data_fingerprint(data.train, data.validation)
        saved = self._load_state(config, fingerprint) if resume else None
        self._setup = RunSetup(
            config, data,
            fingerprint=fingerprint, saved=saved, rehearsal=rehearsal, ranks=ranks, between=self._interruption,
        )  # fmt: skip
        self._batches = ReadableBatches(self._setup.loader, data.train)
        self._keeper = RunKeeper(
            self._setup, folder, store=self._store, metrics=self._metrics, on_disk=on_disk, writes=ranks.is_first
        )
        self._interruption()
        self._keeper.write_start()
        self._tell_start()
        self._network = self._build()
        self._loop = self._make_loop()
        self._keeper.open_records()

    @property
    def goes_on(self) -> bool:
        """Whether it begins with a state that was saved."""
        return self._setup.saved is not None

    def train(self) -> str:
        """Runs the loop; returns its outcome."""
        setup = self._setup
        try:
            with keeping_features(
                setup.config, self._network, setup.loader, setup.length, self._folder, self._meter
            ) as message:
                if message is not None:
                    self._emit(message)
                outcome = self._loop.run(setup.position)
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
        elsewhere = [reason for found in self._ranks.gather(setup.loader.unreadable) for reason in found.values()]
        if (skipped := self._batches.message(elsewhere)) is not None:
            self._emit(skipped)
        return outcome

    def close(self) -> None:
        """Closes files that stay open while the run trains."""
        self._keeper.close()

    def finish(self, outcome: str) -> TrainingResult:
        """Returns the result of a run that ended with ``outcome``, after a discarded one is removed."""
        position = self._loop.position
        run_folder = str(self._folder.path)
        if outcome == "discarded":
            if (step := self._keeper.discard()) is not None:
                self._emit(TrainingMessage("info", f"The run is kept as it was saved at step {step}."))
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

    def _load_state(self, config: TrainingConfig, fingerprint: str) -> SavedState | None:
        saved = self._store.load()
        if saved is not None:
            check_resumable(saved, config, fingerprint=fingerprint, diverged=self._folder.diverged.exists())
        return saved

    def _tell_start(self) -> None:
        self._emit(self._setup.started(str(self._folder.path)))
        for message in self._setup.messages(self._interruption):
            self._emit(message)

    def _build(self) -> Network:
        setup = self._setup
        if setup.saved is None:
            torch.manual_seed(setup.config.seed)
            network = Network.new(
                setup.config,
                setup.data.train.classes,
                setup.recall.plan,
                singles=setup.make_loader(1),
                machine=setup.machine,
                tell=self._emit,
                between=self._interruption,
            )
            if network.start is not None:
                self._folder.write(START, network.start.to_json())
        else:
            network = Network.resumed(setup.config, setup.saved, machine=setup.machine, tell=self._emit)
            # A kill may have come between the state and the checkpoints that show it.
            self._keeper.publish(setup.saved.checkpoint, setup.saved.position)
        self._ranks.copy_first(network.model)
        network.step.ranks = self._ranks
        for message in network.messages:
            self._emit(message)
        return network

    def _make_loop(self) -> TrainingLoop:
        return TrainingLoop(
            self._setup.config,
            self._setup.length,
            batches=self._batches,
            step=self._network.step,
            evaluate=self._evaluate if self._setup.data.validation else None,
            save=partial(self._keeper.save, self._network),
            metrics=self._metrics,
            emit=self._emit,
            control=self._control if self._ranks.size == 1 else AgreedControl(self._control, self._ranks),
            meter=self._meter,
            memory=partial(used_memory, self._setup.machine.device),
        )

    def _evaluate(self, should_stop: Callable[[], bool]) -> float:
        setup = self._setup
        if setup.data.validation is None:
            raise TypeError("There is no validation set to evaluate on.")
        predictor = setup.tiles.detector(Predictor(self._network.model, setup.machine.device))
        with self._network.averaged():
            measure = evaluate if self._ranks.size == 1 else partial(evaluate_together, ranks=self._ranks)
            result = measure(predictor, setup.data.validation, metric="voc", should_stop=should_stop)
            self._draw_previews(predictor, setup.data.validation)
        if result.complete:  # half the images are no figure; stopped right after it, a resumed run measures again
            self._metrics.append_once(class_row(self._loop.position.step, result.per_class))
        return result.map if self._rehearsal is None else self._rehearsal.balanced_ap50(result)

    def _draw_previews(self, detector: Detector, validation: Dataset) -> None:
        # Not the agreed control: the other processes do not ask it here.
        if self._ranks.is_first and not self._control.stop_requested:
            previews = Previews(self._folder, validation)
            pictures = previews.draw(detector, should_stop=lambda: self._control.stop_requested)
            self._emit(PreviewsDrawn(self._loop.position.step, pictures))

    def _measure_rehearsal(self, checkpoint: Path) -> dict[str, float]:
        if self._rehearsal is None:
            return {}
        figures = self._rehearsal.measure(
            checkpoint,
            self._folder,
            device=self._setup.config.device,
            should_stop=lambda: self._control.stop_requested,
        )
        if figures is None:
            return {}
        self._emit(TrainingMessage("info", summary(figures)))
        return figures

    def _diverged(self, error: DivergenceError) -> TrainingDiverged:
        saved, checkpoint = self._store.load(), self._folder.best_or_last()
        return TrainingDiverged(
            run_folder=str(self._folder.path),
            step=error.step,
            learning_rate=self._setup.config.learning_rate / 2,
            first_step=saved.position.step if saved else 0,
            checkpoint=None if checkpoint is None else str(checkpoint),
        )
