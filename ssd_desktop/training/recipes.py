"""Recipes: whole sets of settings by name, and what a run's settings are called. No torch here."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ssd_desktop.errors import ConfigError
from ssd_desktop.ssd.config import LossConfig, MatchConfig
from ssd_desktop.ssd.networks import NetworkDescription, network_by_name
from ssd_desktop.training.config import AUTO_PLAN, TrainingConfig
from ssd_desktop.training.config_file import config_to_table

FINE_TUNE = "fine-tune"
PAPER = "paper"

#: As the authors trained SSD300 on VOC07+12 (``examples/ssd/ssd_pascal.py`` of their Caffe branch): batch 32, base
#: learning rate 4e-5 x 25 = 1e-3 without warm-up or clipping, a tenth of it at 80,000 and 100,000 of 120,000 steps;
#: conv1_1 to conv2_2 frozen; ``overlap_threshold`` and ``neg_overlap`` 0.5; nothing learned from images without
#: objects (``MINE_MAX_NEGATIVE`` takes negatives per positive); difficult objects trained on. Their 120,000 steps are
#: 232 passes over the 16,551 images of VOC07+12; passes and not steps are kept here, since other data has other sizes.
#: Not theirs is the start of the new layers (``ssd/initialisation.py``), without which a rate of 1e-3 needs a warm-up.
_PAPER = TrainingConfig(
    plan="caffe-voc",
    epochs=232,
    batch_size=32,
    learning_rate=1e-3,
    momentum=0.9,
    weight_decay=5e-4,
    schedule="step",
    warmup_steps=0,
    gradient_clip=0.0,
    freeze="conv2_2",
    base_rate_factor=1.0,
    ema_decay=0.0,
    early_stopping=0,
    class_balance=0.0,
    mosaic=0.0,
    mixup=0.0,
    multi_scale=0.0,
    tiles="off",
    train_difficult=True,
    augment=True,
    precision="float32",
    match=MatchConfig(positive_iou=0.5, negative_iou=0.5),
    loss=LossConfig(alpha=1.0, negatives_per_positive=3, min_negatives=0, label_smoothing=0.0, focal_gamma=0.0),
)

#: Few images: a detector to start from, enough steps, and on frozen layers passes that cost a fraction
#: (docs/fine_tuning.md has the figures).
_FINE_TUNE = TrainingConfig(init="shipped", passes=0, cached_views=10)

RECIPES: dict[str, TrainingConfig] = {FINE_TUNE: _FINE_TUNE, PAPER: _PAPER}
"""``fine-tune``: a detector of one's own from few images, the default; ``paper``: as the authors trained."""

#: Settings of the data, the machine and the length: they make no other recipe.
_OUTSIDE = frozenset(
    (
        "init", "network", "plan", "epochs", "passes", "steps", "micro_batch", "precision", "device", "seed", "workers",
        "evaluate_every", "tensorboard", "tiles", "cached_views", "cache_limit_gb", "rehearsal_share",
    )
)  # fmt: skip


def recipe(name: str, network: str | None = None) -> TrainingConfig:
    """Returns the settings of a recipe.

    Args:
        name: Its name.
        network: The network to train: a recipe written for another one gets the box plan of this one's published
            figures, and the stage of its base that lies as deep as the recipe's. None: that of the recipe.

    Raises:
        ConfigError: No recipe or network has this name.
    """
    if name not in RECIPES:
        raise ConfigError(f"There is no recipe {name!r}; the recipes are {', '.join(RECIPES)}.")
    config = RECIPES[name]
    if network is None:
        return config
    description = network_by_name(network)
    plan = config.plan if config.plan in (AUTO_PLAN, *description.plans) else description.published_plan
    return replace(config, network=network, plan=plan, freeze=description.base.stage_like(config.freeze))


def with_learning_rate(config: TrainingConfig, network: NetworkDescription) -> TrainingConfig:
    """Returns the settings with a learning rate that is a number: that of the network where it was left to it."""
    return config if config.learning_rate else replace(config, learning_rate=network.fine_tune_rate)


def recipe_name(config: TrainingConfig) -> str:
    """Returns the recipe that settings come from and what differs: ``fine-tune with freeze = "conv4_3"``.

    It is the one with the fewest differences; the data, the machine and the length do not count, nor whether the
    learning rate was chosen or left to the network, where it is the same.
    """
    network = network_by_name(config.network)
    settings = _settings(with_learning_rate(config, network))
    usual = {name: _settings(with_learning_rate(recipe(name, config.network), network)) for name in RECIPES}
    changes = {name: [key for key, value in usual[name].items() if settings[key] != value] for name in RECIPES}
    name = min(changes, key=lambda name: len(changes[name]))
    changed = ", ".join(f"{key} = {settings[key]}" for key in changes[name])
    if not changed:
        return name
    return f"{FINE_TUNE} with {changed}" if name == FINE_TUNE else f"{PAPER} with {changed}"


def recipe_text(config: TrainingConfig, *, steps: int, precision: str) -> str:
    """Returns a run's settings in one line, for its first message and the card of its checkpoints.

    Args:
        config: All settings.
        steps: Of the whole run.
        precision: ``float32`` or ``bfloat16``.
    """
    if config.ema_decay:
        return (
            f"{recipe_name(config)}: SGD, learning rate {config.learning_rate:g} for a batch of 32, batch "
            f"{config.batch_size}, {steps} steps, {config.schedule} schedule, frozen up to {config.freeze}, weights "
            f"averaged with decay {config.ema_decay:g}, {precision}"
        )
    return (
        f"{recipe_name(config)}: SGD, learning rate {config.learning_rate:g} for a batch of 32, batch "
        f"{config.batch_size}, {steps} steps, {config.schedule} schedule, frozen up to {config.freeze}, {precision}"
    )


def _settings(config: TrainingConfig) -> dict[str, Any]:
    """The settings that make a recipe, those of tables by names such as ``loss.alpha``."""
    flat: dict[str, Any] = {}
    for key, value in config_to_table(config).items():
        if isinstance(value, Mapping):
            flat |= {f"{key}.{below}": below_value for below, below_value in value.items()}
        elif key not in _OUTSIDE:
            flat[key] = value
    return flat
