"""How long a training will take here, from what was measured on this machine. No torch here.

A run shows some images whose frozen layers are computed, others whose features are kept, and after an epoch it detects
on the validation images: three speeds, each measured by itself (``speed_trial.py``) or taken from earlier runs.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace

from ssd_desktop.training.config import TrainingConfig
from ssd_desktop.training.kept_views import views_to_keep
from ssd_desktop.training.passes import passes_of_epoch
from ssd_desktop.training.run_folder import PREVIEWS

_LOW, _HIGH = 0.9, 1.8
"""What a run takes against the steps alone: reading the images, suppression, checkpoints and other work of the machine
come on top. Three epochs of 36 images took 1.7 times as long on a busy machine (``benchmarks/bench_time_estimate.py``).
"""


@dataclass(frozen=True)
class Speeds:
    """Images a second of a machine, for one kind of training (``speed_key``).

    Attributes:
        training: Of a step that computes all layers.
        kept: Of a step on kept features; as ``training`` where nothing is frozen.
        detection: Of the network alone, as for the validation images.
    """

    training: float
    kept: float
    detection: float


@dataclass(frozen=True)
class Workload:
    """What a run computes, in images.

    Attributes:
        steps: Optimiser steps.
        computed: Images whose frozen layers run.
        kept: Images whose features were kept.
        detected: Images that are detected on, over all evaluations with their previews.
    """

    steps: int
    computed: int
    kept: int
    detected: int


@dataclass(frozen=True)
class Duration:
    """A range of seconds."""

    least_s: float
    most_s: float


def workload(config: TrainingConfig, *, images: int, validation_images: int) -> Workload:
    """Returns what a run computes; it is counted as the loader makes the batches.

    Args:
        config: All settings; tiles and the images of old classes are not counted.
        images: Training images.
        validation_images: 0 without a validation set.
    """
    images = max(1, images)
    batch = min(images, config.batch_size or 1)
    passes = passes_of_epoch(config, images)
    steps_of_epoch = max(1, passes * images // batch)
    steps = config.steps or config.epochs * steps_of_epoch
    shown = steps * batch
    epochs = -(-steps // steps_of_epoch)
    views = views_to_keep(config, epochs * passes)
    computed = min(shown, views * images) if views else shown
    every = config.evaluate_every
    evaluations = -(-epochs // every) if every else 1
    detected = validation_images + min(len(PREVIEWS), validation_images)
    return Workload(steps, computed, shown - computed, evaluations * detected)


def duration(work: Workload, speeds: Speeds) -> Duration:
    """Returns how long a run takes, as a range."""
    seconds = work.computed / speeds.training + work.kept / speeds.kept + work.detected / speeds.detection
    return Duration(_LOW * seconds, _HIGH * seconds)


def speed_key(config: TrainingConfig, network: str) -> str:
    """Returns what decides the speeds of a training, besides the machine.

    Args:
        config: All settings.
        network: Name of the network that is trained, which may be that of the start weights.
    """
    return f"{config.device}/{network}/{config.freeze}/{config.precision}/{config.batch_size}"


def remembered_speeds(table: Mapping[str, float], key: str) -> Speeds | None:
    """Returns the speeds of a kind of training in a table of ``with_speeds``; None where they are not all there."""
    values = [table.get(f"{key}:{name}", 0.0) for name in ("training", "kept", "detection")]
    return Speeds(*values) if all(value > 0 for value in values) else None


def with_speeds(table: Mapping[str, float], key: str, speeds: Speeds) -> dict[str, float]:
    """Returns a table of numbers with the speeds of a kind of training in it."""
    return {**table, **{f"{key}:{name}": value for name, value in asdict(speeds).items()}}


def after_run(speeds: Speeds, work: Workload, images_per_second: float) -> Speeds:
    """Returns speeds with that of a run's last steps, loading included, in place of what was measured without it.

    Args:
        speeds: As known before.
        work: What the run computed.
        images_per_second: Over its last steps.
    """
    return replace(speeds, kept=images_per_second) if work.kept else replace(speeds, training=images_per_second)
