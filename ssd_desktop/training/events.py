"""What a training tells while it runs: plain frozen data, no tensors; at most 10 progress events a second."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class TrainingStarted:
    """The first event: what will run.

    Attributes:
        run_folder: Where checkpoints, config and metrics go.
        classes: Foreground classes.
        plan: Box plan used.
        plan_recall: Share (0..1) of the training boxes some default box reaches with IoU 0.5.
        device: Device in words.
        precision: ``float32`` or ``bfloat16``.
        images: Training images.
        validation_images: 0 without a validation set.
        steps: Optimiser steps of the whole run.
        steps_per_epoch: Optimiser steps of an epoch.
        first_step: 0, or where a resumed run goes on.
        network: Name of the network that is trained.
    """

    run_folder: str
    classes: tuple[str, ...]
    plan: str
    plan_recall: float
    device: str
    precision: str
    images: int
    validation_images: int
    steps: int
    steps_per_epoch: int
    first_step: int
    network: str = ""


@dataclass(frozen=True)
class TrainingProgress:
    """Where the run stands. ``loss`` values are of the last step, not smoothed.

    Attributes:
        step: Optimiser steps done, from 1.
        steps: Of the whole run.
        epoch: Current epoch, from 1.
        loss: L = (L_conf + alpha * L_loc) / N.
        confidence_loss: L_conf / N.
        localisation_loss: L_loc / N.
        learning_rate: Of the weights' group.
        images_per_second: Over the last steps, loading included.
        seconds_left: Estimate until the end of the run.
        memory_bytes: Held on the GPU that trains, else by this process; 0: not known.
        memory_total: Bytes that the device has; 0: not known.
    """

    step: int
    steps: int
    epoch: int
    loss: float
    confidence_loss: float
    localisation_loss: float
    learning_rate: float
    images_per_second: float
    seconds_left: float
    memory_bytes: int = 0
    memory_total: int = 0


@dataclass(frozen=True)
class EpochFinished:
    """An epoch is over and its checkpoint is written.

    Attributes:
        epoch: From 1.
        epochs: Of the whole run.
        mean_loss: Mean of the epoch's losses.
        ap50: VOC area AP at IoU 0.5 on the validation set, 0..1; None when not evaluated.
        checkpoint: Path of the checkpoint written.
        is_best: Whether it is the best so far.
    """

    epoch: int
    epochs: int
    mean_loss: float
    ap50: float | None
    checkpoint: str
    is_best: bool


@dataclass(frozen=True)
class PreviewPicture:
    """A validation image and what is found in it so far.

    Attributes:
        image: Path of the image.
        drawn: Path of a small picture of it with ground truth and detections, which is written anew.
        objects: Objects that are to be found.
        found: Detections that are drawn.
    """

    image: str
    drawn: str
    objects: int
    found: int


@dataclass(frozen=True)
class PreviewsDrawn:
    """The previews show the detector after this step.

    Attributes:
        step: Optimiser steps done.
        pictures: Some validation images, the same each time.
    """

    step: int
    pictures: tuple[PreviewPicture, ...]


@dataclass(frozen=True)
class TrainingMessage:
    """Something the user should know: a skipped image, a fallback.

    Attributes:
        level: ``info``, ``warning`` or ``error``.
        text: One sentence.
    """

    level: str
    text: str


DISK_FULL = "disk full"
"""Reason of a pause: the run folder cannot be written; the training goes on by itself when it can."""


@dataclass(frozen=True)
class TrainingPaused:
    """Acknowledges a pause; sent between two micro-batches, and again where ``resume`` cannot be followed yet.

    Attributes:
        reason: ``DISK_FULL``, or empty for a pause that was asked for.
    """

    reason: str = ""


@dataclass(frozen=True)
class TrainingResumed:
    """Acknowledges going on."""


@dataclass(frozen=True)
class TrainingStopping:
    """Acknowledges a stop; the run ends after this."""

    keep: bool


@dataclass(frozen=True)
class TrainingDiverged:
    """The last event of a training whose loss or gradients are no longer usable; its error follows.

    Attributes:
        run_folder: Path of the run, which can be gone on with.
        step: Where it diverged.
        learning_rate: The setting to go on with: half of the run's.
        first_step: Where going on begins: the step of the last good state; 0 starts over.
        checkpoint: Path of the best (else last) good checkpoint; None where none was written yet.
    """

    run_folder: str
    step: int
    learning_rate: float
    first_step: int
    checkpoint: str | None


@dataclass(frozen=True)
class TrainingResult:
    """What ``train`` returns, and its last event.

    Attributes:
        run_folder: Path of the run.
        checkpoint: Path of the best (else last) checkpoint; None when the run was discarded or none could be written.
        outcome: ``finished``, ``stopped`` (kept) or ``discarded``.
        steps_done: Optimiser steps.
        ap50: Of ``checkpoint`` on the validation set, 0..1, where known.
        metrics: Further figures by name: ``best_step``; where old classes are kept ``old_ap50_before``,
            ``old_ap50_after`` and ``new_ap50``, 0..1, as far as there are images for them.
    """

    run_folder: str
    checkpoint: str | None
    outcome: str
    steps_done: int
    ap50: float | None = None
    metrics: dict[str, float] = field(default_factory=dict)


TrainingEvent = (
    TrainingStarted
    | TrainingProgress
    | EpochFinished
    | PreviewsDrawn
    | TrainingMessage
    | TrainingPaused
    | TrainingResumed
    | TrainingStopping
    | TrainingDiverged
    | TrainingResult
)
