"""Where a folder stands in the loop of labelling and training: the last run on it, and what the next one would do."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ssd_desktop.checkpoints.info import checkpoint_name, read_checkpoint_info
from ssd_desktop.data.label_snapshot import LabelChanges
from ssd_desktop.errors import ProjectError, SSDDesktopError
from ssd_desktop.project.again import next_order
from ssd_desktop.project.gain import Gain, read_gain, start_to_compare
from ssd_desktop.project.order import RunOrder
from ssd_desktop.project.runs import RunRecord, list_runs
from ssd_desktop.project.since import changes_since, last_run_on
from ssd_desktop.training.earlier_split import kept_and_added
from ssd_desktop.training.time_estimate import Duration, duration, remembered_speeds, speed_key, workload


@dataclass(frozen=True)
class Round:
    """The last run on a folder, and what has happened since.

    Attributes:
        run: The run.
        changes: Of the labels since it began; None where they cannot be told.
        why_no_changes: Why they cannot.
        gain: Of the run over the model it started from; None where nobody has measured it.
        why_no_gain: Why it cannot be measured; empty where it can.
        kept: How many images measured it and the run before, and how many it alone; None where it kept none apart.
    """

    run: RunRecord
    changes: LabelChanges | None
    why_no_changes: str
    gain: Gain | None
    why_no_gain: str
    kept: tuple[int, int] | None = None


@dataclass(frozen=True)
class NextRun:
    """What the next run would do.

    Attributes:
        order: Its data and settings.
        model: What the user reads for the model that it starts from.
        duration: How long it takes on this machine; None where its speed is not known.
    """

    order: RunOrder
    model: str
    duration: Duration | None


def read_round(images: Path, runs: Path, *, moved_data: Path | None = None) -> Round | None:
    """Returns where a folder of images stands; None where nothing was trained on it.

    Args:
        images: The folder.
        runs: The folder of runs.
        moved_data: The data folder of the project that the runs belong to: taken where the one of a run is gone.

    Raises:
        ProjectError: The folder of runs cannot be read.
    """
    run = last_run_on(images, list_runs(runs), moved_data=moved_data)
    if run is None:
        return None
    changes, why_no_changes, why_no_gain = None, "", ""
    try:
        changes = changes_since(run.path, moved_data=moved_data)
    except SSDDesktopError as error:
        why_no_changes = str(error)
    try:
        start_to_compare(run)
    except ProjectError as error:
        why_no_gain = str(error)
    return Round(run, changes, why_no_changes, read_gain(run.path), why_no_gain, kept_and_added(run.path))


def next_run(
    last: Round, model: Path | None, speeds: Mapping[str, float], *, moved_data: Path | None = None
) -> NextRun:
    """Returns the run that goes on from a model as the last one was trained.

    Args:
        last: The last run.
        model: Checkpoint to start from; None: what the last run made.
        speeds: What is remembered of this machine (``time_estimate.with_speeds``).
        moved_data: As for ``read_round``.

    Raises:
        ProjectError: The run has no checkpoint, or does not say what it was trained on.
        ConfigError: Its settings are damaged.
        CheckpointError: The model is gone or damaged.
    """
    start = model or last.run.checkpoint
    if start is None:
        raise ProjectError(f"{last.run.name} has saved no checkpoint yet.")
    order = next_order(last.run.path, start, moved_data=moved_data)
    known = remembered_speeds(speeds, speed_key(order.config, read_checkpoint_info(start).network))
    images = last.run.images + (last.changes.labelled_images if last.changes is not None else 0)
    work = workload(order.config, images=images, validation_images=last.run.validation_images)
    return NextRun(order, checkpoint_name(start), None if known is None else duration(work, known))
