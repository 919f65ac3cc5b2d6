"""What a training takes of which data, as a table of plain values: for the queue, and to be remembered."""

import os
from collections.abc import Mapping
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from ssd_desktop.training.data_choice import DataChoice

_PATHS = ("folder", "validation_folder", "earlier_split", "rehearsal_folder")
_TUPLES = ("classes", "start_classes")


def choice_to_table(choice: DataChoice, base: Path) -> dict[str, Any]:
    """Returns a choice as texts, numbers and lists; what is None is left out.

    Args:
        choice: The images.
        base: Folder of runs: paths within its project are relative to it, so that the project may be moved.
    """
    table = {key: value for key, value in asdict(choice).items() if value is not None}
    return table | {key: relative_path(table[key], base) for key in _PATHS if key in table}


def choice_from_table(table: Mapping[str, Any], base: Path) -> DataChoice:
    """Returns the choice in a table; what a newer version wrote besides is left out.

    Args:
        table: As ``choice_to_table`` makes it.
        base: Folder of runs.

    Raises:
        TypeError: It has no folder, or another value is of the wrong kind.
    """
    known = {field.name for field in fields(DataChoice)}
    data = {key: value for key, value in table.items() if key in known}
    data |= {key: absolute_path(data[key], base) for key in _PATHS if key in data}
    data |= {key: tuple(data[key]) for key in _TUPLES if key in data}
    return DataChoice(**data)


def relative_path(path: Path, base: Path) -> str:
    """Returns a path as it stands in a file: relative within the project, which may be moved as a whole."""
    path, project = _plain(path), _plain(base).parent
    return Path(os.path.relpath(path, base)).as_posix() if path.is_relative_to(project) else str(path)


def absolute_path(text: str, base: Path) -> Path:
    """Returns the path that stands in a file."""
    return _plain(base / text)


def _plain(path: Path) -> Path:
    return Path(os.path.normpath(path.absolute()))
