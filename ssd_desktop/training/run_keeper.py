"""Keeps what a run has learned: states to resume from, the published checkpoints, and the curves beside them."""

import logging
from dataclasses import replace
from pathlib import Path

from ssd_desktop.checkpoints.checkpoint import Checkpoint, current_versions
from ssd_desktop.errors import TrainingError
from ssd_desktop.training.config_file import config_to_toml
from ssd_desktop.training.disk_full import DiskFullError, DiskGuard
from ssd_desktop.training.metrics_log import MetricsLog
from ssd_desktop.training.optimizer import momentum_state
from ssd_desktop.training.preparation import Network
from ssd_desktop.training.recovery import Position, StateStore
from ssd_desktop.training.run_folder import RunFolder, saving_to
from ssd_desktop.training.run_records import RunRecords
from ssd_desktop.training.run_setup import RunSetup
from ssd_desktop.training.sample_sheet import VIEWS

_log = logging.getLogger(__name__)


class RunKeeper:
    """Writes the files of one run, waiting where the disk is full.

    Args:
        setup: What was decided for the run.
        folder: Its folder.
        store: The states in it.
        metrics: Its log.
        on_disk: Repeats what fails because the disk is full.
        writes: False in the processes that leave writing to the first one.
    """

    def __init__(
        self,
        setup: RunSetup,
        folder: RunFolder,
        *,
        store: StateStore,
        metrics: MetricsLog,
        on_disk: DiskGuard,
        writes: bool,
    ) -> None:
        self._setup, self._folder, self._store = setup, folder, store
        self._metrics, self._on_disk, self._writes = metrics, on_disk, writes
        self._records = RunRecords(folder, steps=setup.length.steps)

    def write_start(self) -> None:
        """Writes what the run is made of, before anything is trained."""
        setup = self._setup
        if self._writes:
            self._folder.remove_halves()
            self._store.remove_stale()
        self._folder.write_start(
            config_toml=config_to_toml(setup.config), versions=current_versions(), command=setup.data.command
        )
        self._folder.write_detector(setup.data.train.classes, setup.recall.plan, recall=setup.recall.recall)
        self._metrics.truncate(setup.position.step)
        if self._folder.diverged.exists():
            rate = setup.config.learning_rate
            event = f"goes on after a divergence, learning rate {rate:g}"
            self._metrics.append_once({"step": setup.position.step, "event": event, "learning_rate": rate})
        if setup.saved is None and self._writes:
            self._records.write_split(setup.data.train, setup.data.validation, labels=setup.fingerprint)
            self._records.write_samples(
                # Its own: what the training's keeps in memory stays as it is.
                setup.make_loader(VIEWS),
                setup.recall.plan,
                classes=setup.data.train.classes,
                match_config=setup.config.match,
                means_rgb=setup.means_rgb,
            )

    def open_records(self) -> None:
        """Opens the files that stay open while the run trains."""
        if self._setup.config.tensorboard:
            self._records.open_tensorboard(self._metrics, first_step=self._setup.position.step)

    def close(self) -> None:
        """Closes them."""
        self._records.close()

    def save(self, network: Network, position: Position, mean_loss: float | None) -> Path:
        """Writes the state at a position and publishes its checkpoints; returns the last one's path.

        Raises:
            TrainingError: A file cannot be written, or the run was stopped while it waited for space.
        """
        if self._writes:
            path = self._on_disk(lambda: self._write_state(network, position, mean_loss))
            self._on_disk(lambda: self.publish(path, position))
            self._on_disk(self._folder.retire_divergence)
            self._draw_curves()
        return self._folder.last

    def _draw_curves(self) -> None:
        """Draws what the run has learned so far; no run ends because its picture is open in a viewer, as on Windows."""
        try:
            self._on_disk(self._records.draw_curves)
        except DiskFullError:
            raise
        except TrainingError as error:
            _log.warning("The curves were not drawn: %s", error)

    def publish(self, checkpoint: Path, position: Position) -> None:
        """Shows a saved checkpoint as the last one, and as the best one where it is."""
        if not self._writes:
            return
        self._folder.publish(checkpoint, self._folder.last)
        if position.best_ap50 is not None and position.best_step == position.step:
            self._folder.publish(checkpoint, self._folder.best)

    def discard(self) -> int | None:
        """Removes a new run; of a resumed one what was saved stays, only the curve after it goes.

        Returns:
            The step at which a resumed run is kept; None where all of it is gone.
        """
        if self._setup.saved is None:
            self._folder.discard()
            return None
        saved = self._store.load() or self._setup.saved
        self._metrics.truncate(saved.position.step)
        return saved.position.step

    def _write_state(self, network: Network, position: Position, mean_loss: float | None) -> Path:
        with saving_to(self._folder.path), network.averaged() as weights:
            return self._store.save(
                self._checkpoint(network, position, mean_loss),
                replace(position, micro_batch=network.micro_batch.limit),
                config=self._setup.config,
                fingerprint=self._setup.fingerprint,
                momentum=momentum_state(network.model, network.optimizer),
                weights={name: value.cpu().contiguous() for name, value in weights.items()},
            )

    def _checkpoint(self, network: Network, position: Position, mean_loss: float | None) -> Checkpoint:
        data = self._setup.data
        figures: dict[str, float | str] = {"images": float(len(data.train)), "steps": float(position.step)}
        if mean_loss is not None:
            figures["loss"] = mean_loss
        if position.ap50 is not None:
            figures |= {"ap50": position.ap50, "map": position.ap50, "metric": "voc"}
        card = {"data": data.train.name, "start": self._setup.config.init, "recipe": self._setup.recipe_text}
        if data.validation is not None:
            card["validation"] = data.validation.name
        state = {name: value.detach().cpu() for name, value in network.model.state_dict().items()}
        return Checkpoint(network.model.config, state, figures=figures, card=card, tiling=self._setup.tiles.tiling)
