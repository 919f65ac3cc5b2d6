"""The folder of the user's own models: what was downloaded or imported, usable by name. No torch here."""

import re
from pathlib import Path

import platformdirs

from ssd_desktop.errors import CheckpointError

_SUFFIX = ".safetensors"


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
