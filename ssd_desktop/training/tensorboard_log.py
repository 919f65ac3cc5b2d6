"""TensorBoard event files of a run, for those who compare runs there; the ``tensorboard`` package is optional."""

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ssd_desktop.errors import TrainingError

_log = logging.getLogger(__name__)

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
        self._is_broken = False

    def add(self, row: Mapping[str, Any]) -> None:
        """Writes the numbers of a row at its step; after a full disk no more of them: the metrics have them all."""
        if self._is_broken:
            return
        try:
            for name, value in row.items():
                if name not in _NOT_PLOTTED and isinstance(value, int | float):
                    self._writer.add_scalar(name, value, int(row["step"]))
        except OSError as error:
            self._is_broken = True
            _log.warning("The TensorBoard files end at step %s: %s", row["step"], error)

    def close(self) -> None:
        """Writes what is left and closes the files."""
        try:
            self._writer.close()
        except OSError as error:
            _log.warning("The TensorBoard files were not closed: %s", error)
