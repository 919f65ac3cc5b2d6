"""The labels that a run begins with, kept in its folder, so that it can be told later what has changed since."""

from pathlib import Path

from ssd_desktop.data.label_snapshot import LabelSnapshot, snapshot_from_json, snapshot_of, snapshot_to_json
from ssd_desktop.errors import TrainingError, reason_of
from ssd_desktop.training.run_folder import LABELS, RunFolder
from ssd_desktop.training.training_data import TrainingData


def keep_labels(folder: RunFolder, data: TrainingData, *, goes_on: bool = False) -> None:
    """Writes the labels of the training and validation images, unless the run has begun with them before.

    Args:
        folder: Of the run.
        data: As the user gave it: before anything was marked in it for the old classes.
        goes_on: Whether something was learned from these labels before; a run that starts over begins with those of
            now.

    Raises:
        TrainingError: The folder cannot be written.
    """
    if not goes_on or not (folder.path / LABELS).exists():
        folder.write(LABELS, snapshot_to_json(snapshot_of(data.train, data.validation)))


def kept_labels(run: Path) -> LabelSnapshot | None:
    """Returns the labels that a run began with; None for a run from before they were kept.

    Raises:
        TrainingError: The file is damaged.
    """
    path = run / LABELS
    try:
        return snapshot_from_json(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise TrainingError(
            f"{path} cannot be read ({reason_of(error)}); what changed is counted again after the next run."
        ) from error
