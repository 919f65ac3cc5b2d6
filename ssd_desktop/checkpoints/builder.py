"""Checkpoints to models, and models to start a training with."""

from collections.abc import Callable, Sequence
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor

from ssd_desktop.checkpoints.base_weights import BaseWeights, load_base, shipped_base
from ssd_desktop.checkpoints.catalog import find_model
from ssd_desktop.checkpoints.checkpoint import Checkpoint, load_checkpoint
from ssd_desktop.checkpoints.class_rows import with_classes
from ssd_desktop.checkpoints.info import read_checkpoint_info
from ssd_desktop.checkpoints.start import FROM_VGG16, check_base, is_base
from ssd_desktop.checkpoints.start_report import StartReport
from ssd_desktop.errors import CheckpointError, ConfigError
from ssd_desktop.ssd.config import BoxPlan, NetworkConfig
from ssd_desktop.ssd.initialisation import initialise_new_layers
from ssd_desktop.ssd.model import SSD
from ssd_desktop.ssd.networks import NetworkDescription


class NewModel(NamedTuple):
    """A model to train.

    Attributes:
        model: On the processor, in training mode.
        report: What it starts from, and what is new.
    """

    model: SSD
    report: StartReport


def build_model(checkpoint: Checkpoint) -> SSD:
    """Returns the model of a checkpoint, on the processor; the checkpoint's tensors stay its own.

    Raises:
        CheckpointError: The weights do not fit the network.
    """
    with torch.device("meta"):  # random weights that are replaced at once would only cost time
        model = SSD(checkpoint.config)
    state = {key: tensor.detach().clone() for key, tensor in checkpoint.state.items()}
    try:
        model.load_state_dict(state, assign=True)
    except RuntimeError as error:
        raise CheckpointError(f"The weights do not fit the network {checkpoint.config.network}: {error}.") from error
    return model.to(memory_format=torch.channels_last)


def new_model(
    classes: Sequence[str],
    plan: BoxPlan,
    init: str | Path,
    *,
    seed: int = 0,
    sample_batch: Tensor | None = None,
    between: Callable[[], None] = lambda: None,
) -> NewModel:
    """Returns a model for ``classes`` to start a training with.

    From a detector, everything is taken over but the class rows of the heads (docs/traps.md, 15): those of the
    background and of classes with the same name are copied, those of new classes are the average of the known
    ones (``class_rows``). Offsets belong to no class. From a detector of another network only the layers that both
    have are taken over.

    Args:
        classes: Foreground class names in order.
        plan: The box plan to train with; it says which network.
        init: ``vgg16``, ``efficientnet-lite0``, ``shipped``, the name of a detector or of start weights, or a file of
            either.
        seed: Decides the random weights of new layers.
        sample_batch: float32 ``[B, 3, S, S]``, real pictures as ``preprocess`` gives them with the means of the start
            (``start.start_means``), to scale new layers on; used where ``needs_sample_batch`` says so.
        between: Called between the layers that are scaled; may wait, or raise to give it up.

    Raises:
        CheckpointError: There is no such checkpoint, it is damaged, has another base, or its box plan is another plan
            of the same network than ``plan``; or a ``sample_batch`` is needed and missing.
        ConfigError: The class list is empty or names a class twice.
        TrainingError: The new layers cannot be scaled on ``sample_batch``.
    """
    if is_base(init):
        base, name = (shipped_base(), FROM_VGG16) if str(init) == FROM_VGG16 else _named_base(init)
        config = NetworkConfig(_network_of(plan).name, plan, tuple(classes), base.means_rgb)
        check_base(base.base, config.description, name=name)
        return _from_base(base, config, name=name, seed=seed, sample_batch=_required(sample_batch), between=between)
    path = find_model(init)
    checkpoint = load_checkpoint(path)
    if checkpoint.config.description == plan.network:
        return _from_checkpoint(checkpoint, tuple(classes), plan, name=path.name)
    check_base(checkpoint.config.description.base, _network_of(plan), name=path.name)
    config = NetworkConfig(_network_of(plan).name, plan, tuple(classes), checkpoint.config.means_rgb)
    return _from_other_network(
        checkpoint, config, name=path.name, seed=seed, sample_batch=_required(sample_batch), between=between
    )


def needs_sample_batch(plan: BoxPlan, init: str | Path) -> bool:
    """Returns whether ``new_model`` has to scale new layers on a batch of pictures.

    Raises:
        CheckpointError: There is no such checkpoint, or it is damaged.
    """
    return is_base(init) or read_checkpoint_info(find_model(init)).config.description != plan.network


def _named_base(init: str | Path) -> tuple[BaseWeights, str]:
    path = find_model(init)
    base = load_base(path)
    return base, base.base.name if str(init) == base.base.name else path.stem


def _network_of(plan: BoxPlan) -> NetworkDescription:
    if plan.network is None:
        raise ConfigError(f"Box plan {plan.name} is not for the feature maps of any network of this version.")
    return plan.network


def _required(sample_batch: Tensor | None) -> Tensor:
    if sample_batch is None:
        raise CheckpointError("This start needs a batch of pictures to scale the new layers on.")
    return sample_batch.to("cpu")


def _from_base(
    base: BaseWeights,
    config: NetworkConfig,
    *,
    name: str,
    seed: int,
    sample_batch: Tensor,
    between: Callable[[], None],
) -> NewModel:
    model = SSD(config)
    model.backbone.load_state_dict(base.state, strict=False)
    kept = base.layers
    initialise_new_layers(model, sample_batch, kept=kept, seed=seed, between=between)
    others = [layer for layer in _layers(model) if layer not in kept]
    report = StartReport.from_base(config.classes, name=name, title=base.base.title, base=kept, others=others)
    return NewModel(model, report)


def _from_checkpoint(checkpoint: Checkpoint, classes: tuple[str, ...], plan: BoxPlan, *, name: str) -> NewModel:
    old = checkpoint.config
    if old.plan != plan:
        raise CheckpointError(
            f"{name} was trained with the box plan {old.plan.name}, so its offsets are wrong for {plan.name}; "
            f"train it with the plan {old.plan.name}, or start from vgg16."
        )
    config = NetworkConfig(old.network, old.plan, classes, old.means_rgb)
    model = build_model(Checkpoint(config, with_classes(checkpoint.state, old.classes, classes)))
    return NewModel(model, StartReport.from_detector(name, old.classes, classes, layers=_layers(model)))


def _from_other_network(
    checkpoint: Checkpoint,
    config: NetworkConfig,
    *,
    name: str,
    seed: int,
    sample_batch: Tensor,
    between: Callable[[], None],
) -> NewModel:
    """Takes the base and the layers up to the first that differs; offsets and scores of other maps mean nothing."""
    old = checkpoint.config.description.new_layers
    pairs = zip(old, config.description.new_layers, strict=False)
    shared = [ours.name for ours, theirs in takewhile(lambda pair: pair[0] == pair[1], pairs)]
    model = SSD(config)
    own = (*config.description.base.layer_names, f"{config.description.normalised_map}_norm")
    kept = [layer for layer in _layers(model) if layer in (*own, *shared)]
    taken = {key: tensor for key, tensor in checkpoint.state.items() if _layer_of(key) in kept}
    model.load_state_dict(taken, strict=False)
    initialise_new_layers(model, sample_batch, kept=shared, seed=seed, between=between)
    fresh = [layer for layer in _layers(model) if layer not in kept]
    report = StartReport.from_other_network(
        name, config.classes, networks=(checkpoint.config.network, config.network), kept=kept, new=fresh
    )
    return NewModel(model, report)


def _layers(model: SSD) -> tuple[str, ...]:
    """Names of the layers that have weights, in order of the forward pass, as the paper has them."""
    return tuple(dict.fromkeys(_layer_of(key) for key in model.state_dict()))


def _layer_of(key: str) -> str:
    return key.rpartition(".")[0].removeprefix("backbone.")
