"""Every setting of a training, checked when made; TOML on disk. No torch here."""

import math
from dataclasses import dataclass, field
from typing import Literal

from ssd_desktop.errors import ConfigError
from ssd_desktop.ssd.bases import FREEZE_STAGES
from ssd_desktop.ssd.config import FITTED_PLAN, PLANS, LossConfig, MatchConfig, is_plan_file
from ssd_desktop.ssd.networks import NETWORKS

Precision = Literal["auto", "float32", "bfloat16"]
Schedule = Literal["step", "cosine"]
Tiles = Literal["auto", "on", "off"]

AUTO_PLAN = "auto"

_SEED_LIMIT = 2**63


@dataclass(frozen=True)
class TrainingConfig:
    """A training, as the dialog or the command line asks for it.

    Attributes:
        init: Start weights: ``vgg16`` and ``efficientnet-lite0`` (the shipped ImageNet bases), ``shipped`` (the shipped
            detector) or the path of a checkpoint.
        network: Which network to train (``NETWORKS``); left at its default, the start's own network is kept.
        plan: Box plan name, path of a plan's ``.json`` file, ``fitted``: scales and ratios fitted to the user's boxes,
            or ``auto``: the plan that matches most of them; a start checkpoint's own plan wins over ``auto``.
        epochs: Checkpoints and evaluations of the run; used when ``steps`` is 0.
        passes: How often an epoch goes over the training images; 0: as often as a run on few images needs.
        steps: Optimiser steps; 0 means by epochs.
        batch_size: Images of an optimiser step; 0: as many as the measured memory of the device holds.
        micro_batch: Images that go through the network at once; gradients accumulate. 0: 4 on a CPU, the
            whole batch on a GPU.
        learning_rate: For a batch of 32; scaled with batch_size / 32. 0: as the network is best fine-tuned
            (``NetworkDescription.fine_tune_rate``; for SSD300 4e-3, so 1e-3, the paper's, for a batch of 8).
        momentum: SGD momentum.
        weight_decay: On weights; biases and the L2 scale have none.
        schedule: ``step`` (a tenth at 2/3 and again at 5/6 of the run) or ``cosine``.
        warmup_steps: Linear warm-up from a hundredth of the learning rate; at most a tenth of the run is used.
        gradient_clip: Largest gradient norm, a guard: a sane start has 50 to 110; 0 switches clipping off.
        freeze: Base layers that keep their weights, up to and including this one; each base has stages of its own.
        base_rate_factor: Learning rate of the base against that of the layers after it.
        ema_decay: Decay of the moving average of the weights that is evaluated and saved; 0: the weights themselves.
        early_stopping: Evaluations without a better AP after which training ends; 0: never early.
        class_balance: How far rare classes are shown more often: 0 every image equally often, 1 every class.
        mosaic: Probability that four images are shown in one.
        mixup: Probability that two images are blended.
        multi_scale: Share by which the input side varies from step to step, in 16 px; 0 always the network's own.
        tiles: Whether large images with small objects are cut into overlapping tiles: ``auto`` where they let the
            default boxes reach more than 5 % more of the objects (``data/tile_choice.py``), ``on``, ``off``.
        cached_views: Augmented views of an image whose frozen features are computed once and kept; 0 keeps none.
        cache_limit_gb: Memory or disk that kept features may take, in units of 10^9 bytes.
        rehearsal_share: Share of each batch drawn from the images of the old classes, where such are given.
        label_missing: Whether what the start detector finds of its classes counts as labels in images whose data does
            not label those classes; else they are background there.
        missing_object_score: Such a detection is an object from this score up.
        missing_ignore_score: From this score up to there it is neither object nor background.
        train_difficult: Train on objects marked difficult; else they are ignored (neither loss).
        augment: The paper's augmentation; False only resizes.
        precision: ``auto`` takes bfloat16 where the processor or GPU is fast with it and with the network.
        device: ``auto``, ``cpu``, ``cuda``, ``cuda:N`` or ``mps``.
        seed: Decides initial weights, order and augmentation.
        workers: Threads that load and augment.
        evaluate_every: Epochs between evaluations on the validation set; 0: only at the end.
        tensorboard: Whether the run folder also gets TensorBoard event files.
        match: Thresholds of matching.
        loss: Weights of the loss.

    Raises:
        ConfigError: A value is unknown or out of its range.
    """

    init: str = "vgg16"
    network: str = "ssd300-vgg16"
    plan: str = "auto"
    epochs: int = 30
    passes: int = 1
    steps: int = 0
    batch_size: int = 8
    micro_batch: int = 0
    learning_rate: float = 0.0
    momentum: float = 0.9
    weight_decay: float = 5e-4
    schedule: Schedule = "cosine"
    warmup_steps: int = 100
    gradient_clip: float = 100.0
    freeze: str = "none"
    base_rate_factor: float = 1.0
    ema_decay: float = 0.0
    early_stopping: int = 0
    class_balance: float = 0.0
    mosaic: float = 0.0
    mixup: float = 0.0
    multi_scale: float = 0.0
    tiles: Tiles = "off"
    cached_views: int = 0
    cache_limit_gb: float = 8.0
    rehearsal_share: float = 0.25
    label_missing: bool = True
    missing_object_score: float = 0.5
    missing_ignore_score: float = 0.3
    train_difficult: bool = True
    augment: bool = True
    precision: Precision = "auto"
    device: str = "auto"
    seed: int = 0
    workers: int = 2
    evaluate_every: int = 1
    tensorboard: bool = False
    match: MatchConfig = field(default_factory=MatchConfig)
    loss: LossConfig = field(default_factory=LossConfig)

    def __post_init__(self) -> None:
        self._check_ranges()
        plans = (*PLANS, FITTED_PLAN, AUTO_PLAN)
        if self.plan not in plans and not is_plan_file(self.plan):
            raise ConfigError(
                f"There is no box plan {self.plan!r}; the plans are {', '.join(plans)}, or give a plan.json file."
            )
        choices = {
            "network": NETWORKS,
            "schedule": ("step", "cosine"),
            "freeze": FREEZE_STAGES,
            "precision": ("auto", "float32", "bfloat16"),
            "tiles": ("auto", "on", "off"),
        }
        for name, allowed in choices.items():
            if getattr(self, name) not in allowed:
                raise ConfigError(f"{name} is {getattr(self, name)!r}; use one of {', '.join(allowed)}.")

    def _check_ranges(self) -> None:
        at_least = {
            "epochs": 1, "passes": 0, "steps": 0, "batch_size": 0, "micro_batch": 0, "warmup_steps": 0, "workers": 0,
            "evaluate_every": 0, "weight_decay": 0, "gradient_clip": 0, "seed": 0, "early_stopping": 0,
            "cached_views": 0, "cache_limit_gb": 0,
        }  # fmt: skip
        for name, least in at_least.items():
            # A comparison alone would let "not a number" through, and clipping to that spoils every weight.
            if not least <= getattr(self, name) < math.inf:
                raise ConfigError(f"{name} is {getattr(self, name)}; it must be a number of at least {least}.")
        if self.seed >= _SEED_LIMIT:
            raise ConfigError(f"seed is {self.seed}; it must be below 2 to the power of 63.")
        if not 0 <= self.learning_rate < 10:
            raise ConfigError(f"learning_rate is {self.learning_rate}; it must lie between 0 and 10.")
        for name in ("momentum", "ema_decay", "multi_scale", "rehearsal_share"):
            if not 0 <= getattr(self, name) < 1:
                raise ConfigError(f"{name} is {getattr(self, name)}; it must be at least 0 and below 1.")
        if not 0 < self.missing_ignore_score <= self.missing_object_score <= 1:
            raise ConfigError(
                f"missing_ignore_score is {self.missing_ignore_score} and missing_object_score "
                f"{self.missing_object_score}; they must lie above 0 and up to 1, the first not above the second."
            )
        for name in ("base_rate_factor", "class_balance", "mosaic", "mixup"):
            if not 0 <= getattr(self, name) <= 1:
                raise ConfigError(f"{name} is {getattr(self, name)}; it must lie between 0 and 1.")
