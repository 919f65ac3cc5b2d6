"""The next run: from a model, on the data of an earlier run, with its settings."""

from dataclasses import replace
from pathlib import Path

from ssd_desktop.project.order import RunOrder, read_order
from ssd_desktop.training.config import AUTO_PLAN, TrainingConfig


def next_order(run: Path, model: str | Path, *, moved_data: Path | None = None) -> RunOrder:
    """Returns what a run is to do that goes on from a model as an earlier run was trained.

    Network and box plan are those of the model; all other settings are those of the run.

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
    return RunOrder(order.data, replace(order.config, network=TrainingConfig().network, plan=AUTO_PLAN))
