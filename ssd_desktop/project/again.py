"""The next run: from a model, on the data of an earlier run, with its settings."""

from dataclasses import replace
from pathlib import Path

from ssd_desktop.project.order import RunOrder, read_order
from ssd_desktop.training.config import AUTO_PLAN, TrainingConfig
from ssd_desktop.training.data_choice import DataChoice
from ssd_desktop.training.run_folder import SPLIT


def next_order(run: Path, model: str | Path, *, moved_data: Path | None = None) -> RunOrder:
    """Returns what a run is to do that goes on from a model as an earlier run was trained.

    Network and box plan are those of the model; all other settings are those of the run. Where the run held images back
    to measure on, they measure the next one too, and none that it was trained on does.

    Args:
        run: The folder of the earlier run.
        model: Checkpoint to start from, as ``find_model`` takes it.
        moved_data: The data folder of the project that the run belongs to: taken where the one of the run is gone.

    Raises:
        ProjectError: There is no run, or its folder does not say it.
        ConfigError: Its settings are damaged.
        CheckpointError: The model is gone or damaged.
    """
    order = read_order(run, moved_data=moved_data, init=str(model))
    data = replace(order.data, earlier_split=run) if _holds_back(order.data) and (run / SPLIT).is_file() else order.data
    return RunOrder(data, replace(order.config, network=TrainingConfig().network, plan=AUTO_PLAN))


def _holds_back(data: DataChoice) -> bool:
    """Returns whether images may be held back to measure on; a folder or list for it is the user's own split."""
    return data.validate and data.validation_folder is None and data.validation_split is None
