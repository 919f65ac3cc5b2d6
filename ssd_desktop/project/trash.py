"""Runs go to the trash of the desktop, from where the user can take them back."""

from pathlib import Path

from send2trash import send2trash

from ssd_desktop.errors import ProjectError, reason_of
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
        send2trash(run)
    except Exception as error:  # each system has errors of its own here
        raise ProjectError(
            f"The run {run} cannot be moved to the trash ({reason_of(error)}); delete its folder yourself."
        ) from error
