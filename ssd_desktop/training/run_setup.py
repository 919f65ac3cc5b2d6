"""All that is decided before a network is built: device, box plan, tiles, batch size, length and the loader."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

import torch

from ssd_desktop.checkpoints.start import start_means
from ssd_desktop.data.gpu_batches import GpuBatches
from ssd_desktop.data.loader import TrainingLoader
from ssd_desktop.data.rehearsal import RehearsalMix
from ssd_desktop.data.types import Dataset
from ssd_desktop.inference.devices import device_label
from ssd_desktop.ssd.default_boxes import make_default_boxes
from ssd_desktop.training.batch_size import with_batch_size
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.config_file import config_to_toml
from ssd_desktop.training.distributed import Ranks
from ssd_desktop.training.events import TrainingMessage, TrainingStarted
from ssd_desktop.training.loop import RunLength
from ssd_desktop.training.passes import with_passes
from ssd_desktop.training.preparation import (
    Machine,
    chosen_plan,
    data_messages,
    plan_messages,
    start_detector,
    trained_network,
)
from ssd_desktop.training.recipes import recipe_text, with_learning_rate
from ssd_desktop.training.recovery import Position, SavedState
from ssd_desktop.training.rehearsal import Rehearsal
from ssd_desktop.training.split_check import split_messages
from ssd_desktop.training.training_data import TrainingData
from ssd_desktop.training.training_tiles import TrainingTiles


class RunSetup:
    """The decisions of one run; the same for the same settings, data and saved state.

    Attributes:
        data: What is trained on and measured on.
        saved: The state that is resumed; None for a new run.
        fingerprint: Of the data (``data_fingerprint``).
        machine: Device and precision.
        tiles: How large images are cut.
        recall: The box plan and what it reaches of the training boxes.
        config: The settings, batch size and passes decided.
        means_rgb: Subtracted from the pictures.
        loader: The batches of this process.
        length: Steps of the run and of an epoch.
    """

    def __init__(
        self,
        config: TrainingConfig,
        data: TrainingData,
        *,
        fingerprint: str,
        saved: SavedState | None,
        rehearsal: Rehearsal | None,
        ranks: Ranks,
        between: Callable[[], None] = lambda: None,
    ) -> None:
        """Decides; reads no image.

        Args:
            config: As the user asks for it.
            data: What is trained on and measured on.
            fingerprint: Of the data.
            saved: The state that is resumed; None for a new run.
            rehearsal: What keeps the old classes.
            ranks: The processes that train together.
            between: Called between parts of the work that take long; may wait, or raise to give it up.

        Raises:
            TrainingError: The processes were not started for the same training.
            CheckpointError: The start weights cannot be read.
            DataError: The data has no boxes.
            InferenceError: The device is absent.
        """
        self.data, self.fingerprint, self.saved = data, fingerprint, saved
        start = start_detector(config, saved)
        self._trained = trained_network(config, start)
        self.machine = Machine.choose(replace(config, device=ranks.device_name(config.device)), self._trained)
        self._check_same(config, ranks)
        plan_for = partial(chosen_plan, config, start=start, resumed=saved is not None, between=between)
        self.tiles = TrainingTiles.choose(config, data.train, plan_for, resumed=saved, between=between)
        self.recall = self.tiles.recall
        mix = self.tiles.mix(rehearsal.mix) if rehearsal is not None else None
        self.config, self._batch_messages = self._with_numbers(config, mix, ranks)
        self.means_rgb = start.means_rgb if start else start_means(self.config.init)
        share = (ranks.rank, ranks.size)
        self.loader = self.make_loader(self.config.batch_size, mix=mix, share=share, gpu=self._gpu_batches())
        self.length = RunLength.of(self.config, len(self.loader))

    @property
    def position(self) -> Position:
        """Where the run begins or goes on."""
        return self.saved.position if self.saved else Position()

    @property
    def network(self) -> str:
        """Name of the network that is trained."""
        return self._trained.name

    @property
    def recipe_text(self) -> str:
        """The settings in words, after the nearest recipe."""
        named = replace(self.config, network=self.network)
        return recipe_text(named, steps=self.length.steps, precision=self.machine.precision)

    def make_loader(
        self,
        batch_size: int,
        *,
        mix: RehearsalMix | None = None,
        share: tuple[int, int] = (0, 1),
        gpu: GpuBatches | None = None,
    ) -> TrainingLoader:
        """Returns a loader of the training images with batches of this size; what it caches is its own."""
        return _loader(
            replace(self.config, batch_size=batch_size),
            self.tiles.dataset,
            size=self.recall.plan.image_size,
            means_rgb=self.means_rgb,
            mix=mix,
            share=share,
            gpu=gpu,
        )

    def started(self, run_folder: str) -> TrainingStarted:
        """Returns the first event of the run."""
        validation = self.data.validation
        return TrainingStarted(
            run_folder=run_folder,
            classes=self.data.train.classes,
            plan=self.recall.plan.name,
            plan_recall=self.recall.recall,
            device=device_label(self.machine.device),
            precision=self.machine.precision,
            images=len(self.data.train),
            validation_images=len(validation) if validation else 0,
            steps=self.length.steps,
            steps_per_epoch=self.length.steps_per_epoch,
            first_step=self.position.step,
            network=self.network,
        )

    def messages(self, between: Callable[[], None] = lambda: None) -> Iterator[TrainingMessage]:
        """Yields what the user should know of these decisions.

        Args:
            between: Called before each image that is looked at; may wait, or raise to give it up.
        """
        train, validation = self.data.train, self.data.validation
        yield TrainingMessage("info", f"Recipe {self.recipe_text}.")
        yield from self._batch_messages
        yield from self.tiles.messages
        yield from plan_messages(self.recall)
        yield from data_messages(train, validation)
        if self.saved is None:  # a run that goes on has told it, and has the same images
            yield from split_messages(train, validation, between=between)

    def _gpu_batches(self) -> GpuBatches | None:
        """Returns what packs batches for CUDA; None for another device, whose batches are made whole here."""
        if self.machine.device.type != "cuda":
            return None
        boxes = make_default_boxes(self.recall.plan).xyxy
        return GpuBatches(
            means_rgb=self.means_rgb,
            default_boxes_xyxy=None if self.config.multi_scale else torch.from_numpy(boxes.copy()),
            match_config=self.config.match,
        )

    def _check_same(self, config: TrainingConfig, ranks: Ranks) -> None:
        """Checks that every process was started for the same training and reads the same state of it."""
        common = replace(config, device="auto", workers=0)
        settings = f"{config_to_toml(common)} {self.machine.precision} {self.machine.device.type}"
        facts = {"settings": settings, "images": self.fingerprint, "saved progress": repr(self.position)}
        ranks.check_same(facts)

    def _with_numbers(
        self, config: TrainingConfig, mix: RehearsalMix | None, ranks: Ranks
    ) -> tuple[TrainingConfig, tuple[TrainingMessage, ...]]:
        """Returns the settings with a learning rate, batch size and passes that are numbers, and what to tell of it."""
        saved_rate = 0.0 if self.saved is None else self.saved.config.learning_rate
        config = with_learning_rate(replace(config, learning_rate=config.learning_rate or saved_rate), self._trained)
        decided, messages = with_batch_size(
            config,
            self.recall.plan,
            self.data.train.classes,
            images=len(self.tiles.dataset),
            machine=self.machine,
            saved=self.saved,
            agree=ranks.agreed_batch,
        )
        if self.saved is not None and not config.passes:
            return replace(decided, passes=self.saved.config.passes), messages
        images = len(self.tiles.dataset)
        shown = images if mix is None else mix.images_of_pass(min(decided.batch_size, images))
        return with_passes(decided, shown), messages


def _loader(
    config: TrainingConfig,
    dataset: Dataset,
    *,
    size: int,
    means_rgb: tuple[float, float, float],
    mix: RehearsalMix | None,
    share: tuple[int, int],
    gpu: GpuBatches | None,
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
        passes=config.passes,
        mix=mix,
        share=share,
        gpu=gpu,
    )
