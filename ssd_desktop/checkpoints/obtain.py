"""A published model into the library: downloaded, checked, imported, and only then there by its name."""

from collections.abc import Callable
from pathlib import Path

from ssd_desktop.checkpoints.download import Download, Progress, download_file
from ssd_desktop.checkpoints.import_file import import_file
from ssd_desktop.checkpoints.library import library_folder, library_path
from ssd_desktop.checkpoints.published import PublishedModel


def obtain(
    model: PublishedModel,
    *,
    progress: Progress = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
    folder: Path | None = None,
) -> Path:
    """Downloads a model and writes it as a file of ours, unless it is there already.

    Args:
        model: Which.
        progress: Told how far the download is.
        cancelled: Asked often; True gives the download up, what came stays for the next time.
        folder: The library; None takes the user's.

    Returns:
        The file in the library.

    Raises:
        CheckpointError: The download failed or was cancelled, or the file cannot be used or written.
    """
    library = folder or library_folder()
    target = library_path(model.name, library)
    if target.exists():
        return target
    theirs = library / "downloads" / model.file_name
    if not theirs.exists():
        download_file(
            Download(model.url, theirs, sha256_start=model.sha256_start, progress=progress, cancelled=cancelled)
        )
    made = import_file(theirs, target, card=model.card, figures=model.figures)
    theirs.unlink(missing_ok=True)
    return made.path
