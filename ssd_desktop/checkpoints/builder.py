"""Checkpoints to models, and models to start a training with."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import torch
from safetensors.torch import load_file
from torch import Tensor

from ssd_desktop.checkpoints.catalog import find_model, vgg16_base_path
from ssd_desktop.checkpoints.checkpoint import Checkpoint, load_checkpoint
from ssd_desktop.checkpoints.class_rows import with_classes
from ssd_desktop.checkpoints.start_report import StartReport
from ssd_desktop.errors import CheckpointError
from ssd_desktop.ssd.backbone import BASE_LAYERS
from ssd_desktop.ssd.config import NETWORKS, BoxPlan, NetworkConfig
from ssd_desktop.ssd.initialisation import initialise_new_layers
from ssd_desktop.ssd.model import SSD

FROM_VGG16 = "vgg16"
"""The start that is no detector: the ImageNet base with fresh layers after it."""


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
    classes: Sequence[str], plan: BoxPlan, init: str | Path, *, seed: int = 0, sample_batch: Tensor | None = None
) -> NewModel:
    """Returns a model for ``classes`` to start a training with.

    From a detector, everything is taken over but the class rows of the heads (PITFALLS 15): those of the
    background and of classes with the same name are copied, those of new classes are the average of the known
    ones (``class_rows``). Offsets belong to no class.

    Args:
        classes: Foreground class names in order.
        plan: The box plan to train with.
        init: ``vgg16``, ``shipped``, the name of a shipped detector or a checkpoint file.
        seed: Decides the random weights of a start from ``vgg16``.
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
    return _from_checkpoint(load_checkpoint(path), tuple(classes), plan, name=path.name)


def _from_vgg16(config: NetworkConfig, *, seed: int, sample_batch: Tensor | None) -> NewModel:
    if sample_batch is None:
        raise CheckpointError("A start from VGG16 needs a batch of pictures to scale the new layers on.")
    model = SSD(config)
    initialise_new_layers(model, sample_batch.to("cpu"), base_state=load_file(vgg16_base_path()), seed=seed)
    others = [name for name in _layers(model) if name not in BASE_LAYERS]
    return NewModel(model, StartReport.from_vgg16(config.classes, base=BASE_LAYERS, others=others))


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


def _layers(model: SSD) -> tuple[str, ...]:
    """Names of the layers that have weights, in order of the forward pass, as the paper has them."""
    keys = (key.rpartition(".")[0].removeprefix("backbone.") for key in model.state_dict())
    return tuple(dict.fromkeys(keys))
