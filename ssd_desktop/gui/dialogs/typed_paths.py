"""Paths while they are typed: whatever stands in the field, asking about it never fails."""

from pathlib import Path


def typed_path(text: str) -> Path | None:
    """Returns what was typed as a path, without blanks and quotes around it; ``~`` is the home. None: nothing."""
    typed = text.strip().strip('"')
    try:
        return Path(typed).expanduser() if typed else None
    except RuntimeError:  # ~nobody
        return Path(typed)


def is_folder(path: Path) -> bool:
    """Returns whether there is such a folder; False also where nobody may look, or no name is that long."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def is_there(path: Path) -> bool:
    """Returns whether there is such a file or folder, as ``is_folder``."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def has_files(folder: Path) -> bool:
    """Returns whether there is anything in a folder; False also where there is none or nobody may look."""
    try:
        return any(folder.iterdir())
    except (OSError, ValueError):
        return False
