"""The trash of the desktop, from where the user can take things back."""

from pathlib import Path

from send2trash import send2trash

from ssd_desktop.errors import reason_of


def move_to_desktop_trash(path: Path) -> None:
    """Moves a file or a folder to the trash.

    Raises:
        OSError: It is not there, or this place has no trash.
    """
    try:
        send2trash(path)
    except Exception as error:  # each system has errors of its own here
        raise OSError(reason_of(error)) from error
