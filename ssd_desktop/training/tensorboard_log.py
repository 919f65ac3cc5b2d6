"""TensorBoard event files of a run, for those who compare runs there; the ``tensorboard`` package is optional."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ssd_desktop.errors import TrainingError

_NOT_PLOTTED = ("step", "epoch")


class TensorboardLog:
    """Writes the rows of the metrics as scalars.

    Args:
        folder: Where the event files go.
        first_step: What was written of later steps by a run that was killed is hidden.

    Raises:
        TrainingError: The package is not installed.
    """

    def __init__(self, folder: Path, *, first_step: int) -> None:
        try:
            from torch.utils.tensorboard import SummaryWriter
        except ImportError as error:
            raise TrainingError(
                "TensorBoard files need the tensorboard package: install it with pip install tensorboard, or train "
                "with tensorboard = false."
            ) from error
        self._writer = SummaryWriter(str(folder), purge_step=first_step + 1)

    def add(self, row: Mapping[str, Any]) -> None:
        """Writes the numbers of a row at its step."""
        for name, value in row.items():
            if name not in _NOT_PLOTTED and isinstance(value, int | float):
                self._writer.add_scalar(name, value, int(row["step"]))

    def close(self) -> None:
        """Writes what is left and closes the files."""
        self._writer.close()
