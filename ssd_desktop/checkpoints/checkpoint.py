"""Checkpoints: a detector's weights and everything needed to use them, in one safetensors file."""

import platform
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load, save
from torch import Tensor

import ssd_desktop
from ssd_desktop.annotation.tile_grid import Tiling
from ssd_desktop.checkpoints.header import Header, read_header
from ssd_desktop.checkpoints.info import METADATA_KEY, info_text, parse_info
from ssd_desktop.errors import CheckpointError, reason_of
from ssd_desktop.media.atomic_file import write_file_atomically
from ssd_desktop.ssd.config import NetworkConfig
from ssd_desktop.ssd.model import SSD

_FLOAT_TYPES = ("F32", "F16", "BF16")


def current_versions() -> dict[str, str]:
    """Returns the versions that a new checkpoint records."""
    return {
        "ssd_desktop": ssd_desktop.__version__,
        "torch": torch.__version__,
        "python": platform.python_version(),
    }


@dataclass(frozen=True, eq=False)
class Checkpoint:
    """A detector as it is stored.

    Attributes:
        config: Network, box plan, classes and means.
        state: float32 weights by key, as ``SSD.state_dict`` names them.
        figures: What was measured with it, such as ``ap50``.
        versions: Of the program and libraries that wrote it.
        card: Data, licence, recipe, in words.
        tiling: The tiles it was trained on and should detect on; None: whole pictures.
    """

    config: NetworkConfig
    state: dict[str, Tensor]
    figures: dict[str, float | str] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=current_versions)
    card: dict[str, str] = field(default_factory=dict)
    tiling: Tiling | None = None


def save_checkpoint(checkpoint: Checkpoint, path: str | Path, *, dtype: torch.dtype = torch.float32) -> None:
    """Writes a checkpoint whole or not at all; a file that was there stays until the new one is complete.

    Args:
        checkpoint: What to write.
        path: The ``.safetensors`` file; its folder is made when missing.
        dtype: ``torch.float32``, or ``torch.float16`` for half the size (loaded as float32).

    Raises:
        CheckpointError: The weights do not belong to the network or are not finite, or the file cannot be written.
    """
    path = Path(path)
    if dtype not in (torch.float32, torch.float16):
        raise CheckpointError(f"A checkpoint is saved as float32 or float16, not as {dtype}.")
    state = {key: tensor.detach().to("cpu", dtype).contiguous() for key, tensor in checkpoint.state.items()}
    shapes = {key: tuple(tensor.shape) for key, tensor in state.items()}
    _check_shapes(shapes, checkpoint.config, name=f"The model for {path}")
    _check_finite(state, name=f"The model for {path}")
    text = info_text(checkpoint.config, checkpoint.figures, checkpoint.versions, checkpoint.card, checkpoint.tiling)
    content = save(state, {METADATA_KEY: text, "format": "pt"})
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_file_atomically(path, content)
    except (OSError, ValueError) as error:
        raise CheckpointError(
            f"The checkpoint {path.name} cannot be written into {path.parent}: {reason_of(error)}; "
            "choose a folder with free space that you may write to."
        ) from error


def load_checkpoint(path: str | Path) -> Checkpoint:
    """Reads a checkpoint; its weights come as float32 on the processor.

    Raises:
        CheckpointError: The file is missing, damaged, no checkpoint of this program, newer than it, or its weights
            do not fit its network.
    """
    path = Path(path)
    header = read_header(path)
    info = parse_info(header, path)
    _check_types(header, path)
    shapes = {key: entry.shape for key, entry in header.tensors.items()}
    _check_shapes(shapes, info.config, name=str(path))
    tensors = _read_tensors(path)
    # The library's order changes from call to call; whoever draws random numbers by key needs a fixed one.
    state = {key: tensors[key].to(torch.float32) for key in header.tensors}
    _check_finite(state, name=str(path))
    return Checkpoint(
        info.config, state, figures=info.figures, versions=info.versions, card=info.card, tiling=info.tiling
    )


def _read_tensors(path: Path) -> dict[str, Tensor]:
    """Reads bytes, not a memory map: a mapped file cannot be replaced on Windows while its model is in use."""
    try:
        return load(path.read_bytes())
    except OSError as error:
        raise CheckpointError(f"{path} cannot be read: {reason_of(error)}.") from error
    except SafetensorError as error:
        raise CheckpointError(f"{path} is damaged: {error}; get the file again.") from error


def _check_types(header: Header, path: Path) -> None:
    for key, entry in header.tensors.items():
        if entry.dtype not in _FLOAT_TYPES:
            raise CheckpointError(f"{path} is damaged: {key} is {entry.dtype}, no floating number; get the file again.")


def expected_shapes(config: NetworkConfig) -> dict[str, tuple[int, ...]]:
    """Returns the shape of every weight of a network by key."""
    with torch.device("meta"):
        return {key: tuple(tensor.shape) for key, tensor in SSD(config).state_dict().items()}


def _check_shapes(shapes: Mapping[str, tuple[int, ...]], config: NetworkConfig, *, name: str) -> None:
    expected = expected_shapes(config)
    missing, unknown = sorted(expected.keys() - shapes.keys()), sorted(shapes.keys() - expected.keys())
    if missing:
        raise CheckpointError(f"{name} does not fit the network {config.network}: it lacks {missing[0]}.")
    if unknown:
        raise CheckpointError(f"{name} does not fit the network {config.network}: it has unknown weights {unknown[0]}.")
    for key, shape in expected.items():
        if shapes[key] != shape:
            raise CheckpointError(
                f"{name} does not fit its {len(config.classes)} classes and box plan {config.plan.name}: "
                f"{key} is {list(shapes[key])} instead of {list(shape)}."
            )


def _check_finite(state: Mapping[str, Tensor], *, name: str) -> None:
    for key, tensor in state.items():
        if not bool(torch.isfinite(tensor).all()):
            raise CheckpointError(f"{name} is unusable: {key} holds numbers that are not finite.")
