"""What a stopped or killed run needs to go on exactly where its last checkpoint was.

The state folder holds a checkpoint, the momentum buffers and an index that names both. New files get new names and
the index is switched by one rename, so a kill at any moment leaves a state whose parts belong together.
"""

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load, save
from torch import Tensor

from ssd_desktop.checkpoints.checkpoint import Checkpoint, save_checkpoint
from ssd_desktop.data.types import Dataset
from ssd_desktop.errors import TrainingError
from ssd_desktop.media.atomic_file import write_file_atomically
from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.config_file import config_from_table, config_to_table
from ssd_desktop.training.run_folder import STATE_INDEX, is_state_file

_FORMAT = 1
_RANDOM = "random/torch"
_WEIGHTS = "weights/"
#: Settings that a resumed run may change: the place, the length and what is told of it, not what a step does.
_CHANGEABLE = ("device", "workers", "evaluate_every", "epochs", "steps", "early_stopping", "tensorboard")


@dataclass(frozen=True)
class Position:
    """How far a run is.

    Attributes:
        step: Optimiser steps done.
        epoch: Current epoch, from 0.
        batch: Batches of it done.
        loss_sum: Sum of the losses of its steps.
        best_ap50: Highest AP50 so far, 0..1; None before an evaluation.
        best_step: Step of that checkpoint.
        ap50: Of the weights at this step, 0..1; None where they were not evaluated.
        stale_evaluations: Evaluations since the one with the highest AP50.
        micro_batch: Most images at once that the memory was found to hold; 0 while it never ran out.
    """

    step: int = 0
    epoch: int = 0
    batch: int = 0
    loss_sum: float = 0.0
    best_ap50: float | None = None
    best_step: int = 0
    ap50: float | None = None
    stale_evaluations: int = 0
    micro_batch: int = 0


@dataclass(frozen=True, eq=False)
class SavedState:
    """A state as it was saved.

    Attributes:
        position: How far the run was.
        config: Its settings.
        fingerprint: Of its data (``data_fingerprint``).
        checkpoint: File of its weights; of their average, where one is kept.
        momentum: Momentum buffers by parameter name.
        weights: The weights themselves by parameter name, where the checkpoint holds their average; else empty.
        random: State of torch's random numbers, uint8 ``[M]``.
    """

    position: Position
    config: TrainingConfig
    fingerprint: str
    checkpoint: Path
    momentum: dict[str, Tensor]
    weights: dict[str, Tensor]
    random: Tensor


class StateStore:
    """Reads and writes the state folder of a run.

    Args:
        folder: ``state`` of the run folder; made when first written.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def save(
        self,
        checkpoint: Checkpoint,
        position: Position,
        *,
        config: TrainingConfig,
        fingerprint: str,
        momentum: dict[str, Tensor],
        weights: dict[str, Tensor],
    ) -> Path:
        """Writes a new state, makes it the current one and removes the one before; see ``SavedState`` for its parts.

        Returns:
            The checkpoint file; it may be linked elsewhere and lives until the next ``save``.

        Raises:
            OSError, CheckpointError: A file cannot be written; the state before stays current.
        """
        self._folder.mkdir(exist_ok=True)
        stem = self._free_stem(position.step)
        files = {"checkpoint": f"{stem}.checkpoint.safetensors", "momentum": f"{stem}.momentum.safetensors"}
        index = {
            "format": _FORMAT,
            **files,
            "position": asdict(position),
            "config": config_to_table(config),
            "fingerprint": fingerprint,
        }
        try:
            save_checkpoint(checkpoint, self._folder / files["checkpoint"])
            named = {_WEIGHTS + name: value for name, value in weights.items()}
            content = save(momentum | named | {_RANDOM: torch.get_rng_state()})
            write_file_atomically(self._folder / files["momentum"], content)
            write_file_atomically(self._folder / STATE_INDEX, (json.dumps(index, indent=2) + "\n").encode())
        except BaseException:
            self._remove_others(keep=self._current_files())
            raise
        self._remove_others(keep=set(files.values()))
        return self._folder / files["checkpoint"]

    def load(self) -> SavedState | None:
        """Returns the current state; None where none was saved.

        Raises:
            TrainingError: The state is damaged or of a newer version.
        """
        path = self._folder / STATE_INDEX
        if not path.exists():
            return None
        try:
            index = json.loads(path.read_text(encoding="utf-8"))
            if index["format"] != _FORMAT:
                raise TrainingError(f"{path} is of another version of SSD Desktop; resume the run with that one.")
            # Bytes, not a memory map: Windows would not let the next state take the place of a mapped file.
            tensors = load((self._folder / index["momentum"]).read_bytes())
            weights = {name: tensors.pop(name) for name in list(tensors) if name.startswith(_WEIGHTS)}
            return SavedState(
                position=Position(**index["position"]),
                config=config_from_table(index["config"]),
                fingerprint=index["fingerprint"],
                checkpoint=self._folder / index["checkpoint"],
                random=tensors.pop(_RANDOM),
                momentum=tensors,
                weights={name.removeprefix(_WEIGHTS): value for name, value in weights.items()},
            )
        except (OSError, ValueError, KeyError, TypeError, SafetensorError) as error:
            raise TrainingError(
                f"The state of the run in {self._folder} is damaged and cannot be resumed; start a new run from its "
                f"last.safetensors."
            ) from error

    def remove_stale(self) -> None:
        """Removes files of other states than the current one, which a killed process did not come to remove."""
        if self._folder.is_dir():
            self._remove_others(keep=self._current_files())

    def _free_stem(self, step: int) -> str:
        number = 0
        while any(self._folder.glob(f"step-{step:08d}-{number}.*")):
            number += 1
        return f"step-{step:08d}-{number}"

    def _current_files(self) -> set[str]:
        try:
            index: Mapping[str, Any] = json.loads((self._folder / STATE_INDEX).read_text(encoding="utf-8"))
            return {str(index["checkpoint"]), str(index["momentum"])}
        except (OSError, ValueError, KeyError):
            return set()

    def _remove_others(self, *, keep: set[str]) -> None:
        for path in self._folder.iterdir():
            if is_state_file(path) and path.name not in keep | {STATE_INDEX}:
                # One that another program has open cannot go on Windows; the next save removes it.
                with suppress(OSError):
                    path.unlink()


def data_fingerprint(train: Dataset, validation: Dataset | None) -> str:
    """Returns a digest of the data: names of images and classes, sizes, boxes, labels and flags.

    Folders do not count: data may move between machines.
    """
    digest = hashlib.sha256()
    for dataset in (train, validation):
        digest.update(json.dumps(dataset.classes if dataset else None).encode())
        for sample in dataset.samples if dataset else ():
            facts = (sample.image_path.name, sample.width, sample.height, len(sample.labels))
            digest.update(json.dumps(facts).encode())
            for values in (sample.boxes_xyxy, sample.labels, sample.difficult, sample.ignore):
                digest.update(values.tobytes())
            # Data without crowds keep the digest they had before there was a mark for them.
            if sample.crowd.any():
                digest.update(sample.crowd.tobytes())
    return digest.hexdigest()


def check_resumable(saved: SavedState, config: TrainingConfig, *, fingerprint: str, diverged: bool = False) -> None:
    """Checks that going on means the same training.

    Args:
        saved: What is gone on from.
        config: Settings to go on with.
        fingerprint: Of the data to go on with.
        diverged: Whether the run diverged after ``saved``; then it may go on with another learning rate.

    Raises:
        TrainingError: The data or a setting that decides the weights changed.
    """
    if saved.fingerprint != fingerprint:
        raise TrainingError(
            "The images, boxes or classes are not those that this run was started with; name the same ones (the run's "
            "command.txt has the options), or start a new run with its last.safetensors as start weights."
        )
    for name in ("batch_size", "passes", "learning_rate"):
        if not getattr(config, name):  # automatic: the number that the run was given stands
            config = replace(config, **{name: getattr(saved.config, name)})
    before, now = config_to_table(saved.config), config_to_table(config)
    changeable = (*_CHANGEABLE, "learning_rate") if diverged else _CHANGEABLE
    changed = [key for key in before if before[key] != now[key] and key not in changeable]
    if changed:
        key = changed[0]
        raise TrainingError(
            f"The run was started with {key} = {before[key]!r}, not {now[key]!r}; resume it with the same "
            f"settings, or start a new run."
        )
