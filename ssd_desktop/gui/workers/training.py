"""Runs the Qt-free trainer in a QThread and hands its events on. PyTorch is imported when it runs."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from ssd_desktop.gui.dialogs.training_request import TrainingRequest
from ssd_desktop.training.control import TrainingControl
from ssd_desktop.training.data_choice import choose_data
from ssd_desktop.training.events import TrainingMessage, TrainingResult, TrainingStopping
from ssd_desktop.training.interruption import Interruption, StopRequestedError
from ssd_desktop.training.machine_use import machine_to_oneself


class TrainingWorker(QObject):
    """One training.

    Signals:
        reported: Each ``TrainingEvent`` in order; the last one of a training that did not fail is its result.
        run_chosen: The folder of its run, before anything is in it.
        failed: The exception that ended it.

    Attributes:
        control: Pause, resume and stop; call it directly, since a queued slot would wait for the end.
    """

    reported = Signal(object)
    run_chosen = Signal(str)
    failed = Signal(object)

    def __init__(self, request: TrainingRequest) -> None:
        super().__init__()
        self.request = request
        self.control = TrainingControl()

    @Slot()
    def run(self) -> None:
        """Reads the data and trains until the end or a stop.

        Raises:
            SSDDesktopError: The data cannot be trained on, or the training failed.
        """
        try:
            self._run()
        except StopRequestedError:  # while the data was read: there is no run yet
            self.reported.emit(TrainingStopping(keep=self.control.keep))
            self.reported.emit(TrainingResult("", None, "discarded", 0))

    def _run(self) -> None:
        self.reported.emit(TrainingMessage("info", self.tr("Reading the data folder and loading PyTorch.")))
        from ssd_desktop.training.run_folder import next_run_folder
        from ssd_desktop.training.trainer import train
        from ssd_desktop.training.training_data import TrainingData

        interruption = Interruption(self.control, self.reported.emit)
        chosen = choose_data(self.request.data, between=interruption)
        resumed = self.request.resumed
        run_folder = resumed or next_run_folder(self.request.runs_folder, _data_name(self.request), day=date.today())
        command = _command(self.request, run_folder)
        for note in chosen.notes:
            self.reported.emit(TrainingMessage("info", note))
        with machine_to_oneself(), one_core_left_free():
            self.run_chosen.emit(str(run_folder))
            train(
                self.request.config,
                TrainingData(chosen.train, chosen.validation, command, chosen.rehearsal, chosen.earlier),
                run_folder=run_folder,
                emit=self.reported.emit,
                control=self.control,
                resume=resumed is not None,
            )

    def request_stop(self) -> None:
        """Asks the training to stop and keep what it has; an earlier stop decides."""
        self.control.stop(keep=True)


@contextmanager
def one_core_left_free() -> Iterator[None]:
    """Leaves the window a processor core while PyTorch works inside the block."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(max(1, available_cores() - 1))
    try:
        yield
    finally:
        torch.set_num_threads(before)


def available_cores() -> int:
    """Returns the processor cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _data_name(request: TrainingRequest) -> str:
    return request.data.folder.resolve().name


def _command(request: TrainingRequest, run_folder: Path) -> str:
    """Returns the command line that repeats the training without the window."""
    from ssd_desktop.project.order import data_options
    from ssd_desktop.training.run_folder import repeat_command

    data = request.data
    return repeat_command(data.folder.resolve(), run_folder, options=data_options(data, run_folder))
