"""Weights in files of other programs: tensors by key, and nothing else; a file that wants to run code is refused."""

import pickle
import re
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load
from torch import Tensor

from ssd_desktop.errors import CheckpointError, reason_of

_WRAPPERS = ("state_dict", "model", "model_state_dict", "net", "weights")
_PARALLEL = "module."
_DAMAGED = (
    SafetensorError, OSError, EOFError, RuntimeError, ValueError, KeyError, TypeError, AttributeError, IndexError,
)  # fmt: skip
"""What reading a damaged file can end with; a cut off archive is an OSError to PyTorch."""


def read_foreign_weights(path: Path) -> dict[str, Tensor]:
    """Returns the tensors of a file by key, on the processor, without running any code of it (docs/traps.md, 17).

    A table around the weights (``model``, ``state_dict``, ...) and ``module.`` before every key are taken off.

    Raises:
        CheckpointError: The file is missing, damaged, holds more than weights, or holds none.
    """
    content = _read(path)
    for name in _WRAPPERS:
        inner = content.get(name)
        if isinstance(inner, Mapping):
            content = inner
            break
    tensors = {str(key): value for key, value in content.items() if isinstance(value, Tensor)}
    if not tensors:
        raise CheckpointError(f"{path} holds no weights by name; choose a file made by torch.save(model.state_dict()).")
    if all(key.startswith(_PARALLEL) for key in tensors):
        tensors = {key.removeprefix(_PARALLEL): value for key, value in tensors.items()}
    return tensors


def _read(path: Path) -> Mapping[Any, Any]:
    start = _first_bytes(path)
    try:
        content = load(path.read_bytes()) if start[8:9] == b"{" else _load_pickle(path)
    except pickle.UnpicklingError as error:
        raise _refusal(path, error) from None
    except _DAMAGED as error:
        raise CheckpointError(f"{path} is damaged or no file of weights; get the file again.") from error
    if not isinstance(content, Mapping):
        raise CheckpointError(f"{path} holds no weights by name; choose a file made by torch.save(model.state_dict()).")
    return content


def _first_bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise CheckpointError(f"{path} is a folder; choose a file of weights in it.")
        with path.open("rb") as stream:
            return stream.read(9)
    except FileNotFoundError:
        raise CheckpointError(f"There is no file {path}; check its name.") from None
    except (OSError, ValueError) as error:
        raise CheckpointError(f"{path} cannot be read: {reason_of(error)}.") from error


def _load_pickle(path: Path) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # old files use storages that PyTorch would rather not see any more
        return torch.load(path, map_location="cpu", weights_only=True)


def _refusal(path: Path, error: Exception) -> CheckpointError:
    """Returns the refusal of a pickle that asks for more than tensors; it names what that was."""
    found = re.search(r"GLOBAL ([\w.]+)|global ([\w.]+)", str(error))
    if found is None:
        return CheckpointError(f"{path} is damaged or no file of weights; get the file again.")
    wanted = found.group(1) or found.group(2)
    return CheckpointError(
        f"{path} holds more than weights (it asks to run {wanted}) and was not opened; save its weights alone where it "
        "was made, with torch.save(model.state_dict(), FILE), and import that."
    )
