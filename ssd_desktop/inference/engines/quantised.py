"""Quantised networks: an OpenVINO graph in int8 for a model file, made once by ``export``. No torch here."""

from pathlib import Path

import platformdirs


def quantised_path(key: str, folder: Path | None = None) -> Path:
    """Returns where the quantised network of a model is kept: an ``.xml`` file with a ``.bin`` beside it.

    Args:
        key: ``weights_key`` of the model file.
        folder: Where all of them are; None takes the user's data folder.
    """
    folder = folder or Path(platformdirs.user_data_dir("ssd-desktop", appauthor=False)) / "quantised"
    return folder / f"{key}.xml"


def find_quantised(key: str, folder: Path | None = None) -> Path | None:
    """Returns the quantised network of a model; None where it has none."""
    path = quantised_path(key, folder)
    return path if path.is_file() and path.with_suffix(".bin").is_file() else None
