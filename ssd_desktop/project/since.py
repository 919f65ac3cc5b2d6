"""What has become of the labels since a run was started with them, and which run was the last one on a folder."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from ssd_desktop.data.image_place import folder_place
from ssd_desktop.data.label_snapshot import LabelChanges, changes_between, snapshot_of
from ssd_desktop.errors import ProjectError
from ssd_desktop.project.order import read_command, read_order
from ssd_desktop.project.runs import RunRecord
from ssd_desktop.training.data_choice import ChosenData, choose_data
from ssd_desktop.training.kept_labels import kept_labels


def last_run_on(folder: Path, runs: Sequence[RunRecord], *, moved_data: Path | None = None) -> RunRecord | None:
    """Returns the latest run that was trained on a folder of images, or on one above it; None where there is none.

    A run that ended before it saved a checkpoint has taught nothing and does not count, unless it goes on.

    Args:
        folder: Of the images.
        runs: To choose from.
        moved_data: The data folder of the project that the runs belong to: taken where the one of a run is gone.
    """
    place = folder_place(folder)

    def is_on(run: RunRecord) -> bool:
        data = run.data if run.data is None or run.data.is_dir() else moved_data
        return data is not None and place.is_relative_to(folder_place(data))

    found = [run for run in runs if is_on(run) and (run.checkpoint is not None or run.state.is_going_on)]
    return max(
        found, key=lambda run: (0.0 if run.started is None else run.started.timestamp(), run.path.name), default=None
    )


def changes_since(run: Path, *, moved_data: Path | None = None) -> LabelChanges:
    """Returns what changed in the labels that the next run on the same data would be given.

    Args:
        run: The folder of the run.
        moved_data: As for ``last_run_on``.

    Raises:
        ProjectError: The run keeps no labels, or does not say what it was trained on.
        TrainingError: Its labels are damaged.
        ConfigError: Its settings are damaged.
        DataError: The labels of today cannot be read.
    """
    before = kept_labels(run)
    if before is None:
        raise ProjectError(f"{run.name} is from before runs kept their labels; changes are counted after the next run.")
    old, now = (folder_place(read_command(run, moved_data=moved).data) for moved in (None, moved_data))
    chosen = labelled_images(run, moved_data=moved_data)
    return changes_between(before.moved(old, now), snapshot_of(chosen.train, chosen.validation))


def labelled_images(
    run: Path,
    *,
    moved_data: Path | None = None,
    classes: tuple[str, ...] | None = None,
    between: Callable[[], None] = lambda: None,
) -> ChosenData:
    """Returns the images that the next run on the data of a run would train and measure on, as they are labelled now.

    Args:
        run: Its folder.
        moved_data: As for ``last_run_on``.
        classes: To read them with; None: those that the run was asked to take.
        between: Called before each image; may raise to give up.

    Raises:
        ProjectError: The run does not say what it was trained on.
        ConfigError: Its settings are damaged.
        DataError: The images or labels cannot be read.
    """
    # From a base: whether the start detector is still there is of no concern to the labels.
    choice = read_order(run, moved_data=moved_data, init="vgg16").data
    choice = replace(choice, classes=classes or choice.classes, keep_classes=False, rehearsal_folder=None)
    return choose_data(choice, between=between)
