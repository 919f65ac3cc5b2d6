"""Checkpoints to models, and models to start a training with."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import torch
from safetensors.torch import load_file
from torch import Tensor

from ssd_desktop.checkpoints.catalog import find_model, vgg16_base_path
from ssd_desktop.checkpoints.checkpoint import Checkpoint, load_checkpoint
from ssd_desktop.errors import CheckpointError
from ssd_desktop.ssd.config import NETWORKS, BoxPlan, NetworkConfig
from ssd_desktop.ssd.initialisation import initialise_new_layers
from ssd_desktop.ssd.model import SSD

FROM_VGG16 = "vgg16"
"""The start that is no detector: the ImageNet base with fresh layers after it."""

_NEW_ROW_FRACTION = 0.1
"""Spread of a new class's weights against the known classes': it starts undecided and soon learns."""


class NewModel(NamedTuple):
    """A model to train.

    Attributes:
        model: On the processor, in training mode.
        report: What it starts from, a sentence each.
    """

    model: SSD
    report: tuple[str, ...]


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
    classes: Sequence[str], plan: BoxPlan, init: str | Path, *, seed: int = 0, sample_batch: Tensor | None = None
) -> NewModel:
    """Returns a model for ``classes`` to start a training with.

    From a detector, everything is taken over but the class rows of the heads (PITFALLS 15): those of the
    background and of classes with the same name are copied, those of new classes start small. Offsets belong to
    no class.

    Args:
        classes: Foreground class names in order.
        plan: The box plan to train with.
        init: ``vgg16``, ``shipped``, the name of a shipped detector or a checkpoint file.
        seed: Decides the random weights.
        sample_batch: float32 ``[B, 3, 300, 300]``, real pictures as ``preprocess`` gives them with the VGG means;
            start ``vgg16`` needs it to scale the new layers, other starts do not use it.

    Raises:
        CheckpointError: There is no such checkpoint, it is damaged, or its box plan is another than ``plan``; or
            start ``vgg16`` has no ``sample_batch``.
        ConfigError: The class list is empty or names a class twice.
        TrainingError: The new layers cannot be scaled on ``sample_batch``.
    """
    if str(init) == FROM_VGG16:
        return _from_vgg16(NetworkConfig(NETWORKS[0], plan, tuple(classes)), seed=seed, sample_batch=sample_batch)
    path = find_model(init)
    return _from_checkpoint(load_checkpoint(path), tuple(classes), plan, name=path.name, seed=seed)


def _from_vgg16(config: NetworkConfig, *, seed: int, sample_batch: Tensor | None) -> NewModel:
    if sample_batch is None:
        raise CheckpointError("A start from VGG16 needs a batch of pictures to scale the new layers on.")
    model = SSD(config)
    initialise_new_layers(model, sample_batch.to("cpu"), base_state=load_file(vgg16_base_path()), seed=seed)
    return NewModel(
        model, ("Starts from VGG16 trained on ImageNet; all layers after conv5_3 are new, scaled on your images.",)
    )


def _from_checkpoint(
    checkpoint: Checkpoint, classes: tuple[str, ...], plan: BoxPlan, *, name: str, seed: int
) -> NewModel:
    old = checkpoint.config
    if old.plan != plan:
        raise CheckpointError(
            f"{name} was trained with the box plan {old.plan.name}, so its offsets are wrong for {plan.name}; "
            f"train it with the plan {old.plan.name}, or start from vgg16."
        )
    config = NetworkConfig(old.network, old.plan, classes, old.means_rgb)
    state = dict(checkpoint.state)
    if classes != old.classes:
        generator = torch.Generator().manual_seed(seed)
        for key in sorted(key for key in state if key.startswith("heads.class_scores.")):
            state[key] = _class_rows(state[key], old.classes, classes, generator=generator)
    model = build_model(Checkpoint(config, state))
    return NewModel(model, _class_report(old.classes, classes, name=name))


def _class_rows(rows: Tensor, old: tuple[str, ...], new: tuple[str, ...], *, generator: torch.Generator) -> Tensor:
    """Returns the class rows of one head for other classes.

    Args:
        rows: Weights ``[k * C_old, channels, 3, 3]`` or biases ``[k * C_old]``.
        old: Foreground classes of ``rows``.
        new: Foreground classes wanted.
        generator: Decides the weights of new classes.

    Returns:
        ``[k * C_new, ...]``, the classes of each shape together as in ``rows``.
    """
    by_shape = torch.unflatten(rows, 0, (-1, len(old) + 1))  # [k, C_old, ...]
    wanted = torch.zeros(by_shape.shape[0], len(new) + 1, *rows.shape[1:])
    if rows.ndim > 1:
        wanted.normal_(std=float(rows.std()) * _NEW_ROW_FRACTION, generator=generator)
    source = {name: position for position, name in enumerate(old, start=1)}
    pairs = [(0, 0)] + [(to, source[name]) for to, name in enumerate(new, start=1) if name in source]
    for to, taken in pairs:
        wanted[:, to] = by_shape[:, taken]
    return wanted.flatten(0, 1)


def _class_report(old: tuple[str, ...], new: tuple[str, ...], *, name: str) -> tuple[str, ...]:
    kept = [c for c in new if c in old]
    fresh = [c for c in new if c not in old]
    dropped = [c for c in old if c not in new]
    report = [f"Starts from {name}: base, auxiliary layers and offsets are taken over."]
    if kept:
        report.append(f"Classes it already knows: {', '.join(kept)}.")
    if fresh:
        report.append(f"Classes it has to learn from the beginning: {', '.join(fresh)}.")
    if dropped:
        report.append(f"Classes it forgets, because the data has no such name: {', '.join(dropped)}.")
    return tuple(report)
