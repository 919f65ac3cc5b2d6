"""The folder of the user's own models: what was downloaded or imported, usable by name. No torch here."""

import re
from pathlib import Path

import platformdirs

from ssd_desktop.errors import CheckpointError

_SUFFIX = ".safetensors"

FOREIGN_SUFFIXES = (".pth", ".pt", ".tar", ".pkl", ".bin", ".ckpt")
"""What PyTorch files of weights are called; ``.safetensors`` may be ours or another program's."""


def library_folder() -> Path:
    """Returns the folder; it may not exist yet."""
    return Path(platformdirs.user_data_dir("ssd-desktop", appauthor=False)) / "models"


def library_models(folder: Path | None = None) -> list[Path]:
    """Returns the files of the library by name; empty where it cannot be read.

    Args:
        folder: The library; None takes the user's.
    """
    try:
        return sorted(path for path in (folder or library_folder()).glob(f"*{_SUFFIX}") if path.is_file())
    except OSError:
        return []


def library_path(name: str, folder: Path | None = None) -> Path:
    """Returns where a model of this name lies in the library.

    Raises:
        CheckpointError: The name has no letter that a file name may have.
    """
    plain = re.sub(r'[\s<>:"/\\|?*\x00-\x1f]+', "-", name.removesuffix(_SUFFIX)).strip("-.")
    if not plain:
        raise CheckpointError(f"A model cannot be named {name!r}; use letters and digits.")
    return (folder or library_folder()) / f"{plain[:100]}{_SUFFIX}"


def suggested_name(path: Path) -> str:
    """Returns the name of a file of weights without its suffixes, of which there may be two: ``.pth.tar``."""
    name = path.name
    while is_weights_file(name) and "." in name.strip("."):
        name = name.rpartition(".")[0]
    return name


def is_weights_file(name: str) -> bool:
    """Returns whether a file is named like weights, ours or another program's."""
    return name.lower().endswith((_SUFFIX, *FOREIGN_SUFFIXES))


def weights_patterns() -> str:
    """Returns what files of weights are called, as a file dialog takes it: ``*.safetensors *.pth`` and so on."""
    return " ".join(f"*{suffix}" for suffix in (_SUFFIX, *FOREIGN_SUFFIXES))
