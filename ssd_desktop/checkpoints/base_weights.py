"""Start weights of a training that are no detector: a base, with conv6 and conv7 where VGG16's classifier was at hand.

One ``.safetensors`` file: our names of the layers, and in its header which base it is, the means its pictures need and
its card.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load, load_file, save
from torch import Tensor

from ssd_desktop.checkpoints.base_info import BASE_KEY, BASE_VERSION, read_base_info
from ssd_desktop.checkpoints.catalog import vgg16_base_path
from ssd_desktop.checkpoints.layout import VGG_POSITIONS
from ssd_desktop.errors import CheckpointError, reason_of
from ssd_desktop.media.atomic_file import write_file_atomically
from ssd_desktop.ssd.backbone import Backbone
from ssd_desktop.ssd.bases import VGG16, Base
from ssd_desktop.ssd.config import VGG_MEANS_RGB
from ssd_desktop.ssd.networks import network_of_base


@dataclass(frozen=True, eq=False)
class BaseWeights:
    """Start weights that are no detector.

    Attributes:
        state: float32 by layer and kind, such as ``conv1_1.weight``: the layers of the base, then maybe
            ``layers_after``.
        means_rgb: Subtracted from RGB in 0..255.
        card: Data, source, licence, in words.
        base: Which network it is.
    """

    state: Mapping[str, Tensor]
    means_rgb: tuple[float, float, float]
    card: Mapping[str, str]
    base: Base = VGG16

    @property
    def layers(self) -> tuple[str, ...]:
        """Names of its layers in order of the forward pass."""
        names = self.base.layer_names + self.base.layers_after
        return tuple(layer for layer in names if f"{layer}.weight" in self.state)


def shipped_base() -> BaseWeights:
    """Returns the VGG16 that comes with the program.

    Raises:
        SSDDesktopError: It is missing from this installation.
    """
    weights = load_file(vgg16_base_path())
    state = {
        f"{layer}.{kind}": weights[f"features.{VGG_POSITIONS[layer]}.{kind}"].float()
        for layer in VGG16.layer_names
        for kind in ("weight", "bias")
    }
    return BaseWeights(state, VGG_MEANS_RGB, {})


def base_shapes(base: Base = VGG16) -> dict[str, tuple[int, ...]]:
    """Returns the shape of every number that start weights may hold."""
    with torch.device("meta"):
        state = Backbone(network_of_base(base)).state_dict()
    names = base.layer_names + base.layers_after
    return {key: tuple(tensor.shape) for key, tensor in state.items() if key.rpartition(".")[0] in names}


def save_base(base: BaseWeights, path: Path) -> None:
    """Writes start weights whole or not at all, each number in the type it has.

    Raises:
        CheckpointError: The file cannot be written.
    """
    document = {"format_version": 1, "means_rgb": base.means_rgb, "card": dict(base.card)}
    if base.base != VGG16:  # older programs know no other
        document |= {"format_version": BASE_VERSION, "base": base.base.name}
    content = save(dict(base.state), {BASE_KEY: json.dumps(document, ensure_ascii=False), "format": "pt"})
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_file_atomically(path, content)
    except (OSError, ValueError) as error:
        raise CheckpointError(
            f"The start weights {path.name} cannot be written into {path.parent}: {reason_of(error)}; choose a folder "
            "with free space that you may write to."
        ) from error


def load_base(path: Path) -> BaseWeights:
    """Reads start weights.

    Raises:
        CheckpointError: The file is missing, damaged, newer than this program, or holds something else.
    """
    info = read_base_info(path)
    if info is None:
        raise CheckpointError(f"{path} holds no start weights; make them with ssd-desktop models import.")
    try:
        state = {key: tensor.float() for key, tensor in load(path.read_bytes()).items()}
    except (OSError, SafetensorError) as error:
        raise CheckpointError(f"{path} cannot be read: {reason_of(error)}.") from error
    expected = base_shapes(info.base)
    needed = {f"{layer}.{kind}" for layer in info.base.layer_names for kind in ("weight", "bias")}
    if needed - state.keys() or any(tuple(tensor.shape) != expected.get(key) for key, tensor in state.items()):
        raise CheckpointError(f"{path} is damaged: its layers are not those of {info.base.title}; get the file again.")
    if not all(bool(torch.isfinite(tensor).all()) for tensor in state.values()):
        raise CheckpointError(f"{path} is damaged: it holds numbers that are not finite; get the file again.")
    return BaseWeights(state, info.means_rgb, info.card, info.base)
