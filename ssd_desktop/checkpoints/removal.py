"""Models that the user no longer wants: to the trash, and only those of their own library. No torch here."""

from pathlib import Path

from ssd_desktop.checkpoints.library import library_models
from ssd_desktop.checkpoints.model_list import ModelEntry, model_entry
from ssd_desktop.errors import CheckpointError, UsageError, reason_of
from ssd_desktop.media.trash import move_to_desktop_trash

IN_LIBRARY = ("downloaded", "imported")
"""Sources whose models are single files of the library."""


def removable_model(name: str) -> ModelEntry:
    """Returns a model of the library that can be removed, a damaged one too.

    Args:
        name: As ``models list`` shows it, or a file of the library.

    Raises:
        UsageError: It is shipped, not here, a run's, or a file elsewhere; the text says what can be done.
        CheckpointError: There is no such model.
    """
    entry = model_entry(name)
    if entry.source == "shipped":
        raise UsageError(f"{name} belongs to the program and stays; only downloaded and imported models are removed.")
    if entry.path is None:
        raise UsageError(f"{name} is not on this machine; there is nothing to remove.")
    if entry.source == "run":
        raise UsageError(f"{name} belongs to a run; ssd-desktop runs delete {entry.path.parent} moves it to the trash.")
    if entry.path not in library_models():
        raise UsageError(f"{entry.path} is not in the library of models; delete the file yourself.")
    return entry


def remove_model_file(path: Path) -> None:
    """Moves the file of a model to the trash.

    Raises:
        CheckpointError: It is not there any more, or this place has no trash.
    """
    try:
        move_to_desktop_trash(path)
    except OSError as error:
        raise CheckpointError(
            f"The model {path} cannot be moved to the trash ({reason_of(error)}); delete the file yourself."
        ) from error
