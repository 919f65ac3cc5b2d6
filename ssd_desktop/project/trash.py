"""Runs go to the trash of the desktop, from where the user can take them back."""

from pathlib import Path

from ssd_desktop.errors import ProjectError, reason_of
from ssd_desktop.media.trash import move_to_desktop_trash
from ssd_desktop.training.run_folder import is_run
from ssd_desktop.training.run_status import is_being_trained


def move_to_trash(run: Path) -> None:
    """Moves the folder of a run to the trash.

    Raises:
        ProjectError: There is no run, it is being trained, or this place has no trash.
    """
    if not is_run(run):
        raise ProjectError(f"{run} holds no run; it was moved or deleted.")
    if is_being_trained(run):
        raise ProjectError(f"The run {run.name} is being trained; stop it first.")
    try:
        move_to_desktop_trash(run)
    except OSError as error:
        raise ProjectError(
            f"The run {run} cannot be moved to the trash ({reason_of(error)}); delete its folder yourself."
        ) from error
